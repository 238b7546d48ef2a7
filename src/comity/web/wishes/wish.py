"""What every form of a proposal shares: what was typed, the reasons given, and the proposal it would make."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from comity.core.acts.proposing import Shape as Proposed
from comity.core.errors import Refused
from comity.core.state import Names, Proposal, ProposalKind, Provision, Text
from comity.core.wording.tokens import canonical
from comity.web import naming, prepared
from comity.web.prepared import Prepared
from comity.web.versions import Version, versions
from comity.web.words import LANGUAGES

Field = tuple[str, str, str]
"""A text area: the language's tag, the language's name, and what stands in it."""

Shape = dict[str, Any]
"""Those fields of a proposal's shape that a wish decides."""


class Wish:
    """A form. ``read`` takes what was typed, ``preview`` says what that proposes, ``act`` what is to be submitted."""

    kind: ProposalKind
    template: str
    title: str | Promise
    revising: Proposal | None = None
    open = True
    """Whether another kind of proposal may still be chosen."""

    def __init__(self, text: Text, provision: Provision) -> None:
        self.text = text
        self.provision = provision
        self.named = naming.labels(text)
        self.typed: QueryDict = QueryDict()

    @property
    def heading(self) -> str:
        """What the page of this form is called."""
        number = self.revising.number if self.revising else 0
        return str(self.title) % {"label": self.named.get(self.provision.id, ""), "number": number}

    def read(self, form: QueryDict) -> None:
        """Take what was typed, as it was typed."""
        self.typed = form

    @property
    def rationales(self) -> list[Field]:
        """A field for the reasons in each language of the text."""
        return self.fields("rationale")

    def fields(self, name: str, standing: Names | None = None) -> list[Field]:
        """A field in each language: what was typed, or else what stands."""
        return [
            (
                tongue,
                LANGUAGES.get(tongue, tongue),
                self.typed.get(f"{name}-{tongue}", (standing or {}).get(tongue, "")),
            )
            for tongue in self.text.languages
        ]

    def words(self, name: str) -> Mapping[str, str]:
        """The canonical words typed into the fields of ``name``; empty ones are left out."""
        typed = ((tongue, canonical(words)) for tongue, _name, words in self.fields(name))
        return {tongue: words for tongue, words in typed if words}

    def shape(self) -> Shape:
        """What would be proposed. Raises ``Refused`` where nothing can be made of what was typed."""
        raise NotImplementedError

    def preview(self) -> tuple[Version, ...]:
        """The proposal as it would be read, in each language; none while there is nothing to read."""
        try:
            wished = self.prepared()
        except Refused:
            return ()
        return versions(self.text, prepared.as_proposal(wished), self.named)

    def prepared(self) -> Prepared:
        """The proposal as it would be kept until it is submitted. Raises ``Refused`` as ``shape`` does."""
        return Prepared(
            shape=Proposed(self.kind, **self.shape()),
            revision=self.text.revisions[-1].number,
            rationale=dict(self.words("rationale")),
            revises=self.revising.id if self.revising else "",
        )

    def act(self) -> tuple[str, Shape]:
        """Kind and fields of the act."""
        wished = self.prepared()
        return f"text.{self.kind}", {**prepared.fields(wished.shape), "rationale": wished.rationale}


def required(words: Mapping[str, str], tongue: str) -> Mapping[str, str]:
    """The words, refused where there are none in any language."""
    if not words:
        raise Refused("wording_empty", language=tongue)
    return words
