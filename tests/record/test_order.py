"""The modules of the record stand in one order, in which they may be read, and none looks ahead."""

import ast
import re
from pathlib import Path

import pytest

import comity.record

FOLDER = Path(comity.record.__file__).parent
ORDER = re.findall(r"``(\w+)``", comity.record.__doc__)


def imported(path):
    """The modules of the record that a module imports."""
    found = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    parts = [(node.module.split(".")[2:], node.names) for node in found if node.module.startswith("comity.record")]
    return {name for module, names in parts for name in (module[:1] or [each.name for each in names])}


def test_every_module_has_its_place():
    assert len(set(ORDER)) == len(ORDER)
    rooms = {path.parent.name for path in FOLDER.glob("*/__init__.py")}
    assert set(ORDER) == {path.stem for path in FOLDER.glob("*.py")} - {"__init__"} | rooms


@pytest.mark.parametrize("name", [name for name in ORDER if (FOLDER / f"{name}.py").is_file()])
def test_a_module_imports_only_what_stands_before_it(name):
    assert imported(FOLDER / f"{name}.py") <= set(ORDER[: ORDER.index(name)])
