"""Which comment answers which, and which are resolved: the part that Word 2013 added for it ([MS-DOCX] 2.5.30)."""

from collections.abc import Mapping, Sequence
from typing import Final

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from comity.formats.docx.writing.markup import WORD
from comity.formats.tracked.values import Comment

_NAMES: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_PARAGRAPHS: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_RELATION: Final = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_IGNORABLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"


def threaded(document: Document, comments: Sequence[Comment], numbers: Mapping[str, str]) -> None:
    """Write threads beside the comments of ``document``, whose ``numbers`` are by id; nothing where there are none."""
    if not any(comment.parent in numbers or comment.resolved for comment in comments):
        return
    part = document.part._comments_part  # noqa: SLF001 - the library has no other door to the element of the part
    _known(part.element)
    root = etree.Element(f"{{{_NAMES}}}commentsEx", nsmap={"w15": _NAMES})
    for comment in comments:
        given = {"paraId": _paragraph(numbers[comment.id]), "done": str(int(comment.resolved))}
        if comment.parent is not None and comment.parent in numbers:
            given["paraIdParent"] = _paragraph(numbers[comment.parent])
        etree.SubElement(root, f"{{{_NAMES}}}commentEx", {f"{{{_NAMES}}}{key}": value for key, value in given.items()})
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    name = PackURI("/word/commentsExtended.xml")
    document.part.relate_to(Part(name, _TYPE, blob, document.part.package), _RELATION)


def _known(root: etree._Element) -> None:
    """Give the last paragraph of each comment the id that it is known by; older editors may ignore it."""
    root.set(_IGNORABLE, "w14")
    for comment in root.iter(f"{{{WORD}}}comment"):
        *_, last = comment.iter(f"{{{WORD}}}p")
        last.set(f"{{{_PARAGRAPHS}}}paraId", _paragraph(comment.get(f"{{{WORD}}}id") or "0"))


def _paragraph(number: str) -> str:
    """The id of the last paragraph of a comment: eight hexadecimal figures, not 0, below 80000000."""
    return f"{int(number) + 1:08X}"
