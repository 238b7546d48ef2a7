"""``comity diff``: what changed between two versions of a document, as a redline and as sentences."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from msgspec.structs import replace

from comity.cli.terminal import account, intake
from comity.cli.terminal.output import suffix, tell, write
from comity.cli.terminal.parser import Grammar
from comity.cli.terminal.publishing import OFFICE, TEXTS, published
from comity.core.wording import document as whole
from comity.core.wording.document import compose_documents
from comity.core.wording.tokens import canonical
from comity.formats import comparison
from comity.formats.comparison import Comparison
from comity.formats.comparison.plain import COLOURED
from comity.formats.intake import Document, in_manner_of, without_marks
from comity.formats.publication import of_documents, with_headings
from comity.formats.publication.values import Letterhead, Publication
from comity.formats.redline import PLAIN
from comity.formats.script import tongue
from comity.formats.text import Paragraph
from comity.locale import LANGUAGES

FORMATS = ("text", "html")
WRITTEN = (*TEXTS, *OFFICE)


def arguments(grammar: Grammar) -> None:
    """Two versions of one document."""
    grammar.argument("old", metavar="OLD", key="argument.old")
    grammar.argument("new", metavar="NEW", key="argument.new")
    grammar.argument("--format", choices=FORMATS, key="argument.format")
    grammar.argument("-o", "--output", metavar="OUT", key="diff.output")


def run(options: Namespace) -> int:
    """Write the comparison; as with ``diff``, the answer 1 says that the versions differ.

    Both versions are read with their tracked changes taken.
    """
    kind = suffix(options.output, WRITTEN)
    intake.refuse_conflicts((options.old, options.new), options.output)
    old = _old(options.old, marked=kind in TEXTS)
    new = in_manner_of(replace(old, original=old.accepted), intake.document(options.new))
    found = comparison.compare(_paragraphs(old), _paragraphs(new))
    write(_written(found, old, new, kind, options), options.output)
    for name, document in ((options.old, old), (options.new, new)):
        for line in account.left_out(document.tracked, name, options.language) if document.tracked else ():
            tell(line)
    return 0 if found.same else 1


def _old(file: str, *, marked: bool) -> Document:
    """The old version; office files show its headings by their looks, not by marks."""
    found = intake.document(file)
    return found if marked else without_marks(found)


def _paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Its paragraphs, each with its line where the file has lines."""
    lined = document.tracked is None
    return tuple(Paragraph(line.text, line.sources[0] + 1 if lined else 0) for line in document.accepted)


def _written(found: Comparison, old: Document, new: Document, kind: str, options: Namespace) -> str | bytes:
    title = " → ".join(Path(name).stem for name in (options.old, options.new))
    if kind not in TEXTS:
        return published(_redline(old, new, title, options), kind, "attributed", options.language)
    if options.format == "html" or (options.format is None and kind == ".html"):
        return comparison.html.write(found, options.language, title)
    marks = COLOURED if _in_colour(options.output) else PLAIN
    return comparison.plain.write(found, options.language, marks)


def _redline(old: Document, new: Document, title: str, options: Namespace) -> Publication:
    """The old version with one proposal: the new version, its changes under the name of its file."""
    author = canonical(Path(options.new).stem.replace(",", " ")) or "-"
    texts = [[line.text for line in document.accepted] for document in (old, new)]
    composition = compose_documents(texts[0], [whole.Document((author,), tuple(texts[1]))])
    language = tongue(" ".join(texts[0]))
    head = Letterhead(title, language if language in LANGUAGES else options.language, variant="comparison")
    publication = of_documents(composition, head, [line.number for line in old.accepted])
    return with_headings(publication, [line.heading for line in old.accepted])


def _in_colour(output: str | None) -> bool:
    """Colour is for a terminal, and only where nobody asked for none (no-color.org)."""
    return not output and sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
