"""Bundles whose archive is made by hand, as the format allows and ``zipped`` never writes: none passes for the record it holds."""

import io
import stat
import struct
import subprocess
import sys
import zipfile

import pytest

from comity.core.errors import Unreadable
from comity.record import archive
from comity.record.archive import unzipped, zipped
from comity.record.verify import verify
from record.bundles import TRUST, packed, signed

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
DESCRIPTOR = struct.Struct("<4s3L")
FULL = 0xFFFFFFFF


def built(members, *, flags=0, wide=(), described=(), directory=None):
    """An archive of (name, content, attributes); ``wide`` members are told in ZIP64, ``described`` ones after their content.

    ``directory`` are other names for the directory at the end, by those of the members.
    """
    out, entries = io.BytesIO(), []
    for name, content, attributes in members:
        at, size, told = out.tell(), len(content), zipfile.crc32(content)
        extra = struct.pack("<2H2Q", 1, 16, size, size) if name in wide else b""
        later = name in described
        sizes = (FULL, FULL) if name in wide else (0, 0) if later else (size, size)
        mark = flags | 8 * later
        out.write(LOCAL.pack(b"PK\x03\x04", 20, mark, 0, 0, 33, 0 if later else told, *sizes, len(name), len(extra)))
        out.write(name + extra + content)
        if later:
            out.write(DESCRIPTOR.pack(b"PK\x07\x08", told, size, size))
        shown = (directory or {}).get(name, name)
        entries.append(
            CENTRAL.pack(b"PK\x01\x02", 0x0314, 20, mark, 0, 0, 33, told, size, size, len(shown), 0, 0, 0, 0, attributes, at) + shown
        )  # fmt: skip
    start = out.tell()
    out.write(b"".join(entries))
    count = len(entries) & 0xFFFF
    out.write(END.pack(b"PK\x05\x06", 0, 0, count, count, out.tell() - start, start, 0))
    return out.getvalue()


def members(**changes):
    """Those of a sound bundle; ``changes`` are added."""
    plain = stat.S_IFREG | 0o644
    found = {**unzipped(packed(signed())), **changes}
    return [(name.encode(), content, plain << 16) for name, content in found.items()]


def linked():
    """A bundle whose checkpoint is a symbolic link, as far as the directory goes."""
    link = (stat.S_IFLNK | 0o777) << 16
    return [(name, content, link if name == b"checkpoint" else mode) for name, content, mode in members()]


MANY = """
import sys
archive = sys.argv[1]
sys.path[:0] = [archive + "/verifier/comity/record/standalone", archive + "/verifier"]
from comity.core.errors import Unreadable
from comity.record.verify import verify
for file in sys.argv[2:]:
    try:
        print(verify(open(file, "rb").read()).sound)
    except Unreadable:
        print(False)
"""

MADE = {
    "ZIP64": lambda: built(members(), wide={b"checkpoint"}),
    "sizes told afterwards": lambda: built(members(), described={b"record.json"}),
    "all sizes told afterwards": lambda: built(members(), described={name for name, _, _ in members()}),
    "a symbolic link": lambda: built(linked()),
    "names in another encoding": lambda: built(members(), flags=0x800),
    "encrypted, it says": lambda: built(members(), flags=1),
    "a name with a zero": lambda: built([*members(), (b"checkpoint\0.txt", b"", 0)]),
    "a name that leads out": lambda: built(members(**{"../checkpoint": b"x"})),
    "a folder": lambda: built(members(**{"blobs/": b""})),
    "a name of nothing": lambda: built([*members(), (b"", b"", 0)]),
    "a name twice": lambda: built([*members(), members()[-1]]),
    "another program in the directory": lambda: built(
        members(other=b"print('sound')"), directory={b"__main__.py": b"other", b"other": b"__main__.py"}
    ),
    "a directory of nothing": lambda: built(members())[: -END.size] + END.pack(b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0),
    "two archives in one": lambda: built(members()) + built(members()),
    "65,536 members": lambda: built([*members(), *((f"m/{n}".encode(), b"", 0) for n in range(65_536))]),
}


def judged(data):
    """The faults of a bundle, or why it is none."""
    try:
        return {fault.key for fault in verify(data, TRUST).faults}
    except Unreadable as unreadable:
        return {unreadable.why}


def test_what_is_built_as_the_record_is_has_its_bytes():
    assert built([]) == zipped({})
    assert judged(packed(signed())) == set()
    assert unzipped(built(members())) == unzipped(packed(signed()))


@pytest.mark.parametrize("name", MADE)
def test_an_archive_of_another_make_is_no_sound_record(name):
    data = MADE[name]()
    assert data != packed(signed())
    assert judged(data)


def test_the_verifier_inside_is_no_easier_to_deceive(tmp_path):
    files = [tmp_path / f"{number}.zip" for number in range(len(MADE) + 1)]
    for file, data in zip(files, (packed(signed()), *(make() for make in MADE.values())), strict=True):
        file.write_bytes(data)
    command = [sys.executable, "-I", "-S", "-c", MANY, str(files[0]), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["True", *["False"] * len(MADE)]


@pytest.mark.parametrize("share", [0.001, 0.01, 0.2, 0.5, 0.9, 0.99])
def test_a_download_that_broke_off_is_told_as_such(share):
    data = packed(signed())
    cut = data[: int(data.index(b"PK\x01\x02") * share)]
    with pytest.raises(Unreadable, match="bundle_cut"):
        unzipped(cut)


def test_an_archive_that_ends_between_two_members_is_cut():
    data = built([(b"a", b"1", 0), (b"b", b"2", 0)])
    directory = data.index(b"PK\x01\x02")
    for end in range(5, directory + 4):
        with pytest.raises(Unreadable, match="bundle_cut"):
            unzipped(data[:end])
    for other in (data[:directory] + b"PK\x02", data[:3], b""):
        with pytest.raises(Unreadable, match="bundle_foreign"):
            unzipped(other)


@pytest.mark.parametrize("gone", [("record.json",), ("checkpoint",), ("record.json", "checkpoint")])
def test_only_an_archive_with_nothing_of_a_record_is_none(gone):
    found = {name: data for name, data in unzipped(packed(signed())).items() if name not in gone}
    assert judged(zipped(found)) == {"unreadable.member_missing" if len(gone) < 2 else "bundle_foreign"}


def test_as_many_members_as_are_read_and_one_more(monkeypatch):
    monkeypatch.setattr(archive, "MOST", 3)
    assert len(unzipped(built([(str(n).encode(), b"", 0) for n in range(3)]))) == 3
    with pytest.raises(Unreadable, match="bundle_foreign"):
        unzipped(built([(str(n).encode(), b"", 0) for n in range(4)]))
