"""One round of a witness: fetch, prove, check, mirror, cosign, post."""

from pathlib import Path

from msgspec import Struct

from comity.cli.witnessing.fetching import compare, fetched, head
from comity.cli.witnessing.keeping import alone
from comity.cli.witnessing.keys import Trust
from comity.cli.witnessing.mirror import Mirror
from comity.cli.witnessing.own import Own
from comity.cli.witnessing.source import Source
from comity.cli.witnessing.witness import Witness
from comity.cli.witnessing.wrong import Wrong
from comity.record import checkpoint
from comity.record.note import Key, Note
from comity.record.proof import consistency
from comity.record.submission import COSIGNED, Submission


class Seen(Struct, frozen=True):
    """What a round found: the record's size, how much of it is new, own acts found, the mirror's folder.

    ``first`` is a key that is trusted since this round, ``posted`` whether the host has the cosignature.
    """

    size: int
    new: int
    own: int
    folder: Path
    first: Key | None
    posted: bool


class Watch(Struct):
    """What is watched: a log, with whose keys, by which witness; own acts, and other places where it is shown."""

    source: Source
    witness: Witness
    trust: Trust
    own: Own | None = None
    others: tuple[Source, ...] = ()
    post: bool = False


def go_round(watch: Watch) -> Seen:
    """Look once. Raises ``Wrong`` with its evidence, ``Unreadable`` where the host or a file fails; both leave what was proven before."""
    keys, first = watch.trust.of(watch.source)
    signed, now, key = head(watch.source, keys)
    place = watch.witness.place(now.origin)
    with alone(place / "lock"):
        mirror = Mirror(place / "mirror")
        old = len(mirror)
        leaves = fetched(watch.source, mirror, signed)
        mirror.grow(signed, leaves)
        if first:
            watch.trust.remember(watch.source, first)
        own = watch.own.check(mirror, key) if watch.own else 0
        for other in watch.others:
            compare(other, mirror, key)
        cosigned = _cosigned(watch.witness, mirror, signed)
    posted = watch.post and cosigned is not None
    if cosigned and posted:
        watch.source.post("cosignatures", f"{watch.witness.key}\n\n".encode() + bytes(cosigned))
    return Seen(now.size, now.size - old, own, place / "mirror", first, posted)


def _cosigned(witness: Witness, mirror: Mirror, signed: Note) -> Note | None:
    """The checkpoint with the witness's cosignature alone; none where a larger one is cosigned already.

    A round goes through the same door as a submission by the host. Raises ``Wrong`` (``submitted``) where the host
    had another history cosigned through that door than the one it shows.
    """
    now = checkpoint.read(signed.text)
    while True:
        last = witness.last(now.origin)
        size = checkpoint.read(last.text).size if last else 0
        if size > now.size:
            return None
        answer = witness.add(Submission(size, consistency(size, now.size, mirror.hashes.subtree), signed))
        if answer.status == COSIGNED and answer.line:
            return Note(signed.text, (answer.line,))
        if answer.last and (last is None or answer.last.text != last.text):
            continue  # the host submitted a newer one at this moment
        evidence = {"checkpoint": bytes(signed), **({"submitted": bytes(last)} if last else {})}
        raise Wrong("submitted", evidence, size=size)
