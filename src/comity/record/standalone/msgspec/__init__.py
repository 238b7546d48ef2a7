"""``msgspec`` in plain Python: frozen structs, and their canonical JSON both ways."""

from . import json, structs
from .errors import DecodeError, ValidationError
from .structs import Meta, Struct, field

__all__ = ["DecodeError", "Meta", "Struct", "ValidationError", "field", "json", "structs"]
