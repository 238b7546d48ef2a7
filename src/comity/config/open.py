"""``python -m comity.config.open LOG …``: a new consultation, and the link by which its secretariat comes in."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from functools import partial

from comity.cli.terminal.output import write
from comity.config import command
from comity.config.invite import address, link
from comity.core.acts import EMPTY_ROOT, Seen, encode
from comity.core.acts.consultation.open import Open
from comity.core.errors import Refused
from comity.core.rules import RULES

_LEVELS = (0, 1, 2)


def main(words: Sequence[str]) -> int:
    """Open the consultation and print the link. Returns the exit code: 0, or 2 after one sentence."""
    return command.run(partial(_open, _form().parse_args(words)))


def _open(asked: Namespace, language: str) -> None:
    """Open the consultation in the registry, and let the secretariat's first seat in."""
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up
    from comity.people import delegation  # noqa: PLC0415 - as above

    act = Open(
        id="open",
        log=asked.log,
        actor=f"{asked.secretariat}/1",
        seen=Seen(root=EMPTY_ROOT, size=0),
        title=dict(asked.title),
        languages=tuple(dict(asked.title)),
        rule=asked.rule,
        rules_version=1,
        party_kind=asked.kind,
        names=dict(asked.name),
        remark=dict(asked.remark),
        signing=asked.signing,
        signing_final=asked.signing_final,
    )
    if registry.head(asked.log).size or registry.append(asked.log, encode(act)).again:
        raise Refused("already_opened", log=asked.log)
    write(f"{link(delegation.invite(asked.log, act.party, '', language).token, asked.address)}\n")


def _form() -> ArgumentParser:
    form = ArgumentParser("python -m comity.config.open", description=__doc__)
    worded = partial(form.add_argument, metavar="LANGUAGE=WORDS", type=_worded, action="append")
    form.add_argument("log", metavar="LOG", help="the name in every address: water-2026")
    worded("--title", required=True, help="once for each language, the working language first")
    form.add_argument("--secretariat", metavar="CODE", required=True, help="the party that opens and serves it")
    worded("--name", required=True, help="of the secretariat, once for each language")
    form.add_argument("--kind", choices=("body", "member", "observer"), default="body", help="of the secretariat")
    worded("--remark", default=[], help="shown wherever the consultation is")
    form.add_argument("--rule", choices=sorted(RULES), default="consensus", help="how decisions are taken")
    form.add_argument("--signing", type=int, choices=_LEVELS, default=0, help="the level at which acts are signed")
    form.add_argument("--signing-final", type=int, choices=_LEVELS, default=0, help="and acts that fix a text")
    form.add_argument("--address", type=address, help="where people reach this server")
    return form


def _worded(given: str) -> tuple[str, str]:
    language, equals, words = given.partition("=")
    if not (language and equals and words.strip()):
        raise ArgumentTypeError(f"{given} - LANGUAGE=WORDS is asked for, as in en=Waters")
    return language, words.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
