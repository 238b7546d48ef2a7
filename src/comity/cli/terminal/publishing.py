"""A publication as a file of the kind that its name says; a format is imported when it is asked for."""

from importlib import import_module

from comity.cli.terminal.libraries import installed
from comity.core.errors import Refused
from comity.formats import html, rolling, table
from comity.formats.notated import NOTATED, page, write
from comity.formats.publication.values import Publication

TEXTS = (".txt", ".md", ".html")
OFFICE = {
    ".docx": "comity.formats.docx",
    ".odt": "comity.formats.odt",
    ".pdf": "comity.formats.pdf",
    ".xml": "comity.formats.akn",
}
TABLES = {
    ".docx": "comity.formats.table.docx",
    ".xlsx": "comity.formats.table.xlsx",
    ".pdf": "comity.formats.table.pdf",
}
STYLES = ("attributed", "un", *NOTATED, "table")


def published(publication: Publication, suffix: str, style: str, language: str) -> str | bytes:
    """The publication as text, or as the bytes of an office file; words around the text in the reader's ``language``.

    Raises ``Refused``: ``style_not_in_kind`` where files of this kind show proposals in a way of their own,
    ``files_not_installed``.
    """
    style = "table" if suffix == ".xlsx" else style
    kinds = (*TEXTS, *_files(style))
    if suffix not in kinds:
        raise Refused("style_not_in_kind", style=style, suffix=suffix, suffixes=", ".join(kinds))
    if suffix not in TEXTS:
        with installed():
            return _office(publication, suffix, style, language)
    if style == "table":
        return table.write(publication, suffix, language)
    if suffix == ".html":
        return _page(publication, style, language)
    markdown = suffix == ".md"
    if style in NOTATED:
        return write(publication, style, language, markdown=markdown)
    return rolling.write(publication, named=style == "attributed", markdown=markdown)


def _files(style: str) -> tuple[str, ...]:
    """The kinds of office files in which a style can be written."""
    return tuple({"attributed": OFFICE, "table": TABLES}.get(style, ()))


def _office(publication: Publication, suffix: str, style: str, language: str) -> bytes:
    if suffix == ".pdf":
        import_module("weasyprint.urls")  # the printer itself tells a server what is missing, not who asks here
    if style == "table":
        found: bytes = import_module(TABLES[suffix]).write(publication, language)
    else:
        found = import_module(OFFICE[suffix]).write(publication)
    return found


def _page(publication: Publication, style: str, language: str) -> str:
    if style in NOTATED:
        return page(publication, style, language)
    return html.write(publication, language, named=style == "attributed")
