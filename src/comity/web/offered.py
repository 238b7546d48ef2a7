"""A succession that whoever runs the server offers to the secretariat to sign, in its browser or on the command line."""

from collections.abc import Sequence

from comity import registry
from comity.core.acts import decode
from comity.core.acts.consultation.succeed import Succeed
from comity.core.errors import Refused
from comity.record import signing
from comity.registry import succeeded
from comity.registry.append import Receipt
from comity.web.desk import Desk
from comity.web.moved import follow


def offered(desk: Desk) -> Succeed | None:
    """The act that waits for the signature of the reader's seat, if one does."""
    statement = succeeded.offered(desk.log)
    act = decode(statement) if statement else None
    waits = isinstance(act, Succeed) and act.actor == desk.seat and signing.level(desk.state, act)
    return act if waits and isinstance(act, Succeed) else None


def accept(log: str, statement: bytes, signatures: Sequence[str]) -> Receipt:
    """Let the record go on as the statement says, and its people with it; refuses (``succession_untold``) all but what was offered."""
    act = decode(statement)
    if statement != succeeded.offered(log):
        raise Refused("succession_untold", log=log)
    receipt = registry.succeed(statement, signatures)
    follow(log, act.log)
    return receipt
