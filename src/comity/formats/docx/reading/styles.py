"""What a paragraph's style says about it (styles.xml): the heading it is, the list it stands in, whether it is hidden."""

import re

from lxml import etree
from msgspec import Struct
from msgspec.structs import asdict, replace

from comity.formats.docx.reading.names import VAL, child, on, whole, word

_STYLE = word("style")
_STYLE_ID = word("styleId")
_TYPE = word("type")
_DEFAULT = word("default")
_BASED_ON = word("basedOn")
_STYLE_NAME = word("name")
_P_PR = word("pPr")
_R_PR = word("rPr")
OUTLINE = word("outlineLvl")
NUM_PR = word("numPr")
_NUM_ID = word("numId")
_LEVEL = word("ilvl")
_VANISH = word("vanish")
_BODY_LEVEL = 9
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


class Style(Struct, frozen=True):
    """What is read of a style, inherited from those it is based on.

    ``heading`` from 1 or 0. ``list_id`` and ``list_level`` as in w:numPr; none where the style says nothing.
    """

    heading: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    hidden: bool | None = None


class Styles:
    """The styles of a document by id. ``hiding`` says whether any of them hides text."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = [] if root is None else list(root.iterchildren(_STYLE))
        self._elements = {element.get(_STYLE_ID): element for element in elements}
        self._known: dict[str | None, Style] = {}
        defaults = (element for element in elements if element.get(_TYPE) == "paragraph")
        self._default = next((e.get(_STYLE_ID) for e in defaults if e.get(_DEFAULT) in {"1", "true", "on"}), None)
        self.hiding = any(on(child(child(element, _R_PR), _VANISH)) for element in elements)

    def paragraph(self, identity: str | None) -> Style:
        """The style of a paragraph that names ``identity``, or none: the document's default."""
        return self.style(identity if identity in self._elements else self._default)

    def style(self, identity: str | None) -> Style:
        """The style of that id; one that says nothing where there is no such style."""
        if identity in self._known:
            return self._known[identity]
        line, eldest = [], identity
        while eldest in self._elements and eldest not in self._known:
            self._known[eldest] = Style()  # a circle ends where it closes
            line.append(eldest)
            parent = child(self._elements[eldest], _BASED_ON)
            eldest = None if parent is None else parent.get(VAL)
        merged = self._known.get(eldest, Style())
        for each in reversed(line):
            self._known[each] = merged = _inherited(_own(self._elements[each]), merged)
        return self._known.get(identity, merged)


def outline(properties: etree._Element | None) -> int | None:
    """The heading level that w:outlineLvl gives: from 1, or 0 for body text; none where it is absent."""
    element = child(properties, OUTLINE)
    level = None if element is None else whole(element.get(VAL))
    if level is None:
        return None
    return level + 1 if 0 <= level < _BODY_LEVEL else 0


def list_place(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """The list id and level that w:numPr gives; none for what it does not."""
    numbering = child(properties, NUM_PR)
    identity, level = child(numbering, _NUM_ID), child(numbering, _LEVEL)
    return (
        None if identity is None else identity.get(VAL),
        None if level is None else whole(level.get(VAL)),
    )


def _own(element: etree._Element) -> Style:
    properties = child(element, _P_PR)
    heading = outline(properties)
    vanish = child(child(element, _R_PR), _VANISH)
    return Style(
        _named_heading(element) if heading is None else heading,
        *list_place(properties),
        None if vanish is None else on(vanish),
    )


def _named_heading(element: etree._Element) -> int | None:
    """The heading that a built-in style is by its name, whatever language the editor shows it in (17.7.4.9)."""
    named = child(element, _STYLE_NAME)
    name = "" if named is None else named.get(VAL) or ""
    if name.lower() == "title":
        return 1
    match = _HEADING.fullmatch(name)
    return int(match[1]) if match else None


def _inherited(own: Style, parent: Style) -> Style:
    return replace(parent, **{name: said for name, said in asdict(own).items() if said is not None})
