"""``python -m comity.config.succeed OLD NEW``: a record goes on as a new log, with all of its acts, people and papers.

For a record that lost acts which no mirror has, and for one that leaves a key that is lost or known to others. Without
``--yes`` it says what would happen and does nothing.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from functools import partial

from comity.cli.terminal.intake import content
from comity.cli.terminal.output import tell, write
from comity.config import command
from comity.core.acts import decode
from comity.core.errors import Refused
from comity.core.queries import told
from comity.locale import say
from comity.record import signing


def main(words: Sequence[str]) -> int:
    """Open the successor, or say what would happen. Returns the exit code: 0, or 2 after one sentence."""
    return command.run(partial(_answer, _form().parse_args(words)))


def _form() -> ArgumentParser:
    form = ArgumentParser("python -m comity.config.succeed", description=__doc__)
    form.add_argument("old", help="the record that ends")
    form.add_argument("new", help="its successor: a name that no record here had")
    form.add_argument("--yes", action="store_true", help="do it")
    form.add_argument("--seat", default="", help="the seat of the secretariat that acts (its first)")
    form.add_argument("--write", metavar="FILE", help="write the statement, to be signed by the secretariat")
    form.add_argument("--offer", action="store_true", help="let the secretariat sign it on the pages")
    form.add_argument("--signed", nargs=2, metavar=("FILE", "SIGNATURES"), help="that statement, and its signatures")
    return form


def _answer(asked: Namespace, language: str) -> None:
    """Do what is asked; begun anew after a power cut it finishes what is missing."""
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up
    from comity.web.moved import follow  # noqa: PLC0415 - as above

    if registry.successor(asked.old) != asked.new:
        statement = (
            content(asked.signed[0]).removesuffix(b"\n")
            if asked.signed
            else registry.propose(asked.old, asked.new, asked.seat)
        )
        _require_named(statement, asked)
        if not (asked.yes or asked.signed):
            _foretell(asked, statement, language)
            return
        signatures = content(asked.signed[1]).decode(errors="replace").splitlines() if asked.signed else ()
        registry.succeed(statement, [line for line in signatures if line.strip()])
    follow(asked.old, asked.new)
    write(f"{registry.key(asked.new)}\n")
    tell(say(language, "succeed.done", old=asked.old, new=asked.new))


def _foretell(asked: Namespace, statement: bytes, language: str) -> None:
    """Say what would happen, and what is to be done first; hand out the statement where it is to be signed."""
    key, facts = told(decode(statement), None)
    tell(say(language, key, **facts))
    if "signed" in facts:
        tell(say(language, "succeed.lost", old=asked.old))
    if _is_signed(asked.old, statement):
        tell(say(language, "succeed.sign", old=asked.old, file=asked.write or "FILE"))
    if asked.offer:
        _offer(asked.old, statement, language)
    if asked.write:
        write(statement, asked.write)
    tell(say(language, "succeed.nothing", old=asked.old))


def _offer(old: str, statement: bytes, language: str) -> None:
    from django.urls import reverse  # noqa: PLC0415 - its pages are known only once Django is set up

    from comity.registry.succeeded import offer  # noqa: PLC0415 - as above

    offer(old, statement)
    tell(say(language, "succeed.offered", seat=decode(statement).actor, address=reverse("succeed", args=(old,))))


def _is_signed(old: str, statement: bytes) -> bool:
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up

    return signing.level(registry.state(old), decode(statement)) > 0


def _require_named(statement: bytes, asked: Namespace) -> None:
    """Refuse a statement about other records than those that are named."""
    act = decode(statement)
    found = (getattr(act, "predecessor", ""), act.log)
    for name, expected in zip(found, (asked.old, asked.new), strict=True):
        if name != expected:
            raise Refused("log_wrong", log=name, expected=expected)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
