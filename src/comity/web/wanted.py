"""An act that must be signed before it is done: its form is answered with the page on which that happens (``web.signed``)."""

from comity import registry
from comity.core import fold
from comity.core.acts import Act, decode, encode
from comity.record import signing
from comity.web.desk import Desk


class SignatureWanted(Exception):  # noqa: N818 - no error: the form is answered with a question (``entrance.at_desk``)
    """An act that would be done if it were signed."""

    def __init__(self, act: Act) -> None:
        super().__init__(act.id)
        self.act = act


def require_none(desk: Desk, act: Act) -> None:
    """Go on only if ``act`` needs no signature; what the rules refuse is refused first, so that nobody signs in vain."""
    if signing.level(desk.state, act):
        act = decode(encode(act))
        fold.check(registry.state(desk.log), act)
        raise SignatureWanted(act)
