"""Who signed a time stamp, by its own account (RFC 5652, section 5.3): nothing of it is verified here."""

import hashlib
from collections.abc import Sequence

from msgspec import Struct

from comity.record import der
from comity.record.certificate import Certificate, common
from comity.record.der import Element, Parts, context

_SHA256, _SHA1 = "2.16.840.1.101.3.4.2.1", "1.3.14.3.2.26"
_HASHES = {
    _SHA256: "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
    _SHA1: "sha1",
}
_NAMING = {"1.2.840.113549.1.9.16.2.47": _SHA256, "1.2.840.113549.1.9.16.2.12": _SHA1}
"""The signed attributes that name the signer's certificate by its hash (RFC 5816, RFC 2634), with what each hashes by default."""


class Signer(Struct, frozen=True):
    """For whom the certificate is that a signer points to; empty where the token does not carry it.

    ``is_bound`` says that what the signer signed names that very certificate by its hash, as RFC 3161 demands: another one
    over the same key cannot be put in its place.
    """

    authority: str
    is_bound: bool


def signer(info: Element, carried: Sequence[Certificate]) -> Signer:
    """The signer of a SignerInfo among the certificates that a token carries. ``ValueError`` where it is malformed."""
    parts = Parts(info)
    parts.take(der.INTEGER)
    named = parts.perhaps(der.SEQUENCE)
    found = next((each for each in carried if named and each.issuer + each.serial == named.content), None)
    if found is None:
        return Signer("", is_bound=False)
    parts.take(der.SEQUENCE)
    attributes = parts.perhaps(context(0))
    return Signer(common(found.subject), _names(attributes, found.whole) if attributes else False)


def _names(attributes: Element, certificate: bytes) -> bool:
    """Whether signed attributes name that certificate, the first of those that they name."""
    for each in der.elements(attributes.content):
        kind, values = der.elements(each.content)
        usual = _NAMING.get(der.identifier(kind))
        if usual:
            named = Parts(der.only(values.content, der.SEQUENCE)).take(der.SEQUENCE)
            first, *_ = der.elements(named.content)
            parts = Parts(first)
            told = parts.perhaps(der.SEQUENCE)
            algorithm = der.identifier(Parts(told).take(der.OID)) if told else usual
            return parts.take(der.OCTET_STRING).content == _hash(algorithm, certificate)
    return False


def _hash(algorithm: str, data: bytes) -> bytes:
    if algorithm not in _HASHES:
        raise ValueError(algorithm)
    return hashlib.new(_HASHES[algorithm], data, usedforsecurity=False).digest()
