"""A long record as real ones go: text after text is negotiated, each act by somebody who has seen all before it."""

from collections.abc import Iterator

from msgspec.structs import replace

from bench.fold import _Negotiation, _renamed
from comity.core import fold
from comity.core.acts import Act, Seen, encode
from comity.core.acts.text.issue_revision import IssueRevision
from comity.core.queries import adopted, text_hash
from comity.core.state import State
from comity.record.leaf import leaf
from comity.record.tree import Frontier

LOG = "waters"


def growing(size: int) -> Iterator[tuple[bytes, State]]:
    """The leaves of at least ``size`` acts, each with the state after it; no text has the words of another."""
    frontier, state = Frontier(), None
    for seq, told in enumerate(_acts(size)):
        act = replace(told, seen=Seen(frontier.root().hex(), seq))
        if isinstance(act, IssueRevision):
            act = replace(act, sha256=text_hash(adopted(state.texts[act.text])))
        kept = leaf(seq, seq, encode(act).decode())
        frontier = frontier.append(kept)
        state = fold.apply(state, act, seq, seq)
        yield kept, state


def _acts(size: int) -> Iterator[Act]:
    block = _Negotiation().held()
    head = [act for act in block if not hasattr(act, "text")]
    body = [act for act in block if hasattr(act, "text")]
    yield from head
    for k in range((size - len(head)) // len(body) + 1):
        yield from (_of_text(act, k) for act in body)


def _of_text(act: Act, k: int) -> Act:
    """The act on another text: it and what it is about have names and words of their own."""
    named = {"proposal": f"{act.proposal}-{k}"} if getattr(act, "proposal", None) else {}
    return replace(_renamed(act, k), id=f"{act.id}-{k}", **named)
