"""A consultation: its parties, its sessions on a line of time, its texts, and what happened last."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from comity.core.state import Names, Party, Question, Session, State, Text
from comity.web import naming, papers, recorded
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.lineage import lineage
from comity.web.screen import show
from comity.web.watching import watching
from comity.web.ways import lacks_key

_KINDS = ("member", "observer", "body")
_LATELY = 12


@dataclass(frozen=True)
class Sitting:
    """A session with the questions taken up at it."""

    session: Session
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Brief:
    """A text in one line."""

    id: str
    title: Names
    symbol: str
    revision: str
    provisions: int
    open: int
    papers: int
    fixed: bool


@require_GET
@at_desk
def consultation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The consultation as it stands."""
    since = recorded.look(desk.account, desk.log, desk.state.size)
    kept = {room.text.id: room.papers for room in papers.rooms(desk)}
    return show(
        request,
        "consultation.html",
        desk,
        parties=parties(desk.state),
        sittings=sittings(desk.state),
        texts=[_brief(text, kept.get(text.id, 0)) for text in desk.state.texts.values() if text.revisions],
        acts=recorded.latest(desk, _LATELY, since),
        lineage=lineage(desk),
        keyless=lacks_key(desk),
        witnesses=watching(desk),
    )


def parties(state: State) -> list[Party]:
    """Members, then observers, then bodies; by code."""
    return sorted(state.parties.values(), key=lambda party: (_KINDS.index(party.kind), party.code))


def sittings(state: State) -> list[Sitting]:
    """Sessions by date, each with its questions in the order proposed."""
    sessions = sorted(state.sessions.values(), key=lambda session: (session.date, session.number))
    questions = state.questions.values()
    return [Sitting(each, tuple(q for q in questions if q.session == each.id)) for each in sessions]


def _brief(text: Text, kept: int) -> Brief:
    standing = sum(proposal.state == "open" for proposal in text.proposals.values())
    revision = naming.revision(text.revisions[-1].number)
    return Brief(text.id, text.title, text.symbol, revision, len(text.order), standing, kept, text.fixed)


urls = [path("c/<slug:log>/", consultation, name="consultation")]
