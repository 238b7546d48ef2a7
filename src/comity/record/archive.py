"""The archive of a bundle: a ZIP file in which nothing is packed, dated or owned, so that its bytes follow from its members.

Nothing is compressed: packing depends on the library at hand, and what is not packed cannot unpack into more than it is.
Reading believes no directory. It walks from member to member, and whoever wants to know whether anything else is in the
file writes the members again and compares.
"""

import io
import struct
import zipfile
from collections.abc import Mapping

from comity.core.errors import Unreadable

LARGEST = 512_000_000
"""Bytes of the largest bundle that is read: some 700,000 acts."""

MOST = 25_000
"""Members of a bundle: the tiles of more acts than fit into it, and as many sealed parts."""

_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that the format knows; it says nothing."""

_UNIX = 3
_READABLE = 0o100644 << 16
_MEMBER_MARK, _DIRECTORY_MARK = b"PK\x03\x04", b"PK\x01\x02"
_MEMBER = struct.Struct("<18x2L2H")
"""A local file header (APPNOTE 4.3.7): packed size, size, and the lengths of name and extra field, after what is not looked at."""


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The archive of ``members``, in their order. Names are ASCII."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, data)
    return file.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members of an archive that ``zipped`` may have written, in order. O(len(data)) time and memory.

    ``Unreadable``: ``bundle_too_large``, ``bundle_foreign`` for what begins or goes on as no such archive does, ``bundle_cut`` where one
    ends before its members do. Checksums and the directory at the end are not looked at.
    """
    if len(data) > LARGEST:
        raise Unreadable("record.zip", "bundle_too_large", limit=LARGEST // 1_000_000)
    members: dict[str, bytes] = {}
    at = 0
    while data[at : at + 4] == _MEMBER_MARK:
        name, start, end = _member(data, at)
        if name in members or len(members) == MOST:
            raise Unreadable("record.zip", "bundle_foreign")
        members[name] = data[start:end]
        at = end
    if members and _ends(data[at : at + 4]):
        raise Unreadable("record.zip", "bundle_cut")
    if not members or data[at : at + 4] != _DIRECTORY_MARK:
        raise Unreadable("record.zip", "bundle_foreign")
    return members


def _member(data: bytes, at: int) -> tuple[str, int, int]:
    """Name of the member whose header stands at ``at``, and where its bytes begin and end."""
    try:
        packed, size, name, extra = _MEMBER.unpack_from(data, at)
        start = at + _MEMBER.size + name
        found = data[at + _MEMBER.size : start].decode("ascii")
    except struct.error:
        raise Unreadable("record.zip", "bundle_cut") from None
    except UnicodeDecodeError:
        raise Unreadable("record.zip", "bundle_foreign") from None
    if packed != size or extra or not found.isprintable():
        raise Unreadable("record.zip", "bundle_foreign")
    if start + size > len(data):
        raise Unreadable("record.zip", "bundle_cut")
    return found, start, start + size


def _ends(mark: bytes) -> bool:
    """Whether what stands where the next mark should is only the beginning of one, or nothing."""
    return len(mark) < len(_DIRECTORY_MARK) and (_MEMBER_MARK.startswith(mark) or _DIRECTORY_MARK.startswith(mark))
