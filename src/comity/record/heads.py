"""Who stands for a head: the host's key in the bundle, and the keys that the reader trusts."""

from collections.abc import Iterable, Iterator

from comity.core.errors import Unreadable
from comity.record import note, rotation
from comity.record.cosignature import cosigned
from comity.record.note import COSIGNATURE, ED25519, Key, Note
from comity.record.report import Fault, Passed, Witnessed
from comity.record.rotation import Rotation


def read_keys(written: bytes) -> tuple[Key, ...]:
    """The keys of a file of trusted keys: one a line as they are passed on; empty lines, and lines from ``#`` on, are remarks.

    ``Unreadable`` (``keys_malformed``) names the line that is no key.
    """
    found = []
    for number, line in enumerate(written.decode(errors="replace").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(note.read_key(line.strip()))
            except Unreadable:
                raise Unreadable("keys.txt", "keys_malformed", line=number) from None
    return tuple(found)


def faults(signed: Note, origin: str, key: str, trust: tuple[Key, ...]) -> Iterator[Fault]:
    """What is wrong with the signatures of a checkpoint of ``origin``.

    ``key`` is the host's key as the bundle tells it. Keys in ``trust`` that are named by the origin have to have signed,
    if there are any keys at all; a line under the id of a trusted key has to be its own.
    """
    try:
        host = note.read_key(key)
        if host.name != origin or host not in note.verified(signed, (host,)):
            yield Fault("verify.not_signed", {"origin": origin})
    except Unreadable as error:
        yield Fault(f"unreadable.{error.why}", {**error.facts, "where": error.where})
    if trust and not trusted(signed, origin, trust):
        yield Fault("verify.not_trusted", {"origin": origin})
    yield from _forged(signed, trust)


def trusted(signed: Note, origin: str, trust: Iterable[Key]) -> bool:
    """Whether a key that the reader trusts for this log signed."""
    try:
        return bool(note.verified(signed, (key for key in trust if key.kind == ED25519 and key.name == origin)))
    except Unreadable:
        return False


def passed(rotations: tuple[Rotation, ...], key: str, trust: Iterable[Key]) -> tuple[Passed, ...]:
    """How trust came to the host's ``key``, as the bundle tells it, where its reader trusts an earlier one."""
    try:
        path = rotation.led(trust, rotations, note.read_key(key))
    except Unreadable:
        return ()
    return tuple(Passed(str(each.old), str(each.new), each.size) for each in path)


def witnesses(signed: Note, trust: tuple[Key, ...]) -> tuple[Witnessed, ...]:
    """Each witness that the reader trusts, and when it cosigned."""
    seen = {found.key: found.at for found in cosigned(signed, trust)}
    return tuple(Witnessed(key.name, seen.get(key)) for key in trust if key.kind == COSIGNATURE)


def _forged(signed: Note, trust: tuple[Key, ...]) -> Iterator[Fault]:
    """Cosignatures under the id of a trusted witness that are not by it, or not under its name."""
    known = {key.id: key for key in trust if key.kind == COSIGNATURE}
    for line in signed.signatures:
        key = known.get(line.id)
        if key is not None and key not in {each.key for each in cosigned(Note(signed.text, (line,)), trust)}:
            yield Fault("verify.cosignature_wrong", {"witness": key.name})
