"""A package opened: an archive of which it is known what document it is, and that it holds no program."""

from typing import Final

from lxml import etree

from comity.core.errors import Unreadable
from comity.formats.kinds import refuse_at_sight
from comity.formats.package.archive import Archive
from comity.formats.package.markup import xml
from comity.formats.package.relations import PACKAGE, relationships

_TYPES: Final = "[Content_Types].xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_MIMETYPE: Final = "mimetype"
_CONTENT: Final = "content.xml"
_MAIN: Final = "/officeDocument"
_OOXML: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
_FOLDERS: Final = {"xl": "xlsx", "ppt": "pptx", "visio": "vsdx"}
_ODF: Final = "application/vnd.oasis.opendocument."
_ODF_KINDS: Final = {
    "text": "odt",
    "text-template": "odt",
    "text-master": "odt",
    "spreadsheet": "ods",
    "presentation": "odp",
}
_MANIFEST_NAMES: Final = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_LISTS_OF_PROGRAMS: Final = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")


class Package(Archive):
    """A package whose ``kind`` is known (``docx``, ``odt``, ``xlsx`` …), and the name of its ``main`` part."""

    def __init__(self, data: bytes, where: str) -> None:
        super().__init__(data, where)
        if _TYPES in self:
            self.kind, self.main = _ooxml(self)
        elif _MANIFEST in self or _MIMETYPE in self:
            self.kind, self.main = _odf(self)
        else:
            raise Unreadable(where, "other_kind", kind="ZIP")

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML part; raises what ``read`` and ``markup.xml`` raise."""
        return xml(self.read(name), f"{self.where} ({name})")


def open_package(data: bytes, where: str, expected: str | None = None) -> Package:
    """The package in ``data``, of the kind ``expected`` if that is given; ``Unreadable`` at ``where`` for anything else.

    Nothing is written anywhere, no more is unpacked than ``archive`` allows, and no address in it is ever asked for.
    """
    refuse_at_sight(data, where)
    if not data.startswith(b"PK"):
        raise Unreadable(where, "not_packed")
    package = Package(data, where)
    if expected is not None and package.kind != expected:
        raise Unreadable(where, "other_kind", kind=package.kind.upper())
    return package


def _ooxml(archive: Archive) -> tuple[str, str]:
    """Kind and main part of an Office Open XML package (ECMA-376 part 2, 9.2 and 9.3)."""
    types = _content_types(archive)
    kinds = {name: _content_type(types, name) for name in archive.names}
    if any(_holds_program(name, kind) for name, kind in kinds.items()):
        raise Unreadable(archive.where, "macros")
    main = next((to.target for to in relationships(archive, PACKAGE).values() if to.type.endswith(_MAIN)), None)
    if main is None or main not in archive:
        raise Unreadable(archive.where, "no_document")
    return _OOXML.get(_content_type(types, main)) or _FOLDERS.get(main.partition("/")[0].lower(), "docx"), main


def _holds_program(name: str, content_type: str) -> bool:
    return "macroEnabled" in content_type or "vbaProject" in content_type or name.lower().endswith("vbaproject.bin")


def _content_types(archive: Archive) -> dict[str, str]:
    """Content types by a part's name with its slash, or by an extension without a dot, both in small letters."""
    root = xml(archive.read(_TYPES), f"{archive.where} ({_TYPES})")
    return {
        (element.get("PartName") or element.get("Extension") or "").casefold(): element.get("ContentType", "")
        for element in root.iterchildren("{*}Override", "{*}Default")
    }


def _content_type(types: dict[str, str], name: str) -> str:
    folded = name.casefold()
    return types.get(f"/{folded}") or types.get(folded.rpartition(".")[2], "")


def _odf(archive: Archive) -> tuple[str, str]:
    """Kind and main part of an OpenDocument package (ODF 1.3 part 2, 3): its manifest says what is protected."""
    entries = _manifest(archive)
    if any(element.find(f"{_MANIFEST_NAMES}encryption-data") is not None for element in entries.values()):
        raise Unreadable(archive.where, "encrypted")
    if any(_is_program(name) for name in archive.names):
        raise Unreadable(archive.where, "macros")
    if _CONTENT not in archive:
        raise Unreadable(archive.where, "no_document")
    declared = archive.read(_MIMETYPE).decode("ascii", "replace").strip() if _MIMETYPE in archive else ""
    if not declared and "/" in entries:
        declared = entries["/"].get(f"{_MANIFEST_NAMES}media-type", "")
    return _ODF_KINDS.get(declared.removeprefix(_ODF), "odt"), _CONTENT


def _manifest(archive: Archive) -> dict[str, etree._Element]:
    """The entries of the manifest by the names of their files; none where there is no manifest."""
    if _MANIFEST not in archive:
        return {}
    root = xml(archive.read(_MANIFEST), f"{archive.where} ({_MANIFEST})")
    return {
        element.get(f"{_MANIFEST_NAMES}full-path", ""): element
        for element in root.iterchildren(f"{_MANIFEST_NAMES}file-entry")
    }


def _is_program(name: str) -> bool:
    """Is an entry a module of Basic or a script? The lists of modules that office suites write into any file are not."""
    folder, _, file = name.partition("/")
    return folder in {"Basic", "Scripts"} and not file.endswith(_LISTS_OF_PROGRAMS)
