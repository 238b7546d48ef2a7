"""The host's key passed on to the next: announced for every log, signed by both, and kept beside the records."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from comity.core.errors import Refused
from comity.record import rotation
from comity.record.note import Key
from comity.record.rotation import Rotation
from comity.registry import durable, hostkeys, known, read, store


def announce(seed: bytes) -> tuple[Rotation, ...]:
    """Announce for every log that the key of ``seed`` (32 bytes) follows the host's; on disk when this returns.

    What was announced already is not announced again, so that this can be begun anew after a power cut. Refuses
    (``rotations_many``) one announcement more than anybody reads, and to pass on what another key signed (``host_key_other``).
    """
    following = Ed25519PrivateKey.from_private_bytes(seed)
    return tuple(_announced(log, following) for log in read.logs())


def _announced(log: str, following: Ed25519PrivateKey) -> Rotation:
    found = store.log(log)
    known.require_key(found)
    old = hostkeys.named(found.origin)
    new = Key(found.origin, following.public_key().public_bytes_raw())
    kept = hostkeys.rotations(log)
    told = rotation.read_all(kept)
    earlier = [each for each in told if (each.old, each.new) == (old, new)]
    if earlier:
        return earlier[-1]
    if len(told) >= rotation.MOST:
        raise Refused("rotations_many", log=log, most=rotation.MOST)
    head = read.head(log)
    made = Rotation(old, new, head.size, head.root)
    durable.put(hostkeys.announced() / log, kept + rotation.signed(made, hostkeys.private().sign, following.sign))
    return made
