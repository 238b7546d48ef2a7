"""A publication of what changed between two revisions of a text."""

from collections.abc import Iterator, Sequence

from comity.core import queries
from comity.core.queries.comparison import Change
from comity.core.readings import composition
from comity.core.state import State, Text
from comity.core.wording.document import Version, joined
from comity.core.wording.values import Reading
from comity.formats.publication.laying import Piece, lay
from comity.formats.publication.letterhead import letterhead, revision
from comity.formats.publication.values import Head, Offer, Publication


def of_comparison(state: State, text: Text, old: int, new: int, language: str) -> Publication:
    """Revision ``old`` (its number) as the base, revision ``new`` as the one version of it, under its name."""
    name = revision(language, new)
    version = Version(name, (name,))
    changes = queries.comparison(text, old, new, language)
    shown = [change for change in _in_base_order(text, changes, old) if change.old or change.new]
    laid = lay([_piece(text, change, old, version) for change in shown], (version,), _moves(changes, version, shown))
    return Publication(
        letterhead=letterhead(state, text, language, "comparison"),
        composition=laid.composition,
        heads=laid.heads,
        offers={name: Offer(name, "document", (name,))},
    )


def _in_base_order(text: Text, changes: Sequence[Change], old: int) -> list[Change]:
    """Changes in the order of the old revision, each addition behind what it follows among those that have not moved."""
    behind: dict[str, list[Change]] = {"": []}
    known = {change.provision: change for change in changes}
    last = ""
    for change in changes:
        if change.what == "added":
            behind[last].append(change)
        elif not change.moved:
            last = change.provision
            behind[last] = []
    order = text.revisions[old].order
    return [*behind[""], *(each for p in order for each in (known[p], *behind.get(p, ())))]


def _piece(text: Text, change: Change, old: int, version: Version) -> Piece:
    """A provision as both revisions have it; one that was added has no head in the base."""
    base, wanted = joined(filter(None, (change.old,))), joined(filter(None, (change.new,)))
    readings = (Reading(version.id, version.sponsors, wanted),) if base != wanted else ()
    heads: tuple[Head, ...] = ()
    if change.old:
        row = text.revisions[old].provisions[change.provision]
        heads = (Head(row.id, row.kind, row.number, row.level),)
    return Piece(change.provision, heads, composition(base, readings))


def _moves(
    changes: Sequence[Change], version: Version, shown: Sequence[Change]
) -> Iterator[tuple[str, str, str | None]]:
    """What stands elsewhere in the new revision, and after which provision."""
    printed = {change.provision for change in shown}
    after: str | None = None
    for change in changes:
        if change.new and change.provision in printed:
            if change.moved and change.old:
                yield version.id, change.provision, after
            after = change.provision
