"""Other words for a provision, proposed anew or as a change of one's own proposal."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from msgspec.structs import asdict

from comity.core.errors import Refused
from comity.core.state import Names, Proposal, Provision, Text
from comity.web.prepared import Prepared, brought
from comity.web.wishes.wish import Field, Shape, Wish


class Reword(Wish):
    """The words of the provision in plain text areas, one for each language that has them."""

    kind = "reword"
    template = "propose/words.html"
    title = _("Other words for provision %(label)s")

    @property
    def areas(self) -> list[Field]:
        """The words to be changed."""
        return self.fields("wording", self.provision.wordings)

    def changed(self) -> Mapping[str, str]:
        """The languages in which the words differ from the base; all of them where none differs."""
        words = self.words("wording")
        first = self.text.languages[0]
        if first in self.provision.wordings and first not in words:
            raise Refused("wording_empty", language=first)
        return _differing(words, self.provision.wordings)

    def words(self, name: str) -> Mapping[str, str]:
        """What was typed, or else what stands."""
        return super().words(name) if self.typed or name != "wording" else self.provision.wordings

    def shape(self) -> Shape:
        """Other words for one provision."""
        return {"targets": (self.provision.id,), "pieces": (dict(self.changed()),)}


class Revision(Wish):
    """The words of the party's own proposal, piece by piece."""

    template = "propose/pieces.html"
    title = _("Change the words of proposal %(number)s")
    open = False

    def __init__(self, text: Text, proposal: Proposal) -> None:
        target = proposal.targets[0] if proposal.targets else ""
        provision = text.provisions.get(target) or Provision(
            proposal.id, proposal.provision_kind, proposal.provision_number, proposal.provision_level, {}
        )
        super().__init__(text, provision)
        self.kind = proposal.kind
        self.revising = self.own = proposal

    @property
    def rationales(self) -> list[Field]:
        """The reasons stay as they are."""
        return []

    @property
    def pieces(self) -> list[list[Field]]:
        """The words of each piece; where the proposal has none in a language, those of the base."""
        return [self.fields(f"piece{n}", self._standing(n, piece)) for n, piece in enumerate(self.own.pieces, 1)]

    def _standing(self, number: int, piece: Names) -> Names:
        base = self.provision.wordings if self.kind == "reword" and number == 1 else {}
        return {**base, **piece}

    def shape(self) -> Shape:
        """The proposal with other words."""
        pieces = tuple(dict(self.words(f"piece{n}")) for n, _ in enumerate(self.own.pieces, 1))
        if not all(pieces):
            raise Refused("wording_empty", language=self.text.languages[0])
        if self.kind == "reword":
            pieces = (dict(_differing(pieces[0], self.provision.wordings)),)
        return {"targets": self.own.targets, "pieces": pieces, "after": self.own.after}

    def words(self, name: str) -> Mapping[str, str]:
        """What was typed, or else what the proposal says."""
        if self.typed or not name.startswith("piece"):
            return super().words(name)
        number = int(name.removeprefix("piece"))
        return self._standing(number, self.own.pieces[number - 1])

    def act(self) -> tuple[str, Shape]:
        """A revision of the words; the reasons are those given before."""
        return "text.revise", {"proposal": self.own.id, "pieces": self.shape()["pieces"]}


def _differing(words: Mapping[str, str], base: Names) -> Mapping[str, str]:
    differing = {tongue: wording for tongue, wording in words.items() if wording != base.get(tongue)}
    return differing or words


class Kept(Revision):
    """What is prepared in the delegation's room, words and reasons, on the newest base."""

    title = _("Change what is prepared")

    def __init__(self, text: Text, prepared: Prepared) -> None:
        self._kept, proposal = brought(text, prepared)
        super().__init__(text, proposal)
        self.revising = text.proposals.get(prepared.revises)

    @property
    def rationales(self) -> list[Field]:
        """The reasons, as they were kept."""
        return self.fields("rationale", None if self.typed else self._kept.rationale)

    def shape(self) -> Shape:
        """The same wish with the words typed."""
        told = asdict(self._kept.shape)
        del told["kind"]
        return {**told, **super().shape()} if self.own.pieces else told
