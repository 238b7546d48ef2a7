"""A bundle whose head the host's next key signed: sound for whoever trusts the first alone, and for nobody by a false announcement."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.locale import LANGUAGES
from comity.record import findings
from comity.record.archive import unzipped, zipped
from comity.record.report import Passed
from comity.record.verify import verify
from record.bundles import (
    HOST,
    NEXT,
    ORIGIN,
    SIGN_NEXT,
    changed,
    consultation,
    packed,
    passed_on,
    signed,
    signed_anew,
)
from record.signing import signer

LAST = signer(ORIGIN, seed=5)


def rotated(rotations=None, leaves=None, **changes):
    """A bundle that the next key signed."""
    leaves = leaves or signed()
    rotations = passed_on(leaves, 7) if rotations is None else rotations
    facts = {"checkpoint": signed_anew(leaves), "key": str(NEXT), "rotations": rotations, **changes}
    return packed(leaves, **facts)


def keys(data, trust=(HOST,)):
    report = verify(data, trust)
    assert all(list(findings.lines(report, language)) for language in LANGUAGES)
    return [fault.key for fault in report.faults]


def test_whoever_trusts_the_old_key_alone_is_told_how_trust_came_to_the_new():
    report = verify(rotated(), (HOST,))
    assert (report.sound, report.trusted, report.passed) == (True, True, (Passed(str(HOST), str(NEXT), 7),))
    told = "\n".join(findings.lines(report, "en"))
    assert f"{HOST}, the host passed on to {NEXT} when the record had 7 acts" in told


def test_whoever_trusts_the_new_key_needs_no_announcement():
    report = verify(rotated(), (NEXT,))
    assert (report.sound, report.trusted, report.passed) == (True, True, ())
    assert verify(rotated(rotations=b""), (NEXT,)).sound
    assert keys(rotated(), (signer(ORIGIN, seed=9)[0],)) == ["verify.not_trusted"]
    assert verify(rotated(), ()).trusted is None


def test_an_announcement_that_has_not_taken_effect_yet_is_no_fault():
    report = verify(packed(signed(), rotations=passed_on(signed(), 10)), (HOST,))
    assert (report.sound, report.passed) == (True, ())


FALSE = {
    "nothing announced": (b"", "verify.not_trusted"),
    "announced by a stranger": (passed_on(signed(), 7, old=signer(ORIGIN, seed=9)), "verify.not_trusted"),
    "a link that is missing": (passed_on(signed(), 8, LAST), "verify.not_trusted"),
    "another order": (passed_on(signed(), 8, LAST) + passed_on(signed(), 7, new=LAST), "verify.rotation_order"),
    "another log": (passed_on(signed(), 7, signer("comity/other"), signer("comity/other", seed=4)), "verify.rotation_foreign"),
    "another record": (passed_on(consultation(), 7), "verify.rotation_differs"),
    "a longer record": (passed_on(consultation(), 11), "verify.rotation_ahead"),
    "signed by the new key alone": (passed_on(signed(), 7, (HOST, SIGN_NEXT)), "unreadable.rotation_malformed"),
    "text besides": (passed_on(signed(), 7) + b"more", "unreadable.rotation_malformed"),
    "no announcement": (b"trust me", "unreadable.rotation_malformed"),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_what_is_not_an_honest_announcement_makes_nobody_trust_the_key(name):
    rotations, expected = FALSE[name]
    found = keys(rotated(rotations))
    assert expected in found
    assert "verify.not_trusted" in found or expected.startswith(("verify.rotation", "unreadable"))


def test_a_bundle_whose_end_was_cut_off_behind_the_announcement_is_found():
    leaves = signed()
    data = rotated(passed_on(leaves, 9), leaves[:8])
    assert keys(data) == ["verify.rotation_ahead"]


def test_an_empty_member_and_another_place_are_found():
    assert keys(changed(packed(signed()), rotations=b"")) == ["verify.member_differs"]
    members = unzipped(rotated())
    members["rotations"] = members.pop("rotations")
    assert keys(zipped(members)) == ["verify.archive_differs"]


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_bit_flipped_in_an_announcement_is_found(data):
    flipped = bytearray(passed_on(signed(), 7))
    flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert keys(rotated(bytes(flipped)))


def test_the_verifier_inside_follows_the_announcement_too(tmp_path):
    file, trust = tmp_path / "record.zip", tmp_path / "keys.txt"
    file.write_bytes(rotated())
    trust.write_text(f"{HOST}\n")
    command = [sys.executable, "-I", "-S", str(file), "--trust", str(trust), "--language", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:-1] == list(findings.lines(verify(file.read_bytes(), (HOST,)), "en"))
    assert "passed on to" in done.stdout
    file.write_bytes(rotated(passed_on(consultation(), 7)))
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 1
