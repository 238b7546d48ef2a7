"""What a delegation may wish of a provision: one form per kind of proposal, which keeps whatever is typed into it."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from comity.core.state import Proposal, Provision, Text
from comity.web.wishes.places import Add, Delete, Move
from comity.web.wishes.whole import Merge, Split
from comity.web.wishes.wish import Wish
from comity.web.wishes.wording import Kept, Revision, Reword
from comity.web.words import Words

__all__ = ["LABELS", "WISHES", "Kept", "Revision", "Wish", "standing"]

WISHES: dict[str, Callable[[Text, Provision], Wish]] = {
    "reword": Reword,
    "add": Add,
    "delete": Delete,
    "move": Move,
    "merge": Merge,
    "split": Split,
}
LABELS: Words = {
    "reword": _("Change the words"),
    "add": _("Add after"),
    "delete": _("Delete"),
    "move": _("Move"),
    "merge": _("Merge"),
    "split": _("Split"),
}


def standing(text: Text, provision: Provision, party: str, kind: str) -> Proposal | None:
    """The party's own proposal of this kind that stands on a provision already: it is to be revised, not repeated."""
    own = (text.proposals[each] for each in provision.proposals)
    alike = (each for each in own if each.kind == kind and each.state in {"open", "broken"} and each.pieces)
    return next((each for each in alike if each.sponsors[:1] == (party,) and kind != "merge"), None)
