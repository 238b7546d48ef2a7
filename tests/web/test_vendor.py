"""What is vendored is what its publisher released, and all of it is named."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from comity import web

STATIC = Path(web.__file__).parent / "static"
FONTS = STATIC.parent.parent / "fonts"
folders = pytest.mark.parametrize("folder", [STATIC / "vendor", FONTS], ids=lambda folder: folder.name)


def named(folder):
    return tomllib.loads((folder / "manifest.toml").read_text("utf-8"))["file"]


@folders
def test_every_file_is_named_with_version_and_licence(folder):
    assert {each["path"] for each in named(folder)} == {path.name for path in folder.iterdir()} - {"manifest.toml"}
    assert all(each["name"] and each["version"] and each["licence"] and each["from"] for each in named(folder))


@folders
def test_every_file_is_as_it_was_released(folder):
    for each in named(folder):
        assert hashlib.sha256((folder / each["path"]).read_bytes()).hexdigest() == each["sha256"], each["path"]


def test_every_font_of_the_style_sheets_is_served():
    asked = re.findall(r'url\("\.\./([^"]+)"\)', (STATIC / "comity" / "tokens.css").read_text("utf-8"))
    assert asked
    assert all(finders.find(each) for each in asked)


def test_nothing_of_ours_asks_another_host():
    for path in STATIC.rglob("*"):
        if path.suffix in {".css", ".svg"}:
            source = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
            assert "//" not in source, path.name
            assert "@import" not in source, path.name
