"""The rules of the house that a reader would otherwise have to remember."""

import ast
import re
import sys

import pytest

from comity.core.acts import KINDS
from house.source import ROOT, SRC, modules, tracked, tree

PURE = {
    "__future__", "abc", "bisect", "collections", "contextlib", "dataclasses", "difflib", "enum", "functools", "hashlib", "heapq",
    "importlib", "itertools", "math", "operator", "pkgutil", "re", "string", "types", "typing", "unicodedata",
}  # fmt: skip
LIBRARIES = {"immutables", "msgspec", "rapidfuzz"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "service", "services"}
MIGRATIONS = "migrations"


def imported(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", modules("core"), ids=lambda path: str(path.relative_to(SRC)))
def test_core_imports_only_what_is_pure(path):
    assert set(imported(path)) <= PURE | LIBRARIES | {"comity"}


def test_the_list_of_pure_modules_is_of_the_standard_library():
    assert set(sys.stdlib_module_names) >= PURE


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SRC)))
def test_a_module_says_what_it_is_and_stays_small(path):
    source = path.read_text("utf-8")
    if MIGRATIONS in path.parts:
        return
    assert not source.strip() or ast.get_docstring(tree(path)), "a module opens with one sentence saying what it is"
    assert source.count("\n") <= 320, "a thing in it wants a room"
    assert path.stem not in VAGUE


def test_settings_are_read_in_one_place():
    readers = {
        path.relative_to(SRC).parts[0]
        for path in modules()
        if re.search(r"os\.(environ|getenv)|from os import .*environ", path.read_text("utf-8"))
    }
    assert readers <= {"config", "cli", "locale"}


def test_every_act_has_its_page():
    pages = {page.stem for page in (ROOT / "docs/reference/acts").glob("*.md")} - {"README"}
    assert pages == set(KINDS)


def test_every_command_stands_in_the_reference():
    reference = (ROOT / "docs/reference/cli.md").read_text("utf-8")
    commands = {path.stem for path in (SRC / "cli").glob("*.py")} - {"__init__", "__main__"}
    named = {name for name in commands if hasattr(__import__(f"comity.cli.{name}", fromlist=["run"]), "run")}
    assert named
    assert all(f"comity {name}" in reference for name in named)


@pytest.mark.parametrize(
    "path", [p for p in tracked() if p.suffix == ".md"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_links_between_pages_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


def test_pages_hold_no_inline_style_or_script():
    for template in (SRC / "web/templates").rglob("*.html"):
        source = template.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", source), template.name


def test_no_file_names_a_registry_or_this_machine():
    needles = (
        "index" + "-url",
        "pypi" + ".org",
        "registry.npmjs" + ".org",
        "files.python" + "hosted",
        "/wo" + "rk/",
        "/ro" + "ot/",
    )
    for path in tracked():
        if path.suffix in {".woff2", ".png", ".zip"}:
            continue
        text = path.read_text("utf-8", errors="replace")
        found = [needle for needle in needles if needle in text]
        assert not found or (path.name == "Makefile" and found == ["index" + "-url"]), (path, found)
