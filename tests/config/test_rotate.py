"""The host's key passed on in life: announced, put in place, and what was signed before still verifies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from comity.config.secret import host_key, next_host_key, replace_host_key
from comity.core.errors import Refused
from comity.record import checkpoint, note, rotation
from comity.record.receipt import read as read_receipt
from comity.registry.hostkeys import rotations
from comity.registry.rotation import announce
from registry.acts import LOG, grow

SCRIPT = """
import sys, django
django.setup()
from comity import registry
from comity.core.acts import EXAMPLES, encode
log = EXAMPLES["consultation.open"].log
if sys.argv[1] == "open":
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    registry.append(log, encode(EXAMPLES["consultation.open"]))
for data in (str(registry.key(log)).encode(), registry.checkpoint(log), registry.receipt(log, 0)):
    sys.stdout.buffer.write(data + b"\\0")
"""


def run(folder, *words):
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {"COMITY_DATA": str(folder), "COMITY_LANGUAGE": "en", "DJANGO_SETTINGS_MODULE": "comity.config.settings"}
    return subprocess.run([sys.executable, *words], env=environ, capture_output=True, check=False)


def told(folder, what):
    key, head, receipt, _ = run(folder, "-c", SCRIPT, what).stdout.split(b"\0")
    return note.read_key(key.decode()), note.read(head), read_receipt(receipt)


def test_a_host_key_is_passed_on_and_what_it_signed_stays_signed(tmp_path):
    old, head, receipt = told(tmp_path, "open")
    done = run(tmp_path, "-m", "comity.config.rotate")
    assert done.returncode == 0, done.stderr
    new = note.read_key(done.stdout.decode().strip())
    assert b"by another road" in done.stderr

    key, again, _ = told(tmp_path, "read")
    assert key == new != old
    assert note.verified(again, [new]) == (new,)
    assert note.verified(head, [old]) == (old,)
    assert note.verified(receipt.note, [old]) == (old,)
    assert checkpoint.read(again.text) == checkpoint.read(head.text)

    (log,) = (tmp_path / "rotations").iterdir()
    (made,) = rotation.read_all(log.read_bytes())
    assert (made.old, made.new, made.size) == (old, new, 1)
    assert rotation.followed([old], [made]) == (old, new)
    assert not (tmp_path / "host.key.next").exists()
    assert (tmp_path / "host.key").stat().st_mode & 0o777 == 0o600


def test_begun_anew_after_a_power_cut_it_announces_the_same_key_once(tmp_path):
    told(tmp_path, "open")
    waiting = next_host_key(tmp_path)
    assert next_host_key(tmp_path) == waiting
    replaced = run(tmp_path, "-m", "comity.config.rotate")
    assert replaced.returncode == 0
    assert host_key(tmp_path) == waiting
    second = run(tmp_path, "-m", "comity.config.rotate")
    assert second.returncode == 0
    (log,) = (tmp_path / "rotations").iterdir()
    first, last = rotation.read_all(log.read_bytes())
    assert first.new == last.old


@pytest.mark.django_db
def test_no_more_is_announced_than_anybody_reads(monkeypatch):
    grow(2)
    monkeypatch.setattr(rotation, "MOST", 1)
    announce(bytes(32))
    announce(bytes(32))
    with pytest.raises(Refused) as refused:
        announce(bytes(31) + b"\1")
    assert refused.value.code == "rotations_many"
    assert len(rotation.read_all(rotations(LOG))) == 1


def test_a_key_that_others_can_read_starts_no_server(tmp_path):
    host_key(tmp_path)
    (tmp_path / "host.key").chmod(0o644)
    with pytest.raises(Refused) as refused:
        host_key(tmp_path)
    assert refused.value.code == "secret_open"
    done = run(tmp_path, "-m", "comity.config.serve")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"chmod 600" in done.stderr


def test_the_next_key_takes_the_place_of_the_last(tmp_path):
    old, new = host_key(tmp_path), next_host_key(tmp_path)
    assert old != new
    assert (tmp_path / "host.key.next").stat().st_mode & 0o777 == 0o600
    replace_host_key(tmp_path)
    assert host_key(tmp_path) == new
    assert [path.name for path in sorted(Path(tmp_path).iterdir())] == ["host.key"]
