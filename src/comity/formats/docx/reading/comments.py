"""Comments with their replies and whether they are resolved (comments.xml and the three parts that extend it)."""

from collections.abc import Iterator, Mapping

from lxml import etree

from comity.formats.docx.reading.dates import instant
from comity.formats.docx.reading.names import (
    DATE_UTC,
    EXTENSIBLE,
    EXTENSIBLE_DATE,
    EXTENSIBLE_ID,
    ID,
    LASTING,
    LASTING_ID,
    LASTING_PARAGRAPH,
    PARAGRAPH_ID,
    THREAD,
    THREAD_DONE,
    THREAD_PARAGRAPH,
    THREAD_PARENT,
    word,
)
from comity.formats.docx.reading.parts import Parts
from comity.formats.docx.reading.setting import setting
from comity.formats.docx.reading.story import Story
from comity.formats.docx.reading.styles import Styles
from comity.formats.tracked.values import Comment
from comity.formats.tracked.views import lines

_COMMENT = word("comment")
_PARAGRAPH = word("p")
_AUTHOR = word("author")
_DATE = word("date")


def comments(parts: Parts, styles: Styles) -> Iterator[Comment]:
    """The comments in the order of their part. A reply names the comment that its thread begins with."""
    root = parts.related("comments")
    if root is None:
        return
    elements = {element.get(ID) or "": element for element in root.iterchildren(_COMMENT)}
    owners = {key: identity for identity, element in elements.items() for key in _keys(element)}
    threads, instants = _threads(parts), _instants(parts)
    given = setting(root, styles)
    for identity, element in elements.items():
        keys = _keys(element)
        thread = next((threads[key] for key in keys if key in threads), None)
        parent = None if thread is None else owners.get(thread.get(THREAD_PARENT) or "")
        written = (instants[key] for key in keys if key in instants)
        yield Comment(
            identity,
            (element.get(_AUTHOR) or "").strip(),
            instant(element.get(DATE_UTC) or next(written, element.get(_DATE))),
            "\n".join(line.raw.strip() for line in lines(Story(element, given).paragraphs, lambda _: True)),
            None if parent == identity else parent,
            resolved=thread is not None and thread.get(THREAD_DONE) in {"1", "true", "on"},
        )


def _keys(element: etree._Element) -> list[str]:
    """The ids of a comment's paragraphs, by which the other parts know it; the last is the one that Word uses."""
    ids = [paragraph.get(PARAGRAPH_ID) for paragraph in element.iter(_PARAGRAPH)]
    return [identity for identity in reversed(ids) if identity]


def _threads(parts: Parts) -> Mapping[str, etree._Element]:
    root = parts.related("commentsExtended")
    return {} if root is None else {each.get(THREAD_PARAGRAPH) or "": each for each in root.iter(THREAD)}


def _instants(parts: Parts) -> Mapping[str, str | None]:
    """The true instants of comments by the ids of their paragraphs."""
    lasting, extensible = parts.related("commentsIds"), parts.related("commentsExtensible")
    if lasting is None or extensible is None:
        return {}
    written = {each.get(EXTENSIBLE_ID): each.get(EXTENSIBLE_DATE) for each in extensible.iter(EXTENSIBLE)}
    paragraphs = {
        each.get(LASTING_PARAGRAPH) or "": written.get(each.get(LASTING_ID)) for each in lasting.iter(LASTING)
    }
    return {key: date for key, date in paragraphs.items() if date}
