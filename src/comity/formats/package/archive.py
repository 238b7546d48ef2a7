"""The ZIP archive of a package: its directory is read with distrust, and its entries are unpacked by counted bytes."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final

from comity.core.errors import Unreadable

MEGABYTE: Final = 1_000_000

LARGEST: Final = 64 * MEGABYTE
"""Bytes of a packed file. Doors in set narrower limits of their own; this one holds for whoever calls."""

MOST_PARTS: Final = 5_000
"""Entries of an archive. A report with 2,000 pictures and as many links has some 4,100."""

LARGEST_PART: Final = 100 * MEGABYTE
"""Bytes of one part unpacked. A treaty of 2,000 pages, every word of it tracked, has a body of some 60 million."""

LARGEST_TOTAL: Final = 200 * MEGABYTE
"""Bytes of all parts that are read of one package; pictures are not read and not counted."""

TIGHTEST: Final = 300
"""How often a part may be larger than it is packed. The most monotonous tables of real files reach some 120 times; a bomb 1,030."""

_SMALL: Final = MEGABYTE  # below this size packing is nobody's weapon, and a few empty tables pack very tightly
_STEP: Final = 1 << 20
_LOCAL_HEADER: Final = 30
_ENTRY: Final = b"PK\x01\x02"
_END: Final = b"PK\x05\x06"
_ENCRYPTED: Final = 0x1
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the only two that either standard allows
_UNSAFE: Final = re.compile(r"(?:^|/)\.\.?(?:/|$)|^/|//|\\|^[A-Za-z]:|[\x00-\x1f\x7f]")
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,  # also of names that are not in the encoding they claim
    OverflowError,
    NotImplementedError,
    RuntimeError,
    OSError,  # a seek to before the beginning
    KeyError,
)


class Archive:
    """An archive in memory, opened safely; ``where`` names its file in every ``Unreadable`` that it raises."""

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        self._room = LARGEST_TOTAL
        _refuse_size(data, where)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS:
            raise Unreadable(where, "truncated" if _END not in data[-(1 << 16) - 22 :] else "damaged") from None
        entries = self._zip.infolist()
        _refuse_names(entries, where)
        _refuse_layout(entries, self._zip.start_dir, where)
        _refuse_bombs(entries, where)
        self._entries = {entry.filename.casefold(): entry for entry in entries if not entry.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the entries as the file spells them, in its order, folders left out."""
        return tuple(entry.filename for entry in self._entries.values())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.casefold() in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of an entry, whatever case its name is written in; ``Unreadable`` where there is none or it is too large."""
        entry = self._entries.get(name.casefold())
        if entry is None:
            raise Unreadable(self.where, "part_missing", part=name)
        most = min(LARGEST_PART, self._room, _unpacked_at_most(entry.compress_size))
        try:
            data = self._unpacked(entry, most)
        except _FAULTS:
            raise Unreadable(self.where, "part_damaged", part=_shown(entry.filename)) from None
        if len(data) > most:
            raise self._too_much(entry, most)
        self._room -= len(data)
        return data

    def _too_much(self, entry: zipfile.ZipInfo, most: int) -> Unreadable:
        if most == _unpacked_at_most(entry.compress_size):
            return Unreadable(self.where, "packed_too_tightly", part=_shown(entry.filename), limit=TIGHTEST)
        limit = LARGEST_PART if most == LARGEST_PART else LARGEST_TOTAL
        return Unreadable(self.where, "unpacks_too_large", limit=limit // MEGABYTE)

    def _unpacked(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        """No more than one byte above ``most``; the size that the directory declares is not relied on."""
        pieces, left = [], most + 1
        with self._zip.open(entry) as stream:
            while left and (piece := stream.read(min(left, _STEP))):
                pieces.append(piece)
                left -= len(piece)
        return b"".join(pieces)


def _unpacked_at_most(packed: int) -> int:
    return _SMALL + TIGHTEST * packed


def _refuse_size(data: bytes, where: str) -> None:
    """Refuse an archive by its bytes alone, before any object is made of an entry of it."""
    if len(data) > LARGEST:
        raise Unreadable(where, "too_large", limit=LARGEST // MEGABYTE)
    if data.count(_ENTRY) > MOST_PARTS:
        raise Unreadable(where, "too_many_parts", limit=MOST_PARTS)


def _refuse_names(entries: Iterable[zipfile.ZipInfo], where: str) -> None:
    """Refuse names that lead out of the package, and names that mean two parts at once (names are read in any case)."""
    seen: set[str] = set()
    for entry in entries:
        if _UNSAFE.search(entry.orig_filename):
            raise Unreadable(where, "unsafe_name", part=_shown(entry.orig_filename))
        if entry.filename.casefold() in seen:
            raise Unreadable(where, "doubled_part", part=_shown(entry.filename))
        seen.add(entry.filename.casefold())


def _refuse_layout(entries: list[zipfile.ZipInfo], directory: int, where: str) -> None:
    """Refuse entries that share bytes, lie outside the file or behind its directory, or are packed in other ways."""
    end = 0
    entries = sorted(entries, key=lambda entry: entry.header_offset)
    if entries and entries[0].header_offset:
        raise Unreadable(where, "damaged")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable(where, "encrypted")
        if entry.compress_type not in _METHODS:
            raise Unreadable(where, "part_damaged", part=_shown(entry.filename))
        if entry.header_offset < end:
            raise Unreadable(where, "overlapping_parts", part=_shown(entry.filename))
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
    if end > directory:
        raise Unreadable(where, "damaged")


def _refuse_bombs(entries: Iterable[zipfile.ZipInfo], where: str) -> None:
    """Refuse what declares itself a bomb, also in parts that nobody here would read."""
    for entry in entries:
        if entry.file_size > _unpacked_at_most(entry.compress_size):
            raise Unreadable(where, "packed_too_tightly", part=_shown(entry.filename), limit=TIGHTEST)


def _shown(name: str) -> str:
    """A name as a sentence may hold it: short, on one line."""
    return ascii(name[:80])[1:-1] if not name.isprintable() else name[:80]
