"""A text as rows for a page: each provision with its mark, its wording in the chosen view, and the cards beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from comity.core import queries
from comity.core.positions import position
from comity.core.queries.clean import Line
from comity.core.queries.rolling import Unit
from comity.core.revision.concordance import behind
from comity.core.state import Proposal, Provision, Stance, State, Text
from comity.web import marked, naming, speech, words

Groups = tuple[tuple[str, tuple[Stance, ...]], ...]


@dataclass(frozen=True)
class Card:
    """A proposal beside its provision, as one party reads it."""

    proposal: Proposal
    sentences: tuple[str, ...]
    stances: Groups
    remarks: int
    mine: bool
    answerable: bool
    taken: str | None

    @property
    def awaited(self) -> bool:
        """Whether the reader's party has yet to answer."""
        return self.answerable and self.taken is None


@dataclass(frozen=True)
class Row:
    """A provision of a page; ``provision`` is none for one that is proposed to be added."""

    anchor: str
    kind: str
    number: str
    label: str
    brief: str
    level: int
    state: str
    wording: SafeString
    provision: Provision | None = None
    obstacles: tuple[str, ...] = ()
    reservations: tuple[str, ...] = ()
    settled: bool = False
    behind: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()

    @property
    def hangs(self) -> bool:
        """Whether the number is short enough for the margin."""
        return len(self.number) <= naming.HANGS

    @property
    def open(self) -> bool:
        """Whether other words may be proposed: the provision is in the text and not agreed."""
        found = self.provision
        return found is not None and found.gone is None and found.state not in {"agreed", "agreed_ad_referendum"}


@dataclass(frozen=True)
class Sheet:
    """What a page of a text is made from: the state, the text, whose eyes read it, in which language."""

    state: State
    text: Text
    party: str
    speaks: bool
    tongue: str
    second: str = ""

    @property
    def labels(self) -> Mapping[str, str]:
        """What each provision is called."""
        return naming.labels(self.text)

    def card(self, proposal: str, labels: Mapping[str, str]) -> Card:
        """A proposal's card."""
        found = self.text.proposals[proposal]
        mine = self.party in found.sponsors
        standing = found.state in {"open", "broken"} or found.id in self.text.accepted
        return Card(
            proposal=found,
            sentences=speech.said(self.text, found, self.tongue, labels, brief=True),
            stances=grouped(found.stances.values()),
            remarks=len(found.comments),
            mine=mine,
            answerable=self.speaks and standing and not mine,
            taken=None if mine else position(self.text, found, self.party),
        )


def grouped(stances: Iterable[Stance]) -> Groups:
    """Stances by value, in the order of the vocabulary; parties by code."""
    taken = sorted(stances, key=lambda stance: stance.party)
    pairs = ((value, tuple(each for each in taken if each.value == value)) for value in words.STANCES)
    return tuple((value, found) for value, found in pairs if found)


def rows(sheet: Sheet, view: str) -> tuple[Row, ...]:
    """The rows of ``view``: clean, rolling, adopted or original. Only the rolling text has cards."""
    if view == "rolling":
        return _rolling(sheet)
    lines = _LINES[view]
    second = {line.provision: line for line in lines(sheet.text, sheet.second)} if sheet.second else {}
    labels = sheet.labels
    return tuple(_line(sheet, line, second.get(line.provision), labels) for line in lines(sheet.text, sheet.tongue))


def _rolling(sheet: Sheet) -> tuple[Row, ...]:
    labels = sheet.labels
    second = {unit.id: unit for unit in queries.rolling(sheet.text, sheet.second)} if sheet.second else {}
    return tuple(_unit(sheet, unit, second.get(unit.id), labels) for unit in queries.rolling(sheet.text, sheet.tongue))


def unit_of(sheet: Sheet, provision: str) -> Row | None:
    """The row of the rolling text that a provision stands in; none once it has gone and left nothing behind."""
    labels = sheet.labels
    for unit in queries.rolling(sheet.text, sheet.tongue):
        if provision in unit.provisions or provision == unit.id:
            return _unit(sheet, unit, None, labels)
    return None


def standing_row(sheet: Sheet, provision: Provision) -> Row:
    """The row of a provision by itself, also of one that has left the text."""
    wording = marked.plain(provision.wordings.get(sheet.tongue, ""), provision.kind, sheet.tongue)
    return _row(sheet, provision, wording, sheet.labels[provision.id], ())


def _unit(sheet: Sheet, unit: Unit, second: Unit | None, labels: Mapping[str, str]) -> Row:
    here = (*unit.proposals, *unit.moves, *unit.untranslated, *unit.broken)
    cards = tuple(sheet.card(each, labels) for each in sorted(here, key=lambda p: sheet.text.proposals[p].number))
    if unit.id not in sheet.text.provisions:
        return _addition(sheet, unit, second, cards)
    provision = sheet.text.provisions[unit.id]
    wording = _both(
        marked.rolling(unit.composition, provision.kind, sheet.tongue),
        marked.rolling(second.composition, provision.kind, sheet.second) if second else None,
    )
    return _row(sheet, provision, wording, " + ".join(labels[each] for each in unit.provisions or (unit.id,)), cards)


def _addition(sheet: Sheet, unit: Unit, second: Unit | None, cards: tuple[Card, ...]) -> Row:
    proposal = sheet.text.proposals[unit.id]
    kind = proposal.provision_kind
    wording = _both(
        marked.rolling(unit.composition, kind, sheet.tongue),
        marked.rolling(second.composition, kind, sheet.second) if second else None,
    )
    return Row(
        anchor=f"p-{unit.id}",
        kind=kind,
        number=proposal.provision_number or "+",
        label=naming.added(sheet.text, unit.id),
        brief=speech.words_in(proposal.pieces[0], sheet.tongue)[:48],
        level=proposal.provision_level,
        state="disputed",
        wording=wording,
        cards=cards,
    )


def _line(sheet: Sheet, line: Line, second: Line | None, labels: Mapping[str, str]) -> Row:
    wording = _both(
        marked.plain(line.wording, line.kind, sheet.tongue),
        marked.plain(second.wording, second.kind, sheet.second) if second else None,
    )
    provision = sheet.text.provisions.get(line.provision)
    if provision is None:
        return Row(
            f"p-{line.provision}", line.kind, line.number, line.number, line.wording[:48], line.level, "open", wording
        )
    return _row(sheet, provision, wording, labels[line.provision], ())


def _row(sheet: Sheet, provision: Provision, wording: SafeString, label: str, cards: tuple[Card, ...]) -> Row:
    standing = queries.standing(sheet.state, sheet.text, provision.id)
    return Row(
        anchor=f"p-{provision.id}",
        kind=provision.kind,
        number=provision.number,
        label=label,
        brief=naming.brief(provision, sheet.tongue),
        level=provision.level,
        state="disputed" if standing.state == "open" and standing.obstacles else standing.state,
        wording=wording,
        provision=provision,
        obstacles=tuple(dict.fromkeys(each.party for each in standing.obstacles)),
        reservations=standing.reservations,
        settled=bool(standing.settled),
        behind=tuple(naming.tongue(each) for each in behind(sheet.text, provision)),
        cards=cards,
    )


def _both(first: SafeString, second: SafeString | None) -> SafeString:
    return marked.beside(first, second) if second else first


_LINES: dict[str, Callable[[Text, str], tuple[Line, ...]]] = {
    "clean": queries.clean,
    "adopted": queries.if_adopted,
    "original": queries.original,
}
