"""A party proposes a question for a session."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, Named, Seen
from comity.core.errors import Refused
from comity.core.state import Question, State


class Propose(Act, frozen=True, kw_only=True, tag="question.propose"):
    """The question has the id of this act, and is to be put on the agenda of ``session``."""

    title: Named
    session: Id

    def check(self, state: State) -> None:
        """Refused for a session that nobody convened, and for an id that is taken."""
        if self.session not in state.sessions:
            raise Refused("session_unknown", session=self.session)
        if self.id in state.questions:
            raise Refused("id_taken", id=self.id)

    def apply(self, state: State, _seq: int, _at: int) -> State:
        """The question is proposed."""
        question = Question(id=self.id, party=self.party, title=self.title, session=self.session)
        return replace(state, questions=state.questions.set(question.id, question))


EXAMPLE = Propose(
    id="kaz-question",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    title={"en": "Exchange of data on water flow", "ru": "Обмен данными о стоке вод"},
    session="first",
)
