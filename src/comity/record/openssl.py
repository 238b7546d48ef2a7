"""Signatures checked by OpenSSL, through the library cryptography: some twenty times faster than Python, and as strict.

One of two modules of ``record`` that need a library. Nothing here imports it: it is given from above, where the library is there.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from comity.record import ed25519, p256
from comity.record.signature import Curves


def _ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (ValueError, InvalidSignature):
        return False
    return ed25519.is_key(public)


def _p256(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return p256.is_key(public)


CURVES = Curves(_ed25519, _p256)
