"""An act has one statement, byte for byte, for ever."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.acts import EXAMPLES, KINDS, decode, encode
from comity.core.errors import Refused
from comity.core.fold import apply, check
from comity.record.statement import read
from negotiation import example, tabled
from records import VERSIONS, statements


def statement(**fields):
    """The statement of a comment with other fields; ``None`` leaves one out."""
    given = {**json.loads(encode(EXAMPLES["text.comment"])), **fields}
    kept = {key: value for key, value in sorted(given.items()) if value is not None}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def code(data):
    with pytest.raises(Refused) as caught:
        decode(data)
    return caught.value.code


@pytest.mark.parametrize("kind", KINDS)
def test_an_act_is_its_statement(kind):
    act = EXAMPLES[kind]
    assert decode(encode(act)) == act
    assert encode(decode(encode(act))) == encode(act)
    assert type(decode(encode(act))) is KINDS[kind]
    assert read(encode(act))["kind"] == kind


@pytest.mark.parametrize("version", VERSIONS)
def test_no_kind_has_ever_changed_its_bytes(version):
    for kind, line in statements(version).items():
        assert kind in KINDS, f"{kind} stands in records: it is read for ever (CONTRIBUTING, How to change an act)"
        assert encode(decode(line)) == line
        assert encode(EXAMPLES[kind]) == line, (
            f"{kind} has other bytes than version {version} published. Once released that would falsify records: leave it as it "
            "is, and give the changed act a kind of its own (CONTRIBUTING, How to change an act). Before the release run "
            "python tests/records.py."
        )


def test_every_kind_is_pinned():
    assert list(statements(VERSIONS[-1])) == list(KINDS), "a kind is new: run python tests/records.py"


def test_a_field_that_holds_its_default_is_left_out():
    assert b"proposal" not in encode(EXAMPLES["text.comment"])
    assert code(statement(note=None)) == "field_missing"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "statement_not_json"),
        (b"\xff\xfe", "statement_not_utf8"),
        (b"[" * 100_000, "statement_not_act"),
        (b"{}", "field_missing"),
        (b"[]", "statement_not_act"),
        (b" " + statement(), "statement_not_canonical"),
        (statement().replace(b"remark", b"\\u0072emark").replace(b"said", b"s\\u0061id"), "statement_not_canonical"),
        (statement() + b"\n", "statement_not_canonical"),
        (statement().replace(b'"text"', b'"text" '), "statement_not_canonical"),
        (statement()[:-1] + b',"zeal":1}', "field_unknown"),
        (statement(kind="text.shout"), "kind_unknown"),
        (statement(kind=None), "field_missing"),
        (statement(actor="KAZ"), "field_malformed"),
        (statement(actor="kaz/1"), "field_malformed"),
        (statement(actor="KAZ/1\n"), "field_malformed"),
        (statement(actor="ABCDEFGHIJKLMNOPQ/1"), "field_malformed"),
        (statement(id="Upper"), "field_malformed"),
        (statement(id="a" * 65), "field_malformed"),
        (statement(log=""), "field_malformed"),
        (statement(seen={"root": "00", "size": 1}), "field_malformed"),
        (statement(seen={"root": "0" * 64, "size": -1}), "field_malformed"),
        (statement(seen={"root": "0" * 64, "size": 1.0}), "field_malformed"),
        (statement(seen={"root": "0" * 64, "size": 1.5}), "field_malformed"),
        (statement(seen={"root": "0" * 64, "size": 1, "zeal": 1}), "field_unknown"),
        (statement(note=""), "field_malformed"),
        (statement(note="left \u202eright"), "bidirectional_override"),
        (statement(note="left \u2067right"), "bidirectional_override"),
        (statement(note="nul \x00"), "control_character"),
        (statement(note="tab\tbed"), "control_character"),
        (statement(note="next \x85 line"), "control_character"),
        (statement(note="de\u0301compose\u0301"), "not_normalised"),
        (statement(note="half \ud800"), "statement_not_utf8"),
        (statement().replace(b"It should", b"\\ud800 It"), "statement_not_json"),
    ],
)
def test_what_is_not_a_statement_is_refused(data, refusal):
    assert code(data) == refusal


@pytest.mark.parametrize(
    "note", ["two\nlines", 'quoted "words" and \\ strokes', "\\n is no line", "\\\\u0041", "שלום", "a\u200db"]
)
def test_prose_may_hold(note):
    assert decode(statement(note=note)).note == note


def test_a_name_or_title_says_something():
    for kind, field in (("party.admit", "names"), ("text.table", "title"), ("question.propose", "title")):
        with pytest.raises(Refused) as caught:
            decode(encode(replace(EXAMPLES[kind], **{field: {}})))
        assert caught.value.facts == {"field": field}


def test_a_refusal_names_the_field():
    for data, field in [
        (statement(zeal=1), "zeal"),
        (statement(seen={"root": "00", "size": 1}), "seen.root"),
        (statement(seen={"size": 1}), "seen.root"),
    ]:
        with pytest.raises(Refused) as caught:
            decode(data)
        assert caught.value.facts == {"field": field}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
STATE = tabled().state
STATEMENTS = st.sampled_from([json.loads(encode(example(kind, STATE.size))) for kind in EXAMPLES])


@given(st.binary(max_size=60))
def test_any_bytes_are_an_act_or_refused(data):
    with pytest.raises(Refused):
        decode(data)


NAMES = st.sampled_from(
    ["p1", "title", "kaz-p1", "", "statement", "first", "KAZ", "XXX", "SEC/1", "en", "ru", "fr", "consensus"]
)


@settings(max_examples=300, deadline=None)
@given(STATEMENTS, st.data())
def test_any_spoilt_statement_is_refused_or_an_act_that_is_refused_or_done(fields, data):
    for _ in range(data.draw(st.integers(1, 3))):
        fields = {**fields, data.draw(st.sampled_from([*fields, "zeal"])): data.draw(NAMES | JSON)}
    given = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(Refused):
        act = decode(given)
        assert encode(act) == given
        check(STATE, act)
        assert apply(STATE, act, STATE.size, STATE.at).size == STATE.size + 1
