"""Certificates (RFC 5280), as much of them as says who they are by and for; nothing in them is verified here."""

from collections.abc import Iterator

from msgspec import Struct

from comity.record import der
from comity.record.der import Element, Parts, context

NAMES = ("2.5.4.3", "2.5.4.10")
"""Of a name the parts that people use: a common name, else an organisation."""

_LONGEST = 80


class Certificate(Struct, frozen=True):
    """The names, as written, of whom a certificate is by and for, its number, and all of its bytes."""

    issuer: bytes
    serial: bytes
    subject: Element
    whole: bytes


def certificates(found: Element) -> Iterator[Certificate]:
    """Those of a set of certificates; other kinds than the common one are passed over. ``ValueError`` for malformed ones."""
    for each in der.elements(found.content):
        if each.tag == der.SEQUENCE:
            yield _certificate(Parts(Parts(each).take(der.SEQUENCE)), each.whole)


def common(name: Element) -> str:
    """A name (X.501) as people use it; empty where it has no such part."""
    found: dict[str, str] = {}
    for several in der.elements(name.content):
        for each in der.elements(several.content):
            kind, value = der.elements(each.content)
            if der.identifier(kind) in NAMES and value.tag in der.TEXTS:
                found.setdefault(der.identifier(kind), shown(der.text(value)))
    return next((found[kind] for kind in NAMES if found.get(kind)), "")


def shown(words: str) -> str:
    """Words from a stranger as they may be shown: one short line, no marks that deceive the eye."""
    return " ".join("".join(each if each.isprintable() else " " for each in words[: 2 * _LONGEST]).split())[:_LONGEST]


def _certificate(parts: Parts, whole: bytes) -> Certificate:
    parts.perhaps(context(0))
    serial = parts.take(der.INTEGER).whole
    parts.take(der.SEQUENCE)
    issuer = parts.take(der.SEQUENCE).whole
    parts.take(der.SEQUENCE)
    return Certificate(issuer, serial, parts.take(der.SEQUENCE), whole)
