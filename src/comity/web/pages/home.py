"""The first page: what awaits my party, what is new since my last visit, and the sessions, across consultations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from comity.core import queries
from comity.core.state import Text
from comity.people import seats
from comity.people.models import Account
from comity.registry.succeeded import successor
from comity.web import naming, papers, recorded, speech, words
from comity.web.desk import Desk, desk
from comity.web.entrance import signed_in
from comity.web.offered import offered
from comity.web.pages.consultation import Sitting, sittings
from comity.web.pages.text import sheet_of
from comity.web.screen import show
from comity.web.ways import lacks_key

_LATELY = 6
_SHOWN = 5


@dataclass(frozen=True)
class Item:
    """One thing that awaits the reader."""

    href: str
    label: str
    parties: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Group:
    """Things of one kind that await the reader."""

    title: str | Promise
    items: list[Item]

    @property
    def more(self) -> int:
        """How many are folded away."""
        return len(self.items) - _SHOWN


@dataclass(frozen=True)
class Wishes:
    """What became of the party's proposals to one text: how many of each outcome."""

    text: Text
    outcomes: list[tuple[str | Promise, int]]


@dataclass(frozen=True)
class Entry:
    """A consultation on the first page; ``keyless`` where acts are signed and this seat cannot sign any.

    ``ending`` where the act by which the record goes on as another waits for the signature of this seat.
    """

    desk: Desk
    keyless: bool
    ending: bool
    rooms: list[papers.Room]
    awaiting: list[Group]
    wishes: list[Wishes]
    news: int
    since: int
    acts: list[recorded.Line]
    sittings: list[Sitting]


@require_GET
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """One section for each consultation in which the reader has a seat; none for a record that goes on in another of these."""
    account = cast("Account", request.user)
    held = seats.held(account)
    entries = [_entry(request, desk(account, log)) for log in held if successor(log) not in held]
    return show(request, "home.html", entries=entries)


def _entry(request: HttpRequest, found: Desk) -> Entry:
    since = recorded.look(found.account, found.log, found.state.size)
    awaiting = queries.awaits(found.state, found.code)
    groups = [
        Group(title, list(_items(request, found, (each for each in awaiting if each.what == what))))
        for what, title in words.AWAITED.items()
    ]
    return Entry(
        desk=found,
        keyless=lacks_key(found),
        ending=offered(found) is not None,
        rooms=papers.rooms(found),
        awaiting=[group for group in groups if group.items],
        wishes=list(_wishes(found)),
        news=found.state.size - since,
        since=since,
        acts=recorded.latest(found, _LATELY, since),
        sittings=sittings(found.state),
    )


def _wishes(found: Desk) -> Iterable[Wishes]:
    for text in found.state.texts.values():
        counted = Counter[str](wish.outcome for wish in queries.wishes(found.state, text, found.code))
        if counted:
            yield Wishes(text, [(word, counted[what]) for what, word in words.OUTCOMES.items() if counted[what]])


def _items(request: HttpRequest, found: Desk, awaiting: Iterable[queries.Awaiting]) -> Iterable[Item]:
    for each in awaiting:
        text = found.state.texts[each.text]
        named = naming.labels(text)
        if each.proposal:
            yield _proposal(request, found, text, each.proposal, named)
        elif each.provision:
            yield Item(reverse("provision", args=(found.log, text.id, each.provision)), named[each.provision], (), "")
        else:
            page = each.what if each.what in {"initial", "issue"} else "text"
            yield Item(reverse(page, args=(found.log, text.id)), naming.title(text), (), "")


def _proposal(request: HttpRequest, found: Desk, text: Text, proposal: str, named: speech.Labels) -> Item:
    on = text.proposals[proposal]
    said = speech.said(text, on, sheet_of(request, found, text).tongue, named, brief=True)
    label = ", ".join(named[each] for each in on.targets) or naming.place(text, on.after, named)
    return Item(reverse("proposal", args=(found.log, text.id, proposal)), label, on.sponsors, "; ".join(said))


urls = [path("", home, name="home")]
