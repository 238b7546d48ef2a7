"""Put changes into a text: hunks into their base, one accepted alternative into the place where its site stood."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from comity.core.errors import Refused
from comity.core.wording.tokens import canonical, cells
from comity.core.wording.values import Alternative, Composition, Hunk, Part, Site


@lru_cache(maxsize=1024)
def boundaries(text: str) -> tuple[int, ...]:
    """The offset in a canonical text at which each cell begins, and the length of the text.

    Cells ``start:end`` are the characters ``boundaries[start]:boundaries[end]``. Linear; the latest texts are remembered.
    """
    return tuple(accumulate(map(len, cells(text)), initial=0))


def apply(base: str, hunks: Iterable[Hunk], start: int = 0, end: int | None = None) -> str:
    """The text that cells ``start:end`` of ``base`` (canonical; all cells by default) become with ``hunks`` put in.

    The hunks are ordered, disjoint and within those cells; nothing else is touched. Linear.
    """
    offsets = boundaries(base)
    pieces: list[str] = []
    done = offsets[start]
    for hunk in hunks:
        pieces += base[done : offsets[hunk.start]], hunk.text
        done = offsets[hunk.end]
    return "".join((*pieces, base[done : offsets[-1 if end is None else end]]))


def accept(composition: Composition, site: Site, alternative: Alternative | None) -> str:
    """The new base when ``alternative`` is accepted at ``site``: its text stands exactly where the site stood.

    The site may be an inner one. ``None`` accepts the base reading, which changes nothing. The result is canonical.
    Refused with ``site_unknown`` or ``alternative_unknown`` where the composition holds no such site, or the site no
    such alternative. Linear.
    """
    at = _offset(composition.parts, site)
    if at is None:
        raise Refused("site_unknown")
    if alternative is None:
        return composition.base
    if alternative not in site.alternatives:
        raise Refused("alternative_unknown")
    base = composition.base
    return canonical(base[:at] + alternative.text + base[at + len(site.base) :])


def _offset(parts: tuple[Part, ...], site: Site) -> int | None:
    """Where the base text of ``site`` begins, counted from the beginning of ``parts``."""
    at = 0
    for part in parts:
        if part == site:
            return at
        if isinstance(part, Site):
            within = _offset(part.content, site)
            if within is not None:
                return at + within
        at += len(part.text if not isinstance(part, Site) else part.base)
    return None
