"""The declarations of tracked changes: one region for each stretch of the text that one change marks."""

from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree
from lxml.etree import _Element

from comity.formats.odt.names import name
from comity.formats.odt.writing.elements import child
from comity.formats.tracked.values import Mark

_NO_DATE = "1970-01-01T00:00:00"


class Changes:
    """Collects the regions of a document in ``holder``, its ``text:tracked-changes``.

    LibreOffice takes two changes of one author and second for one where only the end of a paragraph, which neither
    changes, stands between them, and that end is lost. It does not where one of them has a remark, even an empty one.
    """

    def __init__(self) -> None:
        self.holder = etree.Element(name("text:tracked-changes"))
        self._count = 0
        self._remarked: dict[tuple[str, str, int | None], bool] = {}

    def insertion(self, mark: Mark) -> str:
        """Declare an insertion; its id."""
        return self._declare((mark,))[0]

    def deletion(self, mark: Mark, inside: Iterable[Mark]) -> tuple[str, _Element]:
        """Declare a deletion inside some insertions; its id, and where what it takes is kept.

        The insertions stand in the region behind the deletion: so LibreOffice keeps whose words were deleted.
        """
        return self._declare((mark, *inside))

    def _declare(self, marks: Iterable[Mark]) -> tuple[str, _Element]:
        self._count += 1
        key = f"ct{self._count}"
        region = child(self.holder, "text:changed-region", xml_id=key, text_id=key)
        kinds = [self._kind(region, mark) for mark in marks]
        return key, kinds[0]

    def _kind(self, region: _Element, mark: Mark) -> _Element:
        kind = child(region, "text:insertion" if mark.kind == "inserted" else "text:deletion")
        info = child(kind, "office:change-info")
        child(info, "dc:creator", mark.author)
        child(info, "dc:date", written(mark.at))
        same = mark.kind, mark.author, mark.at
        if self._remarked.get(same, True):
            self._remarked[same] = False
        else:
            child(info, "text:p")
            self._remarked[same] = True
        return kind


def written(at: int | None) -> str:
    """An instant as ODF writes it; one that nobody knows is the beginning of time, which reads as none."""
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S") if at is not None else _NO_DATE
