"""Tiles: the tree and its leaves as files of 256, for whoever reads the log over HTTP (C2SP tlog-tiles)."""

import re
import struct
from collections.abc import Iterator, Sequence

from msgspec import Struct

from comity.core.errors import Unreadable

WIDTH = 256
"""Hashes, or entries, in a full tile."""

_PATH = re.compile(
    r"tile/(?P<level>0|[1-9]|[1-5][0-9]|6[0-3]|entries)/(?P<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)
_LEVELS = 7
"""Levels that a log of 2**53 leaves can have."""


class Tile(Struct, frozen=True):
    """``width`` hashes from number ``index * 256`` of a level on; level -1 holds the entries themselves."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where the tile is found below the log's prefix: ``tile/0/x001/067.p/12``."""
        digits = f"{self.index:03d}"
        digits = digits.zfill(-len(digits) % 3 + len(digits))
        parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        place = "/".join((*(f"x{part}" for part in parts[:-1]), parts[-1]))
        level = "entries" if self.level < 0 else str(self.level)
        return f"tile/{level}/{place}" + (f".p/{self.width}" if self.width < WIDTH else "")

    @property
    def span(self) -> tuple[int, int]:
        """The leaves ``start:end`` that its hashes, or entries, stand for."""
        each = WIDTH ** max(self.level, 0)
        start = self.index * WIDTH * each
        return start, start + self.width * each


def read_path(path: str) -> Tile | None:
    """The tile of a path; none for what is no path, or another spelling of one."""
    found = _PATH.fullmatch(path)
    if not found:
        return None
    level = -1 if found["level"] == "entries" else int(found["level"])
    index = int(found["index"].replace("x", "").replace("/", ""))
    tile = Tile(level, index, int(found["width"] or WIDTH))
    return tile if tile.path == path else None


def tiles(size: int) -> Iterator[Tile]:
    """Every tile of a log of ``size`` leaves: entries first, then level by level; the last of a level may be partial."""
    for level in range(-1, _LEVELS):
        count = size // WIDTH ** max(level, 0)
        if not count:
            return
        yield from (Tile(level, index) for index in range(count // WIDTH))
        if count % WIDTH:
            yield Tile(level, count // WIDTH, count % WIDTH)


def bundled(entries: Sequence[bytes]) -> bytes:
    """Entries as the bytes of a tile of level -1: each behind its length in 16 bits."""
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def read_bundle(data: bytes) -> tuple[bytes, ...]:
    """The entries of a tile of level -1. ``Unreadable`` (``bundle_malformed``) where lengths and bytes do not agree."""
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise Unreadable("bundle", "bundle_malformed")
        entries.append(data[at + 2 : end])
        at = end
    return tuple(entries)
