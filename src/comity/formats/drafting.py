"""A file as the draft of a text: its paragraphs as provisions, with kind, number and depth, before anybody has negotiated them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from comity.core.acts.tabling import Tabled
from comity.core.errors import Refused
from comity.core.state import ProvisionKind
from comity.formats.manner import unmarked
from comity.formats.text import enumerator, heading
from comity.formats.tracked.views import Line
from comity.formats.upload.lines import alike

_ANNEX = ("annex", "appendix", "приложение")
_ARTICLE = ("article", "статья")
_SENTENCE = ",;:."
"""With which paragraphs of a text end, and titles and headings do not."""
_TITLE = 400
"""Characters of the longest title."""
_SHORT = 120
"""Characters of the longest heading that a number makes one."""
_SECTION = re.compile("(?:[IVXL]+|[A-ZА-Я])[.)]")
_ROMAN = "i"
_NUMERAL = re.compile("[ivxl]+")


class Drafted(Struct, frozen=True):
    """One paragraph of a draft: what it is, its number as printed, its depth in the outline from 0, its words."""

    kind: ProvisionKind
    words: str
    number: str = ""
    level: int = 0


def drafted(lines: Sequence[Line]) -> tuple[Drafted, ...]:
    """The provisions of a draft in the order of its paragraphs; none is left out. Linear.

    The first paragraph is the title if it could be one. What stands between it and the first number is preamble, if a number
    comes at all. A number of a form that is new goes one deeper than the one before it, ``1.`` then ``(a)`` then ``(i)``; one
    of a form that was there returns to its depth. Editors' numbers and typed ones count alike.
    """
    known = [_apart(line) for line in unmarked(lines)]
    first = next((n for n, (line, number, _) in enumerate(known) if number and not line.heading), len(known))
    depths: dict[str, str] = {}
    found = []
    for n, (line, number, words) in enumerate(known):
        if n == 0 and not number and _is_title(line, words):
            found.append(Drafted("title", words))
        elif named := _headed(line, number, words):
            depths.clear()
            found.append(Drafted(named, words, number))
        elif number:
            found.append(_numbered(number, words, depths))
        else:
            preamble = n < first < len(known)
            found.append(Drafted("preambular" if preamble else "operative", words))
    return tuple(found)


def tabled(versions: Mapping[str, Sequence[Drafted]]) -> tuple[Tabled, ...]:
    """Provisions as they are tabled, from one draft a language, the language of negotiation first.

    Provision by provision the versions must be of one build: the same kinds, at the same depths. Refuses
    (``draft_versions_differ``) with the first place where they are not.
    """
    (language, own), *others = versions.items()
    for other, drafts in others:
        _require_alike(language, own, other, drafts)
    ids = _ids(own)
    return tuple(
        Tabled(
            id=name,
            kind=draft.kind,
            number=draft.number,
            level=draft.level,
            wordings={tongue: drafts[n].words for tongue, drafts in versions.items()},
        )
        for n, (name, draft) in enumerate(zip(ids, own, strict=True))
    )


def _apart(line: Line) -> tuple[Line, str, str]:
    """A line, its number and its words; a dash in a list is no number."""
    if line.number:
        return line, line.number.strip(), line.text
    number = enumerator(line.text)
    words = line.text[len(number) :].strip()
    return (line, number, words) if words and any(map(str.isalnum, number)) else (line, "", line.text)


def _is_title(line: Line, words: str) -> bool:
    return len(words) <= _TITLE and (line.heading > 0 or words[-1] not in _SENTENCE)


def _headed(line: Line, number: str, words: str) -> ProvisionKind | None:
    """Whether a paragraph heads others, and as what: an annex, an article, a heading."""
    start = (number or words).casefold()
    if start.startswith(_ANNEX) and (line.heading or heading(words)):
        return "annex"
    if number and start.startswith(_ARTICLE):
        return "article"
    if _SECTION.fullmatch(number) and len(words) <= _SHORT and words[-1] not in _SENTENCE:
        return "heading"
    return "heading" if (line.heading or heading(words)) and words[-1] not in ",;" else None


def _numbered(number: str, words: str, depths: dict[str, str]) -> Drafted:
    """A numbered paragraph; ``depths`` are the forms of number open above it, each with its last number."""
    form = _form(number, depths)
    level = [*depths, form].index(form)
    for deeper in [*depths][level + 1 :]:
        del depths[deeper]
    depths[form] = _bare(number)
    return Drafted("sub_paragraph" if level else "operative", words, number, level)


def _form(number: str, depths: Mapping[str, str]) -> str:
    """The form of a number. ``(i)`` is a Roman one unless it follows ``(h)``, and those behind it are while it is open."""
    form, bare = alike(number), _bare(number)
    if bare == "i" and depths.get(form) != "h":
        return _ROMAN
    return _ROMAN if _ROMAN in depths and _NUMERAL.fullmatch(bare) else form


def _bare(number: str) -> str:
    return number.strip("().: ").casefold()


def _ids(drafts: Iterable[Drafted]) -> Iterator[str]:
    """``title`` and ``p1``, ``p2`` …: ids outlive numbers, so they say nothing of them."""
    count = 0
    for draft in drafts:
        if draft.kind == "title" and not count:
            yield "title"
        else:
            count += 1
            yield f"p{count}"


def _require_alike(language: str, own: Sequence[Drafted], other: str, drafts: Sequence[Drafted]) -> None:
    for n, (mine, theirs) in enumerate(zip(own, drafts, strict=False), 1):
        if (mine.kind, mine.level) != (theirs.kind, theirs.level):
            raise _differ(n, language, mine, other, theirs)
    if len(own) != len(drafts):
        n = min(len(own), len(drafts))
        nothing = Drafted("operative", "")
        raise _differ(
            n + 1, language, own[n] if n < len(own) else nothing, other, drafts[n] if n < len(drafts) else nothing
        )


def _differ(n: int, language: str, mine: Drafted, other: str, theirs: Drafted) -> Refused:
    words, others = _begin(mine), _begin(theirs)
    return Refused("draft_versions_differ", place=n, language=language, words=words, other=other, others=others)


def _begin(draft: Drafted) -> str:
    """The beginning of a paragraph, by which a person finds it."""
    said = f"{draft.number} {draft.words}".strip()
    return f"{said[:60]}…" if len(said) > 60 else said or "—"  # noqa: PLR2004 - what fits a line
