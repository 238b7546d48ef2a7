"""The door in: the only way by which a party's act is written to a record."""

import time
from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct

from comity.core import fold
from comity.core.acts import Act, decode
from comity.core.errors import Refused
from comity.record import signing
from comity.record.leaf import MOST, leaf, read_leaf
from comity.record.openssl import CURVES
from comity.registry import heads, known, store
from comity.registry.folded import Folded
from comity.registry.guarded import guarded
from comity.registry.kept import KEPT
from comity.registry.parts import settle
from comity.registry.read import newest
from comity.registry.succeeded import require_open


class Receipt(Struct, frozen=True):
    """Where an act stands in its log, and since when; ``again`` if this statement had been accepted before."""

    seq: int
    at: int
    again: bool = False


def append(log: str, statement: bytes, sigs: Sequence[str] = (), parts: Sequence[bytes] = ()) -> Receipt:
    """Add the act of ``statement`` to ``log``: checked on the newest state, written, and on disk when this returns.

    ``sigs`` are the lines by which it is signed (``record.signature``), ``parts`` the blobs of the sealed parts that it vouches
    for (``record.sealed``): kept with it, as those that it erases are deleted. An act that stands in the log already keeps
    those that it was accepted with, and its receipt is returned whatever these are.

    Raises ``Refused`` as the act's ``check``, ``record.signing.require`` and ``parts.settle`` do, for bytes that are no
    statement, and for an id that another act of the log has (``id_taken``); nothing is written then. Where the store fails it
    refuses with ``record_unavailable``: whether the act was kept is then not known, and
    sending the same statement again either adds it or finds it. It refuses too where the record does not hold all that
    this host has signed (``record_behind``, ``record_forked``): a second history is never signed. And it refuses where the
    record goes on as another (``record_succeeded``).
    """
    if len(statement) > MOST:
        raise Refused("act_too_long", size=len(statement), most=MOST)
    act = decode(statement)
    if act.log != log:
        raise Refused("log_wrong", log=act.log, expected=log)
    with guarded(log, "record_unavailable"):
        with store.hold(log):
            folded = newest(log)
            receipt, signed = earlier(act, statement), b""
            if receipt is None:
                found = store.log(log)
                require_open(found)
                known.require(found, folded, partial(store.root, log))
                check(folded, act, partial(store.root, log))
                signing.require(folded.state, act, statement, sigs, CURVES)
                known.ready(log)
                folded = write(log, folded, statement, sigs, parts)
                signed = heads.keep(found, folded)
                receipt = Receipt(folded.size - 1, folded.at)
        known.remember(log, heads.checkpoint(log) if receipt.again else signed)
    KEPT.keep(log, folded)
    return receipt


def check(folded: Folded, act: Act, root: Callable[[int], bytes | None]) -> None:
    """Refuse ``act`` unless it may follow ``folded`` and has seen a head that the log really had (``seen_unknown``).

    That its id is new (``id_taken``) is for the caller to know.
    ``root`` tells the head that the log had at a size from 1.
    """
    fold.check(folded.state, act)
    if act.seen in (folded.head, Folded().head):
        return
    if bytes.fromhex(act.seen.root) != root(act.seen.size):
        raise Refused("seen_unknown", size=act.seen.size)


def earlier(act: Act, statement: bytes) -> Receipt | None:
    """The receipt of a statement that stands in the log; refuses another under the id of one that does."""
    kept = store.leaf(act.log, act.id)
    if kept is None:
        return None
    earlier = read_leaf(kept)
    if earlier.stmt.encode() != statement:
        raise Refused("id_taken", id=act.id)
    return Receipt(earlier.seq, earlier.at, again=True)


def write(log: str, folded: Folded, statement: bytes, sigs: Sequence[str], parts: Sequence[bytes]) -> Folded:
    """Add an act and its sealed parts to a log, which is held: the log with it, whose head is yet to be signed."""
    at = max(folded.at, time.time_ns() // 1_000_000)  # a clock that was set back does not turn the record round
    longer = folded.after(leaf(at, folded.size, statement.decode(), tuple(sigs)))
    store.add(log, longer)
    if longer.state:
        settle(log, folded.state, longer.state, parts)
    return longer
