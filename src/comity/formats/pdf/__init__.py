"""Documents for print and for the archive: PDF/A-3u, tagged, with its fonts inside."""

from comity.formats.pdf.document import write

__all__ = ["write"]
