"""Heads of logs as signed checkpoints: what the host stands for with its key."""

from comity.core.errors import Refused, Unreadable
from comity.record import note
from comity.record.checkpoint import Checkpoint
from comity.record.checkpoint import read as read_checkpoint
from comity.registry import store
from comity.registry.folded import Folded
from comity.registry.guarded import guarded
from comity.registry.hostkeys import is_own, key, signed
from comity.registry.read import newest


def sign(log: str, folded: Folded) -> bytes:
    """The checkpoint of a log as folded so far, as a signed note. It leaves this house only once it is kept."""
    public = key(log)
    return signed(Checkpoint(public.name, folded.size, folded.root).text, public)


def checkpoint(log: str) -> bytes:
    """The newest checkpoint of ``log``, signed and kept. Refuses ``record_unknown`` where nothing is kept.

    It is held to the tree before it leaves (``checkpoint_damaged``). One of a former key of this host is signed again, and
    so is one whose signature is damaged; that of another host's key is handed out as it is: only whoever knows that key can
    judge it, and nothing of ours stands under it (``known.require``).
    """
    with guarded(log):
        kept = store.checkpoint(log)
        return kept if kept and _stays(log, kept) else _anew(log)


def _stays(log: str, kept: bytes) -> bool:
    """Whether a checkpoint is what this host signs (Ed25519 always signs alike), or none of its own; its text must be what the tree says."""
    try:
        found = note.read(kept)
        head = read_checkpoint(found.text)
    except Unreadable:
        raise Refused("checkpoint_damaged", log=log) from None
    if (head.origin, head.root) != (store.origin(log), store.root(log, head.size)):
        raise Refused("checkpoint_damaged", log=log)
    return kept == signed(found.text, key(log)) or not is_own(log, found)


def _anew(log: str) -> bytes:
    """Sign the head of a record that was kept before checkpoints were, or by another key."""
    if log not in store.logs():
        raise Refused("record_unknown", log=log)
    with store.hold(log):
        folded = newest(log)
        if not folded.size:
            raise Refused("record_unknown", log=log)
        anew = sign(log, folded)
        store.keep_checkpoint(log, anew)
    return anew
