"""``msgspec`` in plain Python: frozen structs, and their canonical JSON both ways."""

from dataclasses import MISSING as NODEFAULT

from . import json, structs
from .errors import DecodeError, ValidationError
from .structs import Meta, Struct, field

__all__ = ["NODEFAULT", "DecodeError", "Meta", "Struct", "ValidationError", "field", "json", "structs"]
