"""Ed25519 signatures checked with nothing but whole numbers (RFC 8032, section 5.1.7).

It is here so that a record can be verified by Python alone; a few milliseconds a signature. Checking is strict: points
and scalars have one encoding, and keys of small order, under which anything verifies, are no keys. The equation is that
without the cofactor, as OpenSSL and Go check it, so that no signature is right to one reader and wrong to another.
"""

import hashlib
from functools import lru_cache

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)

KEY = 32
"""Bytes of a public key."""

SIGNATURE = 64
"""Bytes of a signature."""

_Point = tuple[int, int, int, int]
"""Extended homogeneous coordinates (section 5.1.4): x = X/Z, y = Y/Z, x·y = T/Z."""

_NEUTRAL: _Point = (0, 1, 1, 0)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (64 bytes) is that of ``message`` under ``public`` (32 bytes); never raises."""
    key = _key(public)
    if key is None or len(signature) != SIGNATURE:
        return False
    encoded, scalar = signature[:32], int.from_bytes(signature[32:], "little")
    point = _decoded(encoded)
    if point is None or scalar >= _L:
        return False
    challenge = int.from_bytes(hashlib.sha512(encoded + public + message).digest(), "little") % _L
    return _same(_base_times(scalar), _add(point, _times(challenge, key)))


def is_key(public: bytes) -> bool:
    """Whether bytes are a public key: one point of the curve, canonically encoded, not of small order."""
    return _key(public) is not None


@lru_cache(maxsize=256)
def _key(public: bytes) -> _Point | None:
    point = _decoded(public)
    return None if point is None or _same(_times(8, point), _NEUTRAL) else point


def _decoded(encoded: bytes) -> _Point | None:
    """The point of 32 bytes (section 5.1.3); none for bytes that are no point, or another spelling of one."""
    if len(encoded) != KEY:
        return None
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


def _add(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: _Point) -> _Point:
    product = _NEUTRAL
    while scalar:
        if scalar & 1:
            product = _add(product, point)
        point = _add(point, point)
        scalar >>= 1
    return product


def _base_times(scalar: int) -> _Point:
    """A multiple of the base point, from its doublings, which are computed once."""
    product = _NEUTRAL
    for place, doubled in enumerate(_doublings()):
        if scalar >> place & 1:
            product = _add(product, doubled)
    return product


@lru_cache(maxsize=1)
def _doublings() -> tuple[_Point, ...]:
    point = _decoded((4 * pow(5, -1, _P) % _P).to_bytes(KEY, "little"))
    found = []
    for _ in range(_L.bit_length()):
        found.append(point or _NEUTRAL)
        point = _add(found[-1], found[-1])
    return tuple(found)


def _same(one: _Point, other: _Point) -> bool:
    return not ((one[0] * other[2] - other[0] * one[2]) % _P or (one[1] * other[2] - other[1] * one[2]) % _P)
