"""What a bundle needs to be verified by Python alone: the house's own sources, over stand-ins for three libraries.

``msgspec``, ``immutables`` and ``rapidfuzz`` here have as much of those libraries as ``core`` and ``record`` use, in plain
Python, slower. Nothing in the house imports them: a bundle carries them, and puts their folder first on its path.
"""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

FOLDER = "verifier"
"""Where a bundle keeps the sources."""

_ROOMS = ("core", "locale", "record")
_CARRIED = (".py", ".css", "comity.mo")
_LIBRARIES = {"authorities.py", "openssl.py"}
"""The modules that would need a library that a bundle does not carry."""

MAIN = b'''"""Verify the record that this file is: python3 record.zip [--trust keys.txt] [--language en|ru]."""
import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed.")
sys.path[:0] = [sys.path[0] + "/verifier/comity/record/standalone", sys.path[0] + "/verifier"]

try:
    from comity.record.inside import main

    sys.exit(main(sys.path[2], sys.argv[1:]))
except Exception as error:  # whatever runs here may have been damaged with the file
    print("The verifier inside this file does not run (%s: %s)." % (type(error).__name__, error), file=sys.stderr)
    print("It is damaged, or this machine cannot run it. Install Comity: comity verify record.zip", file=sys.stderr)
    sys.exit(2)
'''
"""What ``python3 record.zip`` runs."""


def sources() -> dict[str, bytes]:
    """The files of the verifier by their path in the bundle, in order: ``comity`` without server, pages and formats."""
    house = files("comity")
    found = {f"{FOLDER}/comity/__init__.py": (house / "__init__.py").read_bytes()}
    for room in _ROOMS:
        found |= _below(house / room, f"{FOLDER}/comity/{room}")
    return found


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda found: found.name):
        if each.is_dir() and each.name != "__pycache__":
            yield from _below(each, f"{path}/{each.name}")
        elif each.name.endswith(_CARRIED) and each.name not in _LIBRARIES:
            yield f"{path}/{each.name}", each.read_bytes()
