"""One provision of several, several of one."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from comity.core.errors import Refused
from comity.web.naming import brief
from comity.web.wishes.wish import Field, Shape, Wish, required

_PARTS = 3
"""Parts that a form of a split has room for; the last may stay empty."""


class Merge(Wish):
    """The provision would take others into itself."""

    kind = "merge"
    template = "propose/merge.html"
    title = _("Merge provision %(label)s with others")

    @property
    def areas(self) -> list[Field]:
        """The words of the one provision: to begin with, those of this one and of the chosen ones."""
        return self.fields("wording", self._joined())

    @property
    def others(self) -> list[tuple[str, str, str, bool]]:
        """Provisions that may be taken in: id, label, first words, whether chosen."""
        tongue = self.text.languages[0]
        others = (each for each in self.text.order if each != self.provision.id)
        chosen = self._chosen()
        return [(each, self.named[each], brief(self.text.provisions[each], tongue), each in chosen) for each in others]

    def shape(self) -> Shape:
        """One provision out of several."""
        chosen = self._chosen()
        if not chosen:
            raise Refused("nothing_changed")
        words = required(self.words("wording"), self.text.languages[0])
        return {"targets": (self.provision.id, *chosen), "pieces": (dict(words),)}

    def _chosen(self) -> tuple[str, ...]:
        """In the order of the text. Before anything is chosen, the provision that follows."""
        if self.typed:
            chosen = set(self.typed.getlist("other"))
            return tuple(each for each in self.text.order if each in chosen)
        at = self.text.order.index(self.provision.id) if self.provision.id in self.text.order else -1
        return self.text.order[at + 1 : at + 2]

    def _joined(self) -> Mapping[str, str]:
        parts = [self.provision, *(self.text.provisions[each] for each in self._chosen())]
        held = {tongue: [part.wordings.get(tongue, "") for part in parts] for tongue in self.text.languages}
        return {tongue: " ".join(words) for tongue, words in held.items() if all(words)}


class Split(Wish):
    """The provision would become several."""

    kind = "split"
    template = "propose/split.html"
    title = _("Split provision %(label)s")

    @property
    def parts(self) -> list[list[Field]]:
        """The words of each part; to begin with, all of them stand in the first."""
        return [self.fields(f"piece{n}", self.provision.wordings if n == 1 else None) for n in range(1, _PARTS + 1)]

    def shape(self) -> Shape:
        """Several provisions out of one."""
        pieces = tuple(dict(words) for n in range(1, _PARTS + 1) if (words := self.words(f"piece{n}")))
        if len(pieces) < 2:  # noqa: PLR2004 - a split has two parts at least
            raise Refused("nothing_changed")
        return {"targets": (self.provision.id,), "pieces": pieces}
