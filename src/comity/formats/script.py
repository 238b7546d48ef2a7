"""The language of a document's own words, told by its script."""

import re

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_SAMPLE = 20_000
"""Characters that are looked at."""


def tongue(wording: str) -> str:
    """``ru`` for Cyrillic, ``en`` for Latin, ``und`` where there are no letters of either."""
    sample = wording[:_SAMPLE]
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if not cyrillic + latin:
        return "und"
    return "ru" if cyrillic > latin else "en"
