"""Acts of the record as lines a person reads, and which of them are new to the reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity import registry
from comity.core import queries
from comity.core.acts import Act
from comity.core.fold import Entry
from comity.core.state import Proposal, Stance, Text
from comity.locale import say
from comity.people.models import Account
from comity.web.desk import Desk
from comity.web.models import Visit
from comity.web.words import PROPOSAL_STATES

PAUSE = timedelta(minutes=30)
"""Whoever comes back after this long has seen what was on the pages before."""


@dataclass(frozen=True)
class Line:
    """One act as a sentence, and the page of what it is about; ``at`` in milliseconds, none where it was not looked up."""

    seq: int
    at: int | None
    sentence: str
    href: str
    new: bool = False


def lines(desk: Desk, entries: Iterable[Entry], since: int | None = None) -> list[Line]:
    """Acts as sentences, the newest first; those from number ``since`` on are new."""
    told = [_line(desk, entry, since) for entry in entries]
    return told[::-1]


def latest(desk: Desk, number: int, since: int | None = None) -> list[Line]:
    """The last ``number`` acts."""
    size = desk.state.size
    return lines(desk, registry.entries(desk.log, start=max(size - number, 0), stop=size), since)


def of_proposal(desk: Desk, text: Text, proposal: Proposal) -> list[Line]:
    """What the state remembers of a proposal's road, the newest first; each links to the text as it was then."""
    told = [(proposal.seq, _("Submitted."))]
    told += [(seq, _("Its words were changed.")) for seq, _pieces in proposal.before]
    told += [(stance.seq, _taken(proposal, stance)) for stance in proposal.stances.values()]
    told += [(each.seq, _("%(party)s commented.") % {"party": each.party}) for each in proposal.comments]
    if proposal.state_seq != proposal.seq:
        told.append((proposal.state_seq, str(PROPOSAL_STATES[proposal.state]).capitalize() + "."))
    address = reverse("text", args=(desk.log, text.id))
    return [Line(seq, None, sentence, f"{address}?at={seq + 1}") for seq, sentence in sorted(told, reverse=True)]


def _taken(proposal: Proposal, stance: Stance) -> str:
    key = f"act.text.take_position.proposal.{stance.value}"
    return say(get_language() or "en", key, party=stance.party, proposal=proposal.number)


def look(account: Account, log: str, size: int) -> int:
    """Remember that the account has read ``size`` acts of a log; answers how many it had read at its last visit."""
    now = timezone.now()
    visit, first = Visit.objects.get_or_create(
        account=account, log=log, defaults={"before": size, "size": size, "at": now}
    )
    if first or (visit.size == size and now - visit.at < PAUSE):
        return visit.before
    if now - visit.at >= PAUSE:
        visit.before = visit.size
    visit.size, visit.at = size, now
    visit.save(update_fields=["before", "size", "at"])
    return visit.before


def _line(desk: Desk, entry: Entry, since: int | None) -> Line:
    key, facts = queries.told(entry.act, desk.state)
    sentence = say(get_language() or "en", key, **facts)
    return Line(entry.seq, entry.at, sentence, _home(desk, entry.act), since is not None and entry.seq >= since)


def _home(desk: Desk, act: Act) -> str:
    """The page of what an act is about: a proposal, a provision, a text; none for what has no page."""
    text = desk.state.texts.get(getattr(act, "text", ""))
    if text is None or not text.revisions:
        return ""
    proposal = act.id if act.id in text.proposals else getattr(act, "proposal", None)
    if proposal in text.proposals:
        return reverse("proposal", args=(desk.log, text.id, proposal))
    provision = getattr(act, "provision", None)
    if provision in text.provisions:
        return reverse("provision", args=(desk.log, text.id, provision))
    return reverse("text", args=(desk.log, text.id))
