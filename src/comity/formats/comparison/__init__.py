"""What changed between two versions of a document, as text and as a page."""

from comity.formats.comparison import html, plain
from comity.formats.comparison.changes import Comparison, compare

__all__ = ["Comparison", "compare", "html", "plain"]
