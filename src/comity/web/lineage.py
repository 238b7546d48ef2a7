"""Where a record came from, for the pages that tell of the record as a whole."""

from dataclasses import dataclass

from django.utils.translation import get_language

from comity.people import seats
from comity.record.findings import continued
from comity.web.desk import Desk


@dataclass(frozen=True)
class Before:
    """A record that this one continues, in a sentence that tells what of it is lost; ``open`` if its pages are to the reader."""

    log: str
    sentence: str
    open: bool


def lineage(desk: Desk) -> list[Before]:
    """What the record continues, the newest first."""
    language = get_language() or "en"
    held = seats.held(desk.account) if desk.state.predecessors else {}
    return [Before(each.log, continued(each, language), each.log in held) for each in reversed(desk.state.predecessors)]
