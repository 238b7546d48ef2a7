"""``comity project``: one party's document, or the base, read back exactly from a composition."""

from argparse import Namespace

from comity.cli.terminal import intake
from comity.cli.terminal.output import suffix, write
from comity.cli.terminal.parser import Grammar
from comity.core.errors import Refused
from comity.core.wording.document import DocumentComposition, project_document
from comity.formats import json, text

WRITTEN = (".txt", ".md")


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
    composition = json.read(intake.content(options.composition), options.composition)
    version = None if options.base else _version(composition, options.party)
    write(text.write(project_document(composition, version)), options.output)
    return 0


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
