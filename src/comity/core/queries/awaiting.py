"""One thing that somebody is waited for to do."""

from typing import Literal

from msgspec import Struct

What = Literal[
    "stance", "confirm", "broken", "left_out", "ad_referendum", "initial", "agree", "unsupported", "unanswered", "issue"
]


class Awaiting(Struct, frozen=True):
    """One thing that awaits a party, on a text and there on a proposal, a provision or the whole.

    ``stance``: it has said nothing on a proposal; ``confirm``: words it had taken a stance on have changed; ``broken``: a
    revision broke its proposal; ``left_out``: its proposal was not taken up and it may insist; ``ad_referendum``: its
    capital has to confirm; ``initial``: the text awaits its initials.

    Of the party that presides: ``agree``: nobody stands in the way of a provision any more; ``unsupported``: a proposal
    that no other member has come to support. Of the party that serves: ``unanswered``: sponsors have not restated or
    withdrawn what a revision broke; ``issue``: rulings wait for a revision.
    """

    what: What
    text: str
    provision: str = ""
    proposal: str = ""
