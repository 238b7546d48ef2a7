"""The host's key passed on: only by a note that both keys signed, and never backwards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.record import note, rotation
from comity.record.note import Key, Note
from comity.record.rotation import Rotation, followed, read, read_all, signed
from record.signing import signer

ORIGIN = "comity/0123456789abcdef"
(FIRST, sign_first), (SECOND, sign_second), (THIRD, sign_third) = (signer(ORIGIN, seed=seed) for seed in (1, 2, 3))
ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ONE = signed(Rotation(FIRST, SECOND, 7, ROOT), sign_first, sign_second)
TWO = signed(Rotation(SECOND, THIRD, 9, ROOT), sign_second, sign_third)


def test_a_rotation_is_read_as_it_was_written():
    assert read(ONE) == Rotation(FIRST, SECOND, 7, ROOT)
    assert read_all(ONE + TWO) == (Rotation(FIRST, SECOND, 7, ROOT), Rotation(SECOND, THIRD, 9, ROOT))
    assert read_all(b"") == ()


def test_trust_follows_the_rotations_from_a_key_that_is_trusted():
    both = read_all(ONE + TWO)
    assert followed([FIRST], both) == (FIRST, SECOND, THIRD)
    assert followed([SECOND], both) == (SECOND, THIRD)
    assert followed([THIRD], both) == (THIRD,)
    assert followed([signer(ORIGIN, seed=9)[0]], both) == (signer(ORIGIN, seed=9)[0],)


@settings(max_examples=60)
@given(place=st.integers(0, len(ONE) - 1), bit=st.integers(0, 7))
def test_one_bit_flipped_is_no_rotation(place, bit):
    flipped = bytearray(ONE)
    flipped[place] ^= 1 << bit
    with pytest.raises(Unreadable) as refused:
        read_all(bytes(flipped))
    assert refused.value.why == "rotation_malformed"


def half(*lines, text=None):
    made = Rotation(FIRST, SECOND, 7, ROOT)
    return bytes(Note(text or made.text, tuple(note.signed(text or made.text, key, sign) for key, sign in lines)))


BOTH = (FIRST, sign_first), (SECOND, sign_second)
ELSEWHERE, sign_elsewhere = signer("comity/fedcba9876543210", seed=2)


@pytest.mark.parametrize(
    "data",
    [
        half(BOTH[0]),
        half(BOTH[1]),
        half((FIRST, sign_first), (SECOND, sign_third)),
        half(*BOTH, text=f"comity/rotation/v2\n{FIRST}\n{SECOND}\n7\n{ROOT}\n"),
        half(*BOTH, text=f"{rotation.MARK}\n{FIRST}\n{SECOND}\n07\n{ROOT}\n"),
        half(*BOTH, text=f"{rotation.MARK}\n{FIRST}\n{SECOND}\n7\n{ROOT.upper()}\n"),
        half(*BOTH, text=f"{rotation.MARK}\n{FIRST}\n{SECOND}\n7\n{ROOT}\nmore\n"),
        half(BOTH[0], (ELSEWHERE, sign_elsewhere), text=f"{rotation.MARK}\n{FIRST}\n{ELSEWHERE}\n7\n{ROOT}\n"),
        half(*BOTH, text=f"{ORIGIN}\n7\nAAAA\n"),
        b"\xff",
    ],
)
def test_what_is_not_signed_by_both_keys_of_one_log_is_no_rotation(data):
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.why == "rotation_malformed"


def test_a_checkpoint_is_no_rotation_and_a_rotation_no_checkpoint():
    assert isinstance(FIRST, Key)
    assert not ONE.startswith(ORIGIN.encode())
