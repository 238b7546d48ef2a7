"""Signatures of acts: by a party's own key, or by a passkey in the browser; kept with the act, checked offline.

A line of a leaf's ``sigs`` is one of

- ``ed25519 <key> <signature>``: the text of the act, signed (RFC 8032);
- ``passkey <key> <authenticatorData> <clientDataJSON> <signature>``: an assertion whose challenge is the SHA-256 of the text
  (W3C Web Authentication Level 3, section 7.2), under ES256 or EdDSA, as the public key tells;
- ``passkey <key> <authenticatorData> <clientDataJSON> <signature> <index> <size> <hash> …``: one whose challenge covers several acts
  (``record.batch``), of which this is number ``<index>`` of ``<size>``; the hashes lead from its text to their root.

``<key>`` is the id of the key in the record, all else base64 (RFC 4648, section 4) or a decimal number.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import batch, ed25519, p256
from comity.record.batch import Place
from comity.record.leaf import MOST

Kind = Literal["ed25519", "passkey"]

_PARTS: dict[str, int] = {"ed25519": 1, "passkey": 3}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_ORIGIN = re.compile(r"(https?)://([a-z0-9.-]+)(:[0-9]{1,5})?")
_PRESENT_AND_VERIFIED = 0x05
_ELIGIBLE, _BACKED_UP = 0x08, 0x10
_LEAST = 37


Check = Callable[[bytes, bytes, bytes], bool]
"""Whether, under a public key and of a message, a signature is right; never raises."""


class Curves(NamedTuple):
    """What checks signatures of either kind: Python alone, or a library that answers alike and is faster."""

    ed25519: Check = ed25519.verify
    p256: Check = p256.verify


PURE = Curves()
"""Python alone, a few milliseconds a signature."""


class Signature(Struct, frozen=True):
    """One line of ``sigs``: which key signed, the parts that its kind has, and the act's place among others signed with it."""

    kind: Kind
    key: str
    parts: tuple[bytes, ...]
    place: Place | None = None

    def __str__(self) -> str:
        """The line as the leaf holds it."""
        parts = (base64.b64encode(part).decode() for part in self.parts)
        return " ".join((self.kind, self.key, *parts, *([] if self.place is None else [str(self.place)])))


def text(statement: bytes) -> bytes:
    """What is signed of an act: its statement, told apart from anything else that the same key may sign."""
    return b"comity/act/v1\n" + statement + b"\n"


def challenge(statement: bytes) -> bytes:
    """What a passkey is asked to sign: 32 bytes."""
    return hashlib.sha256(text(statement)).digest()


def read(line: str) -> Signature:
    """The signature of a line. ``Unreadable`` (``signature_malformed``) unless that is exactly how it is written, and fits a leaf."""
    if len(line) > MOST:
        raise Unreadable("signature", "signature_malformed")
    kind, *rest = line.split(" ")
    end = 1 + _PARTS.get(kind, 0)
    try:
        parts = tuple(base64.b64decode(part, validate=True) for part in rest[1:end])
    except (ValueError, binascii.Error):
        raise Unreadable("signature", "signature_malformed") from None
    if len(parts) != _PARTS.get(kind) or not _ID.fullmatch(rest[0]) or (kind != "passkey" and rest[end:]):
        raise Unreadable("signature", "signature_malformed")
    place = batch.read(rest[end:]) if rest[end:] else None
    signature = Signature("passkey" if kind == "passkey" else "ed25519", rest[0], parts, place)
    if str(signature) != line:
        raise Unreadable("signature", "signature_malformed")
    return signature


def is_key(kind: Kind, public: bytes) -> bool:
    """Whether bytes are a public key of that kind: 32 bytes of Ed25519; of a passkey these, or 65 of P-256."""
    return ed25519.is_key(public) or (kind == "passkey" and p256.is_key(public))


def verifies(signature: Signature, public: bytes, statement: bytes, site: str = "", curves: Curves = PURE) -> bool:
    """Whether ``signature`` is that of the act under ``public``; ``site`` is where a passkey was made (its RP ID)."""
    if signature.kind == "ed25519":
        return curves.ed25519(public, text(statement), signature.parts[0])
    authenticator, client, signed = signature.parts
    asked = challenge(statement) if signature.place is None else batch.challenge(text(statement), signature.place)
    curve = curves.ed25519 if len(public) == ed25519.KEY else curves.p256
    return (
        _asserts(client, asked, site)
        and _is_of(authenticator, site)
        and curve(public, authenticator + hashlib.sha256(client).digest(), signed)
    )


def _asserts(client: bytes, asked: bytes | None, site: str) -> bool:
    """Whether the browser says that a page of ``site`` asked for just this signature, within no page of another site."""
    if asked is None:
        return False
    try:
        told = json.loads(client.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    wanted = base64.urlsafe_b64encode(asked).rstrip(b"=").decode()
    return (
        isinstance(told, dict)
        and told.get("type") == "webauthn.get"
        and told.get("challenge") == wanted
        and told.get("crossOrigin", False) is False
        and "topOrigin" not in told
        and _is_at(told.get("origin"), site)
    )


def _is_at(origin: object, site: str) -> bool:
    """Whether a page came from ``site`` itself: a browser lets the pages of its subdomains ask for its keys too (section 7.2, *origin*).

    On any port, and over TLS, without which a browser has passkeys on this machine alone.
    """
    found = _ORIGIN.fullmatch(origin) if isinstance(origin, str) else None
    if not found or found[2] != site:
        return False
    return found[1] == "https" or site == "localhost" or site.endswith(".localhost")


def _is_of(authenticator: bytes, site: str) -> bool:
    """Whether the device says that the key is of this site, that somebody was there, and that it knew who (UP and UV).

    A device that says that the key is backed up (BS) and that it cannot be (not BE) is none.
    """
    if len(authenticator) < _LEAST or authenticator[:32] != hashlib.sha256(site.encode()).digest():
        return False
    flags = authenticator[32]
    sane = flags & _ELIGIBLE or not flags & _BACKED_UP
    return bool(sane) and flags & _PRESENT_AND_VERIFIED == _PRESENT_AND_VERIFIED
