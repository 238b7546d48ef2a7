"""Canonical JSON: one value, one sequence of bytes."""

import hashlib
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.acts import EMPTY_ROOT
from comity.core.errors import Refused
from comity.record.statement import canonical, read

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="ascii", categories=("L", "P")), max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(st.characters(codec="ascii", categories=("L", "N")), max_size=5), inner, max_size=4),
    max_leaves=10,
)  # fmt: skip


@given(JSON)
def test_reading_gives_the_value_back_and_writing_the_bytes(value):
    statement = canonical(value)
    assert read(statement) == value
    assert canonical(read(statement)) == statement


@given(JSON)
def test_the_bytes_are_those_of_sorted_compact_json(value):
    assert canonical(value) == json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def refusal(call, value):
    with pytest.raises(Refused) as caught:
        call(value)
    return caught.value.code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "number_not_whole"),
        ({"a": [float("nan")]}, "number_not_whole"),
        (2**53, "number_too_large"),
        (-(2**53), "number_too_large"),
        ({"ключ": 1}, "key_not_ascii"),
        ({1: 1}, "key_not_ascii"),
        ({"a": {1, 2}}, "value_not_plain"),
        ("\ud800", "statement_not_utf8"),
        ("a\u202eb", "bidirectional_override"),
        ("a\u2066b", "bidirectional_override"),
        ("a\u2028b", "control_character"),
        ("a\x00b", "control_character"),
        ("a\x7fb", "control_character"),
        ("e\u0301", "not_normalised"),
    ],
)
def test_what_has_no_canonical_form_is_refused(value, code):
    assert refusal(canonical, value) == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"b":1,"a":2}', "statement_not_canonical"),
        (b'{"a": 1}', "statement_not_canonical"),
        (b'{"a":1,"a":1}', "statement_not_canonical"),
        (b'"\\u0061"', "statement_not_canonical"),
        (b"1.0", "number_not_whole"),
        (b"1e2", "number_not_whole"),
        (b"-0", "statement_not_canonical"),
        (b"9007199254740992", "number_too_large"),
        (b"{", "statement_not_json"),
        (b"", "statement_not_json"),
        (b"\xff", "statement_not_utf8"),
        (b"[" * 50_000, "statement_not_json"),
        (b'"e\xcc\x81"', "not_normalised"),
    ],
)
def test_bytes_that_are_not_canonical_are_refused(data, code):
    assert refusal(read, data) == code


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data):
    try:
        value = read(data)
    except Refused:
        return
    assert canonical(value) == data


def test_a_line_break_is_prose():
    assert read(canonical("two\nlines")) == "two\nlines"


def test_the_head_of_nothing_is_the_hash_of_nothing():
    assert hashlib.sha256().hexdigest() == EMPTY_ROOT


@pytest.mark.parametrize("depth", [10, 990, 5_000, 100_000])
def test_nesting_is_written_and_read_or_refused_at_any_depth(depth):
    value = []
    for _ in range(depth):
        value = [value]
    for function, nested in ((canonical, value), (read, b"[" * depth + b"]" * depth)):
        with suppress(Refused):
            function(nested)
            assert depth < 5_000
