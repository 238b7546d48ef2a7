"""Unattributed brackets, as documents of the United Nations print them: ``[shall] [should] [undertake to]``.

Nobody is named, the base reading stands first, words that somebody inserts or deletes stand in one bracket, and wordings of
a whole provision stand as options, each a paragraph. Brackets that the wording holds itself are kept as they are, so this
notation is for reading only.
"""

from collections.abc import Iterator, Sequence

from comity.core.wording.values import Composition, Part, Same, Site

_OPTION = {"ru": "Вариант {}: {}"}
_NO_TEXT = {"ru": "без текста"}
_OPENING = " ([{«“„‘"


def render(composition: Composition, language: str = "en") -> str:
    """A composition in unattributed brackets; options are numbered in ``language`` (any but Russian reads English). Linear."""
    match [part for part in composition.parts if not isinstance(part, Same) or part.text]:
        case [Site() as site] if len(_wordings(site)) > 1:
            form, nothing = _OPTION.get(language, "Option {}: {}"), _NO_TEXT.get(language, "no text")
            texts = [text.strip(" ") for text in (*_wordings(site), *_deletions(site, nothing))]
            return "\n".join(form.format(number, text) for number, text in enumerate(texts, 1))
    return _flowing(composition.parts)


def _wordings(site: Site) -> list[str]:
    """The readings of a site that say something: the base first, its inner sites in brackets, then the alternatives."""
    base = [_flowing(site.content)] if site.content else [site.base] if site.base else []
    return [*base, *(one.text for one in site.alternatives if one.text)]


def _deletions(site: Site, nothing: str) -> Iterator[str]:
    return (nothing for one in site.alternatives if not one.text)


def _flowing(parts: Sequence[Part]) -> str:
    """The text of some parts, sites in brackets."""
    out = ""
    for part in parts:
        out += part.text if isinstance(part, Same) else _site(part, out)
    return out


def _site(site: Site, before: str) -> str:
    """The brackets of a site; spaces at the edges of its base stay outside, and an insertion is set off by one."""
    wordings = [text for text in _wordings(site) if text.strip(" ")]
    left = right = ""
    if site.base:
        left, right = " " * site.base.startswith(" "), " " * site.base.rstrip(" ").__ne__(site.base)
    else:
        left = "" if not before or before[-1] in _OPENING else " "
        right = " " * any(text.endswith(" ") for text in wordings)
    return left + " ".join(f"[{text.strip(' ')}]" for text in wordings) + right
