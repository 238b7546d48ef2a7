"""A party says what it thinks of a proposal or a provision."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, PartyCode, ProvisionId, Seen
from comity.core.acts.changes import with_proposals, with_provisions, with_text
from comity.core.acts.rights import acting_for, require_voice
from comity.core.acts.subjects import (
    label,
    proposal_of,
    provision_of,
    require_one_subject,
    require_revision_seen,
    require_unagreed,
    require_wording_seen,
    text_of,
)
from comity.core.errors import Refused
from comity.core.state import Proposal, Provision, Stance, StanceValue, State, Text


class TakePosition(Act, frozen=True, kw_only=True, tag="text.take_position"):
    """``value`` is the stance of the party on either ``provision`` or ``proposal``; it replaces its earlier one.

    ``behalf`` names the party whose position the secretariat received by note.
    """

    text: Id
    value: StanceValue
    provision: ProvisionId | None = None
    proposal: Id | None = None
    note: str = ""
    behalf: PartyCode | None = None

    def check(self, state: State) -> None:
        """Refused to bodies, on words not seen, on what is agreed or no longer stands, and where nothing changes."""
        party = acting_for(state, self, self.behalf)
        require_voice(state, party)
        require_one_subject(self.provision, self.proposal)
        text = text_of(state, self.text)
        require_revision_seen(self, text)
        subject = self._provision(text) if self.proposal is None else self._proposal(text, self.proposal, party)
        held = subject.stances.get(party)
        if held and (held.value, held.note, held.confirmed) == (self.value, self.note, True):
            raise Refused("nothing_changed")

    def _provision(self, text: Text) -> Provision:
        provision = provision_of(text, self.provision or "")
        if provision.state == "agreed":
            raise Refused("provision_agreed", provision=provision.id, label=label(provision))
        return provision

    def _proposal(self, text: Text, proposal: str, party: str) -> Proposal:
        states = ("open", "broken", "accepted") if proposal in text.accepted else ("open", "broken")
        found = proposal_of(text, proposal, *states)
        if party in found.sponsors:
            raise Refused("own_proposal", proposal=found.id, number=found.number)
        require_unagreed(text, found)
        require_wording_seen(self, found)
        return found

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The stance is the party's, and confirmed."""
        text = state.texts[self.text]
        party = state.parties[self.behalf or self.party].code  # one string for all stances of a party
        stance = Stance(party=party, value=self.value, note=self.note, seq=seq)
        if self.proposal is not None:
            proposal = text.proposals[self.proposal]
            stances = proposal.stances.set(party, stance)
            return with_text(state, with_proposals(text, replace(proposal, stances=stances)))
        provision = text.provisions[self.provision or ""]
        stances = provision.stances.set(party, stance)
        return with_text(state, with_provisions(text, replace(provision, stances=stances)))


EXAMPLE = TakePosition(
    id="rus-reserves",
    log="water-2026",
    actor="RUS/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    value="reserve",
    proposal="kaz-p1",
    note="Scrutiny reservation: under study in the capital.",
)
