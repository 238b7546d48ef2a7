"""A provision more, one fewer, or one elsewhere."""

from django.utils.translation import gettext_lazy as _

from comity.core.errors import Refused
from comity.web.naming import brief
from comity.web.wishes.wish import Field, Shape, Wish, required
from comity.web.words import PROVISION_KINDS, Words

_UNCHOSEN = "-"


class Add(Wish):
    """A new provision behind this one."""

    kind = "add"
    template = "propose/add.html"
    title = _("A new provision after provision %(label)s")
    kinds: Words = PROVISION_KINDS

    @property
    def areas(self) -> list[Field]:
        """The words of the new provision."""
        return self.fields("wording")

    @property
    def chosen(self) -> str:
        """What the new provision is: like the one before it, unless that is a title."""
        like = "operative" if self.provision.kind == "title" else self.provision.kind
        return self.typed.get("provision_kind", like)

    @property
    def number(self) -> str:
        """The number it would carry."""
        return self.typed.get("number", "")

    def shape(self) -> Shape:
        """One provision more."""
        words = required(self.words("wording"), self.text.languages[0])
        return {
            "pieces": (dict(words),),
            "after": self.provision.id,
            "provision_kind": self.chosen,
            "provision_number": self.number.strip()[:16],
            "provision_level": self.provision.level,
        }


class Delete(Wish):
    """The provision would leave the text."""

    kind = "delete"
    template = "propose/delete.html"
    title = _("Delete provision %(label)s")

    def shape(self) -> Shape:
        """One provision fewer."""
        return {"targets": (self.provision.id,)}


class Move(Wish):
    """The provision would stand elsewhere."""

    kind = "move"
    template = "propose/move.html"
    title = _("Move provision %(label)s")

    @property
    def places(self) -> list[tuple[str, str, str]]:
        """Provisions it may stand behind: id, label, first words."""
        others = (each for each in self.text.order if each != self.provision.id)
        tongue = self.text.languages[0]
        return [(each, self.named[each], brief(self.text.provisions[each], tongue)) for each in others]

    @property
    def chosen(self) -> str:
        """The place chosen; a dash while none is."""
        return self.typed.get("after", _UNCHOSEN)

    def shape(self) -> Shape:
        """One provision elsewhere."""
        if self.chosen == _UNCHOSEN:
            raise Refused("nothing_changed")
        return {"targets": (self.provision.id,), "after": self.chosen}
