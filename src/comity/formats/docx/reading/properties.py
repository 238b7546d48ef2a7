"""The document's own properties: what the package says of it as a whole."""

from collections.abc import Mapping

from comity.formats.docx.reading.parts import Parts

_CORE = {f"{{http://purl.org/dc/elements/1.1/}}{name}": name for name in ("identifier", "title", "language")}


def properties(parts: Parts) -> Mapping[str, str]:
    """Custom properties under their names, and ``identifier``, ``title``, ``language`` where they are given."""
    found: dict[str, str] = {}
    custom = parts.of_package("custom-properties")
    for element in () if custom is None else custom.iterchildren("{*}property"):
        found[element.get("name") or ""] = "".join(map(str, element.itertext())).strip()
    core = parts.of_package("core-properties")
    for element in () if core is None else core.iterchildren(*_CORE):
        found[_CORE[element.tag]] = (element.text or "").strip()
    return {name: value for name, value in found.items() if value}
