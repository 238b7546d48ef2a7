"""Acts signed together by one passkey, once: each is verified alone, and nothing else is by its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.acts import EXAMPLES, encode
from comity.core.errors import Unreadable
from comity.record import batch, signature
from comity.record.openssl import CURVES
from comity.record.signature import PURE
from record.devices import SITE, Phone, Stick

ACTS = [replace(EXAMPLES["text.reword"], id=f"act-{n}") for n in range(9)]
TEXTS = [signature.text(encode(each)) for each in ACTS]
LINES = [signature.read(each) for each in Phone(5).sign_all(ACTS, "kaz-key")]
HASH = "A" * 43 + "="


@settings(max_examples=30)
@given(st.integers(2, 40))
def test_every_place_leads_to_the_one_challenge_and_no_text_has_two(size):
    texts = [b"%d" % n for n in range(size)]
    asked, places = batch.places(texts)
    assert len(asked) == 32
    for index, (text, place) in enumerate(zip(texts, places, strict=True)):
        assert (place.index, place.size) == (index, size)
        assert batch.challenge(text, place) == asked
        assert batch.challenge(text + b" ", place) != asked
        assert batch.challenge(texts[index - 1], place) != asked


@settings(max_examples=60)
@given(st.data())
def test_a_place_told_otherwise_leads_elsewhere(data):
    asked, places = batch.places(TEXTS)
    index = data.draw(st.integers(0, 8))
    place = places[index]
    told = data.draw(
        st.sampled_from(
            [
                replace(place, path=place.path[:-1]),
                replace(place, path=(*place.path, place.path[0])),
                replace(place, path=(bytes(32), *place.path[1:])),
                replace(place, path=place.path[::-1] if len(set(place.path)) > 1 else ()),
                *(replace(place, size=size) for size in range(2, 20) if size != 9),
                *(replace(place, index=other) for other in range(9) if other != index),
            ]
        )
    )
    assert batch.challenge(TEXTS[index], told) != asked


@pytest.mark.parametrize("device", [Phone(5), Stick(5)], ids=["ES256", "EdDSA"])
@pytest.mark.parametrize("curves", [PURE, CURVES], ids=["Python alone", "OpenSSL"])
def test_one_gesture_signs_each_act_and_no_other(device, curves):
    statements = [encode(each) for each in ACTS]
    for statement, line in zip(statements, map(signature.read, device.sign_all(ACTS, "kaz-key")), strict=True):
        assert signature.verifies(line, device.public, statement, SITE, curves)
        assert not signature.verifies(line, device.public, encode(EXAMPLES["text.delete"]), SITE, curves)
        assert not signature.verifies(replace(line, place=None), device.public, statement, SITE, curves)
    assert not signature.verifies(line, device.public, statements[0], SITE, curves)


def test_a_line_of_one_act_is_none_of_several_and_the_other_way_round():
    (alone,) = [signature.read(Phone(5).sign(ACTS[0], "kaz-key"))]
    assert not signature.verifies(replace(alone, place=LINES[0].place), Phone(5).public, encode(ACTS[0]), SITE)
    assert str(alone).count(" ") == 4
    assert str(LINES[0]) == f"{replace(LINES[0], place=None)} 0 9 {str(LINES[0]).split(' 0 9 ')[1]}"


@pytest.mark.parametrize("line", LINES, ids=range(9))
def test_a_line_with_a_place_is_read_as_it_was_written(line):
    assert signature.read(str(line)) == line


@pytest.mark.parametrize(
    "place",
    [
        "0", "0 1", "0 0", "2 2", "3 2", "-1 2", "00 2", "0 02", "0 +2", "0 1001", "0 99999999999999999999", "x 2", f"{HASH}", f"0 {HASH}",
        "0 2 AAAA", "0 2 A", f"0 2 {HASH}A", f"0 2 {HASH} ", f"0 2  {HASH}", "0 2 " + "B" * 43 + "=", f"0 2 {HASH}\n",
    ],
)  # fmt: skip
def test_other_places_are_no_signature(place):
    plain = str(replace(LINES[0], place=None))
    assert signature.read(f"{plain} 0 2 {HASH}").place == batch.Place(0, 2, (bytes(32),))
    with pytest.raises(Unreadable) as refused:
        signature.read(f"{plain} {place}")
    assert refused.value.why == "signature_malformed"


def test_a_key_of_the_command_line_signs_one_by_one():
    with pytest.raises(Unreadable):
        signature.read(f"ed25519 kaz-key {HASH} 0 2 {HASH}")
