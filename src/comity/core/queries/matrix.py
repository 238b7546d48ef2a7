"""Who wants what where: parties by provisions."""

from msgspec import Struct

from comity.core.readings import composed_now
from comity.core.state import Proposal, Provision, StanceValue, State, Text

_KINDS = ("member", "observer", "body")


class Cell(Struct, frozen=True):
    """A party on a provision: its stance there, the proposals it sponsors, and those of others by its stance on them."""

    stance: StanceValue | None
    sponsors: tuple[str, ...]
    supports: tuple[str, ...]
    can_accept: tuple[str, ...]
    reserves: tuple[str, ...]
    objects: tuple[str, ...]


class Row(Struct, frozen=True):
    """A provision, or a proposal that adds one, with a cell for each party of the matrix."""

    id: str
    cells: tuple[Cell, ...]


class Matrix(Struct, frozen=True):
    """``parties``: members, then observers, then bodies, by code. Rows in the order of the text, additions last."""

    parties: tuple[str, ...]
    rows: tuple[Row, ...]


def matrix(state: State, text: Text) -> Matrix:
    """The matrix of a text. O(parties × (provisions + proposals))."""
    parties = tuple(sorted(state.parties, key=lambda code: (_KINDS.index(state.parties[code].kind), code)))
    on: dict[str, list[Proposal]] = {each: [] for each in text.order}
    additions = []
    for proposal in composed_now(text):
        for target in proposal.targets:
            on[target].append(proposal)
        if not proposal.targets:
            additions.append(proposal)
    rows = [Row(each, _cells(parties, on[each], text.provisions[each])) for each in text.order]
    rows += [Row(each.id, _cells(parties, [each], None)) for each in additions]
    return Matrix(parties, tuple(rows))


def _cells(parties: tuple[str, ...], proposals: list[Proposal], provision: Provision | None) -> tuple[Cell, ...]:
    return tuple(_cell(party, proposals, provision) for party in parties)


def _cell(party: str, proposals: list[Proposal], provision: Provision | None) -> Cell:
    stance = provision.stances.get(party) if provision else None
    others = [(each.id, each.stances[party].value) for each in proposals if party in each.stances]
    return Cell(
        stance=stance.value if stance else None,
        sponsors=tuple(each.id for each in proposals if party in each.sponsors),
        supports=tuple(each for each, value in others if value == "support"),
        can_accept=tuple(each for each, value in others if value == "can_accept"),
        reserves=tuple(each for each, value in others if value == "reserve"),
        objects=tuple(each for each, value in others if value == "object"),
    )
