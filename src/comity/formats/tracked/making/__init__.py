"""A publication as a document with tracked changes: reject all and it is the base, take one party's and it is theirs.

The way: a unit's composition in one line (``pieces``), cut into paragraphs (``joints``), with numbers (``rows``); units in
order with what is moved between them (``moves``, ``laying``); then authors and seconds (``signing``), and comments
(``reasons``).
"""

from collections.abc import Iterator, Mapping, Sequence

from comity.formats.publication import bookmark
from comity.formats.publication.values import Head, Letterhead, Publication
from comity.formats.tracked.making.laying import rows
from comity.formats.tracked.making.pieces import Stroke
from comity.formats.tracked.making.reasons import Place, reasons
from comity.formats.tracked.making.rows import PLAIN, Row
from comity.formats.tracked.making.signing import Signed, signed
from comity.formats.tracked.values import Comment, Mark, Paragraph, Run, Tracked

__all__ = ["Keys", "keys", "laid", "tracked", "tracked_with_keys"]

Keys = Mapping[tuple[str, int], frozenset[str]]

_HEADINGS = {"title": 1, "annex": 1, "heading": 2}


def tracked(publication: Publication) -> Tracked:
    """The publication with tracked changes.

    No characters bear more than one mark, and no mark is without an instant. With no mark taken the paragraphs are those of
    the base, with those taken that ``keys`` gives a version they are ``project_document`` of that version, in either case
    behind their numbers, ``3.`` and a tab; the raw text is exact to the space. Marks of one party alone give its wording if
    it has one version. Reasons are comments. Linear but for versions of units that are joined or split.
    """
    return laid(publication)[0]


def keys(publication: Publication) -> Keys:
    """Whose each mark is, by its author and instant: all versions that make this change, and no other version."""
    return _keys(signed(publication, tuple(rows(publication))))


def tracked_with_keys(publication: Publication) -> tuple[Tracked, Keys]:
    """``tracked`` and ``keys``, made in one go."""
    given = tuple(rows(publication))
    marks = signed(publication, given)
    return _laid(publication, given, marks)[0], _keys(marks)


def laid(publication: Publication) -> tuple[Tracked, tuple[Head, ...]]:
    """``tracked``, and for each of its paragraphs what it is."""
    given = tuple(rows(publication))
    return _laid(publication, given, signed(publication, given))


def _keys(marks: Signed) -> Keys:
    return {(mark.author, mark.at): stroke.versions for stroke, mark in marks.items() if mark.at is not None}


def _laid(publication: Publication, given: Sequence[Row], marks: Signed) -> tuple[Tracked, tuple[Head, ...]]:
    comments = reasons(publication, given, marks)
    paragraphs = list(_paragraphs(given, marks, comments))
    heads = [row.head for row in given]
    if not given or given[-1].end:
        paragraphs.append(Paragraph(()))
        heads.append(PLAIN)
    return Tracked(
        tuple(paragraphs),
        tuple(comment for found in comments.values() for comment in found),
        properties=_properties(publication.letterhead),
    ), tuple(heads)


def _paragraphs(
    given: Sequence[Row], marks: Signed, comments: Mapping[Place, Sequence[Comment]]
) -> Iterator[Paragraph]:
    opened = {""}
    borne: dict[Stroke | None, tuple[Mark, ...]] = {stroke: (mark,) for stroke, mark in marks.items()}
    borne[None] = ()
    spoken = {place: tuple(comment.id for comment in found) for place, found in comments.items()}
    for n, row in enumerate(given):
        opens = row.opens and row.head.provision not in opened
        heading = _heading(row.head)
        yield Paragraph(
            tuple([Run(text, borne[stroke], spoken.get((n, m), ())) for m, (text, stroke) in enumerate(row.pieces)]),
            end=borne[row.end],
            bookmarks=(bookmark(row.head.provision),) if opens else (),
            level=heading - 1 if heading else row.head.level,
            heading=heading,
        )
        opened.add(row.head.provision)


def _heading(head: Head) -> int:
    """The level of a heading in the outline, 0 for any other paragraph."""
    level = _HEADINGS.get(head.kind, 0)
    return level + head.level if level else 0


def _properties(head: Letterhead) -> dict[str, str]:
    given = {"identifier": head.identifier, "comity": head.identifier, "title": head.title, "language": head.language}
    return {name: value for name, value in given.items() if value}
