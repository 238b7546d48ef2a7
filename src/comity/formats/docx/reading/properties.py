"""The document's own properties: what the package says of it as a whole."""

from collections.abc import Mapping

from comity.formats.docx.reading.parts import Parts

_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_CORE = ("identifier", "title", "language")


def properties(parts: Parts) -> Mapping[str, str]:
    """Custom properties under their names, and ``identifier``, ``title``, ``language`` where they are given."""
    found: dict[str, str] = {}
    custom = parts.of_package("custom-properties")
    for element in () if custom is None else custom.iterchildren("{*}property"):
        found[element.get("name") or ""] = "".join(element.itertext()).strip()
    core = parts.of_package("core-properties")
    for name in () if core is None else _CORE:
        value = "".join(core.findtext(f"{_DUBLIN}{name}") or "").strip()
        if value:
            found[name] = value
    return found
