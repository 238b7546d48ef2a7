"""What the marks of a document refer to: who proposes a change, and since when."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from lxml.etree import _Element

from comity.formats.tracked.values import Mark

_MOST_NAMES = 250
_LONGEST_NAME = 200
"""What one change may name: all states of the world, so that no file grows beyond measure when its references are read."""


class References:
    """The names and instants of a document by their ``eId``; ``space`` is its namespace."""

    def __init__(self, root: _Element, space: str) -> None:
        self._names = {key: _name(party) for key, party in _named(root, space)}
        self._instants = _instants(root, space)
        self.title = _value(root, f"{{{space}}}FRBRname", "value")
        self.language = _value(root, f"{{{space}}}FRBRlanguage", "language")
        aliases = root.iter(f"{{{space}}}FRBRalias")
        self.identifier = next((each.get("value", "") for each in aliases if each.get("name") == "comity"), "")

    def mark(self, element: _Element) -> Mark:
        """The mark that an ``ins`` or ``del`` is; without an author or an instant where the document names none."""
        refers = (each.removeprefix("#") for each in element.get("refersTo", "").split(None, _MOST_NAMES)[:_MOST_NAMES])
        author = ", ".join(dict.fromkeys(name for each in refers if (name := self._names.get(each))))
        at = self._instants.get(element.get("period", "").removeprefix("#"))
        return Mark("inserted" if element.tag.endswith("}ins") else "deleted", author, at)

    def names(self, element: _Element) -> str:
        """The names that an element refers to, as a mark has them."""
        return self.mark(element).author


def _name(party: _Element) -> str:
    return (party.get("shortForm") or party.get("showAs") or "")[:_LONGEST_NAME]


def _named(root: _Element, space: str) -> Iterator[tuple[str, _Element]]:
    for kind in ("TLCOrganization", "TLCPerson"):
        for party in root.iter(f"{{{space}}}{kind}"):
            yield party.get("eId") or party.get("id") or "", party


def _instants(root: _Element, space: str) -> Mapping[str, int]:
    events = {event.get("eId", ""): _instant(event.get("date", "")) for event in root.iter(f"{{{space}}}eventRef")}
    found = {}
    for group in root.iter(f"{{{space}}}temporalGroup"):
        for interval in group.iterchildren(f"{{{space}}}timeInterval"):
            at = events.get(interval.get("start", "").removeprefix("#"))
            if at is not None:
                found[group.get("eId", "")] = at
    return found


def _instant(written: str) -> int | None:
    try:
        at = datetime.fromisoformat(written)
        return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()) * 1000
    except (ValueError, OverflowError):
        return None


def _value(root: _Element, tag: str, attribute: str) -> str:
    return next((each.get(attribute, "") for each in root.iter(tag)), "")
