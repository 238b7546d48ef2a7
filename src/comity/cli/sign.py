"""``comity sign``: the signature of an act by a key in a file, as a line to hand in with the act."""

import json
from argparse import Namespace

from comity.cli.terminal import intake, keyfile
from comity.cli.terminal.output import tell, write
from comity.cli.terminal.parser import Grammar
from comity.core.acts import Act, decode
from comity.core.errors import Refused, Unreadable
from comity.core.queries import told
from comity.locale import say
from comity.record import signature
from comity.record.signature import Signature


def arguments(grammar: Grammar) -> None:
    """A statement, a key, and what the record calls the key."""
    grammar.argument("statement", metavar="STATEMENT", key="argument.statement")
    grammar.argument("--key", metavar="FILE", required=True, key="argument.key_file")
    grammar.argument("--as", dest="id", metavar="ID", required=True, key="argument.key_id")


def run(options: Namespace) -> int:
    """Say what is signed, on standard error, then print the signature."""
    intake.refuse_conflicts((options.statement, options.key), None)
    statement = intake.content(options.statement).removesuffix(b"\n").removesuffix(b"\r")
    act = decode(statement)
    _require_id(options.id)
    private = keyfile.read(options.key, options.language)
    for line in _said(act, statement, options.language):
        tell(line)
    write(f"{Signature('ed25519', options.id, (private.sign(signature.text(statement)),))}\n")
    return 0


def _require_id(key: str) -> None:
    """Refuse what cannot be the id of a key, before anybody is asked for a passphrase."""
    try:
        signature.read(str(Signature("ed25519", key, (b"",))))
    except Unreadable:
        raise Refused("key_unknown", key=key) from None


def _said(act: Act, statement: bytes, language: str) -> tuple[str, ...]:
    """The act as a sentence, where it goes, and all that it holds."""
    key, facts = told(act, None)
    where = say(language, "sign.where", log=act.log, seat=act.actor, size=act.seen.size)
    whole = json.dumps(json.loads(statement), indent=2, ensure_ascii=False)
    return say(language, key, **facts), where, whole
