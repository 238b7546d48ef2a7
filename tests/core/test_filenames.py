"""The name of a file: whatever it was, what is left is a name, and the same name however often it is asked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.filenames import LONGEST, filename

awkward = st.text(st.sampled_from('ab./\\ :<>|?*"\u202e\u200b\u2066\u0301\u0344é\0\n\t\ud800\uf8ff…Ж-'), max_size=220)


@given(awkward | st.text(max_size=220))
def test_a_name_is_a_name_however_often_it_is_cleaned(given_name):
    name = filename(given_name)
    assert filename(name) == name
    assert len(name) <= LONGEST
    assert unicodedata.is_normalized("NFC", name)
    assert not {"/", "\\", ":", '"', "<", ">", "|", "\0", "\n"} & {*name}
    assert not any(unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co"} for each in name)
    assert name == name.strip(" .")
    assert name not in {".", ".."}


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("Comments of the ministry.docx", "Comments of the ministry.docx"),
        ("/home/ivanov/letter.docx", "letter.docx"),
        ("C:\\Users\\ivanov\\letter.docx", "letter.docx"),
        ("letter\u202excod.exe", "letterxcod.exe"),
        ("../..", ""),
        ("a" * 300 + ".docx", "a" * 95 + ".docx"),
        ("  two\u00a0 words .docx", "two words .docx"),
    ],
)
def test_what_a_name_becomes(given_name, name):
    assert filename(given_name) == name
