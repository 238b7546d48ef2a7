"""Heads of logs as signed checkpoints: what the host stands for with its key."""

from comity.core.errors import Refused, Unreadable
from comity.record import note
from comity.record.checkpoint import Checkpoint
from comity.record.checkpoint import read as read_checkpoint
from comity.registry import store
from comity.registry.folded import Folded
from comity.registry.guarded import guarded
from comity.registry.hostkeys import is_own, named, signed
from comity.registry.read import newest
from comity.registry.store import Log


def keep(log: Log, folded: Folded) -> bytes:
    """Sign the head of a log as folded so far, and put it in the place of the last one; the log is held."""
    anew = signed(Checkpoint(log.origin, folded.size, folded.root).text, named(log.origin))
    store.keep_checkpoint(log.name, anew)
    return anew


def checkpoint(log: str) -> bytes:
    """The newest checkpoint of ``log``, signed and kept. Refuses ``record_unknown`` where nothing is kept.

    It is held to the tree before it leaves (``checkpoint_damaged``). One of a former key of this host is signed again, and
    so is one whose signature is damaged; that of another host's key is handed out as it is: only whoever knows that key can
    judge it, and nothing of ours stands under it (``known.require``).
    """
    with guarded(log):
        found = store.log(log)
        return found.checkpoint if found.checkpoint and _stays(found) else _anew(found)


def _stays(log: Log) -> bool:
    """Whether a checkpoint is what this host signs (Ed25519 always signs alike), or none of its own; its text must be what the tree says."""
    try:
        found = note.read(log.checkpoint)
        head = read_checkpoint(found.text)
    except Unreadable:
        raise Refused("checkpoint_damaged", log=log.name) from None
    if (head.origin, head.root) != (log.origin, store.root(log.name, head.size)):
        raise Refused("checkpoint_damaged", log=log.name)
    own = named(log.origin)
    return log.checkpoint == signed(found.text, own) or not is_own(log.name, own, found)


def _anew(log: Log) -> bytes:
    """Sign the head of a record that was kept before checkpoints were, or by another key."""
    if not log.origin:
        raise Refused("record_unknown", log=log.name)
    with store.hold(log.name):
        folded = newest(log.name)
        if not folded.size:
            raise Refused("record_unknown", log=log.name)
        return keep(store.log(log.name), folded)
