"""The tracked changes of a document as a person would list them: one entry for what one author did in one place."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from comity.formats.tracked.edits import Edit, edits
from comity.formats.tracked.values import Tracked

Kind = Literal["inserted", "deleted", "replaced", "paragraphs_added", "paragraphs_deleted", "split", "merged", "moved"]


class Change(Struct, frozen=True):
    r"""One change. ``old`` and ``new`` are the words it takes away and puts in, ``\n`` between paragraphs.

    ``inserted``, ``deleted`` and ``replaced`` words stand inside a paragraph, or run over its end; whole paragraphs are
    ``paragraphs_added`` or ``paragraphs_deleted``; ``split`` and ``merged`` change no word. ``at`` is the earliest instant
    of its marks. ``paragraph`` is the index of the paragraph in which its first words stand, of what is ``moved`` the one
    it leaves, and ``to`` the one where it arrives. ``comments`` are the ids of those that span or point to any of it.
    """

    kind: Kind
    author: str
    at: int | None
    old: str
    new: str
    paragraph: int
    comments: tuple[str, ...] = ()
    to: int | None = None


def changes(tracked: Tracked) -> tuple[Change, ...]:
    """The changes of ``tracked`` in the order in which they begin. Linear.

    Runs of one author that touch, minutes apart at most, are one change; deletions and insertions that touch are one
    replacement; the two ends of a move are one move. A deletion inside another author's insertion is a change of its
    own. What an author inserted and took away again is none, and neither is an empty paragraph.
    """
    found = edits(tracked.paragraphs)
    moves: dict[str, list[Edit]] = {}
    for edit in found:
        if edit.mark.move is not None:
            moves.setdefault(edit.mark.move, []).append(edit)
    groups = [*_moves(moves), *_chains(edit for edit in found if edit.mark.move is None)]
    groups.sort(key=lambda group: group[0].start)
    return tuple(_change(group) for group in groups if _tells(group))


def _moves(moves: dict[str, list[Edit]]) -> Iterable[list[Edit]]:
    for group in moves.values():
        whole = len({edit.mark.kind for edit in group}) > 1
        yield from [group] if whole else ([edit] for edit in group)


def _chains(found: Iterable[Edit]) -> Iterable[list[Edit]]:
    """Deletions and insertions that follow upon one another, as one group each; a mere break stands alone."""
    chains: list[list[Edit]] = []
    ends: dict[tuple[str, int], list[Edit]] = {}
    for edit in found:
        chain = ends.pop((edit.mark.author, edit.start), None)
        if chain is None or not _continues(chain, edit):
            chain = []
            chains.append(chain)
        chain.append(edit)
        if not edit.is_break:
            ends[edit.mark.author, edit.stop] = chain
    return chains


def _continues(chain: list[Edit], edit: Edit) -> bool:
    """Does ``edit`` go on with the replacement? One that has both sides ends with its paragraph."""
    last = chain[-1]
    if last.mark.kind == edit.mark.kind or not last.touches(edit.start, edit.mark.at):
        return False
    return len(chain) == 1 or "\n" not in {last.items[-1].text, edit.items[0].text}


def _tells(group: list[Edit]) -> bool:
    """Would a reader notice it? A break with no words before it or none after it only makes room."""
    first = group[0]
    if len(group) == 1 and first.is_break:
        return not first.items[0].opens and not first.items[-1].closes
    return any(edit.text for edit in group)


def _change(group: list[Edit]) -> Change:
    deleted, inserted = ([edit for edit in group if edit.mark.kind == kind] for kind in ("deleted", "inserted"))
    old, new = (_text(part) for part in (deleted, inserted))
    moved = bool(deleted and inserted and group[0].mark.move)
    leading = deleted[0] if moved else group[0]
    return Change(
        "moved" if moved else _kind(group[0], old, new),
        (inserted or deleted)[0].mark.author,
        min((edit.mark.at for edit in group if edit.mark.at is not None), default=None),
        old,
        new,
        leading.paragraph,
        tuple(dict.fromkeys(name for edit in group for item in edit.items for name in item.comments)),
        inserted[0].paragraph if moved else None,
    )


def _text(part: list[Edit]) -> str:
    """The words of edits that touch, or of the pieces of a move."""
    return "".join([item.text for edit in part for item in edit.items]).strip("\n")


def _kind(first: Edit, old: str, new: str) -> Kind:
    if old.strip() and new.strip():
        return "replaced"
    inserting = first.mark.kind == "inserted"
    if first.is_break:
        return "split" if inserting else "merged"
    if first.is_whole:
        return "paragraphs_added" if inserting else "paragraphs_deleted"
    return "inserted" if inserting else "deleted"
