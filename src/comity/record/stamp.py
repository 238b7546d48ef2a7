"""Time stamps of heads (RFC 3161): what an authority is asked, and what its answer says; its signature is checked elsewhere.

An authority that signs the hash of a head proves that the head, and so every act under it, existed at that time,
whatever the host's clock says.
"""

import hashlib
import re
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import der
from comity.record.certificate import Certificate, certificates, common, shown
from comity.record.checkpoint import Checkpoint
from comity.record.der import Element, Parts, context
from comity.record.signer import Signer, signer

LARGEST = 100_000
"""Bytes of the longest answer that is read: a signature, and the certificates that lead to it, have some thousands."""

SHA256 = "2.16.840.1.101.3.4.2.1"
_SIGNED = "1.2.840.113549.1.7.2"
_INFO = "1.2.840.113549.1.9.16.1.4"
_GRANTED = {0, 1}
_VERSION = 1
_TIME = re.compile(r"([0-9]{14})(?:\.([0-9]{0,14}[1-9]))?Z")
_FAILURES = {
    0: "badAlg", 2: "badRequest", 5: "badDataFormat", 14: "timeNotAvailable", 15: "unacceptedPolicy",
    16: "unacceptedExtension", 17: "addInfoNotAvailable", 25: "systemFailure",
}  # fmt: skip
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
_SHA256 = der.write(der.SEQUENCE, der.write(der.OID, bytes.fromhex("608648016503040201")), der.write(der.NULL))
_TRUE = der.write(der.BOOLEAN, b"\xff")


class Stamp(Struct, frozen=True):
    """What a token says: the hash of what it stamps, and when (milliseconds since 1970, what is finer is left out).

    ``authority`` is the name that the token itself gives, without marks that would deceive the eye; empty where it gives
    none. ``issuers`` are the names, as written, of those who issued the certificates in it. ``is_bound`` says that what is
    signed names the certificate that it is signed under (``signer``). ``token`` is all of it.
    """

    algorithm: str
    imprint: bytes
    at: int
    serial: int
    policy: str
    authority: str
    nonce: int | None
    issuers: tuple[bytes, ...]
    is_bound: bool
    token: bytes

    def is_of(self, head: Checkpoint) -> bool:
        """Whether that head is what is stamped."""
        return (self.algorithm, self.imprint) == (SHA256, imprint(head))


def imprint(head: Checkpoint) -> bytes:
    """What is stamped of a head: SHA-256 over its three lines, origin, size and root, each with its line break, as UTF-8."""
    return hashlib.sha256(head.text.encode()).digest()


def request(head: Checkpoint) -> bytes:
    """What to ask an authority (TimeStampReq, section 2.4.1): a stamp of ``head``, with the certificates to check it by.

    The same head gives the same bytes. No nonce: an earlier answer about the same head would only prove more.
    """
    stamped = der.write(der.SEQUENCE, _SHA256, der.write(der.OCTET_STRING, imprint(head)))
    return der.write(der.SEQUENCE, der.write(der.INTEGER, b"\x01"), stamped, _TRUE)


def response(token: bytes) -> bytes:
    """A token as the answer that grants it and says no more (TimeStampResp, section 2.4.2): so it is kept in files."""
    return der.write(der.SEQUENCE, der.write(der.SEQUENCE, der.write(der.INTEGER, b"\x00")), token)


def read(data: bytes) -> Stamp:
    """The stamp of an answer, or of a bare token; nothing is verified. O(len(data)).

    ``Unreadable``: ``stamp_too_large``; ``stamp_refused`` where the authority granted none, with its reason; ``stamp_malformed``
    for anything but DER with one signer, as the standard demands.
    """
    if len(data) > LARGEST:
        raise Unreadable("stamp", "stamp_too_large", limit=LARGEST // 1_000)
    try:
        answer = der.only(data, der.SEQUENCE)
        first, *_ = der.elements(answer.content)
        return _token(answer if first.tag == der.OID else _granted(answer))
    except ValueError:
        raise Unreadable("stamp", "stamp_malformed") from None


def _granted(answer: Element) -> Element:
    """The token of an answer whose status grants one."""
    parts = Parts(answer)
    status = Parts(parts.take(der.SEQUENCE))
    granted = der.integer(status.take(der.INTEGER)) in _GRANTED
    words = status.perhaps(der.SEQUENCE)
    failure = status.perhaps(der.BIT_STRING)
    status.end()
    if not granted:
        raise Unreadable("stamp", "stamp_refused", reason=_reason(words, failure))
    token = parts.take(der.SEQUENCE)
    parts.end()
    return token


def _reason(words: Element | None, failure: Element | None) -> str:
    """Why none was granted: the authority's words, and the standard's name for the failure."""
    told = [der.text(each) for each in der.elements(words.content)] if words else []
    bits = failure.content[1:] if failure else b""
    told += [name for bit, name in _FAILURES.items() if bit // 8 < len(bits) and bits[bit // 8] << bit % 8 & 0x80]
    return shown(" ".join(told)) or "–"


def _token(token: Element) -> Stamp:
    """What a token (ContentInfo of SignedData, RFC 5652) says."""
    outer = Parts(token)
    _expect(outer, _SIGNED)
    signed = Parts(der.only(outer.take(context(0)).content, der.SEQUENCE))
    outer.end()
    signed.take(der.INTEGER)
    signed.take(der.SET)
    content = Parts(signed.take(der.SEQUENCE))
    _expect(content, _INFO)
    info = der.only(content.take(context(0)).content, der.OCTET_STRING).content
    content.end()
    carried = signed.perhaps(context(0))
    signed.perhaps(context(1))
    known = tuple(certificates(carried)) if carried else ()
    by = signer(der.only(signed.take(der.SET).content, der.SEQUENCE), known)
    signed.end()
    return _info(der.only(info, der.SEQUENCE), token.whole, by, known)


def _info(info: Element, token: bytes, by: Signer, known: tuple[Certificate, ...]) -> Stamp:
    """What is signed (TSTInfo, section 2.4.2)."""
    parts = Parts(info)
    if der.integer(parts.take(der.INTEGER)) != _VERSION:
        raise ValueError(info)
    policy = der.identifier(parts.take(der.OID))
    stamped = Parts(parts.take(der.SEQUENCE))
    algorithm = der.identifier(Parts(stamped.take(der.SEQUENCE)).take(der.OID))
    hashed = stamped.take(der.OCTET_STRING).content
    stamped.end()
    serial = der.integer(parts.take(der.INTEGER))
    at = _instant(parts.take(der.TIME).content.decode("ascii"))
    parts.perhaps(der.SEQUENCE)
    parts.perhaps(der.BOOLEAN)
    nonce = parts.perhaps(der.INTEGER)
    told = parts.perhaps(context(0))
    parts.perhaps(context(1))
    parts.end()
    return Stamp(
        algorithm=algorithm,
        imprint=hashed,
        at=at,
        serial=serial,
        policy=policy,
        authority=_told(told) or by.authority,
        nonce=der.integer(nonce) if nonce else None,
        issuers=tuple(each.issuer for each in known),
        is_bound=by.is_bound,
        token=token,
    )


def _told(named: Element | None) -> str:
    """The name in a token, where it is one of a directory."""
    general, *_ = der.elements(named.content) if named else (None,)
    return common(der.only(general.content, der.SEQUENCE)) if general and general.tag == context(4) else ""


def _instant(written: str) -> int:
    found = _TIME.fullmatch(written)
    if not found:
        raise ValueError(written)
    whole = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return (whole - _BEGAN) // timedelta(milliseconds=1) + int((found[2] or "")[:3].ljust(3, "0"))


def _expect(parts: Parts, kind: str) -> None:
    """The next part names this kind."""
    if der.identifier(parts.take(der.OID)) != kind:
        raise ValueError(kind)
