"""``comity key``: a party's own signing key, made in a file, and its public half shown."""

import base64
from argparse import Namespace

from comity.cli.terminal import keyfile
from comity.cli.terminal.output import tell, write
from comity.cli.terminal.parser import Grammar
from comity.core.errors import Refused, Unreadable
from comity.locale import say
from comity.record.note import COSIGNATURE, ED25519, Key, read_key


def arguments(grammar: Grammar) -> None:
    """What to do, with which file."""
    grammar.argument("what", choices=("new", "show"), key="argument.key_what")
    grammar.argument("file", metavar="FILE", key="argument.key_file")
    grammar.argument("--passphrase", action="store_true", key="argument.passphrase")
    grammar.argument("--name", metavar="NAME", key="argument.key_name")


def run(options: Namespace) -> int:
    """Print the public key in base64; with ``--name`` also as verifier keys of a log and of a witness (C2SP signed-note)."""
    names = _named(options.name)
    if options.what == "new":
        private = keyfile.make(options.file, options.language, passphrase=options.passphrase)
        tell(say(options.language, "key.made", file=options.file))
    elif options.passphrase:
        raise Refused("passphrase_new_only")
    else:
        private = keyfile.read(options.file, options.language)
    public = private.public_key().public_bytes_raw()
    lines = [base64.b64encode(public).decode()]
    lines += [str(Key(options.name, public, kind)) for kind in names]
    write("".join(f"{line}\n" for line in lines))
    return 0


def _named(name: str | None) -> tuple[int, ...]:
    """The kinds of keys to show under ``name``, before anything is made; refused where no key may be so called."""
    if name is None:
        return ()
    try:
        read_key(str(Key(name, _SAMPLE)))
    except Unreadable:
        raise Refused("key_name", name=name) from None
    return (ED25519, COSIGNATURE)


_SAMPLE = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
"""Any key, to try a name with (RFC 8032, section 7.1, test 1)."""
