"""The package of an OpenDocument text: always the same bytes for the same parts."""

import io
import zipfile
from collections.abc import Mapping

MIMETYPE = "application/vnd.oasis.opendocument.text"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts by name; its type stands first, unpacked (ODF 1.3 Part 2, 3.3), all dates are one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(_entry("mimetype"), MIMETYPE, zipfile.ZIP_STORED)
        for part, data in parts.items():
            package.writestr(_entry(part), data, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()


def _entry(part: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part, _EPOCH)
    entry.create_system = _UNIX
    return entry
