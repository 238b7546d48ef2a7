"""The bundle: a whole record as one file that anybody can check offline. The same record gives the same bytes.

Members, in this order: ``__main__.py`` and ``verifier/`` (so that ``python3 record.zip`` verifies), ``record.json``,
``rotations`` (where the host's key was passed on), ``checkpoint``, ``tile/`` (C2SP tlog-tiles), ``blobs/`` (sealed parts by
their digest), ``stamps/`` (time stamps, RFC 3161), and ``record.html`` for people.
"""

import hashlib
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from comity.core.state import State
from comity.record import checkpoint, note, stamped, standalone
from comity.record.archive import zipped
from comity.record.hashes import Hashes
from comity.record.page import page
from comity.record.stamped import Place
from comity.record.statement import canonical
from comity.record.tile import Tile, bundled, tiles
from comity.record.tree import leaf_hash

FORMAT = "comity/record/v1"

Members = dict[str, bytes]


class Record(Struct, frozen=True):
    """What a bundle is made of: leaves in order, the signed checkpoint with its cosignatures, the host's key as written.

    ``blobs`` are sealed parts by their digest, in any number: a part that is not there is withheld. ``verifier`` is the
    digest of the sources that the bundle carries: by default those of this installation. ``rotations`` are the notes by which
    the key was passed on, the oldest first. ``stamps`` are answers of time-stamping authorities, each with nothing but its token.
    """

    leaves: tuple[bytes, ...]
    checkpoint: bytes
    key: str
    blobs: Mapping[str, bytes] = {}
    verifier: str = ""
    rotations: bytes = b""
    stamps: Mapping[Place, bytes] = {}


def pack(record: Record, state: State) -> bytes:
    """The bundle of a record; ``state`` is what its acts fold to. O(bytes)."""
    tree = Hashes(map(leaf_hash, record.leaves))
    return zipped({**verifier(), **evidence(record, tree, state.log), **derived(record, state)})


def evidence(record: Record, tree: Hashes, log: str) -> Members:
    """What is verified: everything that does not depend on the version of the house. ``tree`` is that of the leaves."""
    head = checkpoint.read(note.read(record.checkpoint).text)
    told = {
        "format": FORMAT,
        "key": record.key,
        "log": log,
        "origin": head.origin,
        "root": head.root.hex(),
        "size": head.size,
        "verifier": record.verifier or own_digest(),
    }
    blobs = {f"blobs/{name}": record.blobs[name] for name in sorted(record.blobs)}
    passed = {"rotations": record.rotations} if record.rotations else {}
    return {
        "record.json": canonical(told),
        **passed,
        "checkpoint": record.checkpoint,
        **tiled(record.leaves, tree),
        **blobs,
        **stamped.members(record.stamps),
    }


def derived(record: Record, state: State) -> Members:
    """What is made for people out of the rest."""
    return {"record.html": page(record.leaves, state, note.read(record.checkpoint).text, record.key)}


def tiled(leaves: tuple[bytes, ...], tree: Hashes) -> Members:
    """The tiles of a log by their paths; ``tree`` is that of its leaves."""
    return {each.path: _tile(each, leaves, tree) for each in tiles(len(leaves))}


@cache
def verifier() -> Members:
    """The sources that verify a bundle where nothing is installed."""
    return {"__main__.py": standalone.MAIN, **standalone.sources()}


@cache
def own_digest() -> str:
    """The digest of the sources of this installation."""
    return digest(verifier())


def digest(sources: Members) -> str:
    """SHA-256, hexadecimal, of sources: path and bytes of each, one behind the other with their lengths."""
    found = hashlib.sha256()
    for path, data in sources.items():
        found.update(f"{path} {len(data)}\n".encode() + data)
    return found.hexdigest()


def _tile(tile: Tile, leaves: tuple[bytes, ...], tree: Hashes) -> bytes:
    start, end = tile.span
    return bundled(leaves[start:end]) if tile.level < 0 else tree.tile(tile)
