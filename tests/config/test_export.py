"""The command by which whoever runs the server takes a record out."""

import os
import subprocess
import sys

import pytest

from comity.record.verify import verify

OPENED = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from comity import registry
from comity.core.acts import EXAMPLES, encode
registry.append("water-2026", encode(EXAMPLES["consultation.open"]))
print(registry.key("water-2026"))
"""


@pytest.fixture
def python(tmp_path):
    """Run Python beside a server's folder."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {"COMITY_DATA": str(tmp_path / "data"), "COMITY_LANGUAGE": "en"}
    environ |= {"DJANGO_SETTINGS_MODULE": "comity.config.settings"}

    def run(*words):
        return subprocess.run(
            [sys.executable, *words], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return run


def test_a_record_is_written_to_a_file_that_is_sound(python, tmp_path):
    opened = python("-c", OPENED)
    assert opened.returncode == 0, opened.stderr
    done = python("-m", "comity.config.export", "water-2026", "-o", "record.zip")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    report = verify((tmp_path / "record.zip").read_bytes())
    assert (report.sound, report.key) == (True, opened.stdout.strip())
    unknown = python("-m", "comity.config.export", "gas-2026", "-o", "record.zip")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr == "There is no record “gas-2026” here.\n"
    nowhere = python("-m", "comity.config.export", "water-2026", "-o", "nowhere/record.zip")
    assert nowhere.returncode == 2
    assert nowhere.stderr.count("\n") == 1
