"""A log kept as files in the layout of C2SP tlog-tiles, so that any server of files can serve it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from comity.cli.witnessing.keeping import got, put
from comity.core.errors import Unreadable
from comity.record import checkpoint, note
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes, read
from comity.record.note import Note
from comity.record.tile import WIDTH, Tile, bundled, read_bundle, tiles
from comity.record.tree import leaf_hash


class Mirror:
    """The log in ``folder`` as far as it was proven; ``note`` is the checkpoint it was proven against, if any.

    The checkpoint is written last: whatever else lies in the folder after a crash does not count, and is written
    again. ``Unreadable`` (``mirror_damaged``) where the tiles do not add up to the checkpoint.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        kept = got(folder / "checkpoint")
        with self._sound():
            self.note: Note | None = note.read(kept) if kept is not None else None
            self.head: Checkpoint | None = checkpoint.read(self.note.text) if self.note else None
        self.hashes = Hashes(self._leaf_hashes())
        if self.head and (len(self), self.hashes.root(len(self))) != (self.head.size, self.head.root):
            raise Unreadable(str(folder), "mirror_damaged")

    def __len__(self) -> int:
        return len(self.hashes)

    def leaves(self, start: int, stop: int) -> Iterator[bytes]:
        """The leaves ``start:stop`` of what is mirrored, each held to its hash."""
        for index in range(start // WIDTH, -(-stop // WIDTH)):
            first = index * WIDTH
            for number, leaf in enumerate(self._bundle(index), first):
                if start <= number < stop:
                    if leaf_hash(leaf) != self.hashes.leaf(number):
                        raise Unreadable(str(self._folder), "mirror_damaged")
                    yield leaf

    def grow(self, signed: Note, leaves: Sequence[bytes]) -> None:
        """Add leaves with which the log is what ``signed`` says; that was proven before."""
        old, head = len(self), checkpoint.read(signed.text)
        for leaf in leaves:
            self.hashes.add(leaf_hash(leaf))
        before = {each.path for each in tiles(old)}
        now = {each.path: each for each in tiles(head.size)}
        for path in now.keys() - before:
            put(self._folder / path, self._tile(now[path], old, leaves))
        put(self._folder / "checkpoint", bytes(signed))
        self.note, self.head = signed, head
        for path in before - now.keys():
            (self._folder / path).unlink(missing_ok=True)

    def cosigned(self, signed: Note) -> None:
        """Put the lines of ``signed``, which is the same checkpoint, to those that are kept; of one key the new one."""
        fresh = {(each.name, each.id) for each in signed.signatures}
        kept = self.note.signatures if self.note else ()
        others = tuple(each for each in kept if (each.name, each.id) not in fresh)
        self.note = Note(signed.text, (*signed.signatures[:-1], *others, signed.signatures[-1]))
        put(self._folder / "checkpoint", bytes(self.note))

    def pass_on(self, rotations: bytes) -> None:
        """Keep how the host passed on its key, for whoever reads the log here."""
        put(self._folder / "rotations", rotations)

    def _tile(self, tile: Tile, old: int, leaves: Sequence[bytes]) -> bytes:
        """The bytes of a tile that is not there yet; ``leaves`` follow the first ``old``."""
        if tile.level >= 0:
            return self.hashes.tile(tile)
        start, end = tile.span
        kept = list(self.leaves(start, min(end, old))) if start < old else []
        return bundled((*kept, *leaves[max(start - old, 0) : end - old]))

    def _bundle(self, index: int) -> tuple[bytes, ...]:
        size = self.head.size if self.head else 0
        with self._sound():
            return read_bundle(self._read(Tile(-1, index, min(WIDTH, size - index * WIDTH))))

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """What cannot be understood in here was damaged."""
        try:
            yield
        except Unreadable as error:
            if error.why == "system":
                raise
            raise Unreadable(str(self._folder), "mirror_damaged") from None

    def _leaf_hashes(self) -> Iterator[bytes]:
        for each in tiles(self.head.size if self.head else 0):
            if each.level == 0:
                yield from read(self._read(each))

    def _read(self, tile: Tile) -> bytes:
        data = got(self._folder / tile.path)
        if data is None:
            raise Unreadable(str(self._folder), "mirror_damaged")
        return data
