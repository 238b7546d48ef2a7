"""Bundles to verify: a worked consultation, and a small record whose acts are signed and whose head is cosigned."""

import base64
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from comity import worked
from comity.core import fold
from comity.core.acts import EXAMPLES, Seen, decode, encode
from comity.record import bundle, cosignature, note, rotation, signature
from comity.record.archive import unzipped, zipped
from comity.record.bundle import Record
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes
from comity.record.leaf import leaf, read_leaf
from comity.record.note import COSIGNATURE, Note
from comity.record.rotation import Rotation
from comity.record.tree import leaf_hash
from record.signing import signer

ORIGIN = "comity/00112233445566778899aabbccddeeff"
HOST, SIGN = signer(ORIGIN)
WITNESS, COSIGN = signer("witness.example/kaz", COSIGNATURE, seed=2)
OTHER, _ = signer("witness.example/rus", COSIGNATURE, seed=3)
NEXT, SIGN_NEXT = signer(ORIGIN, seed=4)
"""The host's key after it was passed on."""
TRUST = (HOST, WITNESS)
COSIGNED_AT = 1_760_000_000


def head(leaves, origin=ORIGIN):
    """The checkpoint of leaves, signed by the host and cosigned by a witness."""
    tree = Hashes(map(leaf_hash, leaves))
    text = Checkpoint(origin, len(tree), tree.root(len(tree))).text
    own = note.signed(text, replace(HOST, name=origin), SIGN)
    return bytes(Note(text, (own, cosignature.cosign(text, WITNESS, COSIGNED_AT, COSIGN))))


def passed_on(leaves, size, old=(HOST, SIGN), new=(NEXT, SIGN_NEXT)):
    """The note by which one key followed another when the record of ``leaves`` had ``size`` acts."""
    root = Hashes(map(leaf_hash, leaves)).root(size).hex()
    return rotation.signed(Rotation(old[0], new[0], size, root), old[1], new[1])


def signed_anew(leaves):
    """The checkpoint of leaves, signed by the key that followed the host's first."""
    text = note.read(head(leaves)).text
    return bytes(Note(text, (note.signed(text, NEXT, SIGN_NEXT),)))


def state_of(leaves):
    """What leaves fold to."""
    read = map(read_leaf, leaves)
    return fold.fold(fold.Entry(each.seq, each.at, decode(each.stmt.encode())) for each in read)


def packed(leaves, state=None, **changes):
    """The bundle of leaves whose head is signed, whatever they are."""
    return _packed(leaves) if state is None and not changes else _made(leaves, state, changes)


@cache
def _packed(leaves):
    return _made(leaves, None, {})


def _made(leaves, state, changes):
    record = Record(leaves=tuple(leaves), checkpoint=head(leaves), key=str(HOST))
    return bundle.pack(replace(record, **changes), state or state_of(leaves))


@cache
def consultation(name="anzus-1951"):
    """The leaves of a worked consultation."""
    return tuple(leaf(at, seq, encode(act).decode()) for seq, (at, act) in enumerate(worked.acts(name)))


@cache
def signed():
    """A record of which a party signs what it does: acts 4 to 9, with the key that act 3 brought in."""
    private = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x07")
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    leaves = []

    def do(kind, actor, *, sign=False, **fields):
        tree = Hashes(map(leaf_hash, leaves))
        seen = Seen(tree.root(len(tree)).hex(), len(tree))
        act = replace(EXAMPLES[kind], id=f"act-{len(leaves)}", actor=actor, seen=seen, **fields)
        statement = encode(act)
        line = f"ed25519 act-3 {base64.b64encode(private.sign(signature.text(statement))).decode()}"
        leaves.append(leaf(1_000 * len(leaves), len(leaves), statement.decode(), (line,) if sign else ()))

    do("consultation.open", "SEC/1", title={"en": "Waters <script>alert(1)</script>", "ru": "Воды & реки"})
    do("party.admit", "SEC/1", admitted="KAZ")
    do("session.convene", "SEC/1")
    do("key.add", "KAZ/1", public=public)
    for _ in range(6):
        do("question.propose", "KAZ/1", sign=True)
    return tuple(leaves)


def changed(data, **members):
    """A bundle with other bytes in some members, written as it should be; ``None`` drops one."""
    found = unzipped(data)
    for name, content in members.items():
        if content is None:
            del found[name]
        else:
            found[name] = content
    return zipped(found)
