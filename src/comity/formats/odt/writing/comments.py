"""Comments of a document: where they begin and end, and what they say."""

from collections.abc import Mapping, Sequence

from lxml.etree import _Element

from comity.formats.odt.names import name
from comity.formats.odt.writing.changes import written
from comity.formats.odt.writing.elements import child, legal, put
from comity.formats.tracked.values import Comment, Paragraph

Place = tuple[int, int]
"""A run: the index of its paragraph, and its own in that."""


class Comments:
    """Where comments begin and end, and what they say."""

    def __init__(self, comments: Sequence[Comment], paragraphs: Sequence[Paragraph]) -> None:
        self._comments = {comment.id: comment for comment in comments}
        self._answers: dict[str, list[Comment]] = {}
        first: dict[str, Place] = {}
        last: dict[str, Place] = {}
        for index, paragraph in enumerate(paragraphs):
            for at, run in enumerate(paragraph.runs):
                for known in run.comments:
                    first.setdefault(known, (index, at))
                    if run.text:
                        last[known] = (index, at)
        for comment in comments:
            if comment.parent and comment.id not in first:
                self._answers.setdefault(comment.parent, []).append(comment)
        self._last = last
        self._starts = _by_place(first)
        self._ends = _by_place(last)

    def begin_at(self, place: Place) -> bool:
        """Does a comment begin with the run at this place (paragraph, run)?"""
        return place in self._starts

    def end_at(self, place: Place) -> bool:
        """Does a comment end with it?"""
        return place in self._ends

    def begin(self, host: _Element, place: Place) -> None:
        """Write the comments that begin with a run, each with its answers."""
        for known in self._starts.get(place, ()):
            if comment := self._comments.get(known):
                self._annotation(host, comment)

    def end(self, host: _Element, place: Place) -> None:
        """Write the ends of the comments that end with a run."""
        for known in self._ends.get(place, ()):
            if known in self._comments:
                child(host, "office:annotation-end", office_name=known)

    def _annotation(self, host: _Element, comment: Comment) -> None:
        annotation = child(host, "office:annotation", office_name=comment.id)
        annotation.set(name("loext:resolved"), "true" if comment.resolved else "false")
        if comment.parent:
            annotation.set(name("loext:parent-name"), legal(comment.parent))
        child(annotation, "dc:creator", comment.author)
        child(annotation, "dc:date", written(comment.at))
        for line in comment.text.split("\n"):
            put(child(annotation, "text:p"), line)
        for answer in self._answers.get(comment.id, ()):
            self._annotation(host, answer)


def _by_place(places: Mapping[str, Place]) -> dict[Place, list[str]]:
    found: dict[Place, list[str]] = {}
    for known, place in places.items():
        found.setdefault(place, []).append(known)
    return found
