"""The source tree as the house tests read it: files, syntax trees and catalogues."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
SRC = ROOT / "src/comity"
LOCALE = SRC / "locale"


def modules(under: str = "") -> list[Path]:
    """Python files below a room of ``src/comity``."""
    return sorted((SRC / under).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"))


def tracked() -> list[Path]:
    """Every file that git tracks, as text files only are read."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def catalogue(language: str, domain: str) -> Catalog:
    """One gettext catalogue."""
    with (LOCALE / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file)


def entries(found: Catalog) -> Iterator[tuple[str, list[str]]]:
    """Each key of a catalogue with its translations (several where it has plural forms)."""
    for message in found:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key:
            strings = [message.string] if isinstance(message.string, str) else list(message.string)
            yield key, strings


def places(sentence: str) -> set[str]:
    """The named places ``{party}`` of a sentence."""
    return set(re.findall(r"\{([a-z_]+)(?:[:!][^}]*)?\}", sentence))
