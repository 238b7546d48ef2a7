"""A record played again from its first act: every leaf held to the rules under which it may have been accepted."""

from collections.abc import Iterable

import msgspec

from comity.core import fold
from comity.core.acts import Act, Seen, decode
from comity.core.acts.keying import Keying
from comity.core.errors import Fact, Refused, Unreadable
from comity.core.queries import told
from comity.core.state import Key, State
from comity.record import sealed, signing
from comity.record.hashes import Hashes
from comity.record.leaf import Leaf, read_leaf
from comity.record.report import Counted, Fault
from comity.record.signature import PURE, Curves

_ON_TEXTS = {"text.issue_revision", "approval.initial"}
"""Kinds that carry the hash of a text; their ``check`` computes it again."""


class Replay:
    """The acts played so far; ``tree`` is that of all leaves, ``curves`` check their signatures.

    ``fault`` is what was wrong with the first act that could not be played; nothing is played after it. ``sealed`` are the parts
    that acts vouch for, by digest, with the number of the act.
    """

    def __init__(self, tree: Hashes, curves: Curves = PURE) -> None:
        self.state: State | None = None
        self.size = 0
        self.fault: Fault | None = None
        self.sealed: dict[str, int] = {}
        self.at = 0
        self._tree = tree
        self._curves = curves
        self._ids: set[str] = set()
        self._first: list[str] = []
        self._counts = dict.fromkeys(("signed", "attested", "texts"), 0)

    @property
    def counted(self) -> Counted:
        """What was checked."""
        return Counted(**self._counts)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys for which no earlier key of their party vouches, in the order added, as they stand now."""
        return tuple(self.state.keys[each] for each in self._first) if self.state else ()

    def play(self, leaves: Iterable[bytes]) -> None:
        """Play all that can be played. O(bytes), and what the rules cost."""
        for data in leaves:
            try:
                self._add(data)
            except Refused as refused:
                self.fault = Fault(f"refused.{refused.code}", refused.facts, self.size, sentence(data, self.state))
                return
            except Unreadable as error:
                facts = {**error.facts, "where": error.where}
                self.fault = Fault(f"unreadable.{error.why}", facts, self.size, None)
                return

    def _add(self, data: bytes) -> None:
        kept = read_leaf(data)
        if kept.seq != self.size or (self.size and kept.at < self.at):
            raise Refused("record_out_of_order", seq=self.size)
        statement = kept.stmt.encode()
        act = decode(statement)
        self._require_new(act)
        self._require_seen(act.seen)
        fold.check(self.state, act)
        signing.require(self.state, act, statement, kept.sigs, self._curves)
        self._follow(kept, act)

    def _require_new(self, act: Act) -> None:
        """An id names one act of the record: so no statement stands in it twice, and no two acts are mistaken for each other."""
        if act.id in self._ids:
            raise Refused("id_taken", id=act.id)
        self._ids.add(act.id)

    def _require_seen(self, seen: Seen) -> None:
        """Every act names a head of the record as it was: so each vouches for all that its author had read."""
        if seen.size <= self.size and seen.root != self._tree.root(seen.size).hex():
            raise Refused("seen_unknown", size=seen.size)

    def _follow(self, kept: Leaf, act: Act) -> None:
        self.state = fold.apply(self.state, act, kept.seq, kept.at)
        self.at = kept.at
        self.size += 1
        self._counts["signed" if kept.sigs else "attested"] += 1
        self._counts["texts"] += act.kind in _ON_TEXTS
        if isinstance(act, Keying) and not (kept.sigs and self.state.keys[act.id].party == act.party):
            self._first.append(act.id)
        if '"sealed"' in kept.stmt:
            named = sealed.named(msgspec.json.decode(kept.stmt.encode()))
            self.sealed.update(dict.fromkeys(named, kept.seq))


def sentence(data: bytes, state: State | None) -> tuple[str, dict[str, Fact]] | None:
    """The act of a leaf as a sentence, by key and facts; none where it says nothing that can be read."""
    try:
        return told(decode(read_leaf(data).stmt.encode()), state)
    except (Refused, Unreadable):
        return None
