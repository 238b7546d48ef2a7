"""From rows to acts: what a person would not write down (heads, hashes, cells) is reckoned while the log is folded."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import msgspec

from comity.core.acts import KINDS, Act, encode
from comity.core.fold import apply
from comity.core.queries import text_hash
from comity.core.readings import composed
from comity.core.revision.settle import adopted
from comity.core.state import State
from comity.core.wording.values import ALGORITHM, Part, Site
from comity.record.leaf import leaf
from comity.record.tree import Frontier
from comity.worked.files import Row, rows

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EDGES = " ,"


def acts(name: str) -> Iterator[tuple[int, Act]]:
    """The acts of one worked consultation in order, each with its instant in milliseconds since 1970 (earlier: negative).

    Every act has seen the whole record before it. Nothing is checked here: a refusal is for the door of the record, and
    for the tests, to give. Raises ``KeyError`` for an unknown kind, ``msgspec.ValidationError`` for a malformed field.
    """
    state: State | None = None
    head = Frontier()
    for seq, row in enumerate(rows(name)):
        at = (row["at"] - _EPOCH) // timedelta(milliseconds=1)
        act = _act(name, row, head, state)
        yield at, act
        state = apply(state, act, seq, at)
        head = head.append(leaf(at, seq, encode(act).decode()))


def _act(log: str, row: Row, head: Frontier, state: State | None) -> Act:
    kind = row["kind"]
    reckoned = _RECKONED[kind](row, state) if state is not None and kind in _RECKONED else {}
    written = {field: value for field, value in row.items() if field != "at"}
    seen = {"root": head.root().hex(), "size": head.size}
    ids = {"id": f"act-{head.size}", "log": log, "seen": seen}
    return msgspec.convert({**ids, **written, **reckoned}, KINDS[kind])


def _revision(row: Row, state: State) -> Row:
    text = state.texts[row["text"]]
    return {"number": len(text.revisions), "sha256": text_hash(adopted(text)), "algorithm": ALGORITHM}


def _initial(row: Row, state: State) -> Row:
    return {"sha256": state.texts[row["text"]].revisions[-1].sha256}


def _alternative(row: Row, state: State) -> Row:
    """The cells and the exact words of an alternative of ``proposals``; ``wording`` as written leaves its edges aside."""
    composition = composed(state.texts[row["text"]], row["provision"], row["language"])
    for site in _sites(composition.parts):
        for alternative in site.alternatives:
            if alternative.text.strip(_EDGES) == row["wording"] and set(alternative.proposals) == set(row["proposals"]):
                cells = {"start": site.start, "end": site.end, "wording": alternative.text}
                return {**cells, "proposals": alternative.proposals, "algorithm": ALGORITHM}
    raise LookupError(row["provision"], row["wording"])


def _sites(parts: tuple[Part, ...]) -> Iterator[Site]:
    for part in parts:
        if isinstance(part, Site):
            yield part
            yield from _sites(part.content)


_RECKONED = MappingProxyType[str, Callable[[Row, State], Row]](
    {
        "text.issue_revision": _revision,
        "approval.initial": _initial,
        "text.accept_alternative": _alternative,
    }
)
