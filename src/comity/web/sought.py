"""Which acts of a record a reader seeks: of a party, of a kind, on a text, signed somehow, since a day; found page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.http import QueryDict

from comity.registry import signatures
from comity.registry.signatures import Borne
from comity.web.attested import HOW, how
from comity.web.desk import Desk

_PAGE = 500
_MOST = 20_000
"""Acts looked through for one page of what is sought; the next page goes on from there."""

KINDS = {
    "consultation": ("consultation.", "party.", "key."),
    "sessions": ("session.", "question."),
    "proposals": (
        *("text.reword", "text.add", "text.delete", "text.move", "text.merge", "text.split", "text.place"),
        *("text.revise", "text.withdraw", "text.insist", "text.cosponsor", "text.enclose_file", "text.erase_file"),
    ),
    "positions": ("text.take_position", "text.comment"),
    "rulings": (
        *("text.accept", "text.accept_alternative", "text.agree", "text.agree_ad_referendum", "text.defer"),
        *("text.keep_in_brackets", "text.not_taken_up", "text.reopen"),
    ),
    "revisions": ("text.table", "text.table_more", "text.issue_revision", "approval."),
}
"""Acts by what they are about: a kind, or all kinds of a subject (with the full stop)."""


@dataclass(frozen=True)
class Sought:
    """What the address asks for; what it leaves out, or what is not there, excludes nothing."""

    party: str = ""
    kind: str = ""
    text: str = ""
    signed: str = ""
    since: date | None = None

    def __bool__(self) -> bool:
        return self != Sought()

    def has(self, found: Borne) -> bool:
        """Whether this act is sought."""
        act = found.entry.act
        return (
            (not self.party or self.party in {act.actor.partition("/")[0], getattr(act, "behalf", None)})
            and (not self.kind or kind_of(act.kind) == self.kind)
            and (not self.text or getattr(act, "text", "") == self.text)
            and (not self.signed or how(found.sigs) == self.signed)
        )

    @property
    def start(self) -> int | None:
        """The first instant that counts, in milliseconds."""
        return int(datetime.combine(self.since, datetime.min.time(), UTC).timestamp() * 1000) if self.since else None


@dataclass(frozen=True)
class Found:
    """The acts found, in order, and the number of the act before which to go on; none where there is nothing more."""

    acts: tuple[Borne, ...]
    older: int | None


def read(desk: Desk, query: QueryDict) -> Sought:
    """What is sought, as far as the consultation has it."""
    party, kind, text, signed = (query.get(name, "") for name in ("party", "kind", "text", "signed"))
    return Sought(
        party if party in desk.state.parties or party == desk.state.secretariat else "",
        kind if kind in KINDS else "",
        text if text in desk.state.texts else "",
        signed if signed in HOW else "",
        _day(query.get("from", "")),
    )


def find(log: str, sought: Sought, stop: int, most: int) -> Found:
    """The last ``most`` acts before number ``stop`` that are sought. O(acts looked through), ``_MOST`` at most."""
    if not sought:
        start = max(stop - most, 0)
        return Found(signatures.borne(log, start, stop), start or None)
    found: list[Borne] = []
    least = max(stop - _MOST, 0)
    last = stop
    for each in _backwards(log, stop, least):
        if sought.start is not None and each.entry.at < sought.start:
            return Found(tuple(reversed(found)), None)
        if len(found) == most:
            return Found(tuple(reversed(found)), last)
        last = each.entry.seq
        if sought.has(each):
            found.append(each)
    return Found(tuple(reversed(found)), least or None)


def kind_of(kind: str) -> str:
    """The group of a kind of act."""
    return next(name for name, kinds in KINDS.items() if kind in kinds or f"{kind.partition('.')[0]}." in kinds)


def _backwards(log: str, stop: int, least: int) -> Iterator[Borne]:
    while stop > least:
        start = max(stop - _PAGE, least)
        yield from reversed(signatures.borne(log, start, stop))
        stop = start


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
