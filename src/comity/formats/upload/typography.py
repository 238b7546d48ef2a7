"""Signs that editors set in their own way as a person types: quotes, apostrophes, dashes, dots; words stay as they are."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)


def plain(words: str) -> str:
    """Words with the sign of each kind that a typewriter has; as long as before."""
    return words if words.isascii() else words.translate(_SIGNS)


def reset(old: str, new: str) -> tuple[str, ...]:
    """The words of ``new`` that are those of ``old`` set otherwise; none where anything else differs."""
    if _told(old) != _told(new):
        return ()
    return tuple(other for one, other in zip(old.split(" "), new.split(" "), strict=True) if one != other)


def _told(words: str) -> str:
    return plain(words).replace("--", "-").replace("\u2026", "...")
