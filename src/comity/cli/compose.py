"""``comity compose``: a draft and any number of parties' documents as one rolling text."""

import re
import unicodedata
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from comity.cli.terminal import STANDARD_INPUT, intake
from comity.cli.terminal.output import suffix, tell, write
from comity.cli.terminal.parser import Grammar
from comity.core.errors import Refused
from comity.core.wording.document import Document, DocumentComposition, compose_documents
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Part, Site
from comity.formats import html, json, rolling, table
from comity.formats.publication import of_documents
from comity.formats.publication.values import Letterhead
from comity.formats.rolling import additions
from comity.formats.structure import quote
from comity.formats.summary import summed
from comity.formats.text import heading
from comity.locale import say

STYLES = ("attributed", "un", "table")
WRITTEN = (".txt", ".md", ".html", ".json")

_CODE = re.compile(r"[^\W_](?:[^\W_]|-)*")
_TWINS = str.maketrans("авекмнорстух", "abekmhopctyx")
"""Cyrillic letters whose capitals look like Latin ones: two keyboards give two codes that nobody can tell apart."""


def arguments(grammar: Grammar) -> None:
    """A base, the parties' files, and how to write the result."""
    grammar.argument("base", metavar="BASE", key="argument.base_file")
    grammar.argument("parties", nargs="+", metavar="PARTY=FILE", key="argument.party_file")
    grammar.argument("--style", choices=STYLES, default="attributed", key="argument.style")
    grammar.argument("--json", action="store_true", key="argument.json")
    grammar.argument("-o", "--output", metavar="OUT", key="compose.output")


def run(options: Namespace) -> int:
    """Write the rolling text, table or composition, and say on standard error what it amounts to."""
    kind = ".json" if options.json else suffix(options.output, WRITTEN)
    named = [_named(argument) for argument in options.parties]
    _refuse_twins(code for sponsors, _ in named for code in sponsors)
    intake.refuse_conflicts([options.base, *(file for _, file in named)], options.output)
    base = _paragraphs(options.base)
    composition = compose_documents(base, [Document(sponsors, _paragraphs(file)) for sponsors, file in named])
    given = {sponsors: [file for others, file in named if others == sponsors] for sponsors, _ in named}
    _refuse_contradictions(composition, given)
    write(_written(composition, kind, options), options.output)
    for line in _told(composition, options.language):
        tell(line)
    return 0


def _named(argument: str) -> tuple[tuple[str, ...], str]:
    """``KAZ,UZB=joint.md``: the codes, sorted, and the file."""
    codes, equals, file = argument.partition("=")
    sponsors = sorted({canonical(code) for code in codes.split(",")})
    if not equals or not codes or not file:
        raise Refused("not_party_file", argument=argument)
    for code in sponsors:
        if not _CODE.fullmatch(code):
            raise Refused("party_code", party=code, argument=argument)
    return tuple(sponsors), file


def _refuse_twins(codes: Iterable[str]) -> None:
    """Refuse two spellings of what is read as one code: ``kaz`` beside ``KAZ``, a Cyrillic letter for a Latin one."""
    known: dict[str, str] = {}
    for code in codes:
        other = known.setdefault(unicodedata.normalize("NFKC", code).casefold().translate(_TWINS), code)
        if other != code:
            raise Refused("twin_codes", one=other, other=code)


def _paragraphs(file: str) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in intake.document(file))


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


def _written(composition: DocumentComposition, kind: str, options: Namespace) -> str:
    if kind == ".json":
        return json.write(composition)
    title = _title(composition, options.base)
    if options.style == "table":
        return table.write(composition, kind, options.language, title)
    publication = of_documents(composition, Letterhead(title, options.language, "rolling"))
    if kind == ".html":
        return html.write(publication, options.language, named=options.style == "attributed")
    return rolling.write(publication, named=options.style == "attributed")


def _title(composition: DocumentComposition, file: str) -> str:
    """The draft's own title, if it begins with one, else the name of its file."""
    words = composition.units[0].composition.base
    if heading(words) == 1:
        return words.lstrip("# ")
    return Path(file).stem if file != STANDARD_INPUT else "Comity"


def _told(composition: DocumentComposition, language: str) -> Iterator[str]:
    """What the composition amounts to, and which sponsors gave several documents."""
    yield summed(composition, language)
    for sponsors in dict.fromkeys(version.sponsors for version in composition.versions):
        names = [version.id for version in composition.versions if version.sponsors == sponsors]
        if len(names) > 1:
            yield say(language, "compose.several", party=", ".join(sponsors), versions=", ".join(names))
