"""The comparative table, as text, Markdown and HTML."""

from comity.core.wording.document import DocumentComposition
from comity.formats.table import html, markdown, plain
from comity.formats.table.entries import grouped, table


def write(composition: DocumentComposition, suffix: str, language: str, title: str) -> str:
    """The table as a file of this kind: ``.html``, ``.md`` or ``.txt``."""
    groups = tuple(grouped(table(composition)))
    if suffix == ".html":
        return html.write(groups, composition, language, title)
    return markdown.write(groups, language) if suffix == ".md" else plain.write(groups, language)
