"""``python -m comity.config.recover record.zip``: what a store lost, from a copy of the record that somebody kept.

A copy is a bundle, or the folder in which a witness keeps its mirror.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from comity.cli.terminal import intake
from comity.cli.terminal.output import tell
from comity.config import command
from comity.core.acts import decode
from comity.core.errors import Unreadable
from comity.locale import say
from comity.record import stamped
from comity.record.archive import LARGEST, unzipped
from comity.record.bundle import Members
from comity.record.leaf import read_leaf
from comity.record.stamped import Place
from comity.record.tile import read_bundle, read_path

_MEGABYTE = 1_000_000


def opened(file: str) -> Members:
    """The members of a bundle, which is read as verification reads it: nothing in it unpacks into more than it is; or of a mirror.

    ``Unreadable`` as ``intake.content`` and ``archive.unzipped`` are.
    """
    if Path(file).is_dir():
        return mirrored(Path(file))
    try:
        return unzipped(intake.content(file, LARGEST // _MEGABYTE))
    except Unreadable as error:
        raise Unreadable(file, error.why, **error.facts) from None


def mirrored(folder: Path) -> Members:
    """The tiles in the folder of a mirror, by their names in a bundle."""
    files = (file for file in (folder / "tile").rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def leaves(members: Members) -> Iterator[bytes]:
    """The leaves in the tiles of a copy, in order. ``Unreadable`` (``bundle_malformed``) where a tile is none.

    A mirror may hold a tile twice, as it was and with what came after: the longer one counts.
    """
    widest = sorted(members.items(), key=lambda member: len(member[1]))
    found = {tile.index: data for name, data in widest if (tile := read_path(name)) and tile.level < 0}
    for index in sorted(found):
        yield from read_bundle(found[index])


def parts(members: Members) -> Iterator[bytes]:
    """The blobs of sealed parts in a bundle."""
    return (data for name, data in members.items() if name.startswith("blobs/"))


def stamps(members: Members) -> dict[Place, bytes]:
    """The time stamps in a bundle."""
    return stamped.found({name: data for name, data in members.items() if name.startswith("stamps/")})


def main(words: Sequence[str]) -> int:
    """Recover one record. Returns the exit code: 0, or 2 after one sentence."""
    form = ArgumentParser("python -m comity.config.recover", description=__doc__)
    form.add_argument("file", metavar="record.zip", help="a bundle, or the folder of a witness's mirror")
    return command.run(partial(_recover, form.parse_args(words).file))


def _recover(file: str, language: str) -> None:
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up
    from comity.registry.stamps import restore  # noqa: PLC0415 - as above

    members = opened(file)
    found = list(leaves(members))
    if not found:
        raise Unreadable(file, "bundle_malformed")
    log = decode(read_leaf(found[-1]).stmt.encode()).log  # the first acts of a successor are its predecessor's
    size = registry.recover(log, found, parts(members))
    restore(log, stamps(members))
    tell(say(language, "recover.done", log=log, size=size))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
