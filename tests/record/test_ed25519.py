"""Our checker of signatures agrees with RFC 8032 and with a library, and is stricter where strictness matters."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.record.ed25519 import is_key, verify

ORDER = 2**252 + 27742317777372353535851937790883648493
# RFC 8032, section 7.1: tests 1, 2 and 3, and "SHA(abc)"
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
SMALL = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_the_vectors_of_the_specification(public, message, signature):
    assert verify(*map(bytes.fromhex, (public, message, signature)))


@settings(max_examples=15)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 95 * 8 - 1))
def test_what_a_library_signs_verifies_and_one_flipped_bit_does_not(seed, message, bit):
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = private.public_key().public_bytes_raw(), private.sign(message)
    assert verify(public, message, signature)
    flipped = bytearray(public + signature)
    flipped[bit // 8] ^= 1 << bit % 8
    assert not verify(bytes(flipped[:32]), message, bytes(flipped[32:]))
    assert not verify(public, message + b"\0", signature)


def test_a_scalar_has_one_spelling():
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, signature = private.public_key().public_bytes_raw(), private.sign(b"act")
    again = int.from_bytes(signature[32:], "little") + ORDER
    assert not verify(public, b"act", signature[:32] + again.to_bytes(32, "little"))


@pytest.mark.parametrize("public", SMALL)
def test_keys_under_which_anything_verifies_are_no_keys(public):
    assert not is_key(bytes.fromhex(public))


@pytest.mark.parametrize("public", [b"", bytes(31), b"\xff" * 32, (2**255 - 19 + 3).to_bytes(32, "little")])
def test_other_bytes_are_no_keys(public):
    assert not is_key(public)
    assert not verify(public, b"", bytes(64))
