"""The chair or the secretariat issues a revision: what was settled becomes the base, what is pending is carried."""

from comity.core.acts.act import EMPTY_ROOT, Act, Count, Digest, Id, Seen
from comity.core.acts.changes import with_text
from comity.core.acts.rights import require_chair_or_secretariat
from comity.core.acts.subjects import text_of
from comity.core.errors import Refused
from comity.core.revision.hash import text_hash
from comity.core.revision.issue import issued
from comity.core.revision.settle import adopted
from comity.core.state import State
from comity.core.wording.values import ALGORITHM


class IssueRevision(Act, frozen=True, kw_only=True, tag="text.issue_revision"):
    """``number`` follows the last one; ``sha256`` is the hash of the resulting text, as ``text_hash`` computes it.

    ``algorithm`` is the version of the comparison that carries what is pending.
    """

    text: Id
    number: Count
    sha256: Digest
    algorithm: Count
    symbol: str = ""

    def check(self, state: State) -> None:
        """Refused to others, where nothing was settled, and unless number, algorithm and hash are those computed here."""
        require_chair_or_secretariat(state, self)
        text = text_of(state, self.text)
        expected = text.revisions[-1].number + 1
        if self.number != expected:
            raise Refused("revision_number", number=self.number, expected=expected)
        if self.algorithm != ALGORITHM:
            raise Refused("algorithm_differs", algorithm=self.algorithm, expected=ALGORITHM)
        if not text.accepted and not any(text.provisions[each].settled for each in text.order):
            raise Refused("nothing_settled")
        if self.sha256 != text_hash(adopted(text)):
            raise Refused("hash_differs")

    def apply(self, state: State, seq: int, at: int) -> State:
        """The text stands on its next base."""
        return with_text(state, issued(state.texts[self.text], seq, at, self.symbol))


EXAMPLE = IssueRevision(
    id="rev-1",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    number=1,
    sha256="0000000000000000000000000000000000000000000000000000000000000000",
    algorithm=ALGORITHM,
    symbol="WATER/1/Rev.1",
)
