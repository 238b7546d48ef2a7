"""The stand-ins a bundle carries answer as the libraries do, as far as the house asks them."""

import json
from typing import Annotated, Literal

import immutables
import msgspec
import pytest
import rapidfuzz.distance
from hypothesis import given
from hypothesis import strategies as st

from comity.record.standalone import immutables as own_immutables
from comity.record.standalone import msgspec as own_msgspec
from comity.record.standalone import sources
from comity.record.standalone.rapidfuzz import distance as own_distance

LIBRARIES = (msgspec, own_msgspec)
words = st.lists(st.integers(0, 4), max_size=40)


@given(words, words, st.integers(0, 3))
def test_of_the_longest_common_subsequences_it_is_the_same_one(old, new, shared):
    old, new = [9] * shared + old + [8] * shared, [9] * shared + new + [8] * shared
    found = own_distance.LCSseq.opcodes(old, new).as_matching_blocks()
    expected = rapidfuzz.distance.LCSseq.opcodes(old, new).as_matching_blocks()
    assert [tuple(each) for each in found] == [(each.a, each.b, each.size) for each in expected if each.size] + [
        (len(old), len(new), 0)
    ]


@given(st.dictionaries(st.text(), st.integers()), st.dictionaries(st.text(), st.integers()), st.text())
def test_a_map_changes_as_the_library_changes_it(held, changes, key):
    for kind in (immutables.Map, own_immutables.Map):
        made = kind(held)
        assert dict(made.update(changes)) == {**held, **changes}
        assert dict(made.set(key, 0)) == {**held, key: 0}
        assert dict(made) == held
        assert made == kind(held)
        assert hash(made) == hash(kind(held))
        if key in held:
            assert key not in made.delete(key)
        else:
            with pytest.raises(KeyError):
                made.delete(key)


def shapes(library):
    """The same types, declared with either library."""
    small = Annotated[int, library.Meta(ge=0, le=9)]
    named = Annotated[str, library.Meta(pattern=r"\A[a-z]{1,4}\Z")]

    class Part(library.Struct, frozen=True, forbid_unknown_fields=True):
        size: small
        names: Annotated[dict[named, str], library.Meta(min_length=1)]

    class Act(
        library.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"
    ):
        id: named

    class Do(Act, frozen=True, kw_only=True, tag="do"):
        parts: Annotated[tuple[Part, ...], library.Meta(max_length=2)] = ()
        note: str = ""
        more: bool = False
        mood: Literal["good", "bad"] = "good"
        held: dict[str, str] = library.field(default_factory=dict)
        rule: str | None = None

    class Undo(Act, frozen=True, kw_only=True, tag="undo"):
        parts: tuple[Part, ...]

    return library.json.Decoder(Do | Undo), library.json.Encoder(order="sorted")


SHAPES = tuple(map(shapes, LIBRARIES))
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 12)
    | st.text("abcé\n", max_size=5)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=4,
)
names = st.sampled_from(("ab", "abcde", "")) | plain
parts = st.lists(
    st.fixed_dictionaries({"size": st.integers(0, 12) | plain, "names": st.dictionaries(st.text("ab"), st.text()) | plain})
    | plain
) | plain  # fmt: skip
near = st.fixed_dictionaries(
    {"id": names, "kind": st.sampled_from(("do", "undo", "redo")) | plain},
    optional={
        "parts": parts, "note": names, "more": st.booleans() | plain, "mood": st.sampled_from(("good", "sad")) | plain,
        "held": st.dictionaries(st.text("ab"), st.text()) | plain, "rule": names, "other": plain,
    },
)  # fmt: skip


def outcome(shape, data):
    """What a library makes of bytes: what it writes again, or which kind of no it says, and where."""
    decoder, encoder = shape
    try:
        found = encoder.encode(decoder.decode(data))
    except LIBRARIES[0].ValidationError as error:
        return "invalid", str(error).partition(" - at ")[2].split("[")[0]
    except LIBRARIES[1].ValidationError as error:
        return "invalid", str(error).partition(" - at ")[2].split("[")[0]
    except (LIBRARIES[0].DecodeError, LIBRARIES[1].DecodeError):
        return "no JSON", ""
    return found, ""


@given(near | plain)
def test_a_struct_is_read_and_refused_as_the_library_does(value):
    data = json.dumps(value, ensure_ascii=False).encode()
    (theirs, _), (ours, _) = (outcome(shape, data) for shape in SHAPES)
    assert ours == theirs


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"id": 1}, "`$.id`"),
        ({"mood": "sad"}, "`$.mood`"),
        ({"kind": "redo"}, "`$.kind`"),
        ({"parts": [{"size": 1}]}, "`$.parts"),
        ({"parts": [{"size": 11, "names": {"a": ""}}]}, "`$.parts"),
    ],
)
def test_the_place_of_a_fault_is_told_as_the_library_tells_it(change, where):
    data = json.dumps({"id": "ab", "kind": "do", **change}).encode()
    assert [outcome(shape, data) for shape in SHAPES] == [("invalid", where)] * 2


@given(st.binary(max_size=12) | st.text('{}[]",:0\\du8ab', max_size=12).map(str.encode))
def test_what_is_no_json_is_refused(data):
    theirs, ours = (outcome(shape, data)[0] for shape in SHAPES)
    assert ours == theirs or {ours, theirs} <= {"no JSON", "invalid"}


@given(plain)
def test_plain_values_are_written_alike(value):
    written = [library.json.Encoder(order="sorted").encode(value) for library in LIBRARIES]
    read = [library.json.decode(data) for library, data in zip(LIBRARIES, written, strict=True)]
    assert read[0] == read[1]
    if not any(mark in written[0] for mark in (b".", b"e")):  # numbers with fractions are none of the record's
        assert written[0] == written[1]


def test_half_a_surrogate_pair_is_no_json_to_either():
    for library in LIBRARIES:
        with pytest.raises(library.DecodeError):
            library.json.decode(rb'"\ud800"')


def test_the_carried_sources_are_those_of_the_core_the_record_and_the_words():
    found = sources()
    assert {name.split("/")[2] for name in found} == {"__init__.py", "core", "locale", "record"}
    assert "verifier/comity/record/standalone/msgspec/__init__.py" in found
    assert "verifier/comity/locale/ru/LC_MESSAGES/comity.mo" in found
    assert not any("__pycache__" in name for name in found)
    assert list(found) == list(sources())
