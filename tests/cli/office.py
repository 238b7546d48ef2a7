"""Small Word and OpenDocument files, as a capital sends them."""

from comity.formats import docx, odt
from comity.formats.docx.writing import write_tracked
from comity.formats.publication.values import Letterhead
from comity.formats.tracked.values import Comment, Mark, Paragraph, Run, Tracked

HEAD = Letterhead("Draft", "en", "rolling")
AT = 1_700_000_000_000


def changed(text, old, new, author="KAZ/2", comment=()):
    """A paragraph in which ``old`` is struck and ``new`` put in."""
    before, _, after = text.partition(old) if old else (text, "", "")
    runs = (
        Run(before),
        Run(old, (Mark("deleted", author, AT),), comment),
        Run(new, (Mark("inserted", author, AT),), comment),
        Run(after),
    )
    return Paragraph(tuple(run for run in runs if run.text))


def plain(*texts):
    return tuple(Paragraph((Run(text),)) for text in texts)


def word(*paragraphs, comments=()):
    return write_tracked(Tracked(paragraphs, tuple(comments)), HEAD)


def opendocument(*paragraphs, comments=()):
    return odt.write_tracked(Tracked(paragraphs, tuple(comments)), HEAD)


def comment(text, name="0", **more):
    return Comment(name, "KAZ/2", AT, text, **more)


def read(path):
    """What a file holds, read by the reader of its kind."""
    return (docx if path.suffix == ".docx" else odt).read(path.read_bytes(), path.name)
