"""The text of a document: preface, preamble and main body, each provision an element, proposals marked inside."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml.etree import _Element
from msgspec.structs import replace

from comity.formats.akn.names import wid
from comity.formats.akn.writing.elements import child, put
from comity.formats.akn.writing.meta import Names
from comity.formats.publication.values import Head
from comity.formats.tracked.values import Mark, Paragraph, Run

Owners = Mapping[tuple[str, int], frozenset[str]]
"""Whose a mark is: the versions by its author and instant, as ``tracked.making.keys`` gives them."""

_HIERARCHY = {"heading": "hcontainer", "title": "hcontainer", "annex": "hcontainer", "article": "article"}
_UNSAFE = re.compile(r"[\W_]+")
_PREFIXES = {"hcontainer": "hcontainer", "article": "art", "paragraph": "para", "container": "container", "p": "p"}


class Text:
    """Writes paragraphs; ``places`` are the ``eId`` of provisions that have been written, by id."""

    def __init__(self, names: Names, owners: Owners) -> None:
        self.places: dict[str, str] = {}
        self._names = names
        self._owners = owners
        self._known: dict[str, int] = {}

    def write(self, statement: _Element, paragraphs: Sequence[Paragraph], heads: Sequence[Head]) -> None:
        """All paragraphs in order; the title and what recites stand before the main body, which is never empty."""
        kinds = [head.kind if head.provision else "" for head in heads[:-1]]
        recited = next((n for n, kind in enumerate(kinds) if kind != "title"), len(kinds))
        decided = next((n for n, kind in enumerate(kinds) if n >= recited and kind != "preambular"), len(kinds))
        given = list(zip(paragraphs, heads, strict=True))
        parts = (("preface", given[:recited]), ("preamble", given[recited:decided]), ("mainBody", given[decided:]))
        written: list[tuple[_Element, Paragraph, Head]] = []
        for tag, part in parts:
            if part:
                holder = child(statement, tag, eId=tag)
                written += [(self._provision(holder, tag, *each), *each) for each in part]
        for element, paragraph, head in sorted(written, key=lambda each: not each[1].bookmarks):
            self._identify(element, paragraph, head)

    def _provision(self, holder: _Element, part: str, paragraph: Paragraph, head: Head) -> _Element:
        number, runs = _parted(paragraph.runs, head.number)
        if part == "preface":
            element = child(holder, "p")
            inner = child(element, "docTitle")
        elif part == "preamble":
            element = child(holder, "container", name="recital")
            inner = child(element, "p")
        else:
            element = child(holder, _HIERARCHY.get(head.kind, "paragraph") if head.provision else "paragraph")
            inner = _inner(element, paragraph, head, number)
        if number and part != "mainBody":
            child(inner, "inline", number, name="num")
        self._runs(inner, runs)
        for mark in paragraph.end:
            child(self._mark(inner, mark, "end"), "eol")
        return element

    def _identify(self, element: _Element, paragraph: Paragraph, head: Head) -> None:
        """``eId`` by kind and number (AKN-NC 5), unique in the document; ``wId`` is the provision's own id.

        Provisions of the base have theirs before what is added, so that no proposal changes one.
        """
        kind = _PREFIXES[element.tag.rpartition("}")[2]]
        stem = f"{kind}_{_UNSAFE.sub('-', head.number).strip('-') or 'nn'}"
        self._known[stem] = times = self._known.get(stem, 0) + 1
        element.set("eId", stem if times == 1 and not stem.endswith("_nn") else f"{stem}_{times}")
        if paragraph.bookmarks:
            element.set("wId", wid(head.provision))
            self.places.setdefault(head.provision, element.get("eId", ""))

    def _runs(self, element: _Element, runs: Iterable[Run]) -> None:
        for run in runs:
            holder = element
            for mark in run.marks:
                holder = self._mark(holder, mark)
            put(holder, run.text)

    def _mark(self, element: _Element, mark: Mark, class_: str = "") -> _Element:
        """``ins`` or ``del`` by the parties; inside an insertion the alternative that it is, by the versions."""
        tag = "ins" if mark.kind == "inserted" else "del"
        names = self._names
        marked = child(element, tag, class_=class_, refersTo=names.of(mark.author), period=names.at(mark))
        versions = self._owners.get((mark.author, mark.at or 0), frozenset())
        if tag == "del" or class_ or not versions:
            return marked
        refers = " ".join(f"#{names.versions[version]}" for version in names.versions if version in versions)
        return child(marked, "inline", name="alternative", refersTo=refers)


def _inner(element: _Element, paragraph: Paragraph, head: Head, number: str) -> _Element:
    """Where the words of a provision of the main body stand."""
    if element.tag.endswith("hcontainer"):
        element.set("name", head.kind)
    if number:
        child(element, "num", number)
    if paragraph.heading:
        return child(element, "heading", class_=f"level-{paragraph.heading}")
    return child(child(element, "content"), "p")


def _parted(runs: Sequence[Run], number: str) -> tuple[str, tuple[Run, ...]]:
    """The number before some words, and the words; ``""`` where these are not printed behind it."""
    label = f"{number}\t"
    if not (number and runs and runs[0].text.startswith(label)):
        return "", tuple(runs)
    words = runs[0].text.removeprefix(label)
    return number, (*((replace(runs[0], text=words),) if words else ()), *runs[1:])
