"""The paragraphs of a document as markup: style, number and indent, bookmarks, changes, places of comments."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from comity.formats.docx.writing.markup import element, put, run
from comity.formats.docx.writing.revisions import Ids, Ranges, attributes, kind, revised, words
from comity.formats.publication.values import Head
from comity.formats.tracked.values import Paragraph, Run

_NUMBER = re.compile(r"[^\t]{1,40}\t")
_LEVELS = 4
"""Levels of paragraphs that have styles of their own; deeper ones look like the deepest."""
_HANGING = "709"
"""Where the words of a numbered paragraph begin, in twentieths of a point: 12.5 mm."""
_HEADINGS = 6
"""Levels of headings that have styles."""


def body(
    paragraphs: Sequence[Paragraph], heads: Sequence[Head], comments: Mapping[str, str]
) -> Iterator[etree._Element]:
    """The elements of ``w:body`` but its section; ``comments`` gives the number of each comment. Linear."""
    ids = Ids()
    ranges = Ranges(paragraphs, ids)
    for n, (paragraph, head) in enumerate(zip(paragraphs, heads, strict=True)):
        made = element("p")
        _properties(made, paragraph, style(paragraph, head), ids)
        bookmarks = [_bookmark(made, name, ids) for name in paragraph.bookmarks]
        ranges.begin(n, made)
        for each in paragraph.runs:
            _run(made, each, ids, [comments[name] for name in each.comments if name in comments])
        for bookmark in bookmarks:
            put(made, "bookmarkEnd", id=bookmark)
        yield made
        end = ranges.end(n)
        if end is not None:
            yield end


def style(paragraph: Paragraph, head: Head) -> str:
    """The style of a paragraph: of a heading by its level, of any other by its level and whether it has a number."""
    if head.kind == "title":
        return "Title"
    if paragraph.heading:
        return f"Heading{min(paragraph.heading, _HEADINGS)}"
    level = min(head.level + 1, _LEVELS)
    if _numbered(paragraph):
        return f"Numbered{level}"
    return f"Continued{level}" if head.number or level > 1 else "Paragraph"


def _numbered(paragraph: Paragraph) -> bool:
    return any(_NUMBER.match(each.text) for each in paragraph.runs[:1])


def _properties(parent: etree._Element, paragraph: Paragraph, name: str, ids: Ids) -> None:
    properties = put(parent, "pPr")
    put(properties, "pStyle", val=name)
    if paragraph.heading and _numbered(paragraph):
        # Where a tab leads in a centred line, no two editors agree.
        put(properties, "ind", left=_HANGING, hanging=_HANGING)
        put(properties, "jc", val="left")
    if paragraph.end:
        end = put(properties, "rPr")
        for mark in paragraph.end:
            put(end, kind(mark), **attributes(mark, ids))


def _bookmark(parent: etree._Element, name: str, ids: Ids) -> str:
    number = ids.next()
    put(parent, "bookmarkStart", id=number, name=name)
    return number


def _run(parent: etree._Element, given: Run, ids: Ids, comments: Sequence[str]) -> None:
    for number in comments:
        put(parent, "commentRangeStart", id=number)
    run(revised(parent, given.marks, ids), given.text, words(given.marks))
    for number in comments:
        put(parent, "commentRangeEnd", id=number)
        reference = put(parent, "r")
        put(put(reference, "rPr"), "rStyle", val="CommentReference")
        put(reference, "commentReference", id=number)
