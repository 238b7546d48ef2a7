"""The host's key passed on: only by a note that both keys signed, and never backwards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.errors import Unreadable
from comity.record import note, rotation
from comity.record.hashes import Hashes
from comity.record.note import Key, Note
from comity.record.rotation import Rotation, faults, followed, led, read, read_all, signed
from comity.record.tree import leaf_hash
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
        half(BOTH[1], BOTH[0]),
        half(*BOTH, (THIRD, sign_third)),
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


# Chains: whoever trusts one of the keys comes to trust those after it, and none of those before.

PAIRS = [signer(ORIGIN, seed=seed) for seed in range(1, 8)]
KEYS = [key for key, _ in PAIRS]
TREE = Hashes(leaf_hash(str(n).encode()) for n in range(30))


def chain(sizes, tree=TREE):
    """The notes by which the key was passed on at each of ``sizes``."""
    steps = zip(PAIRS, PAIRS[1:], sizes, strict=False)
    return [
        signed(Rotation(old, new, size, tree.root(size).hex()), signs, follows)
        for (old, signs), (new, follows), size in steps
    ]


SIZES = st.lists(st.integers(0, len(TREE)), min_size=1, max_size=6).map(sorted)


@settings(max_examples=30, deadline=None)
@given(SIZES, st.data())
def test_any_chain_is_followed_from_the_key_that_is_trusted(sizes, data):
    rotations = read_all(b"".join(chain(sizes)))
    start = data.draw(st.integers(0, len(sizes)))
    last = KEYS[len(sizes)]
    assert not list(faults(rotations, ORIGIN, TREE))
    assert followed([KEYS[start]], rotations) == tuple(KEYS[start : len(sizes) + 1])
    assert led([KEYS[start]], rotations, last) == rotations[start:]
    assert led([KEYS[start], last], rotations, last) == ()


@settings(max_examples=30, deadline=None)
@given(SIZES, st.data())
def test_a_chain_that_lacks_a_link_is_followed_no_further(sizes, data):
    notes = chain(sizes)
    cut = data.draw(st.integers(0, len(notes) - 1))
    rotations = read_all(b"".join(notes[:cut] + notes[cut + 1 :]))
    assert followed([FIRST], rotations) == tuple(KEYS[: cut + 1])
    assert led([FIRST], rotations, KEYS[len(sizes)]) == ()
    within = 0 < cut < len(notes) - 1
    assert [each.key for each in faults(rotations, ORIGIN, TREE)] == ["verify.rotation_order"] * within


@settings(max_examples=30, deadline=None)
@given(SIZES.filter(lambda sizes: len(sizes) > 1), st.data())
def test_a_chain_in_another_order_is_found(sizes, data):
    notes = chain(sizes)
    shuffled = data.draw(st.permutations(notes).filter(lambda other: other != notes))
    rotations = read_all(b"".join(shuffled))
    assert "verify.rotation_order" in {each.key for each in faults(rotations, ORIGIN, TREE)}
    reached = followed([FIRST], rotations)
    assert reached == tuple(KEYS[: len(reached)])


@pytest.mark.parametrize(
    ("notes", "fault"),
    [
        (chain([7], Hashes(leaf_hash(b"other") for _ in range(30))), "verify.rotation_differs"),
        (chain([31], Hashes(leaf_hash(b"other") for _ in range(31))), "verify.rotation_ahead"),
        (chain([9])[:1] * 2, "verify.rotation_order"),
        ([*chain([3]), signed(Rotation(FIRST, THIRD, 5, TREE.root(5).hex()), sign_first, sign_third)], "verify.rotation_order"),
        ([*chain([3, 5]), signed(Rotation(THIRD, FIRST, 9, TREE.root(9).hex()), sign_third, sign_first)], "verify.rotation_order"),
    ],
)  # fmt: skip
def test_what_an_honest_host_does_not_announce_is_found(notes, fault):
    assert [each.key for each in faults(read_all(b"".join(notes)), ORIGIN, TREE)] == [fault]


def test_a_key_of_another_log_is_found_and_not_followed():
    rotations = read_all(chain([5])[0])
    assert [each.key for each in faults(rotations, "comity/another", TREE)] == ["verify.rotation_foreign"]
    assert followed([replace(FIRST, name="comity/another")], rotations) == (replace(FIRST, name="comity/another"),)


def test_more_announcements_than_any_host_makes_are_not_read(monkeypatch):
    monkeypatch.setattr(rotation, "MOST", 3)
    assert len(read_all(ONE * 3)) == 3
    with pytest.raises(Unreadable):
        read_all(ONE * 4)
