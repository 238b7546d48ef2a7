"""OpenSSL and Python say the same of every signature: forged, doubled, spelled otherwise, under keys that are none."""

import hashlib
import sys

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.cli.terminal.curves import curves
from comity.record import ed25519
from comity.record.openssl import CURVES
from comity.record.signature import PURE

ED_ORDER = 2**252 + 27742317777372353535851937790883648493
P_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
MESSAGE = b"comity/act/v1\n{}\n"
_ED = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x05")
_P = ec.derive_private_key(5, ec.SECP256R1())
_POINT = serialization.PublicFormat
ED = (_ED.public_key().public_bytes_raw(), MESSAGE, _ED.sign(MESSAGE))
P256 = (
    _P.public_key().public_bytes(serialization.Encoding.X962, _POINT.UncompressedPoint),
    MESSAGE,
    _P.sign(MESSAGE, ec.ECDSA(hashes.SHA256())),
)


@pytest.mark.parametrize(("curve", "right"), [("ed25519", ED), ("p256", P256)])
@given(data=st.data())
@settings(max_examples=60)
def test_both_say_the_same_of_what_is_altered(curve, right, data):
    parts = [bytearray(part) for part in right]
    for _ in range(data.draw(st.integers(0, 2))):
        part = data.draw(st.sampled_from(parts))
        part[data.draw(st.integers(0, len(part) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    public, message, signature = map(bytes, parts)
    signature = signature[: data.draw(st.integers(0, 80))] if data.draw(st.booleans()) else signature
    answers = [getattr(each, curve)(public, message, signature) for each in (PURE, CURVES)]
    assert answers[0] == answers[1] == ((public, message, signature) == right)


def _der(r, s):
    return utils.encode_dss_signature(r, s)


def _more(signature):
    """The same signature with another scalar: s + the order of the group."""
    return signature[:32] + (int.from_bytes(signature[32:], "little") + ED_ORDER).to_bytes(32, "little")


def _cofactored():
    """A signature whose point has a part of small order: right where the equation is multiplied by 8, and not as it stands."""
    crumb = ed25519._decoded(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"))
    x, y, z, _ = ed25519._add(ed25519._base_times(7), crumb)
    x, y = (each * pow(z, -1, 2**255 - 19) % (2**255 - 19) for each in (x, y))
    point = (y | (x & 1) << 255).to_bytes(32, "little")
    secret = bytearray(hashlib.sha512(_ED.private_bytes_raw()).digest()[:32])
    secret[0], secret[31] = secret[0] & 248, secret[31] & 127 | 64
    asked = int.from_bytes(hashlib.sha512(point + ED[0] + MESSAGE).digest(), "little")
    scalar = (7 + asked * int.from_bytes(secret, "little")) % ED_ORDER
    eight = [ed25519._times(8, each) for each in (ed25519._base_times(scalar), ed25519._decoded(point))]
    assert ed25519._same(eight[0], ed25519._add(eight[1], ed25519._times(8 * asked, ed25519._decoded(ED[0]))))
    return point + scalar.to_bytes(32, "little")


R, S = utils.decode_dss_signature(P256[2])
SAME = {
    "Ed25519, doubled scalar": ("ed25519", (ED[0], MESSAGE, _more(ED[2])), False),
    "Ed25519, a key of small order": ("ed25519", (b"\x01" + bytes(31), MESSAGE, b"\x01" + bytes(63)), False),
    "Ed25519, a key spelled otherwise": ("ed25519", ((2**255 - 18).to_bytes(32, "little"), MESSAGE, b"\x01" + bytes(63)), False),
    "Ed25519, right only with the cofactor": ("ed25519", (ED[0], MESSAGE, _cofactored()), False),
    "Ed25519, no bytes": ("ed25519", (b"", MESSAGE, b""), False),
    "P-256, the mirrored signature is as good": ("p256", (P256[0], MESSAGE, _der(R, P_ORDER - S)), True),
    "P-256, a zero": ("p256", (P256[0], MESSAGE, _der(0, S)), False),
    "P-256, a number too large": ("p256", (P256[0], MESSAGE, _der(R + P_ORDER, S)), False),
    "P-256, something behind": ("p256", (P256[0], MESSAGE, P256[2] + b"\x00"), False),
    "P-256, a length spelled long": ("p256", (P256[0], MESSAGE, P256[2][:1] + b"\x81" + P256[2][1:]), False),
    "P-256, a compressed key": ("p256", (_P.public_key().public_bytes(serialization.Encoding.X962, _POINT.CompressedPoint), *P256[1:]), False),
    "P-256, the point at infinity": ("p256", (b"\x00", *P256[1:]), False),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_both_are_as_strict(name):
    curve, parts, right = SAME[name]
    assert [getattr(each, curve)(*parts) for each in (PURE, CURVES)] == [right, right]


def test_without_the_library_python_does_it(monkeypatch):
    assert curves() is CURVES
    monkeypatch.setitem(sys.modules, "cryptography", None)
    assert curves() is PURE
