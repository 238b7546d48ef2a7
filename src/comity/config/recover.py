"""``python -m comity.config.recover record.zip``: what a store lost, from a copy of the record that somebody kept."""

import os
import sys
import zipfile
from collections.abc import Iterator, Sequence

import django

from comity.cli.terminal.output import sentence, tell
from comity.core.acts import decode
from comity.core.errors import Refused, Unreadable
from comity.locale import reader_language, say
from comity.record import stamped
from comity.record.leaf import read_leaf
from comity.record.stamped import Place
from comity.record.tile import read_bundle, read_path

BAD_INPUT = 2


def leaves(file: str) -> Iterator[bytes]:
    """The leaves in the tiles of a bundle, in order. ``Unreadable`` (``bundle_malformed``) for any other file."""
    found = {tile.index: data for name, data in _members(file, "tile/") if (tile := read_path(name)) and tile.level < 0}
    for index in sorted(found):
        yield from read_bundle(found[index])


def parts(file: str) -> Iterator[bytes]:
    """The blobs of sealed parts in a bundle."""
    return (data for _, data in _members(file, "blobs/"))


def stamps(file: str) -> dict[Place, bytes]:
    """The time stamps in a bundle."""
    return stamped.found(dict(_members(file, "stamps/")))


def _members(file: str, folder: str) -> Iterator[tuple[str, bytes]]:
    """What stands in a folder of a bundle, one after the other."""
    try:
        with zipfile.ZipFile(file) as bundle:
            for name in bundle.namelist():
                if name.startswith(folder):
                    yield name, bundle.read(name)
    except (OSError, zipfile.BadZipFile):
        raise Unreadable(file, "bundle_malformed") from None


def main(words: Sequence[str]) -> int:
    """Recover one record. Returns the exit code: 0, or 2 after one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")
    language = reader_language()
    try:
        django.setup()
        log, size = _recovered(words[0] if words else "")
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
        return BAD_INPUT
    tell(say(language, "recover.done", log=log, size=size))
    return 0


def _recovered(file: str) -> tuple[str, int]:
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up
    from comity.registry.stamps import restore  # noqa: PLC0415

    found = list(leaves(file))
    if not found:
        raise Unreadable("record.zip", "bundle_malformed")
    log = decode(read_leaf(found[-1]).stmt.encode()).log  # the first acts of a successor are its predecessor's
    size = registry.recover(log, found, parts(file))
    restore(log, stamps(file))
    return log, size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
