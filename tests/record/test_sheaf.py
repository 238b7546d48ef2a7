"""Several statements in one text, with their signatures: read as written, whatever shell wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.acts import EXAMPLES, encode
from comity.core.errors import Unreadable
from comity.record import sheaf
from comity.record.sheaf import Sheet

STATEMENTS = [encode(act) for act in EXAMPLES.values()]
lines = st.lists(st.sampled_from(["ed25519 kaz-key AAAA", "passkey kaz-phone AAAA BBBB CCCC 0 2 DDDD"]), max_size=3)
sheets = st.lists(st.builds(Sheet, st.sampled_from(STATEMENTS), lines.map(tuple)), min_size=1, max_size=6).map(tuple)


@given(sheets)
def test_a_sheaf_is_read_as_it_was_written(held):
    assert sheaf.read(sheaf.write(held).encode()) == held


@given(sheets, st.sampled_from(["utf-8-sig", "utf-16", "utf-8"]), st.sampled_from(["\n", "\r\n"]))
def test_what_a_shell_makes_of_it_changes_nothing(held, encoding, end):
    assert sheaf.read(sheaf.write(held).replace("\n", end).encode(encoding)) == held


def test_a_sign_that_ends_lines_elsewhere_stays_in_its_statement():
    odd = Sheet('{"note":"one\u2028two\x85three"}'.encode())
    assert sheaf.read(sheaf.write([odd, odd]).encode()) == (odd, odd)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"ed25519 key AAAA\n{}", b"\xff{}", b"\xff\xfe{", b"words"])
def test_what_is_no_sheaf_is_refused(data):
    with pytest.raises(Unreadable) as refused:
        sheaf.read(data)
    assert refused.value.why == "sheaf_malformed"
