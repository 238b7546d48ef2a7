"""OpenDocument texts (ODT) in and out, tracked changes and all."""

from comity.formats.odt.reading import read

__all__ = ["read"]
