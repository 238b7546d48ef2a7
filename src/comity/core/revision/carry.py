"""What becomes of a proposal when the base it was written on gives way to another."""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from comity.core.joining import JOIN, joined, joined_by_language
from comity.core.state import Names, Proposal, Revision, Text
from comity.core.wording.diff import diff
from comity.core.wording.rebase import rebase
from comity.core.wording.values import Hunk

Base = Text | Revision
"""Whatever has provisions in an order."""


class Carried(Struct, frozen=True):
    """A proposal on a new base: still ``open`` with its words and place there, ``met``, or ``broken`` for a reason."""

    state: Literal["open", "met", "broken"]
    pieces: tuple[Names, ...] = ()
    after: str | None = None
    reason: str = ""


class Carrier:
    """Carries proposals from one base to the next. What is the same for many proposals is found once."""

    def __init__(self, old: Base, new: Base, accepted: tuple[Proposal, ...] = ()) -> None:
        """``accepted`` are the proposals that made ``new`` out of ``old``, as far as they are known."""
        self._old = old
        self._new = new
        self._deleted = {each for proposal in accepted if proposal.kind == "delete" for each in proposal.targets}
        self._standing = frozenset(new.order)
        self._edits: dict[tuple[str, str], tuple[Hunk, ...]] = {}

    def carry(self, proposal: Proposal) -> Carried:
        """What becomes of an open proposal. Words are carried by ``wording.rebase``, in every language it has."""
        return self._here(proposal) if self._standing.issuperset(proposal.targets) else self._gone(proposal)

    def _gone(self, proposal: Proposal) -> Carried:
        """A proposal on a provision that has left the text wanted just that, or has nothing left to change."""
        deleted = proposal.kind == "delete" and self._deleted.issuperset(proposal.targets)
        return Carried("met") if deleted or self._merged(proposal) else Carried("broken", reason="gone")

    def _here(self, proposal: Proposal) -> Carried:
        match proposal.kind:
            case "add":
                return self._add(proposal)
            case "delete":
                return Carried("open", after=proposal.after)
            case "move":
                return self._move(proposal)
            case "split":
                return self._split(proposal)
            case "reword" | "merge":
                return self._words(proposal, proposal.pieces[0], lambda words: (words,))

    def anchor(self, after: str | None, moving: str = "") -> str | None:
        """The place in the new base of what stood after ``after``: behind the nearest provision before it that is left.

        A provision that is ``moving`` there cannot stand behind itself, so it is no such place.
        """
        if not after or after in self._standing:
            return after
        before = self._old.order[: self._old.order.index(after)] if after in self._old.order else ()
        return next((each for each in reversed(before) if each in self._standing and each != moving), "")

    def _add(self, proposal: Proposal) -> Carried:
        fresh = (each for each in self._new.order if each not in self._old.provisions)
        if any(_says(self._new.provisions[each].wordings, proposal.pieces[0]) for each in fresh):
            return Carried("met")
        return Carried("open", proposal.pieces, self.anchor(proposal.after))

    def _move(self, proposal: Proposal) -> Carried:
        after = self.anchor(proposal.after, moving=proposal.targets[0])
        at = self._new.order.index(proposal.targets[0])
        standing = self._new.order[at - 1] if at else ""
        return Carried("met") if after == standing else Carried("open", after=after)

    def _split(self, proposal: Proposal) -> Carried:
        if self._is_split(proposal):
            return Carried("met")
        carried = self._words(proposal, joined_by_language(proposal.pieces), _pieces)
        if carried.state == "open" and len(carried.pieces) != len(proposal.pieces):
            return Carried("broken", reason="deleted")  # the new base has left no word of some piece
        return carried

    def _merged(self, proposal: Proposal) -> bool:
        """Whether a merger took place as proposed: the others are gone and the first says what all were to say."""
        first, *others = proposal.targets or ("",)
        return (
            proposal.kind == "merge"
            and first in self._standing
            and self._standing.isdisjoint(others)
            and _says(self._new.provisions[first].wordings, proposal.pieces[0])
        )

    def _is_split(self, proposal: Proposal) -> bool:
        at = self._new.order.index(proposal.targets[0])
        run = self._new.order[at : at + len(proposal.pieces)]
        return len(run) == len(proposal.pieces) and all(
            _says(self._new.provisions[each].wordings, piece) for each, piece in zip(run, proposal.pieces, strict=True)
        )

    def _words(self, proposal: Proposal, words: Names, pieces: Callable[[Names], tuple[Names, ...]]) -> Carried:
        made: dict[str, str] = {}
        for language, wording in words.items():
            old, new = _read(self._old, proposal, language), _read(self._new, proposal, language)
            if old == new:
                made[language] = wording
                continue
            rebased = rebase(old, diff(old, wording), self._between(old, new))
            if rebased.conflicts or not rebased.text:
                return Carried("broken", reason=rebased.conflicts[0].reason if rebased.conflicts else "deleted")
            made[language] = rebased.text
        if all(made[language] == _read(self._new, proposal, language) for language in made):
            return Carried("met")
        return Carried("open", pieces(made), proposal.after)

    def _between(self, old: str, new: str) -> tuple[Hunk, ...]:
        key = (old, new)
        if key not in self._edits:
            self._edits[key] = diff(old, new)
        return self._edits[key]


def _read(base: Base, proposal: Proposal, language: str) -> str:
    return joined(base.provisions[each].wordings.get(language, "") for each in proposal.targets)


def _says(wordings: Mapping[str, str], wanted: Names) -> bool:
    return all(wordings.get(language) == wording for language, wording in wanted.items())


def _pieces(words: Names) -> tuple[Names, ...]:
    """Joined words as pieces again; none where the languages no longer have the same number of them."""
    cut = {language: wording.split(JOIN) for language, wording in words.items()}
    numbers = {len(parts) for parts in cut.values()}
    if len(numbers) != 1:
        return ()
    return tuple({language: parts[k] for language, parts in cut.items()} for k in range(numbers.pop()))


def settled_as(proposal: Proposal, carried: Carried, revision: int, seq: int) -> Proposal:
    """The proposal as it stands on ``revision``, issued by act ``seq``: earlier words are kept in ``before``."""
    if carried.state != "open":
        return replace(proposal, state=carried.state, state_seq=seq, reason=carried.reason)
    before = proposal.before if carried.pieces == proposal.pieces else (*proposal.before, (seq, proposal.pieces))
    return replace(proposal, pieces=carried.pieces, after=carried.after, revision=revision, before=before)


def restored(text: Text, proposal: Proposal, seq: int) -> Proposal:
    """A proposal that had left the text, back on the newest base: open, or met or broken by what came between."""
    back = replace(proposal, state="open", state_seq=seq)
    newest = text.revisions[-1]
    if proposal.revision == newest.number:
        return back
    return settled_as(back, Carrier(text.revisions[proposal.revision], text).carry(back), newest.number, seq)
