"""Comments, each with the instant of the change it explains."""

from collections.abc import Iterable, Mapping

from docx.document import Document

from comity.formats.docx.writing.markup import WORD, instant, writable
from comity.formats.tracked.values import Comment

_DATE = f"{{{WORD}}}date"
_INITIALS = 9
"""How much of an author's name Word takes for initials."""


def commented(document: Document, comments: Iterable[Comment]) -> Mapping[str, str]:
    """Put comments into ``document``; the number that each id has there."""
    numbers = {}
    for comment in comments:
        author = writable(comment.author)
        made = document.comments.add_comment(writable(comment.text), author, author[:_INITIALS])
        numbers[comment.id] = str(made.comment_id)
        row = made.part.element[-1]
        if comment.at is None:
            del row.attrib[_DATE]
        else:
            row.set(_DATE, instant(comment.at))
    return numbers
