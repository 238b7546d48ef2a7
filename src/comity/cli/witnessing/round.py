"""One round of a witness: fetch, prove, check, mirror, cosign, post."""

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from comity.cli.witnessing.continued import Continued, continued
from comity.cli.witnessing.fetching import Shown, compare, fetched, head, require_shown
from comity.cli.witnessing.keeping import alone
from comity.cli.witnessing.mirror import Mirror
from comity.cli.witnessing.own import Own
from comity.cli.witnessing.source import Source
from comity.cli.witnessing.trust import Trust
from comity.cli.witnessing.witness import Witness
from comity.cli.witnessing.wrong import Wrong
from comity.core.errors import Unreadable
from comity.record import checkpoint
from comity.record.note import Key, Note
from comity.record.proof import consistency
from comity.record.rotation import Rotation
from comity.record.submission import COSIGNED, Submission


class Seen(Struct, frozen=True):
    """What a round found: the record's size, how much of it is new, own acts found, the mirror's folder.

    ``first`` is a key that is trusted since this round, ``passed`` how the host came to another key since the last one,
    ``posted`` whether the host has the cosignature; ``continued`` the logs that the record turned out to continue.
    """

    size: int
    new: int
    own: int
    folder: Path
    first: Key | None
    passed: tuple[Rotation, ...]
    posted: bool
    continued: tuple[Continued, ...] = ()


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
    shown = head(watch.source, keys)
    place = watch.witness.place(shown.head.origin)
    with alone(place / "lock"):
        mirror = Mirror(place / "mirror")
        old = len(mirror)
        leaves = _fetched(watch, mirror, shown)
        before = continued(watch.witness, mirror, leaves, shown.note, watch.own.party if watch.own else "")
        mirror.grow(shown.note, leaves)
        if first:
            watch.trust.remember(watch.source, first)
        if shown.passed:
            watch.trust.follow(shown.rotations)
            mirror.pass_on(shown.rotations)
        own = watch.own.check(mirror, (*watch.trust.keys(), shown.key)) if watch.own else 0
        for other in watch.others:
            elsewhere = compare(other, mirror, (*keys, shown.key))
            if watch.post and elsewhere.head.size > len(mirror):  # a folder, or a copy that lags, hides nothing
                require_shown(watch.source, other, elsewhere, (*keys, shown.key))
        cosigned = _cosigned(watch.witness, mirror, shown)
        if cosigned:
            mirror.cosigned(cosigned)
    posted = watch.post and cosigned is not None
    if cosigned and posted:
        _post(watch, cosigned)
    return Seen(shown.head.size, shown.head.size - old, own, place / "mirror", first, shown.passed, posted, before)


def _fetched(watch: Watch, mirror: Mirror, shown: Shown) -> list[bytes]:
    """What ``fetched`` gives. A host that went back is reminded of what it signed, before it is told so: it has to stop by itself."""
    try:
        return fetched(watch.source, mirror, shown)
    except Wrong as wrong:
        last = watch.witness.last(shown.head.origin)
        if wrong.code == "back" and watch.post and last:
            with suppress(Unreadable):  # that it does not listen is nothing new
                _post(watch, last)
        raise


def _post(watch: Watch, cosigned: Note) -> None:
    watch.source.post("cosignatures", f"{watch.witness.key}\n\n".encode() + bytes(cosigned))


def _cosigned(witness: Witness, mirror: Mirror, shown: Shown) -> Note | None:
    """The checkpoint as its log signed it, with the witness's cosignature; none where a larger one is cosigned already.

    A round goes through the same door as a submission by the host. Raises ``Wrong`` (``submitted``) where the host
    had another history cosigned through that door than the one it shows.
    """
    signed, now = shown.note, shown.head
    while True:
        last = witness.last(now.origin)
        size = checkpoint.read(last.text).size if last else 0
        if size > now.size:
            return None
        answer = witness.add(Submission(size, consistency(size, now.size, mirror.hashes.subtree), signed))
        if answer.status == COSIGNED:
            return answer.last
        if answer.last and (last is None or answer.last.text != last.text):
            continue  # the host submitted a newer one at this moment
        evidence = {"checkpoint": bytes(signed), **({"submitted": bytes(last)} if last else {})}
        raise Wrong("submitted", evidence, size=size)
