"""Characters that no statement may hold, and prose made fit for one."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.characters import prose, refuse_characters
from comity.core.errors import Refused
from comity.core.repertoire import is_assigned, unfamiliar
from comity.record.statement import canonical, read


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn"), exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), max_size=20))  # fmt: skip
def test_prose_is_fit_for_a_statement_and_stays_as_it_is(text):
    made = prose(text)
    assert prose(made) == made
    assert read(canonical(made)) == made


def test_prose_keeps_its_lines():
    assert prose(" one\r\ntwo\rthree\tfour\n") == "one\ntwo\nthree four"


def test_escaped_strokes_are_not_escapes():
    for text in ("\\b", "\\\\u0041", 'a "quoted" \\n'):
        refuse_characters(canonical(text).decode())


def test_what_is_not_assigned_yet_is_refused_and_what_is_familiar_is_assigned():
    """Whatever Unicode the Python at hand knows: what it does not, an older one does not either."""
    every = list(map(chr, range(sys.maxunicode + 1)))
    known = set(filter(is_assigned, every))
    assert len(every) - len(known) == 829_834, "Unicode 14.0 leaves so many code points open"
    assert not any(unicodedata.category(each) == "Cn" for each in known)
    assert known >= set(every) - set(unfamiliar("".join(every)))


# A letter of 2024 (Unicode 16.0) is also written as two characters; who knows it would find the two not normalised. Then an emoji of 2022, a noncharacter.
@pytest.mark.parametrize("text", ["\U000105d2\u0307", "\U0001fae8", "\ufffe", "words \u0378"])
def test_a_character_of_which_readers_may_think_otherwise_one_day_is_refused(text):
    with pytest.raises(Refused) as caught:
        canonical(text)
    assert caught.value.code == "character_unassigned"


def test_the_first_offender_is_named():
    with pytest.raises(Refused) as caught:
        canonical("हि \u202e \x85")
    assert caught.value.facts == {"character": "U+202E"}
