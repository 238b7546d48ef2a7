"""``comity project``: one party's document, or the base, read back exactly from a composition or a rolling text."""

from argparse import Namespace

from comity.cli.terminal import intake
from comity.cli.terminal.libraries import installed
from comity.cli.terminal.output import suffix, write
from comity.cli.terminal.parser import Grammar
from comity.core.errors import Refused
from comity.core.wording.document import DocumentComposition, project_document
from comity.formats import json, text
from comity.formats.intake import Document, read
from comity.formats.kinds import kind_of
from comity.formats.tracked.views import authors, parties, wording_of

WRITTEN = (".txt", ".md")
_ARCHIVE = b"PK"
_OFFICE = {"docx", "odt"}
"""Kinds of rolling texts in which every proposal is a tracked change under the codes of its sponsors."""


def arguments(grammar: Grammar) -> None:
    """A composition and whose document to read."""
    grammar.argument("composition", metavar="COMPOSITION", key="argument.composition")
    grammar.argument("party", nargs="?", metavar="PARTY", key="argument.party")
    grammar.argument("--base", action="store_true", key="argument.base")
    grammar.argument("-o", "--output", metavar="OUT", key="argument.output")


def run(options: Namespace) -> int:
    """Print the document in canonical form."""
    if options.base == (options.party is not None):
        raise Refused("party_or_base")
    suffix(options.output, WRITTEN)
    intake.refuse_conflicts((options.composition,), options.output)
    data = intake.content(options.composition)
    if data[:2] == _ARCHIVE and kind_of(data, options.composition) in _OFFICE:
        with installed():
            found = _tracked(read(data, options.composition), options)
    else:
        composition = json.read(data, options.composition)
        found = project_document(composition, None if options.base else _version(composition, options.party))
    write(text.write(found), options.output)
    return 0


def _tracked(document: Document, options: Namespace) -> tuple[str, ...]:
    """The draft, or what the changes of one party make of it, in a file whose changes bear the codes of the parties."""
    party: str | None = options.party
    if document.tracked is None or party is None:
        return tuple(line.text for line in document.original)
    known = dict.fromkeys(code for author in authors(document.tracked) for code in parties(author))
    if not known:
        raise Refused("nobody_changes", file=options.composition)
    if party not in known:
        raise Refused("unknown_version", party=party, versions=", ".join(known))
    return tuple(line.text for line in wording_of(document.tracked, party))


def _version(composition: DocumentComposition, party: str) -> str:
    """The version of this name, else the only one that the party sponsors."""
    names = [version.id for version in composition.versions]
    if party in names:
        return party
    found = [version.id for version in composition.versions if party in version.sponsors]
    if not found:
        raise Refused("unknown_version", party=party, versions=", ".join(names))
    if len(found) > 1:
        raise Refused("several_versions", party=party, versions=", ".join(found))
    return found[0]
