"""The Word writer: a publication as a document in which every proposal is a tracked change."""

from collections.abc import Mapping, Sequence

from comity.formats.docx.writing.body import body
from comity.formats.docx.writing.comments import commented
from comity.formats.docx.writing.header import around
from comity.formats.docx.writing.package import described, empty, sealed
from comity.formats.docx.writing.threads import threaded
from comity.formats.publication.values import Head, Letterhead, Publication
from comity.formats.tracked.making import laid
from comity.formats.tracked.values import Tracked


def write(publication: Publication) -> bytes:
    """The publication as .docx: the same text, changes and comments as ``tracked.making.tracked``, on the ministry's paper.

    One bookmark for each provision; numbers are characters, not automatic; changes made in it are tracked. Deterministic;
    linear in the text.
    """
    tracked, heads = laid(publication)
    return _written(tracked, heads, publication.letterhead, publication.notices, publication.names)


def write_tracked(tracked: Tracked, letterhead: Letterhead, notices: Sequence[str] = ()) -> bytes:
    """A tracked document as .docx: paragraphs of the body with their changes and bookmarks, comments, custom properties.

    What paragraphs look like follows from their heading and level.
    """
    heads = [Head("", "heading" if each.heading else "operative", level=each.level) for each in tracked.paragraphs]
    return _written(tracked, heads, letterhead, notices)


def _written(
    tracked: Tracked,
    heads: Sequence[Head],
    letterhead: Letterhead,
    notices: Sequence[str],
    names: Mapping[str, str] = {},
) -> bytes:
    document = empty(letterhead.language)
    numbers = commented(document, tracked.comments)
    threaded(document, tracked.comments, numbers)
    around(document, letterhead, names, notices)
    core = {"identifier", "title", "language"}
    described(document, letterhead, {key: value for key, value in tracked.properties.items() if key not in core})
    return sealed(document, body(tracked.paragraphs, heads, numbers))
