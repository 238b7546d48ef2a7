"""The comments of a party's file as reasons for what it changes, each where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from comity.cli.terminal.account import Told
from comity.core.wording.document import DocumentComposition
from comity.formats.intake import Document
from comity.formats.publication.arguing import units_read
from comity.formats.structure import quoted
from comity.formats.tracked.values import Comment


def commented(document: Document, known: Told) -> tuple[Comment, ...]:
    """The open comments of a file that the draft did not hold; answers follow what they answer."""
    found = document.tracked.comments if document.tracked else ()
    return tuple(one for one in found if not one.resolved and (one.author, one.text) not in known)


def touching(composition: DocumentComposition, version: str) -> tuple[str, ...]:
    """The units that a version rewords, deletes, adds or moves, in the order of the text."""
    moved = {move.unit for move in composition.moves if move.version == version}
    return tuple(unit.id for unit in composition.units if version in unit.composition.proposals or unit.id in moved)


def by_unit(
    comments: Sequence[Comment], document: Document, base: Document, composition: DocumentComposition, version: str
) -> dict[str, str]:
    """Comments by the unit that they are about, one of those that the version touches (there is one at least).

    One that stands on other words goes to the nearest of these and quotes its place; an answer, where its question went.
    """
    touched = dict.fromkeys(touching(composition, version))
    order = {unit.id: n for n, unit in enumerate(composition.units)}
    places = _places(document, base, composition, version)
    units, said = dict[str, str](), defaultdict[str, list[str]](list)
    for comment in comments:
        standing = places.get(comment.id, ())
        own = next((unit for unit, _ in standing if unit in touched), "")
        question = units.get(comment.parent or "", "")
        unit = question or own or _nearest(touched, order, order[standing[0][0]] if standing else 0)
        units[comment.id] = unit
        strange = standing and not own and not question
        said[unit].append(f"{quoted(standing[0][1])}: {comment.text}" if strange else comment.text)
    return {unit: "\n".join(words) for unit, words in said.items()}


def _nearest(units: Iterable[str], order: Mapping[str, int], at: int) -> str:
    return min(units, key=lambda unit: abs(order[unit] - at))


def _places(
    document: Document, base: Document, composition: DocumentComposition, version: str
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The units and paragraphs at which each comment stands: as they read now, then, for what is deleted, as they read."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit, words, comments in (
        *_now(document, composition, version),
        *_before(document, base, composition),
    ):
        for comment in comments:
            found[comment].append((unit, words))
    return found


_Place = tuple[str, str, tuple[str, ...]]


def _now(document: Document, composition: DocumentComposition, version: str) -> Iterator[_Place]:
    for line, unit in zip(document.accepted, units_read(composition, version), strict=True):
        yield unit, line.text, line.comments


def _before(document: Document, base: Document, composition: DocumentComposition) -> Iterator[_Place]:
    """Nothing where the file, its changes rejected, is not the draft."""
    if [line.text for line in document.original] == [line.text for line in base.original]:
        for unit in composition.units:
            for line in document.original[unit.start : unit.end]:
                yield unit.id, line.text, line.comments
