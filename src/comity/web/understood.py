"""The account of an uploaded file: what it proposes, with the reasons as its comments give them or as they were typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from comity.core.acts.proposing import Shape
from comity.core.state import Names, Text
from comity.core.wording.tokens import canonical
from comity.formats.upload.values import Found, Understood
from comity.registry.append import Receipt
from comity.web import naming
from comity.web.desk import Desk
from comity.web.prepared import Prepared, Ready, Stands, hand_in, ready, stands
from comity.web.speech import Labels
from comity.web.submit import Form
from comity.web.words import LANGUAGES

Field = tuple[str, str, str]
"""A text area: the language's tag, the language's name, and what stands in it."""


@dataclass(frozen=True)
class Told:
    """What the reader of the account said: the reasons as typed, what is chosen (none: nothing said yet), what is done.

    Statements are named by a key: the number of a proposal in the file, ``s`` and the number of a pending proposal that is
    answered, ``c`` and the number of a remark. ``refusals`` say why some were not done.
    """

    form: Form
    chosen: frozenset[str] | None = None
    done: frozenset[str] = frozenset()
    refusals: Mapping[str, str] = field(default_factory=dict)

    def act(self, key: str) -> dict[str, str]:
        """The fields of the form of one statement: its id begins as those of all the others."""
        seen = {name: self.form.get(name, "") for name in ("root", "size")}
        return {**seen, "act": f"{self.form.get('act', '')}-{key}"}


@dataclass(frozen=True)
class Item:
    """One proposal of the file; ``key`` is its number in the file, by which forms name it."""

    key: str
    found: Found
    ready: Ready
    rationales: tuple[Field, ...]
    checked: bool
    done: bool
    refusal: str

    @property
    def translated(self) -> bool:
        """Whether a reason stands in another language than that of the file."""
        return any(words for _, _, words in self.rationales[1:])


@dataclass(frozen=True)
class Account:
    """A file as its reader is told of it. ``facts`` are those of the work, ``web.origin`` among them.

    ``source`` is the id of the file itself, where it is enclosed with the text (``web.enclosed``).
    """

    desk: Desk
    text: Text
    understood: Understood
    facts: Mapping[str, str]
    told: Told
    source: str = ""

    @property
    def party(self) -> str:
        """Whose proposals they are."""
        return self.facts["sponsor"] or self.desk.code

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the file's proposals, in its order."""
        return tuple(str(number) for number in range(len(self.understood.found)))

    @cached_property
    def stands(self) -> Mapping[str, Stands]:
        """How every proposal of the file stands on the newest base, by key, in the order of the file."""
        sponsor = self.facts["sponsor"]
        return {key: stands(self.desk, self.text, self.prepared(key), self.told.act(key), sponsor) for key in self.keys}

    @property
    def chosen(self) -> frozenset[str]:
        """What is ticked, by key; as long as nobody said anything, every proposal that may be submitted."""
        if self.told.chosen is not None:
            return self.told.chosen
        return frozenset(key for key, each in self.stands.items() if each.open)

    def items(self, keys: Iterable[str]) -> list[Item]:
        """Proposals of the file as its reader is told of them, in the order given."""
        named = naming.labels(self.text)
        return [self._item(key, named) for key in keys]

    def prepared(self, key: str) -> Prepared:
        """A proposal of the file with the reasons as typed, on the base that the file was made from."""
        found = self.understood.found[int(key)]
        reasons = ((tongue, canonical(words)) for tongue, _, words in self._rationales(key))
        return Prepared(
            shape=Shape(
                kind=found.kind,
                targets=found.targets,
                pieces=self._pieces(found),
                after=found.after,
                provision_kind=found.provision_kind,
                provision_number=found.number,
                provision_level=found.level,
            ),
            revision=int(self.facts["revision"]),
            rationale={tongue: words for tongue, words in reasons if words},
            revises=found.revises or "",
            source=self.source,
        )

    def submit(self, key: str) -> Receipt:
        """Submit a proposal of the file. Raises ``Refused`` as the core does."""
        return hand_in(self.desk, self.text, self.prepared(key), self.told.act(key), self.facts["sponsor"])

    def _pieces(self, found: Found) -> tuple[Names, ...]:
        """The words of the file; a proposal that is restated keeps those it has in other languages."""
        own = self.text.proposals.get(found.revises or "")
        held = own.pieces if own is not None and len(own.pieces) == len(found.pieces) else ({},) * len(found.pieces)
        tongue = self.facts["tongue"]
        return tuple({**names, tongue: piece} for names, piece in zip(held, found.pieces, strict=True))

    def _item(self, key: str, named: Labels) -> Item:
        return Item(
            key=key,
            found=self.understood.found[int(key)],
            ready=ready(self.text, self.stands[key], named),
            rationales=self._rationales(key),
            checked=key in self.chosen,
            done=key in self.told.done,
            refusal=self.told.refusals.get(key, ""),
        )

    def _rationales(self, key: str) -> tuple[Field, ...]:
        """The reasons in each language, that of the file first: as typed, else as the file's comments give them."""
        tongue = self.facts["tongue"]
        given = {tongue: self.understood.found[int(key)].rationale}
        tongues = sorted(self.text.languages, key=lambda each: each != tongue)
        return tuple(
            (each, LANGUAGES.get(each, each), self.told.form.get(f"rationale-{key}-{each}", given.get(each, "")))
            for each in tongues
        )
