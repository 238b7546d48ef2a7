"""Akoma Ntoso in: documents of ours exactly, acts, bills, statements and debates of others tolerantly."""

from lxml.etree import _Element

from comity.core.errors import Unreadable
from comity.formats.akn.names import AKN, AKN_2, LANGUAGES
from comity.formats.akn.reading.references import References
from comity.formats.akn.reading.text import Text
from comity.formats.package import xml
from comity.formats.tracked.values import Comment, Tracked


def read(data: bytes, where: str) -> Tracked:
    """An Akoma Ntoso document (3.0 and its drafts, 2.0) as a tracked one; ``where`` names it in errors.

    Paragraphs are blocks in order; ``num`` is their number, not their words. ``ins`` and ``del`` are changes by the parties
    that they refer to. With none taken the text is that of the document without its proposals; of a file of ours
    every version reads back by the marks that ``tracked.making.keys`` gives it. Comments are the justifications of
    amendments. Notes and metadata are left out. ``Unreadable`` for other XML, and where no paragraphs are. Linear.
    """
    root = xml(data, where)
    space = root.tag.partition("}")[0].removeprefix("{")
    if not (root.tag.endswith("}akomaNtoso") and (space.startswith(AKN) or space == AKN_2)):
        raise Unreadable(where, "not_akoma_ntoso")
    references = References(root, space)
    text = Text(references, space)
    text.read(root)
    if not text.paragraphs:
        raise Unreadable(where, "no_provisions")
    given = {
        "identifier": references.identifier,
        "title": references.title,
        "language": _language(references.language),
    }
    return Tracked(
        tuple(text.paragraphs),
        comments=_justifications(root, references, space),
        properties={key: value for key, value in given.items() if value},
    )


def _language(code: str) -> str:
    return next((ours for ours, theirs in LANGUAGES.items() if theirs == code), code)


def _justifications(root: _Element, references: References, space: str) -> tuple[Comment, ...]:
    found: list[Comment] = []
    for amendment in root.iter(f"{{{space}}}amendment"):
        lines = [
            "".join(str(piece) for piece in p.itertext())
            for reason in amendment.iter(f"{{{space}}}amendmentJustification")
            for p in reason.iter(f"{{{space}}}p")
        ]
        if lines:
            authors = (references.names(each) for each in amendment.iter(f"{{{space}}}docProponent"))
            found.append(Comment(f"amendment {len(found) + 1}", ", ".join(authors), None, "\n".join(lines)))
    return tuple(found)
