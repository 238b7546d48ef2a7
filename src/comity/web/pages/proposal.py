"""One proposal: its change as sentences and as a redline, its sponsors, the positions on it, and what one may do."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from comity.core.positions import position
from comity.core.state import Proposal, Text
from comity.web import chair, naming, recorded, words
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.screen import REFUSED, show
from comity.web.sheet import grouped
from comity.web.versions import versions

_REASONS: words.Words = {
    "overlaps": gettext_lazy("The base now changes the same words differently. Its sponsors may restate it."),
    "deleted": gettext_lazy("The words it changes are no longer in the base. Its sponsors may restate it."),
    "gone": gettext_lazy("The provision it is on has left the text. Its sponsors may withdraw it or add a provision."),
}


@dataclass(frozen=True)
class Door:
    """Something the reader's party may do: a form's ``verb``, or a page's ``href``."""

    label: str | Promise
    verb: str = ""
    href: str = ""


@require_GET
@at_desk
def proposal(request: HttpRequest, desk: Desk, text: str, proposal: str) -> HttpResponse:
    """The proposal as it stands."""
    return page(request, desk, text, proposal)


def page(request: HttpRequest, desk: Desk, text: str, proposal: str, refusal: str = "") -> HttpResponse:
    """The page, or with a refusal the page handed back with what was typed."""
    on = desk.text(text)
    found = on.proposals.get(proposal)
    if found is None:
        raise Http404(proposal)
    named = naming.labels(on)
    mine = desk.code in found.sponsors
    standing = found.state in {"open", "broken"} or found.id in on.accepted
    return show(
        request,
        "proposal.html",
        desk,
        status=REFUSED if refusal else 200,
        text=on,
        proposal=found,
        heading=_("Proposal %(number)s") % {"number": found.number},
        remark=on.remark or desk.state.remark,
        targets=[{"id": each, "label": named[each]} for each in found.targets],
        place=naming.place(on, found.after, named),
        broken=_REASONS.get(found.reason, "") if found.state == "broken" else "",
        versions=versions(on, found, named),
        stances=grouped(found.stances.values()),
        noted=[stance for stance in found.stances.values() if stance.note],
        answerable=desk.speaks and standing and not mine,
        taken=None if mine else position(on, found, desk.code),
        stance_words=words.STANCES.items(),
        files=[on.files[each] for each in found.sources],
        doors=_doors(desk, on, found),
        rulings=chair.on_proposal(desk, on, found),
        history=recorded.of_proposal(desk, on, found),
        refusal=refusal,
        note=request.POST.get("note", ""),
        comment=request.POST.get("comment", ""),
    )


def _doors(desk: Desk, text: Text, proposal: Proposal) -> list[Door]:
    mine = desk.code in proposal.sponsors
    stands = proposal.state in {"open", "broken"}
    found: list[Door] = []
    if stands and not mine and desk.party is not None:
        found.append(Door(gettext_lazy("Co-sponsor"), "co-sponsor"))
    if stands and proposal.sponsors[:1] == (desk.code,) and proposal.pieces:
        found.append(
            Door(gettext_lazy("Change its words"), href=reverse("revise", args=(desk.log, text.id, proposal.id)))
        )
    if mine and proposal.state == "not_taken_up":
        found.append(Door(gettext_lazy("Insist on it"), "insist"))
    if mine and (stands or proposal.state == "not_taken_up"):
        found.append(Door(gettext_lazy("Withdraw"), "withdraw"))
    return found


urls = [path("c/<slug:log>/t/<slug:text>/proposal/<slug:proposal>/", proposal, name="proposal")]
