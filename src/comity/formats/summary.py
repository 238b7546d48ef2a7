"""What a composition amounts to, in one sentence."""

from comity.core.wording.document import DocumentComposition, summary
from comity.locale import say

_ALWAYS = ("provisions", "sites", "alternatives", "untouched")
_ORDER = ("provisions", "sites", "alternatives", "added", "moved", "untouched")


def summed(composition: DocumentComposition, language: str) -> str:
    """Provisions, sites, alternatives, what is added and moved where anything is, and provisions nobody touches."""
    found = summary(composition)
    counts = [
        say(language, f"count.{name}", n=getattr(found, name))
        for name in _ORDER
        if name in _ALWAYS or getattr(found, name)
    ]
    return ", ".join(counts[:-1]) + "; " + counts[-1] + "."
