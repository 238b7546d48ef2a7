"""The name of a file as the record holds it: one that no system takes for a place, and no eye for another name."""

import unicodedata

LONGEST = 100
"""Characters of a name; file systems take 255 bytes."""

_ENDING = 12
_MARKS = frozenset(':*?"<>|')
"""Signs that some file systems do not take in a name; what stands before a slash is a folder."""

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def filename(given: str) -> str:
    """The name without folders, controls and signs that are not seen, in NFC; empty where nothing is left. Idempotent."""
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = (each for each in unicodedata.normalize("NFC", last) if unicodedata.category(each) not in _UNSEEN)
    plain = " ".join("".join("-" if each in _MARKS else each for each in seen).split()).strip(" .")
    return unicodedata.normalize("NFC", _shortened(plain))


def _shortened(name: str) -> str:
    """At most ``LONGEST`` characters; the ending, by which systems tell what it is, stays."""
    if len(name) <= LONGEST:
        return name
    _, stop, ending = name.rpartition(".")
    kept = stop + ending if len(ending) <= _ENDING else ""
    return name[: LONGEST - len(kept)].rstrip(" .") + kept
