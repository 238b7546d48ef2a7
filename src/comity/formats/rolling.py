"""The rolling text of a document as plain text or Markdown: a paragraph for each provision and for each remark."""

from comity.core.wording.document import Unit
from comity.core.wording.notations import attributed, unattributed
from comity.core.wording.values import Alternative, Composition, Site
from comity.formats import text
from comity.formats.publication.labels import headed, numbered
from comity.formats.publication.values import Publication
from comity.formats.script import tongue
from comity.formats.structure import Remark, lines


def write(publication: Publication, named: bool = True, markdown: bool = False) -> str:
    """The text in attributed brackets, or in the unattributed ones of the United Nations; numbers stand before words.

    Of a text without proposals it is the clean text. In Markdown titles and headings carry their marks.
    """
    paragraphs: list[str] = []
    for line in lines(publication.composition):
        words = written(line, named)
        if isinstance(line, Unit):
            words = headed(publication, line, words) if markdown else numbered(publication, line, words)
        paragraphs += words.split("\n")
    return text.write(paragraphs)


def written(line: Unit | Remark, named: bool = True) -> str:
    """One paragraph of the rolling text; options of one provision, which only UN brackets have, stand on lines."""
    if isinstance(line, Remark):
        return f"[{_names(line.sponsors, named)}{remark(line)}]"
    if line.start < line.end:
        return attributed.render(line.composition) if named else _unattributed(line.composition)
    return "".join(f"[{_names(new.sponsors, named)}{NEW}: {escaped(new.text)}]" for new in additions(line))


def _unattributed(composition: Composition) -> str:
    """Brackets of the United Nations; options are numbered in the language of the words, not of the reader."""
    return unattributed.render(composition, tongue(composition.base))


def _names(sponsors: tuple[str, ...], named: bool) -> str:
    return f"{', '.join(sponsors)}: " if named else ""


NEW = "new paragraph"
"""The notation's word for a unit that the base does not have."""


def additions(unit: Unit) -> tuple[Alternative, ...]:
    """The wordings of a unit that the base does not have."""
    sites = [part for part in unit.composition.parts if isinstance(part, Site)]
    return tuple(alternative for site in sites for alternative in site.alternatives)


def remark(line: Remark) -> str:
    """What the notation says about a whole paragraph; like its word *delete*, it is the same in every language."""
    quoted = f"“{escaped(line.quote)}”"
    if line.kind == "moved_away":
        return f"move after {quoted}" if line.quote else "move to the beginning"
    if line.kind == "moved_here":
        return f"moved here: {quoted}"
    if line.kind == "split":
        return f"split into {line.count} paragraphs at ¶"
    return f"merge into {line.count} paragraphs at ¶" if line.count > 1 else "merge into one paragraph at ¶"


def escaped(words: str) -> str:
    """Words of a text whose own brackets and backslashes must not be taken for the notation's."""
    return words.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
