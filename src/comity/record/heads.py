"""Who stands for a head: the host's key in the bundle, and the keys that the reader trusts."""

from collections.abc import Iterable, Iterator

from comity.core.errors import Unreadable
from comity.record import checkpoint, note, rotation, written
from comity.record.cosignature import cosigned
from comity.record.note import COSIGNATURE, ED25519, Key, Note
from comity.record.report import Fault, Passed, Witnessed
from comity.record.rotation import Rotation

_NOT_SIGNED = {"signature_missing", "checkpoint_foreign"}


def read_keys(data: bytes) -> tuple[Key, ...]:
    """The keys of a file of trusted keys: one a line as they are passed on; empty lines, and what follows ``#``, are remarks.

    ``Unreadable``: ``keys_malformed`` names the line that is no key; ``keys_none`` where there is none at all, since nothing
    would be held to them.
    """
    found = []
    for number, line in enumerate(written.text(data, "replace").splitlines(), 1):
        if key := f" {line}".partition(" #")[0].strip():
            try:
                found.append(note.read_key(key))
            except Unreadable:
                raise Unreadable("keys.txt", "keys_malformed", line=number) from None
    if not found:
        raise Unreadable("keys.txt", "keys_none")
    return tuple(found)


def faults(signed: Note, origin: str, key: str, trust: tuple[Key, ...]) -> Iterator[Fault]:
    """What is wrong with the signatures of a checkpoint of ``origin``.

    ``key`` is the host's key as the bundle tells it. Keys in ``trust`` that are named by the origin have to have signed,
    if there are any keys at all; a line under the id of a trusted key has to be its own.
    """
    yield from _not_own(signed, origin, key)
    if trust and checkpoint.signer(signed, trust) is None:
        named = any((each.name, each.kind) == (origin, ED25519) for each in trust)
        yield Fault("verify.not_trusted" if named else "verify.not_named", {"origin": origin})
    yield from _forged(signed, trust)


def passed(rotations: tuple[Rotation, ...], key: str, trust: Iterable[Key]) -> tuple[Passed, ...]:
    """How trust came to the host's ``key``, as the bundle tells it, where its reader trusts an earlier one."""
    try:
        path = rotation.led(trust, rotations, note.read_key(key))
    except Unreadable:
        return ()
    return tuple(Passed(str(each.old), str(each.new), each.size) for each in path)


def witnesses(signed: Note, trust: tuple[Key, ...]) -> tuple[Witnessed, ...]:
    """Each witness that the reader trusts, and when it cosigned; none where a line under its key is not its own."""
    return tuple(Witnessed(key.name, _cosigned(signed, key)) for key in trust if key.kind == COSIGNATURE)


def _not_own(signed: Note, origin: str, key: str) -> Iterator[Fault]:
    """That the key which the bundle tells did not sign, or is none."""
    try:
        own = note.read_key(key)
    except Unreadable:
        yield Fault("unreadable.member_malformed", {"where": "record.json"})
        return
    try:
        checkpoint.opened(signed, own)
    except Unreadable as error:
        told = Fault(f"unreadable.{error.why}", {**error.facts, "where": error.where})
        yield Fault("verify.not_signed", {"origin": origin}) if error.why in _NOT_SIGNED else told


def _forged(signed: Note, trust: tuple[Key, ...]) -> Iterator[Fault]:
    """Cosignatures under the id of a trusted witness that are not by it, or not under its name."""
    known = {key.id: key for key in trust if key.kind == COSIGNATURE}
    for line in signed.signatures:
        key = known.get(line.id)
        if key is not None and _cosigned(Note(signed.text, (line,)), key) is None:
            yield Fault("verify.cosignature_wrong", {"witness": key.name})


def _cosigned(signed: Note, key: Key) -> int | None:
    try:
        return next((found.at for found in cosigned(signed, (key,))), None)
    except Unreadable:
        return None
