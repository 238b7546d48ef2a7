"""Signatures of acts, by a key and by a passkey: one spelling, one act, one key."""

import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.acts import EXAMPLES, encode
from comity.core.errors import Unreadable
from comity.record import p256, signature
from comity.record.openssl import CURVES
from comity.record.signature import PURE, Signature
from record.devices import Phone, Stick
from record.signing import signer

STATEMENT = encode(EXAMPLES["text.reword"])
OTHER = encode(EXAMPLES["text.delete"])
SITE = "comity.example"
ORIGINS = ("", "comity.example", "http://comity.example", "https://wiki.comity.example", "https://comity.example.evil.example",
           "https://comity.example/", "https://comity.example:x", "https://a@comity.example", "android:apk-key-hash:AAAA",
           "https://COMITY.example", None, ["https://comity.example"])  # fmt: skip
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def private(seed):
    return ec.derive_private_key(seed, ec.SECP256R1())


def public(seed):
    return private(seed).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def assertion(statement, seed=5, *, site=SITE, flags=5, **told):
    challenge = base64.urlsafe_b64encode(signature.challenge(statement)).rstrip(b"=").decode()
    client = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": f"https://{site}", **told}).encode()
    authenticator = hashlib.sha256(site.encode()).digest() + bytes((flags, 0, 0, 0, 1))
    signed = private(seed).sign(authenticator + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
    return Signature("passkey", "kaz-key", (authenticator, client, signed))


@settings(max_examples=15)
@given(st.integers(1, ORDER - 1), st.binary(max_size=100), st.integers(0, 135), st.integers(0, 7))
def test_what_a_library_signs_verifies_and_one_flipped_bit_does_not(seed, message, place, bit):
    signed = private(seed).sign(message, ec.ECDSA(SHA256()))
    assert p256.verify(public(seed), message, signed)
    flipped = bytearray(public(seed) + signed)
    flipped[place % len(flipped)] ^= 1 << bit
    assert not p256.verify(bytes(flipped[:65]), message, bytes(flipped[65:]))
    assert not p256.verify(public(seed), message + b"\0", signed)


@given(st.binary(max_size=80))
def test_other_bytes_are_no_signature(data):
    assert not p256.verify(public(5), b"act", data)


def test_numbers_out_of_range_are_no_signature():
    for r, s in ((0, 1), (1, 0), (ORDER, 1), (1, ORDER), (0, 0)):
        assert not p256.verify(public(5), b"act", encode_dss_signature(r, s))


def test_a_point_off_the_curve_is_no_key():
    assert p256.is_key(public(5))
    assert not p256.is_key(public(5)[:-1] + bytes((public(5)[-1] ^ 1,)))
    assert not p256.is_key(bytes(65))
    assert not p256.is_key(b"\4" + bytes(64))


def test_a_key_signs_an_act_and_no_other():
    key, sign = signer("KAZ")
    line = Signature("ed25519", "kaz-key", (sign(signature.text(STATEMENT)),))
    assert signature.verifies(line, key.public, STATEMENT)
    assert not signature.verifies(line, key.public, OTHER)
    assert not signature.verifies(line, signer("KAZ", seed=2)[0].public, STATEMENT)
    assert not signature.verifies(Signature("ed25519", "kaz-key", (sign(STATEMENT),)), key.public, STATEMENT)


def test_a_passkey_signs_an_act_and_no_other():
    line = assertion(STATEMENT)
    assert signature.verifies(line, public(5), STATEMENT, SITE)
    assert not signature.verifies(line, public(5), OTHER, SITE)
    assert not signature.verifies(line, public(6), STATEMENT, SITE)
    assert not signature.verifies(line, public(5), STATEMENT, "evil.example")


@pytest.mark.parametrize(
    "line",
    [
        assertion(STATEMENT, flags=1),
        assertion(STATEMENT, flags=4),
        assertion(STATEMENT, flags=0x15),
        assertion(STATEMENT, type="webauthn.create"),
        assertion(STATEMENT, challenge="AAAA"),
        assertion(STATEMENT, crossOrigin=True),
        assertion(STATEMENT, crossOrigin=False, topOrigin="https://evil.example"),
        *(assertion(STATEMENT, origin=origin) for origin in ORIGINS),
        assertion(STATEMENT, site="evil.example"),
    ],
)
def test_an_assertion_made_for_something_else_is_none(line):
    assert not signature.verifies(line, public(5), STATEMENT, SITE)


@pytest.mark.parametrize("flags", [0x05, 0x0D, 0x1D])
def test_whether_a_passkey_travels_is_its_owners_business(flags):
    assert signature.verifies(assertion(STATEMENT, flags=flags), public(5), STATEMENT, SITE)


@pytest.mark.parametrize(
    ("encoding", "right"), [("utf-8", True), ("utf-8-sig", True), ("utf-16", False), ("utf-32", False)]
)
def test_a_browser_says_what_it_says_in_utf_8(encoding, right):
    authenticator, client, _ = assertion(STATEMENT).parts
    client = client.decode().encode(encoding)
    signed = private(5).sign(authenticator + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
    line = Signature("passkey", "k", (authenticator, client, signed))
    assert signature.verifies(line, public(5), STATEMENT, SITE) is right


def test_an_assertion_is_of_a_page_of_the_site_on_any_port():
    for origin in (f"https://{SITE}", f"https://{SITE}:8443"):
        assert signature.verifies(assertion(STATEMENT, origin=origin), public(5), STATEMENT, SITE)
    for site in ("localhost", "comity.localhost"):
        line = assertion(STATEMENT, site=site, origin=f"http://{site}:8000")
        assert signature.verifies(line, public(5), STATEMENT, site)


def test_both_numbers_that_ecdsa_allows_are_signatures():
    """FIPS 186-5 and Web Authentication know no lower half; devices give either, and an act is known by its statement."""
    signed = private(5).sign(b"act", ec.ECDSA(SHA256()))
    r, s = decode_dss_signature(signed)
    for curves in (PURE, CURVES):
        assert all(curves.p256(public(5), b"act", encode_dss_signature(r, each)) for each in (s, ORDER - s))
        assert not curves.p256(public(5), b"act", encode_dss_signature(r, s + ORDER))
        assert not curves.p256(public(5), b"act", b"\x30\x81" + signed[1:])
        assert not curves.p256(public(5), b"act", signed + b"\0")


def test_a_line_that_fits_no_leaf_is_not_looked_at():
    authenticator, _, signed = assertion(STATEMENT).parts
    with pytest.raises(Unreadable):
        signature.read(str(Signature("passkey", "k", (authenticator, b'{"a":0}' * 10_000, signed))))


@pytest.mark.parametrize("client", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_an_assertion_without_client_data_is_none(client):
    authenticator, _, signed = assertion(STATEMENT).parts
    assert not signature.verifies(
        Signature("passkey", "k", (authenticator, client, signed)), public(5), STATEMENT, SITE
    )


@pytest.mark.parametrize("device", [Phone(3), Stick(3)], ids=["ES256", "EdDSA"])
def test_either_algorithm_signs_an_act_and_no_other_however_it_is_checked(device):
    line = signature.read(device.sign(EXAMPLES["text.reword"], "kaz-key"))
    other = type(device)(4).public
    for curves in (PURE, CURVES):
        assert signature.verifies(line, device.public, STATEMENT, SITE, curves)
        assert not signature.verifies(line, device.public, OTHER, SITE, curves)
        assert not signature.verifies(line, other, STATEMENT, SITE, curves)
        assert not signature.verifies(line, device.public, STATEMENT, "evil.example", curves)
    assert signature.is_key("passkey", device.public)
    assert signature.is_key("ed25519", device.public) == (len(device.public) == 32)


def test_what_one_algorithm_signed_is_nothing_under_a_key_of_the_other():
    phone, stick = Phone(3), Stick(3)
    act = EXAMPLES["text.reword"]
    assert not signature.verifies(signature.read(phone.sign(act, "k")), stick.public, STATEMENT, SITE)
    assert not signature.verifies(signature.read(stick.sign(act, "k")), phone.public, STATEMENT, SITE)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(0, 7), st.integers(0, 3))
def test_one_flipped_bit_of_an_assertion_under_eddsa_is_refused(place, bit, part):
    stick = Stick(3)
    line = signature.read(stick.sign(EXAMPLES["text.reword"], "k"))
    parts = [*map(bytearray, line.parts), bytearray(stick.public)]
    parts[part][place % len(parts[part])] ^= 1 << bit
    *signed, public = map(bytes, parts)
    assert not signature.verifies(Signature("passkey", "k", tuple(signed)), public, STATEMENT, SITE)


@given(st.sampled_from(["ed25519", "passkey"]), st.lists(st.binary(max_size=9), min_size=3, max_size=3))
def test_a_line_is_read_as_it_was_written(kind, parts):
    line = Signature(kind, "kaz-key", tuple(parts[: 1 if kind == "ed25519" else 3]))
    assert signature.read(str(line)) == line


@pytest.mark.parametrize(
    "line",
    ["", "ed25519", "ed25519 key", "ed25519 key AAAA AAAA", "passkey key AAAA", "rsa key AAAA", "ed25519 KEY AAAA",
     "ed25519 key A", "ed25519 key AAAA ", " ed25519 key AAAA", "ed25519  key AAAA", "ed25519 key AA\n=="],
)  # fmt: skip
def test_other_lines_are_no_signature(line):
    with pytest.raises(Unreadable) as refused:
        signature.read(line)
    assert refused.value.why == "signature_malformed"
