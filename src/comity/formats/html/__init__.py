"""HTML: wordings within a line, and whole documents as one self-contained file."""

from comity.formats.html.inline import redline, rolling

__all__ = ["redline", "rolling"]
