"""Text outside the paragraphs of the body: headers, footers, notes, text boxes."""

from collections.abc import Iterator
from typing import Literal

from lxml import etree

from comity.formats.docx.reading.names import ID, RELATION, word, words
from comity.formats.docx.reading.parts import Parts
from comity.formats.docx.reading.setting import Setting, setting
from comity.formats.docx.reading.story import Story
from comity.formats.docx.reading.styles import Styles
from comity.formats.tracked.values import Mark, Outside
from comity.formats.tracked.views import lines, marks

Kind = Literal["header", "footer", "footnote", "endnote", "text_box"]
_MARGINS: dict[str, Kind] = {word("headerReference"): "header", word("footerReference"): "footer"}
_NOTES: dict[str, Kind] = {word("footnoteReference"): "footnote", word("endnoteReference"): "endnote"}
_NOTE_ELEMENTS = words("footnote endnote")


def outside(root: etree._Element, body: Story, own: Setting, parts: Parts, styles: Styles) -> tuple[Outside, ...]:
    """What stands outside the body: headers and footers, then notes, both as first referred to, then text boxes.

    Text boxes follow what they are anchored in. What holds neither words nor changes is left out.
    """
    found = [*_margins(root, parts, styles), *_notes(body, parts, styles), *_boxes(body, own)]
    return tuple(each for each in found if each.text or each.changed)


def _margins(root: etree._Element, parts: Parts, styles: Styles) -> Iterator[Outside]:
    references = {(e.tag, e.get(RELATION)): None for e in root.iter(*_MARGINS)}
    for tag, margin in dict.fromkeys((tag, parts.by_id(identity)) for tag, identity in references):
        if margin is not None:
            yield from _told(_MARGINS[tag], margin, setting(margin, styles))


def _notes(body: Story, parts: Parts, styles: Styles) -> Iterator[Outside]:
    """The notes that the body refers to: an unreferred one is not shown, and one is inserted with its reference."""
    for kind in _NOTES.values():
        around = {identity: given for (tag, identity), given in body.notes.items() if _NOTES[tag] == kind}
        root = parts.related(f"{kind}s") if around else None
        if root is None:
            continue
        own = setting(root, styles)
        elements = {element.get(ID): element for element in root.iterchildren(*_NOTE_ELEMENTS)}
        for identity, given in around.items():
            if identity in elements:
                yield from _told(kind, elements[identity], own, given)


def _boxes(story: Story, own: Setting) -> Iterator[Outside]:
    for box, around in story.boxes:
        yield from _told("text_box", box, own, around)


def _told(kind: Kind, root: etree._Element, own: Setting, around: tuple[Mark, ...] = ()) -> Iterator[Outside]:
    story = Story(root, own, around)
    text = "\n".join(line.raw.strip() for line in lines(story.paragraphs, lambda _: True))
    yield Outside(kind, text, changed=next(marks(story.paragraphs), None) is not None)
    yield from _boxes(story, own)
