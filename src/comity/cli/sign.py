"""``comity sign``: the signature of an act by a key in a file, as a line to hand in; of several acts, the file with all of them."""

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from msgspec.structs import replace

from comity.cli.terminal import intake, keyfile
from comity.cli.terminal.output import tell, write
from comity.cli.terminal.parser import Grammar
from comity.core.acts import Act, decode
from comity.core.errors import Refused, Unreadable
from comity.core.queries import told
from comity.locale import say
from comity.record import sheaf, signature
from comity.record.signature import Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def arguments(grammar: Grammar) -> None:
    """A statement, a key, and what the record calls the key."""
    grammar.argument("statement", metavar="STATEMENT", key="argument.statement")
    grammar.argument("--key", metavar="FILE", required=True, key="argument.key_file")
    grammar.argument("--as", dest="id", metavar="ID", required=True, key="argument.key_id")


def run(options: Namespace) -> int:
    """Say what is signed, on standard error, then print the signature; of several statements these too, each before its own."""
    intake.refuse_conflicts((options.statement, options.key), None)
    sheets = sheaf.read(intake.content(options.statement))
    acts = [decode(each.statement) for each in sheets]
    _require_id(options.id)
    private = keyfile.read(options.key, options.language)
    for act, each in zip(acts, sheets, strict=True):
        for line in _said(act, each.statement, options.language):
            tell(line)
    lines = [_signed(private, each.statement, options.id) for each in sheets]
    if len(sheets) > 1 or sheets[0].sigs:
        write(sheaf.write(replace(each, sigs=(*each.sigs, line)) for each, line in zip(sheets, lines, strict=True)))
    else:
        write(f"{lines[0]}\n")
    return 0


def _signed(private: "Ed25519PrivateKey", statement: bytes, key: str) -> str:
    return str(Signature("ed25519", key, (private.sign(signature.text(statement)),)))


def _require_id(key: str) -> None:
    """Refuse what cannot be the id of a key, before anybody is asked for a passphrase."""
    try:
        signature.read(str(Signature("ed25519", key, (b"",))))
    except Unreadable:
        raise Refused("key_id", key=key) from None


def _said(act: Act, statement: bytes, language: str) -> tuple[str, ...]:
    """The act as a sentence, where it goes, and all that it holds."""
    key, facts = told(act, None)
    where = say(language, "sign.where", log=act.log, seat=act.actor, size=act.seen.size)
    whole = json.dumps(json.loads(statement), indent=2, ensure_ascii=False)
    return say(language, key, **facts), where, whole
