"""Pandoc, a rough third reader of Word files: it has no tables of rows deleted, and no marks of moves."""

import json
import shutil
import subprocess

from waiting import PATIENCE

SPACES = {"Space": " ", "SoftBreak": "\n", "LineBreak": "\n"}
QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


def absent() -> str:
    """Why pandoc cannot be asked here; empty where it can."""
    return "" if shutil.which("pandoc") else "pandoc is not installed (apt-get install pandoc)"


def texts(data: bytes, source: str = "docx") -> tuple[list[str], list[str]]:
    """The paragraphs when all changes are rejected, and when all are accepted; empty ones are not told."""
    return _texts(data, source, "reject"), _texts(data, source, "accept")


def paragraphs(data: bytes, source: str) -> list[str]:
    """The paragraphs of a document of any kind that pandoc reads."""
    return _texts(data, source, "accept")


def _texts(data: bytes, source: str, changes: str) -> list[str]:
    command = ["pandoc", f"--from={source}", "--to=json", f"--track-changes={changes}"]
    run = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return [text for block in _blocks(json.loads(run.stdout)["blocks"]) if (text := "".join(_said(block)))]


def _blocks(found):
    """The lists of inlines that are paragraphs, in order, wherever they are nested."""
    if isinstance(found, dict) and found.get("t") in {"Para", "Plain"}:
        yield found["c"]
    elif isinstance(found, dict) and found.get("t") == "Header":
        yield found["c"][2]
    else:
        for child in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
            yield from _blocks(child)


def _said(inlines):
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            yield content
        elif kind in SPACES:
            yield SPACES[kind]
        elif kind == "Quoted":
            yield QUOTES[content[0]["t"]][0]
            yield from _said(content[1])
            yield QUOTES[content[0]["t"]][1]
        elif kind in {"Span", "Link", "Cite", "Code"}:
            yield from [content[1]] if kind == "Code" else _said(content[1])
        elif isinstance(content, list) and kind not in {"Note", "Image", "RawInline", "Math"}:
            yield from _said(content)
