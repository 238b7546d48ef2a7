"""What is vendored is what its publisher released, and all of it is named."""

import hashlib
import tomllib
from pathlib import Path

from comity import web

STATIC = Path(web.__file__).parent / "static"
VENDOR = STATIC / "vendor"
FILES = tomllib.loads((VENDOR / "manifest.toml").read_text("utf-8"))["file"]


def test_every_file_is_named_with_version_and_licence():
    assert {each["path"] for each in FILES} == {path.name for path in VENDOR.iterdir()} - {"manifest.toml"}
    assert all(each["name"] and each["version"] and each["licence"] and each["from"] for each in FILES)


def test_every_file_is_as_it_was_released():
    for each in FILES:
        assert hashlib.sha256((VENDOR / each["path"]).read_bytes()).hexdigest() == each["sha256"], each["path"]


def test_nothing_of_ours_asks_another_host():
    for path in STATIC.rglob("*"):
        if path.suffix in {".css", ".svg"}:
            source = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
            assert "//" not in source, path.name
            assert "@import" not in source, path.name
