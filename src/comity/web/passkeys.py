"""What a browser is asked when a passkey is made, and what it answers (W3C Web Authentication Level 3, sections 5.1.3 and 7.1)."""

import base64
import binascii
import hashlib
import ipaddress
import json
import re
import secrets

from django.core import signing
from django.http import HttpRequest
from msgspec import Struct

from comity.core.errors import Refused
from comity.web.desk import Desk

_SALT = "comity.web.passkeys"
_PATIENCE = 15 * 60
"""Seconds in which the device answers."""

_PRESENT_VERIFIED_ATTESTED = 0x45
_EXTENDED = 0x80
_HEAD = 55
"""Bytes before the credential's id: hash of the site, flags, counter, make of the device, length of the id (section 6.5.1)."""

_ES256 = re.compile(rb"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20(.{32})\x22\x58\x20(.{32})", re.DOTALL)
_EDDSA = re.compile(rb"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20(.{32})", re.DOTALL)
"""How a key of P-256 and one of Ed25519 are written (RFC 9053, sections 7.1.1 and 7.2): CTAP2 allows one spelling."""


class Asked(Struct, frozen=True):
    """What the page asks of the device: ``token`` comes back with the answer, all bytes are base64."""

    site: str
    challenge: str
    token: str
    user: str
    name: str


class Made(Struct, frozen=True):
    """A passkey as the record keeps it; both base64."""

    credential: str
    public: str


def site(request: HttpRequest) -> str:
    """The host name for which passkeys are made and used here; empty where the address is a number, which browsers refuse."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]").lower()
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host
    return ""


def asked(request: HttpRequest, desk: Desk) -> Asked:
    """A new question for this seat. A device keeps one passkey of a seat of a consultation, and replaces it by the next."""
    token = signing.dumps([desk.log, desk.seat, secrets.token_hex(16)], salt=_SALT)
    return Asked(
        site=site(request),
        challenge=_written(_challenge(token)),
        token=token,
        user=_written(hashlib.sha256(f"{desk.log} {desk.seat}".encode()).digest()),
        name=f"{desk.seat} · {desk.log}",
    )


def made(request: HttpRequest, desk: Desk) -> Made:
    """The passkey of an answer to ``asked``. Refuses ``passkey_stale`` and ``passkey_malformed``.

    No attestation is asked for: it would tell the make of the device and prove nothing about an act.
    """
    token = request.POST.get("token", "")
    try:
        told = signing.loads(token, salt=_SALT, max_age=_PATIENCE)
    except signing.BadSignature:
        raise Refused("passkey_stale") from None
    if told[:2] != [desk.log, desk.seat]:
        raise Refused("passkey_stale")
    if not _answers(_read(request.POST.get("client", "")), token):
        raise Refused("passkey_malformed")
    return _of(_read(request.POST.get("device", "")), site(request))


def _answers(client: bytes, token: str) -> bool:
    """Whether the browser says that it made a passkey, for this question."""
    try:
        told = json.loads(client)
    except (ValueError, RecursionError):
        return False
    wanted = base64.urlsafe_b64encode(_challenge(token)).rstrip(b"=").decode()
    return isinstance(told, dict) and (told.get("type"), told.get("challenge")) == ("webauthn.create", wanted)


def _of(device: bytes, site: str) -> Made:
    """The credential and the key in the authenticator data of a new passkey; extensions were not asked for."""
    end = _HEAD + int.from_bytes(device[53:_HEAD], "big")
    credential, public = device[_HEAD:end], _public(device[end:])
    if (
        device[:32] != hashlib.sha256(site.encode()).digest()
        or not credential
        or device[32] & (_PRESENT_VERIFIED_ATTESTED | _EXTENDED) != _PRESENT_VERIFIED_ATTESTED
        or not public
    ):
        raise Refused("passkey_malformed")
    return Made(_written(credential), _written(public))


def _public(key: bytes) -> bytes:
    """The public key that a COSE key spells, as the record keeps it; empty where it spells none of ours."""
    if found := _ES256.fullmatch(key):
        return b"\4" + found[1] + found[2]
    found = _EDDSA.fullmatch(key)
    return found[1] if found else b""


def _challenge(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _read(given: str) -> bytes:
    try:
        return base64.b64decode(given, validate=True)
    except (ValueError, binascii.Error):
        raise Refused("passkey_malformed") from None


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode()
