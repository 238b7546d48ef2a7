"""What all proposals share: who files for whom, on which text, and how a proposal enters it."""

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from comity.core.acts.act import Act, ByLanguage, Id, PartyCode
from comity.core.acts.changes import with_proposals, with_provisions, with_text
from comity.core.acts.rights import is_secretariat, known
from comity.core.acts.subjects import label, provision_of, require_revision_seen, require_source, text_of, unsettled
from comity.core.acts.wordings import require_wordings
from comity.core.errors import Refused
from comity.core.state import Names, Proposal, ProposalKind, ProvisionKind, State, Text


class Shape(Struct, frozen=True):
    """What a proposal would do to the text; the fields are those of ``state.Proposal``."""

    kind: ProposalKind
    targets: tuple[str, ...] = ()
    pieces: tuple[Names, ...] = ()
    after: str | None = None
    provision_kind: ProvisionKind = "operative"
    provision_number: str = ""
    provision_level: int = 0


class Proposing(Act, frozen=True, kw_only=True):
    """A proposal to ``text``; the proposal's id is the id of the act.

    ``sponsors`` is left out by a delegation, which files for itself only. The secretariat files what it received by note
    for the parties it names, and for none where the author is not known. ``source`` is the enclosed file that it was made from.
    """

    text: Id
    sponsors: tuple[PartyCode, ...] | None = None
    rationale: ByLanguage = field(default_factory=dict)
    source: Id | None = None

    @property
    def shape(self) -> Shape:
        """What is proposed."""
        raise NotImplementedError

    def check(self, state: State) -> None:
        """Refused on words its author has not seen, on provisions gone or agreed, and for a second wish of the kind."""
        text = text_of(state, self.text)
        self._check_sponsors(state)
        require_source(text, self, self.source)
        require_revision_seen(self, text)
        if self.id in text.proposals or self.id in text.provisions:
            raise Refused("id_taken", id=self.id)
        shape = self.shape
        _check_targets(text, shape)
        for piece in shape.pieces:
            require_wordings(piece, (), among=text.languages)
        _check_place(text, shape)
        self._check_first(text, shape)
        self.check_wish(text)

    def check_wish(self, text: Text) -> None:
        """What only this kind of proposal has to satisfy."""

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The proposal is open, and the provisions it would change know it."""
        text = state.texts[self.text]
        proposal = Proposal(
            id=self.id,
            number=len(text.proposals) + 1,
            sponsors=self._sponsors(),
            filed=self.party,
            revision=text.revisions[-1].number,
            seq=seq,
            rationale=self.rationale,
            state_seq=seq,
            sources=(self.source,) if self.source else (),
            **asdict(self.shape),
        )
        touched = [text.provisions[each] for each in proposal.targets]
        marked = (replace(each, proposals=(*each.proposals, self.id)) for each in touched)
        return with_text(state, with_proposals(with_provisions(text, *marked), proposal))

    def _sponsors(self) -> tuple[str, ...]:
        return (self.party,) if self.sponsors is None else self.sponsors

    def _check_sponsors(self, state: State) -> None:
        if self.sponsors is None:
            return
        if not is_secretariat(state, self):
            raise Refused("files_for_itself", party=self.party)
        if len(set(self.sponsors)) != len(self.sponsors):
            raise Refused("sponsor_repeated")
        for party in self.sponsors:
            known(state, party)

    def _check_first(self, text: Text, shape: Shape) -> None:
        """One open wish of a kind on the same provisions for each leading sponsor: the earlier one is to be revised."""
        leading = self._sponsors()[:1]
        for proposal in _standing(text, shape):
            if proposal.sponsors[:1] == leading != ():
                raise Refused("already_proposed", proposal=proposal.id, number=proposal.number, party=leading[0])


def _standing(text: Text, shape: Shape) -> Iterator[Proposal]:
    for each in text.provisions[shape.targets[0]].proposals if shape.targets else ():
        proposal = text.proposals[each]
        if (proposal.kind, proposal.targets) == (shape.kind, shape.targets) and proposal.state in {"open", "broken"}:
            yield proposal


def _check_targets(text: Text, shape: Shape) -> None:
    for target in shape.targets:
        provision = unsettled(provision_of(text, target))
        if shape.targets.count(target) > 1:
            raise Refused("provision_repeated", provision=target, label=label(provision))


def _check_place(text: Text, shape: Shape) -> None:
    if shape.after:
        provision_of(text, shape.after)
