"""Office packages as libraries write them, with the hour of writing taken out: same content, same bytes."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def settled(data: bytes, at: int, amended: Mapping[str, Callable[[bytes], bytes]] = {}) -> bytes:
    """The package with its parts dated alike and its last change at ``at``, in milliseconds since 1970.

    ``amended`` holds, by the name of a part, what is to be done with its bytes.
    """
    moment = datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = amended.get(name, bytes)(source.read(name))
            content = _MODIFIED.sub(rb"\g<1>" + moment, part) if name == _CORE else part
            target.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
