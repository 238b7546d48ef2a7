"""``comity compose``: a draft and any number of parties' documents as one rolling text."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from comity.cli.terminal import STANDARD_INPUT, account, intake
from comity.cli.terminal.commented import by_unit, commented, touching
from comity.cli.terminal.output import suffix, tell, write
from comity.cli.terminal.parser import Grammar
from comity.cli.terminal.parties import parties
from comity.cli.terminal.publishing import STYLES, TEXTS, published
from comity.core.errors import Refused
from comity.core.wording import document as whole
from comity.core.wording.document import DocumentComposition, compose_documents
from comity.core.wording.values import Part, Site
from comity.formats import json
from comity.formats.intake import Document, in_manner_of, without_marks
from comity.formats.publication import argued, dated, of_documents, with_headings
from comity.formats.publication.values import Letterhead, Publication
from comity.formats.rolling import additions
from comity.formats.script import tongue
from comity.formats.structure import quote
from comity.formats.summary import summed
from comity.formats.tracked.views import marks
from comity.locale import LANGUAGES, say

_MARKED = (*TEXTS, ".json")
"""Kinds of files that keep the marks of headings as a text has them; office files show headings by their looks."""
WRITTEN = (*TEXTS, ".json", ".docx", ".odt", ".pdf", ".xml", ".xlsx")


class Given(Struct, frozen=True):
    """A party's file: whose it is, its name, and what it says."""

    sponsors: tuple[str, ...]
    file: str
    document: Document


def arguments(grammar: Grammar) -> None:
    """A base, the parties' files, and how to write the result."""
    grammar.argument("base", metavar="BASE", key="argument.base_file")
    grammar.argument("parties", nargs="+", metavar="PARTY=FILE", key="argument.party_file")
    grammar.argument("--style", choices=STYLES, default="attributed", key="argument.style")
    grammar.argument("--json", action="store_true", key="argument.json")
    grammar.argument("-o", "--output", metavar="OUT", key="compose.output")


def run(options: Namespace) -> int:
    """Write the rolling text, table or composition, and say on standard error what it amounts to.

    The base is read as it was circulated, without the changes that are tracked in it; a party's file with all of its own.
    """
    kind = ".json" if options.json else suffix(options.output, WRITTEN)
    named = parties(options.parties)
    intake.refuse_conflicts([options.base, *(file for _, file in named)], options.output)
    base = _base(options.base, marked=kind in _MARKED)
    given = [Given(sponsors, file, in_manner_of(base, intake.document(file))) for sponsors, file in named]
    composition = compose_documents(
        [line.text for line in base.original],
        [whole.Document(one.sponsors, tuple(line.text for line in one.document.accepted)) for one in given],
    )
    files = {sponsors: [file for others, file in named if others == sponsors] for sponsors, _ in named}
    _refuse_contradictions(composition, files)
    write(_written(composition, base, given, kind, options), options.output)
    for line in (*_accounts(base, given, options), *_told(composition, options.language)):
        tell(line)
    return 0


def _base(file: str, *, marked: bool) -> Document:
    found = intake.document(file)
    return found if marked else without_marks(found)


def _refuse_contradictions(composition: DocumentComposition, files: Mapping[tuple[str, ...], Sequence[str]]) -> None:
    """Refuse two files of the same sponsors that change the same words differently."""
    sponsors = {version.id: version.sponsors for version in composition.versions}
    for unit in composition.units:
        for names in _contradicted(unit.composition.parts, sponsors, set()):
            words = quote(unit.composition.base or additions(unit)[0].text)
            raise Refused("contradiction", party=", ".join(names), files=", ".join(files[names]), words=words)


def _contradicted(
    parts: Iterable[Part], sponsors: Mapping[str, tuple[str, ...]], outer: set[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Sponsors of several alternatives of one site, or of one site inside what they rewrite."""
    for part in parts:
        if isinstance(part, Site):
            seen = set(outer)
            for alternative in part.alternatives:
                own = {sponsors[proposal] for proposal in alternative.proposals}
                yield from own & seen
                seen |= own
            yield from _contradicted(part.content, sponsors, seen)


def _written(
    composition: DocumentComposition, base: Document, given: Sequence[Given], kind: str, options: Namespace
) -> str | bytes:
    if kind == ".json":
        return json.write(composition)
    publication = _publication(composition, base, given, options)
    return published(publication, kind, options.style, options.language)


def _publication(
    composition: DocumentComposition, base: Document, given: Sequence[Given], options: Namespace
) -> Publication:
    """The rolling text under its title, with the numbers of the draft and the parties' comments as their reasons."""
    language = tongue(" ".join(line.text for line in base.original))
    head = Letterhead(
        _title(base, options.base), language if language in LANGUAGES else options.language, variant="rolling"
    )
    rationales, reasons = _reasons(composition, base, given)
    publication = of_documents(composition, head, [line.number for line in base.original], rationales)
    publication = argued(publication, reasons)
    publication = dated(publication, dict(zip(_versions(given), map(_at, given), strict=True)))
    return with_headings(publication, [line.heading for line in base.original])


def _at(given: Given) -> int:
    """The last instant of a file's changes, 0 where there is none."""
    found = marks(given.document.tracked.paragraphs) if given.document.tracked else ()
    return max((mark.at for mark in found if mark.at is not None), default=0)


def _reasons(
    composition: DocumentComposition, base: Document, given: Sequence[Given]
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The comments of each file, by version; where it touches one unit there is no doubt what they are about, else by unit."""
    known = account.comments_of(base)
    rationales, reasons = dict[str, str](), dict[str, dict[str, str]]()
    for version, one in zip(_versions(given), given, strict=True):
        found = commented(one.document, known)
        if found and len(touching(composition, version)) > 1:
            reasons[version] = by_unit(found, one.document, base, composition, version)
        else:
            rationales[version] = "\n".join(comment.text for comment in found)
    return rationales, reasons


def _versions(given: Sequence[Given]) -> Iterator[str]:
    """The id of each file's version, as ``compose_documents`` names it."""
    counts: Counter[tuple[str, ...]] = Counter()
    for one in given:
        counts[one.sponsors] += 1
        number = counts[one.sponsors]
        yield ",".join(one.sponsors) + (f"#{number}" if number > 1 else "")


def _title(base: Document, file: str) -> str:
    """The draft's own title, if it begins with one, else the name of its file."""
    first = base.original[0]
    if first.heading == 1:
        return first.text.lstrip("# ")
    return Path(file).stem if file != STANDARD_INPUT else "Comity"


def _accounts(base: Document, given: Sequence[Given], options: Namespace) -> Iterator[str]:
    """What was left out of the files, and what was not tracked in them."""
    yield from account.of_base(base, options.base, options.language)
    for one in given:
        yield from account.of_party(one.document, base.original, one.file, options.language)


def _told(composition: DocumentComposition, language: str) -> Iterator[str]:
    """What the composition amounts to, and which sponsors gave several documents."""
    yield summed(composition, language)
    for sponsors in dict.fromkeys(version.sponsors for version in composition.versions):
        names = [version.id for version in composition.versions if version.sponsors == sponsors]
        if len(names) > 1:
            yield say(language, "compose.several", party=", ".join(sponsors), versions=", ".join(names))
