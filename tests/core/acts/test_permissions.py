"""Who may do what: each kind of act tried by each role, where the act is in order otherwise."""

import pytest

from comity.core.acts import EXAMPLES, KINDS
from comity.core.queries import adopted, text_hash
from comity.core.wording.values import ALGORITHM
from negotiation import opened, tabled

ROLES = {"secretariat": "SEC/1", "chair": "RCC/9", "member": "KAZ/1", "observer": "MDA/1", "body": "RCC/1"}
"""The chair is an official of a body; another seat of the same body does not preside."""

RIGHTS = {
    "only_secretariat",
    "only_chair",
    "only_members",
    "only_sponsors",
    "only_submitter",
    "body_takes_no_position",
    "files_for_itself",
    "key_foreign",
    "only_enclosers",
}

ALL = set(ROLES)
TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}


def presided(held):
    """The same consultation with a chair."""
    held.do("session.appoint_chair", session="first", seat="RCC/9")
    return held


def proposed():
    """A draft with a proposal of Russia's on p1."""
    held = presided(tabled())
    held.reword("RUS", "p1", "The Parties shall exchange data.", id="rus-p1")
    return held


def own(party):
    """A draft with a proposal on p1 by ``party``."""
    held = presided(tabled())
    held.reword(party, "p1", "The Parties shall exchange data.", id="own")
    return held


def accepted():
    held = proposed()
    held.do("text.accept", "RCC/9", proposal="rus-p1", **TEXT)
    return held


def agreed():
    held = presided(tabled())
    for provision in held.text.order:
        held.do("text.agree", "RCC/9", provision=provision, **TEXT)
    return held


def left_out(party):
    held = own(party)
    held.do("text.not_taken_up", "RCC/9", proposal="own", **TEXT)
    return held


def revision(held):
    return {"number": 1, "sha256": text_hash(adopted(held.text)), "algorithm": ALGORITHM, **TEXT}


def alternative(_held):
    given = {"language": "en", "start": 10, "end": 12, "wording": "", "proposals": ("rus-p1",), "algorithm": ALGORITHM}
    return {**ON_P1, **given}


def enclosed():
    """Kazakhstan has enclosed a file."""
    held = presided(tabled())
    held.do("text.enclose_file", "KAZ", id="letter", **FILE, **TEXT)
    return held


def keyed():
    """Kazakhstan has a key."""
    held = tabled()
    held.do("key.add", "KAZ", id="kaz-key", **KEY)
    return held


def incomplete():
    held = presided(opened())
    held.do("text.table", title={"en": "T"}, languages=("en",), provisions=(PROVISION,), more=True, **TEXT)
    return held


PROVISION = {"id": "p9", "kind": "operative", "wordings": {"en": "The Parties meet."}}
KEY = {"key_kind": "ed25519", "public": EXAMPLES["key.add"].public}
OTHER_KEY = {"key_kind": "ed25519", "public": EXAMPLES["key.recover"].public}
FILE = {"name": "letter.docx", "format": "docx", "size": 9, "sealed": "ab" * 32}
NOTE = {"note": "A remark."}
PROPOSAL = {**TEXT, "proposal": "rus-p1"}
OWN = {**TEXT, "proposal": "own"}

CASES = {
    "party.admit": (tabled, {"admitted": "ARM", "party_kind": "member", "names": {"en": "Armenia"}}, {"secretariat"}),
    "key.add": (tabled, KEY, ALL),
    "key.revoke": (keyed, {"key": "kaz-key"}, {"member"}),
    "key.recover": (keyed, {"of": "KAZ", **OTHER_KEY}, {"secretariat"}),
    "session.convene": (
        tabled,
        {"session": "second", "number": 2, "date": "2028-02-29", "format": "hybrid"},
        {"secretariat"},
    ),
    "session.appoint_chair": (tabled, {"session": "first", "seat": "KAZ/2"}, {"secretariat"}),
    "question.propose": (tabled, {"title": {"en": "Water"}, "session": "first"}, ALL),
    "text.table": (
        opened,
        {"title": {"en": "T"}, "languages": ("en",), "provisions": (PROVISION,), **TEXT},
        {"secretariat"},
    ),
    "text.table_more": (incomplete, {"provisions": ({**PROVISION, "id": "p8"},), **TEXT}, {"secretariat"}),
    "text.reword": (proposed, {"wordings": {"en": "Nothing."}, **ON_P1}, ALL),
    "text.add": (proposed, {"wordings": {"en": "More."}, "after": "", "provision_kind": "annex", **TEXT}, ALL),
    "text.delete": (proposed, ON_P1, ALL),
    "text.move": (proposed, {"after": "", **ON_P1}, ALL),
    "text.merge": (proposed, {"provisions": ("p1", "p2"), "wordings": {"en": "One."}, **TEXT}, ALL),
    "text.split": (proposed, {"pieces": ({"en": "One."}, {"en": "Two."}), **ON_P1}, ALL),
    "text.comment": (proposed, {**NOTE, **ON_P1}, ALL),
    "text.enclose_file": (tabled, {**FILE, **TEXT}, ALL),
    "text.erase_file": (
        enclosed,
        {"file": "letter", "reason": {"en": "Names."}, **TEXT},
        {"member", "secretariat"},
    ),
    "text.cosponsor": (proposed, PROPOSAL, ALL),
    "text.withdraw": (lambda: own("KAZ"), OWN, {"member"}),
    "text.revise": (lambda: own("KAZ"), {**OWN, "pieces": ({"en": "Another."},)}, {"member"}),
    "text.insist": (lambda: left_out("MDA"), OWN, {"observer"}),
    "text.take_position": (proposed, {"value": "object", **PROPOSAL}, {"member", "observer"}),
    "text.accept": (proposed, PROPOSAL, {"chair"}),
    "text.accept_alternative": (proposed, alternative, {"chair"}),
    "text.agree": (tabled, ON_P1, {"chair"}),
    "text.agree_ad_referendum": (tabled, ON_P1, {"chair"}),
    "text.keep_in_brackets": (tabled, ON_P1, {"chair"}),
    "text.defer": (tabled, ON_P1, {"chair"}),
    "text.not_taken_up": (proposed, PROPOSAL, {"chair"}),
    "text.reopen": (agreed, ON_P1, {"chair"}),
    "text.place": (tabled, {"wordings": {"en": "Compromise."}, **ON_P1}, {"chair"}),
    "text.issue_revision": (accepted, revision, {"chair", "secretariat"}),
    "approval.initial": (agreed, lambda held: {"sha256": text_hash(held.text), **TEXT}, {"member"}),
    "consultation.close": (tabled, {}, {"secretariat"}),
    "consultation.succeed": (
        tabled,
        {"log": "water-2027", "predecessor": "water-2026", "origin": "comity/0"},
        {"secretariat"},
    ),
}


def test_every_kind_is_tried():
    assert CASES.keys() | {"consultation.open"} == set(KINDS)


@pytest.mark.parametrize("kind", CASES)
def test_a_role_does_what_it_may_and_nothing_else(kind):
    begin, fields, allowed = CASES[kind]
    held = begin()
    if held.state.chair is None:
        presided(held)
    refusals = {
        role: held.refusal(kind, seat, **(fields(held) if callable(fields) else fields)) for role, seat in ROLES.items()
    }
    assert {role for role, code in refusals.items() if code is None} == allowed
    assert {code for code in refusals.values() if code} <= RIGHTS


def test_until_a_chair_is_appointed_the_secretariat_presides():
    held = tabled()
    assert held.refusal("text.agree", "SEC", **ON_P1) is None
    assert held.refusal("text.agree", "RCC/9", **ON_P1) == "only_chair"


@pytest.mark.parametrize("kind", [kind for kind in CASES if kind.startswith("text.")])
def test_a_party_that_nobody_admitted_does_nothing(kind):
    begin, fields, _ = CASES[kind]
    held = begin()
    assert held.refusal(kind, "XXX/1", **(fields(held) if callable(fields) else fields)) == "party_unknown"


def test_nothing_follows_when_the_consultation_is_closed():
    held = proposed()
    held.do("consultation.close")
    for kind, (_, fields, _) in CASES.items():
        assert held.refusal(kind, **(fields(held) if callable(fields) else fields)) == "closed"


def test_a_delegation_files_for_itself_only_and_the_secretariat_for_those_it_names():
    held = tabled()
    wish = {"wordings": {"en": "Nothing."}, **ON_P1}
    assert held.refusal("text.reword", "KAZ", sponsors=("RUS",), **wish) == "files_for_itself"
    assert held.refusal("text.reword", "KAZ", sponsors=(), **wish) == "files_for_itself"
    assert held.refusal("text.reword", "SEC", sponsors=("RUS", "RUS"), **wish) == "sponsor_repeated"
    assert held.refusal("text.reword", "SEC", sponsors=("XXX",), **wish) == "party_unknown"
    note = held.do("text.reword", "SEC", sponsors=("RUS", "UZB"), **wish)
    assert held.text.proposals[note].sponsors == ("RUS", "UZB")
    unknown = held.do("text.reword", "SEC", sponsors=(), **wish)
    assert held.text.proposals[unknown].sponsors == ()
    assert held.refusal("text.cosponsor", "KAZ", behalf="MDA", proposal=note, **TEXT) == "files_for_itself"
    held.do("text.cosponsor", "SEC", behalf="MDA", proposal=note, **TEXT)
    held.do("text.withdraw", "SEC", behalf="RUS", proposal=note, **TEXT)
    assert held.text.proposals[note].sponsors == ("UZB", "MDA")
