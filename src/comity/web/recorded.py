"""Acts of the record as lines a person reads, and which of them are new to the reader."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
from comity.registry import signatures
from comity.registry.signatures import Borne
from comity.web import naming
from comity.web.attested import Mark, mark
from comity.web.desk import Desk
from comity.web.models import Visit
from comity.web.words import PROPOSAL_STATES

NEAR = 500
"""How far the neighbours of a moment are looked for, in acts."""

PAUSE = timedelta(minutes=30)
"""Whoever comes back after this long has seen what was on the pages before."""


@dataclass(frozen=True)
class Line:
    """One act as a sentence, and the page of what it is about; ``at`` in milliseconds, none where it was not looked up.

    ``then`` is the text as it stood after the act, where the act is one of a text; ``mark`` who vouches for it, where that
    was looked up.
    """

    seq: int
    at: int | None
    sentence: str
    href: str
    new: bool = False
    then: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Subject:
    """What was done on one subject: the consultation, a text, a provision; in the order done."""

    title: str
    href: str
    acts: list[Line]


@dataclass(frozen=True)
class Moment:
    """The text as of an act: the act as a sentence, and the acts of the same text before and after it, by size."""

    sentence: str
    before: int | None
    after: int | None


def lines(desk: Desk, entries: Iterable[Entry], since: int | None = None) -> list[Line]:
    """Acts as sentences, the newest first; those from number ``since`` on are new."""
    told = [_line(desk, entry, since) for entry in entries]
    return told[::-1]


def proven(desk: Desk, acts: Iterable[Borne]) -> list[Line]:
    """Acts as sentences, the newest first, each with who vouches for it."""
    told = [replace(_line(desk, each.entry, None), mark=mark(desk.state, each.sigs)) for each in acts]
    return told[::-1]


def latest(desk: Desk, number: int, since: int | None = None) -> list[Line]:
    """The last ``number`` acts."""
    size = desk.state.size
    return lines(desk, registry.entries(desk.log, start=max(size - number, 0), stop=size), since)


def grouped(desk: Desk, since: int) -> list[Subject]:
    """What the acts from number ``since`` on did, subject by subject."""
    entries = registry.entries(desk.log, start=since, stop=desk.state.size)
    return [_subject(desk, each) for each in queries.changed(desk.state, entries, since)]


def _subject(desk: Desk, found: queries.Changed) -> Subject:
    acts = [Line(each.seq, each.at, say(get_language() or "en", each.key, **each.facts), "") for each in found.acts]
    text = desk.state.texts.get(found.text)
    if text is None or not text.revisions:
        return Subject(_("The consultation"), reverse("consultation", args=(desk.log,)), acts)
    if found.provision in text.provisions:
        label = naming.labels(text)[found.provision]
        if text.provisions[found.provision].number:
            label = _("Provision %(label)s") % {"label": label}
        return Subject(label, reverse("provision", args=(desk.log, text.id, found.provision)), acts)
    if found.provision in text.proposals:
        address = reverse("proposal", args=(desk.log, text.id, found.provision))
        return Subject(naming.added(text, found.provision).capitalize(), address, acts)
    return Subject(naming.title(text), reverse("text", args=(desk.log, text.id)), acts)


def moment(desk: Desk, text: Text) -> Moment:
    """The last act of the desk's state, and the nearest acts of ``text`` on either side, as far as ``NEAR`` acts away.

    Nearly always they are much nearer, and it costs more to read a thousand acts than to fold the state.
    """
    found = _moment(desk, text, NEAR // 20)
    return found if found.before and found.after else _moment(desk, text, NEAR)


def _moment(desk: Desk, text: Text, near: int) -> Moment:
    size = desk.state.size
    entries = registry.entries(desk.log, start=max(size - near, text.revisions[0].seq), stop=size + near)
    own = [entry.seq + 1 for entry in entries if getattr(entry.act, "text", "") == text.id]
    told = [_line(desk, entry, None).sentence for entry in entries if entry.seq == size - 1]
    return Moment(
        sentence=told[0] if told else "",
        before=max((each for each in own if each < size), default=None),
        after=min((each for each in own if each > size), default=None),
    )


def of_proposal(desk: Desk, text: Text, proposal: Proposal) -> list[Line]:
    """What the state remembers of a proposal's road, the newest first; each links to the text as it was then.

    Where the parties have keys, each says who vouches for it.
    """
    told = [(proposal.seq, _("Submitted."))]
    told += [(seq, _("Its words were changed.")) for seq, _pieces in proposal.before]
    told += [(stance.seq, _taken(proposal, stance)) for stance in proposal.stances.values()]
    told += [(each.seq, _("%(party)s commented.") % {"party": each.party}) for each in proposal.comments]
    if proposal.state_seq != proposal.seq:
        told.append((proposal.state_seq, str(PROPOSAL_STATES[proposal.state]).capitalize() + "."))
    address = reverse("text", args=(desk.log, text.id))
    marks = _marks(desk, {seq for seq, _sentence in told})
    return [
        Line(seq, None, sentence, f"{address}?at={seq + 1}", mark=marks.get(seq))
        for seq, sentence in sorted(told, reverse=True)
    ]


def _marks(desk: Desk, seqs: Iterable[int]) -> dict[int, Mark]:
    """Who vouches for the acts of these numbers; without a key in the record the host does for all, and nothing is said."""
    found = signatures.by(desk.log, seqs) if desk.state.keys else {}
    return {seq: mark(desk.state, sigs) for seq, sigs in found.items()}


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
    new = since is not None and entry.seq >= since
    return Line(entry.seq, entry.at, sentence, home(desk, entry.act), new, _then(desk, entry))


def _then(desk: Desk, entry: Entry) -> str:
    text = desk.state.texts.get(getattr(entry.act, "text", ""))
    if text is None or not text.revisions or entry.seq < text.revisions[0].seq:
        return ""
    return f"{reverse('text', args=(desk.log, text.id))}?at={entry.seq + 1}"


def home(desk: Desk, act: Act) -> str:
    """The page of what an act is about: a file, a proposal, a provision, a text; none for what has no page."""
    text = desk.state.texts.get(getattr(act, "text", ""))
    if text is None or not text.revisions:
        return ""
    file = act.id if act.id in text.files else getattr(act, "file", None)
    if file in text.files:
        return reverse("file", args=(desk.log, text.id, file))
    proposal = act.id if act.id in text.proposals else getattr(act, "proposal", None)
    if proposal in text.proposals:
        return reverse("proposal", args=(desk.log, text.id, proposal))
    provision = getattr(act, "provision", None)
    if provision in text.provisions:
        return reverse("provision", args=(desk.log, text.id, provision))
    return reverse("text", args=(desk.log, text.id))
