"""The laws of the fold: one record has one state, whatever folds it, in how many parts, on whichever machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import defstruct, field
from msgspec.structs import fields as fields_of
from msgspec.structs import replace

import everything
from comity import __version__, worked
from comity.core import queries
from comity.core.acts import KINDS, decode, encode
from comity.core.errors import Refused
from comity.core.fold import apply, check, fold, state_hash
from comity.core.readings import composed, sites
from comity.core.wording.values import ALGORITHM
from negotiation import tabled
from records import VERSIONS, leaves, meant, records, released
from records import given as given_now

TEXT = {"text": "statement"}


def default(field):
    """What a field of an act holds where nothing is said."""
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_record_has_the_root_and_the_state_that_it_has_always_had(version):
    kept = meant(version)
    assert kept.keys() == records(version).keys()
    for name, entries in records(version).items():
        assert given_now(entries) == kept[name], (
            f"acts of {name} mean something else now. A record of a released version never does: give what is new a kind "
            "of its own (CONTRIBUTING, How to change an act). Before the release run python tests/records.py."
        )


def test_the_version_being_made_has_records_of_its_own():
    """Records are kept before a release, and those of the worked consultations are what the folder of worked gives."""
    assert __version__ in VERSIONS
    if not released(__version__):
        for name in worked.CONSULTATIONS:
            told = [(entry.at, entry.act) for entry in records(__version__)[name]]
            assert told == list(worked.acts(name)), "run python tests/records.py"
        assert leaves(__version__)["everything"] == everything.leaves(), "run python tests/records.py"


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", records())
def test_what_was_accepted_once_is_accepted_still(version, name):
    state = None
    for seq, at, act in records(version)[name]:
        check(state, act)
        state = apply(state, act, seq, at)


def test_every_kind_and_every_field_of_it_is_in_a_record():
    """What is in none could come to mean something else, and nobody would see it."""
    acts = [entry.act for entries in records(__version__).values() for entry in entries]
    filled = {
        (act.kind, field.name) for act in acts for field in fields_of(act) if getattr(act, field.name) != default(field)
    }
    every = {(kind, field.name) for kind, act in KINDS.items() for field in fields_of(act)}
    assert every - filled == set(), "say it in tests/everything.py, and run python tests/records.py"


def test_a_field_that_nobody_has_filled_yet_changes_no_hash():
    """What lets old records keep their hash under later rules: the hash is of what is said, not of the shape."""
    held = tabled().state.parties["KAZ"]
    said = {each.name: getattr(held, each.name) for each in fields_of(held)}
    names = [(name, object) for name in said]
    longer = defstruct(
        "Party", [*names, ("more", tuple, ()), ("words", dict, field(default_factory=dict))], frozen=True
    )
    assert state_hash(longer(**said)) == state_hash(held)
    assert state_hash(longer(**said, more=("x",))) != state_hash(held) != state_hash(longer(**said, words={"en": "x"}))


@pytest.mark.parametrize("name", records())
def test_a_record_may_be_folded_in_parts(name):
    entries = records()[name]
    whole = state_hash(fold(entries))
    for cut in range(1, len(entries), len(entries) // 7 + 1):
        assert state_hash(fold(entries[cut:], fold(entries[:cut]))) == whole


FOLDED = """
from comity.core import queries
from comity.core.fold import fold, state_hash
from records import records
for name, entries in records().items():
    state = fold(entries)
    print(name, state_hash(state))
    for party in sorted(state.parties):
        print(queries.awaits(state, party))
    for _, text in sorted(state.texts.items()):
        for language in text.languages:
            print(queries.rolling(text, language), queries.progress(text, language))
        print(queries.matrix(state, text), [queries.standing(state, text, each) for each in text.order])
"""


def test_neither_state_nor_answers_depend_on_the_hashing_of_strings():
    told = [_run(FOLDED, PYTHONHASHSEED=seed) for seed in ("1", "31337")]
    assert told[0] == told[1]
    assert all(name.encode() in told[0] for name in records())


def _run(script, **environment):
    environment |= {"PYTHONPATH": os.pathsep.join((str(Path(__file__).parents[1]), *filter(None, sys.path)))}
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **environment}, capture_output=True, check=True
    )
    return done.stdout


def crowded():
    """A draft with proposals of every kind, some of them answered, accepted or left out."""
    held = tabled()
    held.reword("KAZ", "p1", "The Parties should exchange data regularly.", id="kaz-1")
    held.reword("RUS", "p1", "The Parties shall exchange data monthly.", id="rus-1")
    held.reword("RUS", "p2", "The Parties cooperate.", id="rus-2")
    held.do("text.delete", "UZB", provision="p2", id="uzb-2", **TEXT)
    held.do("text.move", "KAZ", provision="p3", after="title", id="kaz-3", **TEXT)
    held.reword("UZB", "p3", "The Parties shall meet.", id="uzb-3")
    held.do("text.not_taken_up", proposal="uzb-3", **TEXT)
    held.do("text.add", "RUS", after="p3", provision_kind="annex", wordings={"en": "More."}, id="rus-add", **TEXT)
    held.answer("UZB", "rus-2", "reserve")
    return held


HELD = crowded()


def _alternatives():
    for site in sites(composed(HELD.text, "p1", "en").parts):
        for each in site.alternatives:
            given = {"start": site.start, "end": site.end, "wording": each.text, "proposals": each.proposals}
            yield "text.accept_alternative", "SEC", {**given, "language": "en", "algorithm": ALGORITHM}


ON_PROVISIONS = [
    *((kind, "SEC", {}) for kind in ("text.agree", "text.agree_ad_referendum", "text.keep_in_brackets", "text.defer")),
    ("text.place", "SEC", {"wordings": {"en": "The Parties confer."}}),
    ("text.reword", "UZB", {"wordings": {"en": "The Parties may confer.", "ru": "Стороны могут совещаться."}}),
    ("text.split", "RUS", {"pieces": ({"en": "One."}, {"en": "Two."})}),
    ("text.comment", "MDA", {"note": "A remark."}),
    ("text.take_position", "RUS", {"value": "object"}),
]
ON_PROPOSALS = [
    ("text.accept", "SEC", {}),
    ("text.not_taken_up", "SEC", {}),
    ("text.reopen", "SEC", {}),
    ("text.cosponsor", "MDA", {}),
    ("text.insist", "UZB", {}),
    *(("text.withdraw", party, {}) for party in ("KAZ", "RUS", "UZB")),
    *(("text.revise", party, {"pieces": ({"en": "The Parties may meet."},)}) for party in ("KAZ", "RUS", "UZB")),
    ("text.take_position", "RUS", {"value": "can_accept"}),
]
POOL = [
    *((each, act) for each in ("p1", "p2", "p3") for act in ON_PROVISIONS),
    *(("p1", act) for act in _alternatives()),
]
OTHERS = [
    *((proposal, act) for proposal in sorted(HELD.text.proposals) for act in ON_PROPOSALS),
    ("", ("question.propose", "KAZ", {"title": {"en": "Water"}, "session": "first"})),
    ("", ("party.admit", "SEC", {"admitted": "ARM", "party_kind": "observer", "names": {"en": "Armenia"}})),
    ("new", ("text.add", "KAZ", {"after": "", "provision_kind": "annex", "wordings": {"en": "Annex."}})),
]


def _acts():
    """Acts on a crowded text that may be done next, each with the provisions it is about."""
    for subject, (kind, seat, fields) in POOL:
        yield {subject}, _act(kind, seat, provision=subject, **fields)
    for subject, (kind, seat, fields) in OTHERS:
        on = {"proposal": subject} if subject in HELD.text.proposals else {}
        about = set(HELD.text.proposals[subject].targets) or {subject} if on else {subject}
        yield about, _act(kind, seat, **on, **fields)


def _act(kind, seat, **fields):
    return HELD.act(kind, seat, **({} if kind in {"question.propose", "party.admit"} else TEXT), **fields)


def allowed(state, act):
    try:
        check(state, act)
    except Refused:
        return False
    return True


ACTS = [(about, act) for about, act in _acts() if allowed(HELD.state, act)]


def essence(state):
    """A state without what counts acts and proposals: those follow the order of the record."""
    told = json.loads(msgspec.json.encode(state, order="sorted", enc_hook=dict))
    for text in told["texts"].values():
        text["accepted"].sort()
        for proposal in text["proposals"].values():
            proposal.pop("number")
    return {**told, "size": None, "at": None}


def test_many_kinds_of_acts_are_tried_in_both_orders():
    assert len({act.kind for _, act in ACTS}) > 15
    assert len(ACTS) > 50


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(ACTS), st.sampled_from(ACTS))
def test_the_order_of_independent_acts_does_not_matter(one, other):
    (about, first), (about_other, second) = one, other
    assume(about.isdisjoint(about_other))
    size = HELD.state.size
    first, second = replace(first, id="first"), replace(second, id="second")
    states = []
    for acts in (((first, size), (second, size + 1)), ((second, size + 1), (first, size))):
        state = HELD.state
        for act, seq in acts:
            assert allowed(state, act)
            state = apply(state, act, seq, 0)
        states.append(essence(state))
    assert states[0] == states[1]


LONGEST = max((entries for name, entries in records().items() if name.startswith("random")), key=len)
FOUND = [*{json.dumps(value): value for entry in LONGEST for value in json.loads(encode(entry.act)).values()}.values()]
STATES = [fold(LONGEST[:size]) for size in range(10, len(LONGEST), 7)]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(STATES), st.sampled_from(LONGEST), st.data())
def test_whatever_a_statement_says_it_is_refused_or_can_be_done(state, entry, data):
    fields = json.loads(encode(entry.act)) | {"seen": {"root": "0" * 64, "size": state.size}, "id": "spoilt"}
    for _ in range(data.draw(st.integers(0, 2))):
        fields[data.draw(st.sampled_from(sorted(fields)))] = data.draw(st.sampled_from(FOUND))
    try:
        act = decode(json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())
        check(state, act)
    except Refused:
        return
    after = apply(state, act, state.size, state.at)
    assert after.size == state.size + 1
    for text in after.texts.values():
        assert len(queries.if_adopted(text, "en")) == len(queries.adopted(text).order)
        queries.rolling(text, "en")
