"""Files that proposals come from: who may enclose and name them, and that erasing one takes nothing else away."""

import pytest

from comity.core import fold, queries
from negotiation import tabled

TEXT = {"text": "statement"}
FILE = {**TEXT, "name": "letter.docx", "format": "docx", "size": 9}
WISH = {**TEXT, "provision": "p1", "wordings": {"en": "Nothing."}}
WHY = {"reason": {"en": "It names persons."}}


def enclosed(party="KAZ", **fields):
    held = tabled()
    held.do("text.enclose_file", party, id="letter", sealed="ab" * 32, **FILE, **fields)
    return held


def test_a_file_is_its_partys_or_that_of_the_party_it_was_received_from():
    own = enclosed().text.files["letter"]
    noted = enclosed("SEC", behalf="KAZ").text.files["letter"]
    assert (own.party, own.filed, noted.party, noted.filed) == ("KAZ", "KAZ", "KAZ", "SEC")


@pytest.mark.parametrize(
    ("party", "fields", "code"),
    [
        ("KAZ", {"behalf": "RUS"}, "files_for_itself"),
        ("SEC", {"behalf": "XXX"}, "party_unknown"),
        ("KAZ", {"sealed": "ab" * 32}, "file_known"),
        ("KAZ", {"id": "letter"}, "id_taken"),
        ("KAZ", {"name": "../letter.docx"}, "file_name"),
        ("KAZ", {"name": "letter\u200b.docx"}, "file_name"),
        ("KAZ", {"name": "letter.docx "}, "file_name"),
        ("KAZ", {"text": "nothing"}, "text_unknown"),
    ],
)
def test_what_no_party_may_enclose(party, fields, code):
    held = enclosed()
    assert held.refusal("text.enclose_file", party, **{**FILE, "sealed": "cd" * 32, **fields}) == code


def test_a_proposal_names_a_file_of_its_own_party():
    held = enclosed()
    assert held.refusal("text.reword", "KAZ", source="nothing", **WISH) == "file_unknown"
    assert held.refusal("text.reword", "RUS", source="letter", **WISH) == "file_foreign"
    proposal = held.do("text.reword", "KAZ", source="letter", **WISH)
    assert held.text.proposals[proposal].sources == ("letter",)


def test_the_secretariat_names_what_it_filed_and_the_party_what_is_its_own():
    held = enclosed("SEC", behalf="KAZ")
    noted = held.do("text.reword", "SEC", sponsors=("KAZ",), source="letter", **WISH)
    own = held.do("text.delete", "KAZ", provision="p2", source="letter", **TEXT)
    assert all(held.text.proposals[each].sources == ("letter",) for each in (noted, own))


def test_new_words_keep_the_files_of_the_earlier_ones():
    held = enclosed()
    held.do("text.enclose_file", "KAZ", id="second", **FILE, sealed="cd" * 32)
    proposal = held.do("text.reword", "KAZ", source="letter", **WISH)
    for number, source in enumerate(("second", None, "letter", "second")):
        held.do("text.revise", "KAZ", **TEXT, proposal=proposal, pieces=({"en": f"Words {number}."},), source=source)
    assert held.text.proposals[proposal].sources == ("letter", "second")
    assert held.refusal("text.revise", "KAZ", **TEXT, proposal=proposal, pieces=({"en": "W."},), source="x") == (
        "file_unknown"
    )


def test_erasing_takes_the_file_and_nothing_else():
    held = enclosed()
    proposal = held.do("text.reword", "KAZ", source="letter", **WISH)
    before = held.state
    held.do("text.erase_file", "SEC", file="letter", **TEXT, **WHY)
    file = held.text.files["letter"]
    assert (file.erased.party, file.erased.reason, file.erased.seq) == ("SEC", WHY["reason"], before.size)
    assert held.text.proposals[proposal].sources == ("letter",)
    assert fold.state_hash(fold.fold(held.entries[:-1])) == fold.state_hash(before)
    (part,) = queries.parts(held.state)
    assert (part.digest, part.erased) == ("ab" * 32, before.size)


def test_a_file_that_was_erased_may_still_be_named_and_not_erased_again():
    held = enclosed()
    held.do("text.erase_file", "KAZ", file="letter", **TEXT, **WHY)
    assert held.refusal("text.reword", "KAZ", source="letter", **WISH) is None
    assert held.refusal("text.erase_file", "SEC", file="letter", **TEXT, **WHY) == "file_erased"
    assert held.refusal("text.erase_file", "KAZ", file="nothing", **TEXT, **WHY) == "file_unknown"
    assert held.refusal("text.erase_file", "KAZ", file="letter", text="nothing", **WHY) == "text_unknown"
    assert held.refusal("text.enclose_file", "RUS", **FILE, sealed="ab" * 32) == "file_known"


def test_what_a_fixed_text_enclosed_is_erased_all_the_same():
    held = enclosed()
    for provision in held.text.order:
        held.do("text.agree", provision=provision, **TEXT)
    for party in ("KAZ", "RUS", "UZB"):
        held.do("approval.initial", party, sha256=queries.text_hash(held.text), **TEXT)
    assert held.text.fixed
    assert held.refusal("text.enclose_file", "KAZ", **FILE, sealed="cd" * 32) == "text_fixed"
    assert held.refusal("text.erase_file", "KAZ", file="letter", **TEXT, **WHY) is None
