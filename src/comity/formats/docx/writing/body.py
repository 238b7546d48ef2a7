"""The paragraphs of a document as markup: style, number and indent, bookmarks, changes, places of comments."""

import re
from collections.abc import Iterator, Mapping, Sequence

from comity.formats.docx.writing.markup import run, tag
from comity.formats.docx.writing.revisions import Ids, Ranges, ended, revised, words
from comity.formats.publication.values import Head
from comity.formats.tracked.values import Paragraph, Run

_NUMBER = re.compile(r"[^\t]{1,40}\t")
_LEVELS = 4
"""Levels of paragraphs that have styles of their own; deeper ones look like the deepest."""
_HANGING = "709"
"""Where the words of a numbered paragraph begin, in twentieths of a point: 12.5 mm."""
_HEADINGS = 6
"""Levels of headings that have styles."""


def body(paragraphs: Sequence[Paragraph], heads: Sequence[Head], comments: Mapping[str, str]) -> str:
    """What ``w:body`` holds but its section; ``comments`` gives the number of each comment. Linear."""
    return "".join(_written(paragraphs, heads, comments))


def _written(paragraphs: Sequence[Paragraph], heads: Sequence[Head], comments: Mapping[str, str]) -> Iterator[str]:
    ids = Ids()
    ranges = Ranges(paragraphs, ids)
    for n, (paragraph, head) in enumerate(zip(paragraphs, heads, strict=True)):
        numbers = {name: ids.next() for name in paragraph.bookmarks}
        runs = (
            _run(each, ids, [comments[name] for name in each.comments if name in comments]) for each in paragraph.runs
        )
        yield tag(
            "p",
            _properties(paragraph, style(paragraph, head), ids),
            *(tag("bookmarkStart", id=number, name=name) for name, number in numbers.items()),
            ranges.begin(n),
            *runs,
            *(tag("bookmarkEnd", id=number) for number in numbers.values()),
        )
        yield ranges.end(n)


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


def _properties(paragraph: Paragraph, name: str, ids: Ids) -> str:
    layout = ""
    if paragraph.heading and _numbered(paragraph):
        # Where a tab leads in a centred line, no two editors agree.
        layout = tag("ind", left=_HANGING, hanging=_HANGING) + tag("jc", val="left")
    return tag("pPr", tag("pStyle", val=name), layout, ended(paragraph.end, ids))


def _run(given: Run, ids: Ids, comments: Sequence[str]) -> str:
    made = revised(run(given.text, words(given.marks)), given.marks, ids)
    if not comments:
        return made
    starts = (tag("commentRangeStart", id=number) for number in comments)
    return "".join((*starts, made, *map(_commented, comments)))


def _commented(number: str) -> str:
    """The end of what a comment stands on, and its sign."""
    style = tag("rPr", tag("rStyle", val="CommentReference"))
    return tag("commentRangeEnd", id=number) + tag("r", style, tag("commentReference", id=number))
