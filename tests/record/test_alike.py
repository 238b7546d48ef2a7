"""Two verifiers, the house's and the one in a bundle, find the same in whatever a host may make up: neither is easier to deceive."""

import random
import subprocess
import sys

import pytest
from msgspec.structs import replace

import everything
from comity.core.errors import Refused, Unreadable
from comity.record import bundle, sealed
from comity.record.archive import unzipped, zipped
from comity.record.bundle import Record
from comity.record.hashes import Hashes
from comity.record.leaf import MOST, leaf, read_leaf
from comity.record.openssl import CURVES
from comity.record.tree import leaf_hash
from comity.record.verify import verify
from record.bundles import HOST, NEXT, head, packed, passed_on, signed, signed_anew

MANY = """
import sys
archive = sys.argv[1]
sys.path[:0] = [archive + "/verifier/comity/record/standalone", archive + "/verifier"]
from comity.core.errors import Unreadable
from comity.record.verify import verify
for file in sys.argv[2:]:
    try:
        report = verify(open(file, "rb").read())
    except Unreadable as unreadable:
        print(unreadable.why)
    else:
        print(report.size, report.at, [fault.seq for fault in report.faults])
"""
BITS = (
    b"[" * 40_000, b'{"a":' * 8_000, b"9" * 5_000, b"18446744073709551616", b"9007199254740992", b"1e5", b"1.0", b"-0", b"00", b"NaN",
    b"null", b"true", b"\\u0000", b"\\ud800", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xff", b"e\xcc\x81", b"\xe2\x80\xae",
    b"\xe2\x80\xa8", b"\x7f", b" ", b"\n", b'"', b"\\", b"\\/", b"\\u00e9", b'"at":1,', b",", b":", b"]", b"}",
)  # fmt: skip


def bundled(leaves):
    """A bundle of a host that signs whatever it is given."""
    record = Record(leaves=tuple(leaves), checkpoint=head(leaves), key=str(HOST))
    evidence = bundle.evidence(record, Hashes(map(leaf_hash, leaves)), "water-2026")
    return zipped({**bundle.verifier(), **evidence, "record.html": b""})


def spoilt(data, chance):
    """Bytes with something else in them, or not all of them."""
    at = chance.randrange(len(data) + 1)
    gone = chance.choice((0, 0, 1, 1, 4, 20))
    return data[:at] + chance.choice((b"", *BITS)) + data[at + gone :]


def leaves(chance):
    """The leaves of a signed record, one of them altered: its bytes, its statement, or its signatures."""
    found = list(signed())
    seq = chance.randrange(len(found))
    kept = read_leaf(found[seq])
    where = chance.randrange(3)
    if where == 0:
        found[seq] = spoilt(found[seq], chance)[:MOST]
    elif where == 1:
        made = replace(kept, stmt=spoilt(kept.stmt.encode(), chance).decode(errors="replace"))
        found[seq] = leaf(made.at, made.seq, made.stmt, made.sigs)
    else:
        line = spoilt("".join(kept.sigs).encode(), chance).decode(errors="replace")
        found[seq] = leaf(kept.at, kept.seq, kept.stmt, (line,))
    return found


def members(chance):
    """A bundle, sound but for one member: what the host says of the record, of its key, or of a sealed part."""
    found = dict(unzipped(chance.choice(WHOLE)()))
    name = chance.choice(
        ["record.json", "checkpoint", *(each for each in found if each.startswith(("rotations", "blobs/")))]
    )
    found[name] = spoilt(found[name], chance)
    return zipped(found)


def passed():
    """A record whose host passed its key on."""
    return packed(signed(), checkpoint=signed_anew(signed()), key=str(NEXT), rotations=passed_on(signed(), 5))


def parted():
    """A record that holds one of its two sealed parts, with acts that are signed together."""
    leaves = everything.leaves()
    return packed(leaves, blobs={sealed.digest(BLOB): BLOB})


def many(chance, count):
    while count:
        try:
            yield bundled(leaves(chance))
        except Refused:  # too long for any leaf
            continue
        count -= 1


@pytest.fixture
def chance():
    """Chance, whose seed is told where a test fails."""
    seed = random.randrange(10**9)  # noqa: S311 - chance, not secrecy
    print(f"seed {seed}")
    return random.Random(seed)  # noqa: S311 - chance, not secrecy


BLOB = bytes(sealed.SALT) + b"of another record"
WHOLE = (lambda: packed(signed()), passed, parted)


def test_both_find_the_same_in_records_that_were_made_up(tmp_path, chance):
    bundles = [packed(signed()), *(bundled([bit * (40_000 // len(bit)), *signed()[1:]]) for bit in BITS[:2])]
    bundles += many(chance, 60)
    compare(tmp_path, bundles)


def test_both_find_the_same_in_bundles_of_which_something_was_made_up(tmp_path, chance):
    sound = unzipped(packed(signed()))
    bundles = [zipped(sound), *(zipped({**sound, "record.json": sound["record.json"] + bit}) for bit in BITS)]
    compare(tmp_path, [*bundles, *(members(chance) for _ in range(40))])


def compare(tmp_path, bundles):
    """Both verifiers find the same in each; the first is sound."""
    files = [tmp_path / f"{number}.zip" for number in range(len(bundles))]
    for file, data in zip(files, bundles, strict=True):
        file.write_bytes(data)
    command = [sys.executable, "-I", "-S", "-c", MANY, str(files[0]), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    told = [found(data) for data in bundles]
    assert done.stdout.splitlines() == told
    assert told[0].endswith("[]")


def found(data):
    """What the house's verifier finds, as the other tells it."""
    try:
        report = verify(data, curves=CURVES)
    except Unreadable as unreadable:
        return unreadable.why
    return f"{report.size} {report.at} {[fault.seq for fault in report.faults]}"
