"""The comparative table, as text, Markdown and HTML."""

from comity.formats.publication.labels import labels
from comity.formats.publication.values import Publication
from comity.formats.table import html, markdown, plain
from comity.formats.table.entries import grouped, table


def write(publication: Publication, suffix: str, language: str) -> str:
    """The table as a file of this kind, ``.html``, ``.md`` or ``.txt``, words around the wordings in ``language``."""
    groups = tuple(grouped(table(publication.composition), labels(publication)))
    if suffix == ".html":
        return html.write(groups, publication.composition, language, publication.letterhead.title)
    return markdown.write(groups, language) if suffix == ".md" else plain.write(groups, language)
