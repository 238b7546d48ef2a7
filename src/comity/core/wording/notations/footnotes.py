"""The notation of the working parties of the Council of the European Union: the base as it stands, proposals in footnotes.

``The Parties shall¹ cooperate.`` with ``1 KAZ, UZB: replace “shall” with “should”`` below, and reservations:
``2 ESP, PRT: scrutiny reservation``. The text stays readable whatever the number of proposals. For reading only.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from comity.core.wording.notations.trade import Stances
from comity.core.wording.sentence import sentence
from comity.core.wording.values import Alternative, Composition, Hunk, Part, Same, Site

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WORDS = {
    "en": {
        "support": "supported by {}",
        "object": "opposed by {}",
        "reserve": "reservation of {}",
        "reason": "Reason: {}",
    },
    "ru": {
        "support": "поддерживают: {}",
        "object": "возражают: {}",
        "reserve": "оговорка: {}",
        "reason": "Обоснование: {}",
    },
}


class Annotated(Struct, frozen=True):
    """The base wording with marks, and the notes they lead to, in order; the first is number ``first``."""

    text: str
    notes: tuple[str, ...]
    first: int


class Beside(Struct, frozen=True):
    """What is known beside the words, by proposal: stances, reasons, and reservations as (party, its words)."""

    stances: Stances = {}
    reasons: Mapping[str, str] = {}
    reservations: Mapping[str, Sequence[tuple[str, str]]] = {}


def raised(number: int) -> str:
    """A mark in raised figures."""
    return str(number).translate(_RAISED)


def render(composition: Composition, language: str = "en", beside: Beside | None = None) -> str:
    """The annotated base, and each note on a line of its own. Sentences are in ``language``."""
    found = annotated(composition, language, beside)
    return "\n".join((found.text, *(f"{found.first + n} {note}" for n, note in enumerate(found.notes))))


def annotated(
    composition: Composition,
    language: str = "en",
    beside: Beside | None = None,
    first: int = 1,
    mark: Callable[[int], str] = raised,
) -> Annotated:
    """The base with a mark after every place where somebody proposes other words, and at its end one for reservations.

    Notes are numbered from ``first``; the reason of a proposal stands in the first of its notes. Linear in the wordings.
    """
    writer = _Writer(composition, language, beside or Beside(), first, mark)
    writer.flow(composition.parts)
    for words, parties in _grouped(composition, writer.beside):
        writer.note(f"{', '.join(parties)}: {words}")
    return Annotated(writer.out, tuple(writer.notes), first)


def _grouped(composition: Composition, beside: Beside) -> Iterator[tuple[str, list[str]]]:
    """Each reservation in its words, with the parties that made it."""
    made: dict[str, set[str]] = {}
    for proposal in composition.proposals:
        for party, words in beside.reservations.get(proposal, ()):
            made.setdefault(words, set()).add(party)
    yield from ((words, sorted(parties)) for words, parties in made.items())


class _Writer:
    """Writes the text on and on, and collects the notes."""

    def __init__(
        self, composition: Composition, language: str, beside: Beside, first: int, mark: Callable[[int], str]
    ) -> None:
        self.base, self.language, self.beside = composition.base, language, beside
        self.words = _WORDS.get(language, _WORDS["en"])
        self.first, self.mark = first, mark
        self.out, self.notes, self.marked, self.told = "", list[str](), False, set[str]()

    def flow(self, parts: Sequence[Part]) -> None:
        """The base reading of some parts, with marks."""
        for part in parts:
            if isinstance(part, Same) or not part.content:
                self.say(part.text if isinstance(part, Same) else part.base)
            else:
                self.flow(part.content)
            if isinstance(part, Site):
                for alternative in part.alternatives:
                    self.note(self.asked(part, alternative))

    def say(self, text: str) -> None:
        """Base words; marks do not touch once words stand between them."""
        self.out += text
        self.marked = self.marked and not text.strip(" ")

    def note(self, words: str) -> None:
        """A note, and its mark after the last word that was said."""
        self.notes.append(words)
        text = self.out.rstrip(" ")
        mark = self.mark(self.first + len(self.notes) - 1)
        self.out = text + "," * self.marked + mark + self.out[len(text) :]
        self.marked = True

    def asked(self, site: Site, alternative: Alternative) -> str:
        """Who asks for what, who is with and against them, and why."""
        hunk = Hunk(site.start, site.end, site.base, alternative.text, site.level)
        said = f"{', '.join(alternative.sponsors)}{self.positions(alternative)}: "
        told = said + sentence(hunk, self.base, self.language)
        reason = self.reason(alternative)
        return " ".join((told if told[-2:-1] == "." else f"{told}.", reason)) if reason else told

    def positions(self, alternative: Alternative) -> str:
        """``(supported by UZB; opposed by RUS)``."""
        taken = [self.beside.stances.get(proposal, {}) for proposal in alternative.proposals]
        said = (
            self.words[value].format(", ".join(sorted(parties)))
            for value in ("support", "object", "reserve")
            if (parties := {party for each in taken for party in each.get(value, ())})
        )
        joined = "; ".join(said)
        return f" ({joined})" if joined else ""

    def reason(self, alternative: Alternative) -> str:
        """The reasons of its proposals, unless an earlier note gave them."""
        new = [proposal for proposal in alternative.proposals if proposal not in self.told]
        self.told.update(new)
        given = dict.fromkeys(self.beside.reasons[proposal] for proposal in new if self.beside.reasons.get(proposal))
        return self.words["reason"].format(" ".join(" ".join(given).split())) if given else ""
