"""What an uploaded file makes of proposals that were pending in it, and the answer that its delegation might give."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.core.acts import Act
from comity.core.errors import Refused
from comity.core.fold import check
from comity.core.positions import position
from comity.core.state import Proposal
from comity.registry.append import Receipt
from comity.web import naming, speech, submit
from comity.web.understood import Account
from comity.web.words import Words

FATES: Words = {
    "accepted": _("accepted in the file"),
    "rejected": _("rejected in the file"),
    "partly": _("accepted in part, rejected in part"),
    "changed": _("changed in the file: see the proposals above"),
    "left": _("left as it was"),
}
_ANSWERS: Mapping[tuple[str, bool], tuple[str, str]] = {
    ("accepted", False): ("text.take_position", "support"),
    ("rejected", False): ("text.take_position", "object"),
    ("rejected", True): ("text.withdraw", ""),
}
"""What the fate of a proposal in the file, another's or the party's own, may be said as: kind of act, value of a stance."""

_LABELS: Words = {"support": _("Support it"), "object": _("Object to it"), "": _("Withdraw it")}


@dataclass(frozen=True)
class Verdict:
    """One pending proposal as the file leaves it. ``answer`` is what may be ticked, empty where there is nothing to say."""

    key: str
    proposal: Proposal
    sentences: tuple[str, ...]
    fate: str | Promise
    answer: str | Promise
    checked: bool
    done: bool
    refusal: str


def verdicts(account: Account) -> list[Verdict]:
    """Pending proposals that the file does not leave as they were, by number."""
    known = account.text.proposals
    moved = [known[each] for each, fate in fates(account).items() if fate != "left" and each in known]
    named = naming.labels(account.text)
    return [_verdict(account, each, named) for each in sorted(moved, key=lambda each: each.number)]


def fates(account: Account) -> Mapping[str, str]:
    """What became of each pending proposal, by id; one whose words the file takes up as they are is accepted."""
    supported = dict.fromkeys(account.understood.supports, "accepted")
    return {**{each.version: each.became for each in account.understood.fates}, **supported}


def give(account: Account, proposal: Proposal) -> Receipt:
    """Say it. Raises ``Refused`` as the core does, and where the fate says nothing."""
    kind, fields = _said(account, proposal)
    return submit.submit(account.desk, account.told.act(_key(proposal)), kind, **fields)


def _verdict(account: Account, proposal: Proposal, named: speech.Labels) -> Verdict:
    key, told = _key(proposal), account.told
    return Verdict(
        key=key,
        proposal=proposal,
        sentences=speech.said(account.text, proposal, account.facts["tongue"], named, brief=True),
        fate=FATES[fates(account)[proposal.id]],
        answer=_offered(account, proposal),
        checked=key in (told.chosen or ()),
        done=key in told.done,
        refusal=told.refusals.get(key, ""),
    )


def _key(proposal: Proposal) -> str:
    return f"s{proposal.number}"


def _said(account: Account, proposal: Proposal) -> tuple[str, dict[str, str]]:
    fate = fates(account).get(proposal.id, "left")
    kind, value = _ANSWERS.get((fate, account.party in proposal.sponsors), ("", ""))
    if not kind:
        raise Refused("nothing_changed")
    told = {"text": account.text.id, "proposal": proposal.id, "value": value, "behalf": account.facts["sponsor"]}
    return kind, {name: each for name, each in told.items() if each}


def _offered(account: Account, proposal: Proposal) -> str | Promise:
    """The words of the answer, where it may be given now and is not given yet."""
    try:
        kind, fields = _said(account, proposal)
        act: Act = submit.build(account.desk, account.told.act(_key(proposal)), kind, **fields)
        check(account.desk.state, act)
    except Refused:
        return ""
    value = fields.get("value", "")
    return "" if value and position(account.text, proposal, account.party) == value else _LABELS[value]
