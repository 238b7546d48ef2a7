"""HTML: wordings within a line, and the rolling text of a document as one self-contained file."""

from comity.formats.html.document import write
from comity.formats.html.inline import redline, rolling

__all__ = ["redline", "rolling", "write"]
