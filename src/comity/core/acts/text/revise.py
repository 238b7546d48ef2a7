"""The side that submitted a proposal changes its words."""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, ByLanguage, Id, Seen
from comity.core.acts.changes import with_proposals, with_text
from comity.core.acts.rights import is_secretariat
from comity.core.acts.subjects import (
    proposal_of,
    provision_of,
    require_revision_seen,
    require_source,
    text_of,
    unsettled,
)
from comity.core.acts.wordings import require_wordings
from comity.core.errors import Refused
from comity.core.revision.issue import unconfirmed
from comity.core.state import Proposal, State, Text


class Revise(Act, frozen=True, kw_only=True, tag="text.revise"):
    """``pieces`` replace those of ``proposal``, as many as its kind has. A broken one is restated on the new base.

    Submitting are its first sponsor, and the secretariat for what it filed by note. ``source`` is the enclosed file that the
    new words were made from.
    """

    text: Id
    proposal: Id
    pieces: Annotated[tuple[ByLanguage, ...], Meta(min_length=1, max_length=99)]
    source: Id | None = None

    def check(self, state: State) -> None:
        """Refused to others, for words that stay the same, and where the provision is gone or agreed."""
        text = text_of(state, self.text)
        proposal = proposal_of(text, self.proposal, "open", "broken")
        noted = is_secretariat(state, self) and proposal.filed == self.party
        if self.party not in proposal.sponsors[:1] and not noted:
            raise Refused("only_submitter", party=self.party, proposal=proposal.id, number=proposal.number)
        require_source(text, self, self.source)
        require_revision_seen(self, text)
        for target in proposal.targets:
            unsettled(provision_of(text, target))
        self._check_pieces(text, proposal)

    def _check_pieces(self, text: Text, proposal: Proposal) -> None:
        if not proposal.pieces or (proposal.kind == "split") != (len(self.pieces) > 1):
            raise Refused("pieces_wrong", proposal=proposal.id, number=proposal.number)
        for piece in self.pieces:
            require_wordings(piece, (), among=text.languages)
            if piece.keys() != self.pieces[0].keys():
                raise Refused("languages_differ")
        if proposal.state == "open" and proposal.pieces == self.pieces:
            raise Refused("nothing_changed")
        if proposal.kind == "reword":
            standing = text.provisions[proposal.targets[0]].wordings
            if all(standing.get(language) == wording for language, wording in self.pieces[0].items()):
                raise Refused("nothing_changed")

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The proposal is open with its new words on the newest base; stances on it wait to be confirmed."""
        text = state.texts[self.text]
        proposal = text.proposals[self.proposal]
        revised = replace(
            proposal,
            pieces=self.pieces,
            before=(*proposal.before, (seq, proposal.pieces)),
            revision=text.revisions[-1].number,
            state="open",
            state_seq=proposal.state_seq if proposal.state == "open" else seq,
            reason="",
            stances=unconfirmed(proposal.stances),
            sources=_sources(proposal, self.source),
        )
        return with_text(state, with_proposals(text, revised))


def _sources(proposal: Proposal, source: str | None) -> tuple[str, ...]:
    return proposal.sources if source in {None, *proposal.sources} else (*proposal.sources, str(source))


EXAMPLE = Revise(
    id="kaz-revises",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    proposal="kaz-p1",
    pieces=({"en": "The Parties shall exchange data regularly and free of charge."},),
)
