"""Markup compatibility (ECMA-376 part 3): of the alternatives that say the same thing, one is kept."""

from lxml import etree

from comity.formats.docx.reading.names import ALTERNATE, CHOICE, FALLBACK

# What this reader understands beside the standard: the vendor's own later namespaces, as far as they hold text.
_UNDERSTOOD = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/")


def resolve(root: etree._Element) -> None:
    """Put the chosen alternative in the place of every ``mc:AlternateContent``, so that its text is read once.

    In place; inner ones first, linear.
    """
    for alternate in reversed(list(root.iter(ALTERNATE))):
        parent = alternate.getparent()
        if parent is None:
            continue
        chosen = _chosen(alternate)
        for element in () if chosen is None else list(chosen):
            alternate.addprevious(element)
        parent.remove(alternate)


def _chosen(alternate: etree._Element) -> etree._Element | None:
    for choice in alternate.iterchildren(CHOICE):
        names = [choice.nsmap.get(prefix, "") for prefix in (choice.get("Requires") or "").split()]
        if all(name.startswith(_UNDERSTOOD) for name in names):
            return choice
    return next(alternate.iterchildren(FALLBACK), None)
