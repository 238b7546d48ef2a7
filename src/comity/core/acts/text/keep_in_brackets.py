"""The chair rules that a provision stays in brackets: none of its wordings is agreed."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, ProvisionId, Seen
from comity.core.acts.changes import with_provisions, with_text
from comity.core.acts.rights import require_chair
from comity.core.acts.subjects import provision_of, text_of, unsettled
from comity.core.errors import Refused
from comity.core.state import State


class KeepInBrackets(Act, frozen=True, kw_only=True, tag="text.keep_in_brackets"):
    """``provision`` is set aside; proposals to it go on."""

    text: Id
    provision: ProvisionId

    def check(self, state: State) -> None:
        """Refused to anyone but the chair, on what is agreed, and where nothing changes."""
        require_chair(state, self)
        provision = unsettled(provision_of(text_of(state, self.text), self.provision))
        if provision.state == "in_brackets":
            raise Refused("nothing_changed")

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The provision is in brackets."""
        text = state.texts[self.text]
        kept = replace(text.provisions[self.provision], state="in_brackets", state_seq=seq)
        return with_text(state, with_provisions(text, kept))


EXAMPLE = KeepInBrackets(
    id="brackets-p2",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p2",
)
