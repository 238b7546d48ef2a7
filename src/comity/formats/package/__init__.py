"""Packages of office suites, opened safely: ZIP archives of strangers, the XML in them, and what points where.

``open_package`` gives a ``Package`` of a known kind; ``Package.xml`` or ``xml`` parses a part of it; ``relationships``
resolves what a part points to. ``kind_of`` tells any file by its content, and needs no library to do so. Whatever
cannot or must not be read raises ``Unreadable``, each reason with a code and a sentence of its own.
"""

from comity.formats.kinds import kind_of
from comity.formats.package.markup import DEEPEST, xml
from comity.formats.package.opening import Package, open_package
from comity.formats.package.relations import PACKAGE, Relationship, relationships

__all__ = ["DEEPEST", "PACKAGE", "Package", "Relationship", "kind_of", "open_package", "relationships", "xml"]
