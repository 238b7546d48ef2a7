"""Devices that sign acts in tests: a key on the command line, and a passkey as a browser would ask it."""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from comity.core.acts import encode
from comity.record import signature
from comity.record.signature import Signature

SITE = "comity.example"


class Card:
    """An Ed25519 key."""

    kind = "ed25519"

    def __init__(self, seed=1):
        self.private = Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "big"))
        self.fields = {"key_kind": self.kind, "public": _base64(self.private.public_key().public_bytes_raw())}

    def sign(self, act, key):
        """The line by which this key, known as ``key``, signs an act."""
        return str(Signature(self.kind, key, (self.private.sign(signature.text(encode(act))),)))


class Phone:
    """A passkey, made for ``SITE``."""

    kind = "passkey"

    def __init__(self, seed=1):
        self.private = ec.derive_private_key(seed, ec.SECP256R1())
        public = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.fields = {"key_kind": self.kind, "public": _base64(public), "site": SITE}

    def sign(self, act, key, site=SITE, flags=5):
        """The line by which this key, known as ``key``, signs an act."""
        challenge = base64.urlsafe_b64encode(signature.challenge(encode(act))).rstrip(b"=").decode()
        client = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": f"https://{site}"}).encode()
        authenticator = hashlib.sha256(site.encode()).digest() + bytes((flags, 0, 0, 0, 1))
        signed = self.private.sign(authenticator + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return str(Signature(self.kind, key, (authenticator, client, signed)))


def _base64(data):
    return base64.b64encode(data).decode()
