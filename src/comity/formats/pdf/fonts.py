"""The families of paper: each vendored font file under a name of its own, and lists of them that cover a script each.

On the screen the subsets of a font share one name, parted by ``unicode-range``. In a PDF two files of one name and weight
would be embedded as one font, and the letters of the other would be lost.
"""

import io
from functools import lru_cache
from importlib.resources import files
from typing import Any

_SCRIPTS = {
    "latin": "Latin",
    "cyrillic": "Cyrillic",
    "latin-ext": "Latin Extended",
    "cyrillic-ext": "Cyrillic Extended",
}
_FILES = {
    "Literata": (("literata", "normal"), ("literata-italic", "italic")),
    "Golos Text": (("golos-text", "normal"),),
}


def _family(name: str) -> str:
    return ", ".join(f'"{name} {script}"' for script in _SCRIPTS.values())


SERIF = f"{_family('Literata')}, {_family('Golos Text')}, serif"
"""What ``font-family`` says for the text; Golos Text has the letters of Tajik that Literata lacks."""

SANS = f"{_family('Golos Text')}, sans-serif"
"""What it says for all that stands around the text."""


def faces(scheme: str) -> str:
    """The ``@font-face`` rules; an address is ``scheme`` and the name of a vendored file."""
    return "".join(
        f'@font-face {{ font-family: "{name} {script}"; font-style: {slant}; src: url("{scheme}{stem}-{subset}.woff2"); }}\n'
        for name, stems in _FILES.items()
        for stem, slant in stems
        for subset, script in _SCRIPTS.items()
    )


@lru_cache(maxsize=16)
def vendored(name: str) -> bytes:
    """A font file of the package, unpacked, which takes longer than to set a page; ``FileNotFoundError`` for other names."""
    from fontTools.ttLib.woff2 import decompress  # type: ignore[import-untyped] # noqa: PLC0415 - comes with WeasyPrint, which a bare install has not

    packed = files("comity").joinpath("fonts", name).read_bytes()
    unpacked = io.BytesIO()
    decompress(io.BytesIO(packed), unpacked)
    return unpacked.getvalue()


def undated(_document: Any, pdf: Any) -> None:
    """Take the hour of printing out of the embedded fonts, where it stands as the hour of their last change."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # noqa: PLC0415 - see above

    for each in pdf.objects:
        if "Length1" in getattr(each, "extra", {}):
            font = TTFont(io.BytesIO(b"".join(each.stream)), recalcTimestamp=False)
            font["head"].modified = font["head"].created
            written = io.BytesIO()
            font.save(written)
            each.stream = [written.getvalue()]
            each.extra["Length1"] = len(each.stream[0])
