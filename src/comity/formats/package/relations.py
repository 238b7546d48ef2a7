"""The relations of a part to others (ECMA-376 part 2, 9.3): those inside the package are resolved, no other is followed."""

from collections.abc import Mapping
from posixpath import basename, dirname, join, normpath
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from comity.formats.package.archive import Archive
from comity.formats.package.markup import xml

PACKAGE: Final = ""
"""The name of the whole package, whose relations name its main part."""

_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class Relationship(NamedTuple):
    """``target`` is the name of a part where it is not ``external``, else the address as the file gives it."""

    type: str
    target: str
    external: bool


def relationships(package: Archive, part: str = PACKAGE) -> Mapping[str, Relationship]:
    """The relations of ``part`` by their ids; none where the part has no relations.

    Types are spelled as transitional documents spell them. A target never leads out of the package: it is a name, and
    may be the name of no part.
    """
    name = join(dirname(part), "_rels", basename(part) + ".rels")
    if name not in package:
        return {}
    root = xml(package.read(name), f"{package.where} ({name})")
    return {
        element.get("Id", ""): _relationship(
            dirname(part), *(element.get(key, "") for key in ("Type", "Target", "TargetMode"))
        )
        for element in root.iterchildren("{*}Relationship")
    }


def _relationship(folder: str, kind: str, target: str, mode: str) -> Relationship:
    kind = _TRANSITIONAL + kind.removeprefix(_STRICT) if kind.startswith(_STRICT) else kind
    try:
        address = urlsplit(target)
    except ValueError:
        return Relationship(kind, target, external=True)
    if mode == "External" or address.scheme or address.netloc:
        return Relationship(kind, target, external=True)
    return Relationship(kind, normpath(join("/", folder, unquote(address.path))).lstrip("/"), external=False)
