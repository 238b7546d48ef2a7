"""The parts of a Word package that are read, parsed and brought to one spelling."""

from collections.abc import Mapping

from lxml import etree

from comity.formats.docx.reading.alternate import resolve
from comity.formats.docx.reading.names import transitional
from comity.formats.package import PACKAGE, Package, Relationship, relationships, xml


class Parts:
    """The main part of ``package`` and those it is related to. A part that is named but missing is as if not named.

    Each part is parsed once, however often it is referred to.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relations = relationships(package, package.main)
        self._known: dict[str, etree._Element] = {}

    def main(self) -> etree._Element:
        """The document itself."""
        return self._parsed(self._package.main)

    def related(self, kind: str) -> etree._Element | None:
        """The part that stands in the relation ``kind`` to the document (``styles``, ``comments`` …)."""
        return self._first(self._relations, kind)

    def by_id(self, identity: str | None) -> etree._Element | None:
        """The part that the relation of that id leads to."""
        relation = self._relations.get(identity or "")
        return None if relation is None else self._target(relation)

    def of_package(self, kind: str) -> etree._Element | None:
        """The part that stands in the relation ``kind`` to the whole package (``core-properties`` …)."""
        return self._first(relationships(self._package, PACKAGE), kind)

    def _first(self, relations: Mapping[str, Relationship], kind: str) -> etree._Element | None:
        relation = next((each for each in relations.values() if each.type.rpartition("/")[2] == kind), None)
        return None if relation is None else self._target(relation)

    def _target(self, relation: Relationship) -> etree._Element | None:
        known = not relation.external and relation.target in self._package
        return self._parsed(relation.target) if known else None

    def _parsed(self, name: str) -> etree._Element:
        if name not in self._known:
            root = self._known[name] = xml(self._package.read(name), f"{self._package.where} ({name})")
            transitional(root)
            resolve(root)
        return self._known[name]
