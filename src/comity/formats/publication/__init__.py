"""What is printed of a text, in whatever format."""

from comity.formats.publication.comparison import of_comparison
from comity.formats.publication.documents import argued, dated, of_documents, with_headings
from comity.formats.publication.identifier import Identifier, bookmark, read_identifier
from comity.formats.publication.texts import of_text

__all__ = [
    "Identifier",
    "argued",
    "bookmark",
    "dated",
    "of_comparison",
    "of_documents",
    "of_text",
    "read_identifier",
    "with_headings",
]
