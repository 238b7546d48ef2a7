"""OpenDocument texts (ODT) in and out, tracked changes and all."""

from comity.formats.odt.reading import read
from comity.formats.odt.writing import write, write_tracked

__all__ = ["read", "write", "write_tracked"]
