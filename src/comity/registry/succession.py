"""A record goes on as another log: with the same acts to the byte, under a new name, and the old one takes no act any more."""

import secrets
from collections.abc import Sequence
from functools import partial

from comity.core.acts import Seen, decode, encode
from comity.core.acts.consultation.succeed import Succeed
from comity.core.errors import Refused
from comity.record import signing
from comity.record.openssl import CURVES
from comity.registry import heads, known, store, succeeded
from comity.registry.append import Receipt, check, earlier, write
from comity.registry.folded import Folded
from comity.registry.guarded import guarded
from comity.registry.kept import KEPT
from comity.registry.read import newest
from comity.registry.store import Log


def propose(old: str, new: str, seat: str = "") -> bytes:
    """The statement by which the record ``old`` goes on as ``new``, as of now; what this host has signed and lost is told in it.

    ``seat`` is a seat of the secretariat, its first unless given. Where acts are signed, so is this one; it is worth
    nothing once another act is added. Refuses ``record_unknown``, names that are none (``field_malformed``) and, as
    ``succeed`` will, a record that goes on already and a name that a record here has or had.
    """
    with guarded(old):
        folded = newest(old)
        if folded.state is None:
            raise Refused("record_unknown", log=old)
        found = store.log(old)
        act = Succeed(
            id=f"succeed-{secrets.token_hex(8)}",
            log=new,
            actor=seat or f"{folded.state.secretariat}/1",
            seen=folded.head,
            predecessor=old,
            origin=found.origin,
            lost=_lost(found, folded),
        )
        statement = encode(decode(encode(act)))  # a name is looked for once it is known to be one
        _require_free(found, new)
    return statement


def succeed(statement: bytes, sigs: Sequence[str] = ()) -> Receipt:
    """Begin the log that ``statement`` (of ``propose``) names, with all acts and sealed parts of its predecessor; on disk when this returns.

    The predecessor may be behind what this host has signed of it; the act must tell so (``succession_untold``). All of it is
    done, or nothing; the same statement again gets its receipt. Refuses as ``append`` does, statements of other acts
    (``succession_statement``), and a name that a record here has or had (``record_not_empty``). O(bytes).
    """
    act = decode(statement)
    if not isinstance(act, Succeed):
        raise Refused("succession_statement")
    new = act.log
    with guarded(new, "record_unavailable"):
        with store.hold(act.predecessor, new):
            receipt, longer = earlier(act, statement), None
            if receipt is None:
                longer = _begun(act, statement, sigs)
                receipt = Receipt(longer.size - 1, longer.at)
        known.remember(new, heads.checkpoint(new))
        succeeded.remember(act.predecessor, new)
    if longer:
        KEPT.keep(new, longer)
    return receipt


def _begun(act: Succeed, statement: bytes, sigs: Sequence[str]) -> Folded:
    """The new log with its first act of its own; both logs are held."""
    old, new = act.predecessor, act.log
    before = newest(old)
    found = store.log(old)
    _require_free(found, new)
    if store.leaf(old, act.id) is not None:
        raise Refused("id_taken", id=act.id)
    if (act.origin, act.lost) != (found.origin, _lost(found, before)):
        raise Refused("succession_untold", log=old)
    check(before, act, partial(store.root, old))
    signing.require(before.state, act, statement, sigs, CURVES)
    store.copy(old, new)
    store.follow(new, old)
    longer = write(new, before, statement, sigs, ())
    heads.keep(store.log(new), longer)
    return longer


def _require_free(old: Log, new: str) -> None:
    """Refuse what cannot be: that a record goes on twice, or as one that is or was there."""
    succeeded.require_open(old)
    if newest(new).size or known.known(new):
        raise Refused("record_not_empty", log=new)


def _lost(log: Log, folded: Folded) -> Seen | None:
    """The newest head that this host signed of the log, if ``folded`` does not hold it."""
    head = known.lost(log, folded, partial(store.root, log.name))
    return Seen(root=head.root.hex(), size=head.size) if head else None
