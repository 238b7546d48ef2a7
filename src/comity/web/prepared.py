"""A proposal before it is submitted: as its author left it, brought to the newest base, and as the act it would be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct
from msgspec.structs import asdict, replace

from comity.core.acts import Act
from comity.core.acts.proposing import Shape
from comity.core.errors import Refused
from comity.core.fold import check
from comity.core.revision.carry import Carrier
from comity.core.state import Names, Proposal, ProposalState, Text
from comity.registry.append import Receipt
from comity.web import naming, speech, submit
from comity.web.desk import Desk
from comity.web.submit import Form
from comity.web.versions import Version, versions

FATES: Mapping[tuple[str, str], str | Promise] = {
    ("met", ""): _("The text has come to say this; there is nothing left to propose."),
    ("broken", "overlaps"): _("A newer revision changes the same words differently. Word it anew on the new base."),
    ("broken", "deleted"): _("The words it changes are no longer in the newest revision. Word it anew."),
    ("broken", "gone"): _("The provision it is on has left the text."),
}


class Prepared(Struct, frozen=True):
    """What would be proposed to the base of ``revision``, and why.

    ``revises`` is the party's own proposal whose words it changes, if its author chose one; ``source`` the enclosed file that it
    was made from.
    """

    shape: Shape
    revision: int
    rationale: Names = {}
    revises: str = ""
    source: str = ""


@dataclass(frozen=True)
class Stands:
    """How a prepared proposal stands on the newest base; ``proposal`` is the one that it would be.

    ``told`` is why it cannot be submitted as it stands, empty where it can be; ``revises`` the party's proposal that it would change.
    """

    prepared: Prepared
    proposal: Proposal
    told: str
    revises: Proposal | None

    @property
    def open(self) -> bool:
        """Whether it may be submitted."""
        return not self.told


@dataclass(frozen=True)
class Ready:
    """A prepared proposal on the newest base, for a page; ``fate`` is what the bases issued since have made of it."""

    prepared: Prepared
    label: str
    versions: tuple[Version, ...]
    fate: ProposalState
    told: str
    revises: Proposal | None

    @property
    def open(self) -> bool:
        """Whether it may be submitted."""
        return not self.told


def stands(desk: Desk, text: Text, prepared: Prepared, form: Form, sponsor: str = "") -> Stands:
    """How ``prepared`` stands now; ``form`` carries the id of the act to be, ``sponsor`` is who it is filed for."""
    now, proposal = brought(text, prepared)
    own = standing(text, now, sponsor or desk.code)
    told = str(FATES.get((proposal.state, proposal.reason), ""))
    return Stands(now, proposal, told or _refusal(desk, text, now, form, sponsor), own)


def ready(text: Text, found: Stands, named: speech.Labels) -> Ready:
    """What a page tells of it; ``named`` are the labels of the text, which cost as much as the text is long."""
    proposal = found.proposal
    return Ready(
        prepared=found.prepared,
        label=", ".join(named[each] for each in proposal.targets) or naming.place(text, proposal.after, named),
        versions=versions(text, proposal, named),
        fate=proposal.state,
        told=found.told,
        revises=found.revises,
    )


def hand_in(desk: Desk, text: Text, prepared: Prepared, form: Form, sponsor: str = "") -> Receipt:
    """Submit it, on the newest base. Raises ``Refused`` as the core does, and where no base is left for it.

    What stands in the text already under the id of this act is not submitted again, nor revised by itself.
    """
    known = text.proposals.get(form.get("act", ""))
    if known is not None and known.filed == desk.code:
        return Receipt(known.seq, desk.state.at, again=True)
    now, proposal = brought(text, prepared)
    if proposal.state != "open":
        raise Refused(f"prepared_{proposal.reason or proposal.state}")
    kind, fields = stated(text, now, desk, sponsor)
    return submit.submit(desk, form, kind, text=text.id, **fields)


def brought(text: Text, prepared: Prepared) -> tuple[Prepared, Proposal]:
    """The proposal on the newest base, or as it was on its own where it no longer applies."""
    proposal = as_proposal(prepared)
    newest = text.revisions[-1].number
    if prepared.revision == newest:
        return prepared, proposal
    found = Carrier(text.revisions[prepared.revision], text).carry(proposal)
    if found.state != "open":
        return prepared, replace(proposal, state=found.state, reason=found.reason)
    shape = replace(prepared.shape, pieces=found.pieces or prepared.shape.pieces, after=found.after)
    now = replace(prepared, shape=shape, revision=newest)
    return now, as_proposal(now)


def as_proposal(prepared: Prepared) -> Proposal:
    """The proposal that it would be, without number and sponsors."""
    shape = asdict(prepared.shape)
    return Proposal(
        id="", number=0, sponsors=(), filed="", revision=prepared.revision, seq=0, rationale=prepared.rationale, **shape
    )


def require_change(text: Text, prepared: Prepared) -> None:
    """Refuse (``nothing_changed``) words that stand in the text already."""
    shape = prepared.shape
    if shape.kind == "reword":
        held = text.provisions[shape.targets[0]].wordings
        if all(held.get(language) == words for language, words in shape.pieces[0].items()):
            raise Refused("nothing_changed")


def standing(text: Text, prepared: Prepared, party: str) -> Proposal | None:
    """The party's own proposal that this one would change: the one chosen, or its first of the kind on the same provisions."""
    shape = prepared.shape
    among = [prepared.revises] if prepared.revises else [p for each in shape.targets[:1] for p in _on(text, each)]
    own = (text.proposals[each] for each in among if each in text.proposals)
    alike = (each for each in own if (each.kind, each.targets) == (shape.kind, shape.targets) and each.pieces)
    return next((each for each in alike if each.sponsors[:1] == (party,) and each.state in {"open", "broken"}), None)


def stated(text: Text, prepared: Prepared, desk: Desk, sponsor: str = "") -> tuple[str, dict[str, Any]]:
    """Kind and fields of the act: a new proposal, or other words for the one that stands."""
    shape = prepared.shape
    own = standing(text, prepared, sponsor or desk.code)
    if own is not None:
        return "text.revise", {"proposal": own.id, "pieces": _joined(own, prepared), "source": prepared.source}
    filed = {"sponsors": (sponsor,)} if sponsor and sponsor != desk.code else {}
    told = {"rationale": dict(prepared.rationale), "source": prepared.source}
    return f"text.{shape.kind}", {**fields(shape), **filed, **told}


def fields(shape: Shape) -> dict[str, Any]:
    """A shape in the fields of its act."""
    return _FIELDS[shape.kind](shape)


def act_of(desk: Desk, text: Text, prepared: Prepared, form: Form, sponsor: str = "") -> Act:
    """The act that submitting it would be."""
    kind, told = stated(text, prepared, desk, sponsor)
    return submit.build(desk, form, kind, text=text.id, **told)


def _refusal(desk: Desk, text: Text, prepared: Prepared, form: Form, sponsor: str) -> str:
    try:
        check(desk.state, act_of(desk, text, prepared, form, sponsor))
    except Refused as refused:
        return submit.reason(refused)
    return ""


def _on(text: Text, provision: str) -> tuple[str, ...]:
    return text.provisions[provision].proposals if provision in text.provisions else ()


def _joined(own: Proposal, prepared: Prepared) -> tuple[Names, ...]:
    """The new words; what the file or form of one language did not touch stays as the proposal has it."""
    pieces = prepared.shape.pieces
    if prepared.revises or len(pieces) != len(own.pieces):
        return pieces
    return tuple({**old, **new} for old, new in zip(own.pieces, pieces, strict=True))


_FIELDS: Mapping[str, Callable[[Shape], dict[str, Any]]] = {
    "reword": lambda shape: {"provision": shape.targets[0], "wordings": shape.pieces[0]},
    "add": lambda shape: {
        "after": shape.after,
        "provision_kind": shape.provision_kind,
        "provision_number": shape.provision_number,
        "provision_level": shape.provision_level,
        "wordings": shape.pieces[0],
    },
    "delete": lambda shape: {"provision": shape.targets[0]},
    "move": lambda shape: {"provision": shape.targets[0], "after": shape.after},
    "merge": lambda shape: {"provisions": shape.targets, "wordings": shape.pieces[0]},
    "split": lambda shape: {"provision": shape.targets[0], "pieces": shape.pieces},
}
