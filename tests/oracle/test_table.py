"""Comparative tables as the validator of office files sees them."""

import pytest

from comity.formats.table import docx, xlsx
from formats.publication.test_texts import printed
from formats.table.test_files import HOSTILE, publication
from worked.folding import folded

WRITERS = {"docx": docx.write, "xlsx": xlsx.write}


@pytest.mark.parametrize("kind", WRITERS)
def test_offices_find_no_fault(validator, kind):
    state = folded("iis-2020")
    made = printed(state, state.texts["statement"], "ru")
    assert validator.problems(WRITERS[kind](made), kind) == []
    assert validator.problems(WRITERS[kind](publication(HOSTILE, [(HOSTILE[::-1], "=1")])), kind) == []
