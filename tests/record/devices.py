"""Devices that sign acts in tests: a key on the command line, and a passkey as a browser would ask it."""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from comity.core.acts import encode
from comity.record import batch, signature
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
    """A passkey, made for ``site``: ES256, whose signatures take no chance (RFC 6979)."""

    kind = "passkey"

    def __init__(self, seed=1, site=SITE):
        self.site = site
        self.public = self._make(seed)
        self.credential = hashlib.sha256(self.public).digest()
        self.fields = {"key_kind": self.kind, "public": _base64(self.public), "site": site}

    def sign(self, act, key, site="", flags=5, **told):
        """The line by which this key, known as ``key``, signs an act."""
        return str(Signature(self.kind, key, self.asserts(signature.challenge(encode(act)), site, flags, **told)))

    def sign_all(self, acts, key, **told):
        """The lines by which this key signs several acts at once."""
        asked, places = batch.places([signature.text(encode(act)) for act in acts])
        parts = self.asserts(asked, **told)
        return [str(Signature(self.kind, key, parts, place)) for place in places]

    def asserts(self, asked, site="", flags=5, **told):
        """What a browser answers when this key is to sign: data of the device, of the browser, signature."""
        site = site or self.site
        client = _client("webauthn.get", asked, site, **told)
        authenticator = hashlib.sha256(site.encode()).digest() + bytes((flags, 0, 0, 0, 1))
        return authenticator, client, self._signed(authenticator + hashlib.sha256(client).digest())

    def made(self, asked, flags=0x45, **told):
        """What a browser answers when it has made this key: the fields of the form, all base64."""
        head = hashlib.sha256(self.site.encode()).digest() + bytes((flags, 0, 0, 0, 0)) + bytes(16)
        device = head + len(self.credential).to_bytes(2, "big") + self.credential + self.cose
        client = _client("webauthn.create", base64.b64decode(asked), self.site, **told)
        return {"device": _base64(device), "client": _base64(client)}

    @property
    def cose(self):
        """The key as a device spells it (RFC 9053, section 7.1.1)."""
        x, y = self.public[1:33], self.public[33:]
        return bytes.fromhex("a5010203262001215820") + x + bytes.fromhex("225820") + y

    def _make(self, seed):
        self.private = ec.derive_private_key(seed, ec.SECP256R1())
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def _signed(self, data):
        return self.private.sign(data, ec.ECDSA(SHA256(), deterministic_signing=True))


class Stick(Phone):
    """A passkey of the other algorithm: EdDSA."""

    @property
    def cose(self):
        """The key as a device spells it (RFC 9053, section 7.2)."""
        return bytes.fromhex("a4010103272006215820") + self.public

    def _make(self, seed):
        self.private = Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "big"))
        return self.private.public_key().public_bytes_raw()

    def _signed(self, data):
        return self.private.sign(data)


def _client(kind, asked, site, **told):
    challenge = base64.urlsafe_b64encode(asked).rstrip(b"=").decode()
    return json.dumps({"type": kind, "challenge": challenge, "origin": f"https://{site}", **told}).encode()


def _base64(data):
    return base64.b64encode(data).decode()
