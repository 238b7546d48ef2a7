"""The rolling text: the base with every open proposal in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from comity.core.joining import joined
from comity.core.readings import Words, composed_now, composition, readings, words_of
from comity.core.revision.carry import Carrier
from comity.core.state import Proposal, Text
from comity.core.wording.values import Composition


class Unit(Struct, frozen=True):
    """A provision of the rolling text, several that a merger joins, or one that is proposed to be added.

    ``id`` is the first provision's, or of an addition the first proposal's. ``provisions`` is empty for an addition and
    for a provision that has gone while a broken proposal on it keeps its place. ``composition`` reads joined
    provisions as one wording, separated by `` ¶ ``. ``proposals`` are those composed here, open or accepted; ``moves``
    would put the provision elsewhere; ``untranslated`` have no wording in this language; ``broken`` no longer apply.
    """

    id: str
    provisions: tuple[str, ...]
    composition: Composition
    proposals: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    untranslated: tuple[str, ...] = ()


def rolling(text: Text, language: str) -> tuple[Unit, ...]:
    """The units of the rolling text in reading order; every open proposal is in exactly one of them."""
    live = tuple(composed_now(text))
    groups = _groups(text, live)
    here = _by_group(groups, live)
    broken = _broken(text, groups)
    behind = _behind(text, groups, [each for each in live if each.kind == "add"], language)
    members: dict[str, list[str]] = defaultdict(list)
    for each in text.order:
        members[groups[each]].append(each)
    units: list[Unit] = [*behind[""]]
    for first, joining in members.items():
        base = words_of(text, joining, language)
        units.append(_unit(first, base, here[first], language, tuple(broken.pop(first, ()))))
        units += behind[first]
    return _with_gone(text, units, broken)


def _unit(first: str, base: Words, here: Sequence[Proposal], language: str, broken: tuple[str, ...] = ()) -> Unit:
    found = readings(base, here, language)
    return Unit(
        id=first,
        provisions=tuple(base),
        composition=composition(joined(base.values()), found.readings),
        proposals=tuple(reading.proposal for reading in found.readings),
        moves=tuple(each.id for each in here if each.kind == "move"),
        broken=broken,
        untranslated=found.untranslated,
    )


def _groups(text: Text, live: Iterable[Proposal]) -> dict[str, str]:
    """For each provision the first of those that mergers join it with; itself where none does."""
    rank = {each: place for place, each in enumerate(text.order)}
    leader = {each: each for each in text.order}
    joined_to = {each: [each] for each in text.order}
    for proposal in live:
        if proposal.kind == "merge":
            first, *others = sorted({leader[each] for each in proposal.targets}, key=rank.__getitem__)
            joining = [each for other in others for each in joined_to.pop(other)]
            joined_to[first] += joining
            leader.update(dict.fromkeys(joining, first))
    return leader


def _by_group(groups: dict[str, str], live: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    here: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in live:
        if proposal.targets:
            here[groups[proposal.targets[0]]].append(proposal)
    return here


def _behind(text: Text, groups: dict[str, str], additions: Iterable[Proposal], language: str) -> dict[str, list[Unit]]:
    """Additions by the unit they stand behind. Additions of the same words at the same place are one unit."""
    alike: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for proposal in additions:
        wording = proposal.pieces[0].get(language, proposal.id)
        alike[proposal.after or "", wording].append(proposal)
    rank = {each: place for place, each in enumerate(text.order)}
    behind: dict[str, list[Unit]] = defaultdict(list)
    for (after, _), same in sorted(alike.items(), key=lambda item: rank.get(item[0][0], -1)):
        behind[groups.get(after, "")].append(_unit(same[0].id, {}, same, language))
    return behind


def _broken(text: Text, groups: dict[str, str]) -> dict[str, list[str]]:
    """Broken proposals by the unit of the first provision they are on that is left, or by the one that has gone."""
    found: dict[str, list[str]] = defaultdict(list)
    for proposal in sorted(text.proposals.values(), key=lambda each: each.number):
        if proposal.state == "broken":
            left = next((each for each in proposal.targets if each in groups), proposal.targets[0])
            found[groups.get(left, left)].append(proposal.id)
    return found


def _with_gone(text: Text, units: list[Unit], broken: dict[str, list[str]]) -> tuple[Unit, ...]:
    """The units, with provisions that have gone and left broken proposals behind put back where they stood."""
    for gone, proposals in broken.items():
        unit = Unit(gone, (), composition("", ()), broken=tuple(proposals))
        units.insert(_place(text, units, gone), unit)
    return tuple(units)


def _place(text: Text, units: list[Unit], gone: str) -> int:
    last = next(each for each in reversed(text.revisions) if gone in each.order)
    before = Carrier(last, text).anchor(gone)
    places = (place for place, unit in enumerate(units, start=1) if before in unit.provisions)
    return next(places, 0)
