"""The chair's rulings: what they are called, on what they are given, and which of them a page offers."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.core.state import Proposal, Provision, Text
from comity.core.wording.values import Alternative, Site
from comity.web.desk import Desk
from comity.web.sheet import Sheet

Link = tuple[str | Promise, str]


@dataclass(frozen=True)
class Ruling:
    """One ruling: the act's ``kind``, the button's ``label``, the page's ``heading``, what it is given ``on``."""

    kind: str
    label: str | Promise
    heading: str | Promise
    on: Literal["provision", "proposal", "alternative"]


RULINGS: dict[str, Ruling] = {
    "agree": Ruling("text.agree", _("Agreed"), _("%(subject)s is agreed"), "provision"),
    "agree-ad-referendum": Ruling(
        "text.agree_ad_referendum", _("Agreed ad referendum"), _("%(subject)s is agreed ad referendum"), "provision"
    ),
    "keep-in-brackets": Ruling(
        "text.keep_in_brackets", _("Keep in brackets"), _("%(subject)s stays in brackets"), "provision"
    ),
    "defer": Ruling("text.defer", _("Defer"), _("%(subject)s is deferred"), "provision"),
    "place": Ruling(
        "text.place", _("The chair’s own wording"), _("The chair’s own wording for %(subject)s"), "provision"
    ),
    "reopen": Ruling("text.reopen", _("Reopen"), _("%(subject)s is reopened"), "provision"),
    "accept": Ruling("text.accept", _("Accept"), _("%(subject)s is accepted"), "proposal"),
    "not-taken-up": Ruling("text.not_taken_up", _("Not taken up"), _("%(subject)s is not taken up"), "proposal"),
    "reopen-proposal": Ruling("text.reopen", _("Reopen"), _("%(subject)s is reopened"), "proposal"),
    "accept-alternative": Ruling(
        "text.accept_alternative", _("Accept this"), _("An alternative in %(subject)s is accepted"), "alternative"
    ),
}
_AGREED = {"agreed", "agreed_ad_referendum"}


def on_provision(desk: Desk, text: Text, provision: Provision) -> list[Link]:
    """The rulings that may be given on a provision in its state; a member may reopen what its capital has yet to confirm."""
    if provision.gone is not None or text.fixed:
        return []
    if not desk.is_chair:
        return [_on(desk, text, "reopen", provision=provision.id)] if desk.code in provision.ad_referendum else []
    names = [name for name, open_ in _offered(provision) if open_]
    return [_on(desk, text, name, provision=provision.id) for name in names]


def on_proposal(desk: Desk, text: Text, proposal: Proposal) -> list[Link]:
    """The rulings that may be given on a proposal in its state."""
    if not desk.is_chair or text.fixed:
        return []
    offered = {
        "accept": proposal.state == "open",
        "not-taken-up": proposal.state in {"open", "broken"} and not proposal.insisted,
        "reopen-proposal": proposal.state == "not_taken_up" or proposal.id in text.accepted,
    }
    return [_on(desk, text, name, proposal=proposal.id) for name, open_ in offered.items() if open_]


def on_alternative(desk: Desk, sheet: Sheet, provision: str, site: Site, alternative: Alternative) -> str:
    """The address of the ruling that accepts an alternative in the language of the sheet."""
    where: dict[str, str | int] = {"provision": provision, "in": sheet.tongue, "start": site.start, "end": site.end}
    return _on(desk, sheet.text, "accept-alternative", **where, proposal=alternative.proposals[0])[1]


def _offered(provision: Provision) -> list[tuple[str, bool]]:
    agreed = provision.state in _AGREED
    return [
        ("agree", provision.state != "agreed"),
        ("agree-ad-referendum", not agreed),
        ("keep-in-brackets", not agreed and provision.state != "in_brackets"),
        ("defer", not agreed and provision.state != "deferred"),
        ("place", not agreed),
        ("reopen", provision.state != "open" or bool(provision.settled)),
    ]


def _on(desk: Desk, text: Text, name: str, **subject: str | int) -> Link:
    address = reverse("rule", args=(desk.log, text.id, name))
    return RULINGS[name].label, f"{address}?{urlencode(subject)}"
