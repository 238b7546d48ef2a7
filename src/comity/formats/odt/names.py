"""The names of OpenDocument (ODF 1.3, Part 3) that are read and written here, as lxml spells them."""

import re
from functools import cache
from typing import TypeVar

from lxml.etree import _Element

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "math": "http://www.w3.org/1998/Math/MathML",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
"""The namespaces by their usual prefixes; ``loext`` is LibreOffice's, which other suites read as well."""

_Otherwise = TypeVar("_Otherwise")
_DIGITS = re.compile("[0-9]{1,6}")


@cache
def name(prefixed: str) -> str:
    """``text:p`` as lxml spells it: the namespace in braces before the local name."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def whole(element: _Element, attribute: str, otherwise: _Otherwise) -> int | _Otherwise:
    """The number that an attribute gives, of at most six digits; whatever else it says is as if it said nothing."""
    written = element.get(name(attribute), "")
    return int(written) if _DIGITS.fullmatch(written) else otherwise
