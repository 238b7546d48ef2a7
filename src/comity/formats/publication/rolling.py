"""The base of a text with its open proposals, laid out so that each proposal, and the base, reads back exactly.

The rolling text of ``core.queries`` reads provisions that a merger joins as one. Here that is done only where they are
neighbours and nobody puts anything between them or moves one of them; elsewhere a merger rewords its first provision
and deletes the others, which says the same of the document.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from comity.core import queries
from comity.core.queries.rolling import Unit
from comity.core.readings import composition, readings
from comity.core.state import Names, Proposal, Text
from comity.core.wording.document import Version, joined
from comity.core.wording.values import Reading
from comity.formats.publication.laying import Laid, Piece, lay
from comity.formats.publication.values import Head


def rolled(text: Text, language: str) -> Laid:
    """The document in one language; its pieces have the ids of their first provision, or of the proposal that adds."""
    text = _doubled(text)
    units = [unit for unit in queries.rolling(text, language) if unit.provisions or unit.proposals]
    place = {each: at for at, each in enumerate(text.order)}
    disturbed = _disturbed(text, units)
    placed: list[tuple[int, int, Piece]] = []
    for unit in units:
        if unit.provisions:
            placed += [(place[last], 0, piece) for last, piece in _pieces(text, unit, language, disturbed)]
    held = {head.provision: at for at, _, piece in placed for head in piece.heads}
    for unit in units:
        if not unit.provisions:
            after = text.proposals[unit.id].after or ""
            placed.append((held.get(after, place.get(after, -1)), 1, Piece(unit.id, (), unit.composition)))
    pieces = [piece for *_, piece in sorted(placed, key=lambda each: each[:2])]
    return lay(pieces, _versions(text, units), _moves(text, units, pieces))


def _disturbed(text: Text, units: Sequence[Unit]) -> frozenset[str]:
    """Units of several provisions that cannot be read as one: they stand apart, or something happens inside them."""
    moved = {each for unit in units for move in unit.moves for each in text.proposals[move].targets}
    placing = chain.from_iterable((*unit.moves, *(() if unit.provisions else unit.proposals)) for unit in units)
    entered = {text.proposals[each].after for each in placing}
    found = set()
    for unit in units:
        first = text.order.index(unit.provisions[0]) if unit.provisions else 0
        apart = text.order[first : first + len(unit.provisions)] != unit.provisions
        if len(unit.provisions) > 1 and (apart or moved & {*unit.provisions} or entered & {*unit.provisions[:-1]}):
            found.add(unit.id)
    return frozenset(found)


def _pieces(text: Text, unit: Unit, language: str, disturbed: frozenset[str]) -> Iterator[tuple[str, Piece]]:
    """The pieces of a unit, each with the last of its provisions; a provision without words in the language has none."""
    if unit.id not in disturbed:
        heads = tuple(_head(text, each) for each in unit.provisions if text.provisions[each].wordings.get(language))
        if heads or unit.proposals:
            yield unit.provisions[-1], Piece(unit.id, heads, unit.composition)
        return
    for each in unit.provisions:
        base = text.provisions[each].wordings.get(language, "")
        wishes = [text.proposals[proposal] for proposal in unit.proposals]
        found = tuple(_wish(each, base, wish, language) for wish in wishes if each in wish.targets)
        if base or found:
            yield each, Piece(each, (_head(text, each),) if base else (), composition(base, found))


def _wish(provision: str, base: str, proposal: Proposal, language: str) -> Reading:
    """What a proposal wants one of its provisions to read, the others apart."""
    if proposal.kind == "merge":
        words = proposal.pieces[0][language] if provision == proposal.targets[0] else ""
        return Reading(proposal.id, tuple(sorted(proposal.sponsors)), words)
    return readings({provision: base}, (proposal,), language).readings[0]


def _head(text: Text, provision: str) -> Head:
    found = text.provisions[provision]
    return Head(found.id, found.kind, found.number, found.level)


def _versions(text: Text, units: Sequence[Unit]) -> list[Version]:
    shown = [text.proposals[each] for unit in units for each in (*unit.proposals, *unit.moves)]
    return [Version(each.id, tuple(sorted(each.sponsors))) for each in sorted(shown, key=lambda p: p.number)]


def _moves(text: Text, units: Sequence[Unit], pieces: Sequence[Piece]) -> Iterator[tuple[str, str, str | None]]:
    """Each proposal to move a provision: its piece, and the piece that it would follow.

    Where what it would follow has no words in this language, the nearest provision before that stands for it.
    """
    of = {head.provision: piece.id for piece in pieces for head in piece.heads}
    for unit in units:
        for move in unit.moves:
            piece = of.get(text.proposals[move].targets[0])
            after = _printed(text, text.proposals[move].after or "", of)
            if piece and after != piece:
                yield move, piece, after


def _printed(text: Text, after: str, of: Mapping[str, str]) -> str | None:
    before = text.order[: text.order.index(after) + 1] if after in text.order else ()
    return next((of[each] for each in reversed(before) if each in of), None)


def _doubled(text: Text) -> Text:
    """The text as the composition of a document wants its words: a pilcrow of their own is doubled."""
    named = (each.wordings for each in text.provisions.values())
    pieces = (piece for each in text.proposals.values() for piece in each.pieces)
    if not any("¶" in words for names in chain(named, pieces) for words in names.values()):
        return text
    provisions = {each.id: replace(each, wordings=_twice(each.wordings)) for each in text.provisions.values()}
    proposals = {
        each.id: replace(each, pieces=tuple(_twice(piece) for piece in each.pieces)) for each in text.proposals.values()
    }
    return replace(text, provisions=text.provisions.update(provisions), proposals=text.proposals.update(proposals))


def _twice(names: Names) -> Names:
    return {language: joined((words,)) for language, words in names.items()}
