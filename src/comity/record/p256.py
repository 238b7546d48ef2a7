"""ECDSA over P-256 with SHA-256 checked with nothing but whole numbers (FIPS 186-5, section 6.4.2): what passkeys sign with.

A few milliseconds a signature. Signatures are DER (RFC 3279, section 2.2.3) in their one shortest spelling.
"""

import hashlib

_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
_G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)

KEY = 65
"""Bytes of a public key: 4, then both coordinates (SEC 1, section 2.3.3, uncompressed)."""

_Point = tuple[int, int] | None
"""Affine coordinates; none is the point at infinity."""

_INTEGER = 0x02
_SEQUENCE = 0x30
_SHORTEST = 8
_LONGEST = 72


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (DER) is that of ``message`` under ``public`` (65 bytes); never raises."""
    key, numbers = _point(public), _numbers(signature)
    if key is None or numbers is None:
        return False
    r, s = numbers
    inverse = pow(s, -1, _N)
    digest = int.from_bytes(hashlib.sha256(message).digest(), "big")
    found = _add(_times(digest * inverse % _N, _G), _times(r * inverse % _N, key))
    return found is not None and found[0] % _N == r


def is_key(public: bytes) -> bool:
    """Whether bytes are a public key: an uncompressed point of the curve."""
    return _point(public) is not None


def _point(encoded: bytes) -> _Point:
    if len(encoded) != KEY or encoded[0] != 4:  # noqa: PLR2004 - the mark of an uncompressed point
        return None
    x, y = int.from_bytes(encoded[1:33], "big"), int.from_bytes(encoded[33:], "big")
    on_curve = x < _P and y < _P and (y * y - (x * x * x - 3 * x + _B)) % _P == 0
    return (x, y) if on_curve else None


def _numbers(signature: bytes) -> tuple[int, int] | None:
    """``r`` and ``s`` of a signature, both within 1 … n-1."""
    if (
        not _SHORTEST <= len(signature) <= _LONGEST
        or signature[:1] != bytes((_SEQUENCE,))
        or signature[1:2] != bytes((len(signature) - 2,))
    ):
        return None
    r, rest = _integer(signature[2:])
    s, rest = _integer(rest)
    return (r, s) if not rest and 0 < r < _N and 0 < s < _N else None


def _integer(data: bytes) -> tuple[int, bytes]:
    """The first integer of ``data`` in its shortest spelling, and what follows; 0 where there is none."""
    length = data[1] if len(data) > 1 and data[0] == _INTEGER else 0
    digits = data[2 : 2 + length]
    padded = len(digits) > 1 and digits[0] == 0 and digits[1] < 0x80  # noqa: PLR2004 - the bit of the sign
    if not length or len(digits) != length or digits[0] >= 0x80 or padded:  # noqa: PLR2004
        return 0, data
    return int.from_bytes(digits, "big"), data[2 + length :]


def _add(one: _Point, other: _Point) -> _Point:
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2:
        if (y1 + y2) % _P == 0:
            return None
        slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, _P)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, _P)
    x = (slope * slope - x1 - x2) % _P
    return x, (slope * (x1 - x) - y1) % _P


def _times(scalar: int, point: _Point) -> _Point:
    product: _Point = None
    while scalar:
        if scalar & 1:
            product = _add(product, point)
        point = _add(point, point)
        scalar >>= 1
    return product
