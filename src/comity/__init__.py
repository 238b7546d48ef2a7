"""Comity: where states negotiate a text and act on it together."""

__version__ = "0.1.0"
