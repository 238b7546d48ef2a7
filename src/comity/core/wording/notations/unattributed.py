"""Unattributed brackets, as documents of the United Nations print them: ``[shall] [should] [undertake to]``.

Nobody is named. The base reading stands first; words that somebody inserts or deletes stand in one bracket; wordings of a
whole provision stand as options, each a paragraph. Brackets that the wording holds itself are kept as they are, so this
notation is for reading only.
"""

from collections.abc import Callable, Sequence

from comity.core.wording.values import Composition, Part, Same, Site

_OPTION = {"ru": "Вариант {}: {}"}
_NO_TEXT = {"ru": "без текста"}
_OPENING = " ([{«“„‘"


def render(composition: Composition, language: str = "en") -> str:
    """A composition in unattributed brackets; ``language`` is that of the word *option* (any but Russian: English). Linear."""
    seen = [part for part in composition.parts if not isinstance(part, Same) or part.text]
    if len(seen) == 1 and isinstance(seen[0], Site) and seen[0].level == "provision":
        wordings = _wordings(seen[0])
        if len(wordings) > 1:
            return _options(wordings, seen[0], language)
    return flowing(composition.parts, _brackets)


def _options(wordings: Sequence[str], site: Site, language: str) -> str:
    """Wordings of a whole provision, one a line; where somebody deletes it, the last option says so."""
    if any(not one.text for one in site.alternatives):
        wordings = (*wordings, _NO_TEXT.get(language, "no text"))
    form = _OPTION.get(language, "Option {}: {}")
    return "\n".join(form.format(number, text) for number, text in enumerate(wordings, 1))


def _wordings(site: Site) -> list[str]:
    """The readings of a site that say something, stripped: the base first, inner sites in brackets, then the others."""
    base = flowing(site.content, _brackets) if site.content else site.base
    texts = (base, *(one.text for one in site.alternatives))
    return [text.strip(" ") for text in texts if text.strip(" ")]


def _brackets(site: Site) -> list[str]:
    return [f"[{text}]" for text in _wordings(site)]


def flowing(parts: Sequence[Part], brackets: Callable[[Site], Sequence[str]]) -> str:
    """The text of some parts, each site as its ``brackets`` with the spaces of the text around them. Linear.

    There is a bracket for every reading of the site that says something, the base first.
    """
    out = ""
    for part in parts:
        if isinstance(part, Same):
            out += part.text
        else:
            out += _spaced(part, brackets(part), apart=bool(out) and out[-1] not in _OPENING)
    return out


def _spaced(site: Site, brackets: Sequence[str], *, apart: bool) -> str:
    """The brackets of a site, its own outer spaces outside; ``apart`` where a bracket should not touch what is before it."""
    only_one = not site.base or len(brackets) == 1
    left = apart if only_one else site.base.startswith(" ")
    right = any(text.endswith(" ") for text in (site.base, *([] if site.base else [a.text for a in site.alternatives])))
    return " " * left + " ".join(brackets) + " " * right
