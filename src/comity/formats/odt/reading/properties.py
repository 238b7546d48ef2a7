"""What a document says about itself: its identifier, title, language, and what its authors added."""

from collections.abc import Mapping, Sequence

from lxml.etree import _Element

from comity.formats.odt.names import name

IDENTIFIER = "comity"
"""The user-defined property that holds the identifier: ODF has no element for it (ODF 1.3 Part 3, 4.3)."""

_KNOWN = {"identifier": "dc:identifier", "title": "dc:title", "language": "dc:language"}


def properties(trees: Sequence[_Element]) -> Mapping[str, str]:
    """The properties of a document by name, empty ones left out."""
    own = (element for tree in trees for element in tree.iter(name("meta:user-defined")))
    found = {element.get(name("meta:name"), ""): (element.text or "").strip() for element in own}
    if IDENTIFIER in found:
        found["identifier"] = found[IDENTIFIER]
    for meta in (meta for tree in trees for meta in tree.iter(name("office:meta"))):
        for key, element in _KNOWN.items():
            found[key] = (meta.findtext(name(element)) or "").strip() or found.get(key, "")
    return {key: value for key, value in found.items() if key and value}
