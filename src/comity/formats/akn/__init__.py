"""Akoma Ntoso 3.0 (LegalDocML) in and out."""

from comity.formats.akn.reading import read
from comity.formats.akn.writing import write

__all__ = ["read", "write"]
