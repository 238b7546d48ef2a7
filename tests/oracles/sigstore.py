"""Sigstore's verifier of transparency logs, which npm uses for the provenance of packages (JavaScript, run by Node)."""

import shutil
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

from oracles.lines import Lines

HERE = Path(__file__).parent


def absent() -> str:
    """Why Sigstore's verifier cannot be asked here; empty where it can."""
    if not shutil.which("node"):
        return "Node is not installed (apt-get install nodejs npm)"
    if not (HERE / "node_modules/@sigstore/verify").is_dir():
        return "the packages of tests/oracles are not installed (npm ci)"
    return ""


def inclusion(key: str, leaf: bytes, index: int, hashes: Iterable[bytes], checkpoint: bytes) -> str:
    """What is wrong with the proof that a leaf is in the log whose checkpoint ``key`` signed; empty where nothing is.

    It looks neither at the origin in the checkpoint nor at witnesses, and takes other spellings of base64 and numbers.
    """
    encoded = [b64encode(each).decode() for each in (leaf, checkpoint, *hashes)]
    question = {"key": key, "index": str(index), "leaf": encoded[0], "checkpoint": encoded[1], "hashes": encoded[2:]}
    return _VERIFIER.asked(question)["wrong"]


_VERIFIER = Lines(lambda: ["node", str(HERE / "sigstore.mjs")])
