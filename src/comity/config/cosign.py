"""``python -m comity.config.cosign [LOG …] [--every SECONDS]``: have the heads of records cosigned by the witnesses that are listed."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection

from comity.cli.terminal.output import sentence
from comity.cli.terminal.rounds import require_pause, tell_now
from comity.config import command
from comity.config.command import BAD_INPUT
from comity.config.witnesses import FILE, Listed, listed
from comity.core.errors import Refused, Unreadable
from comity.locale import say

if TYPE_CHECKING:
    from comity.registry.asking import Asked

WRONG = 1
"""A witness holds what an honest host cannot explain, or says so; one that did not cosign is as good as bad input."""

_SUSPECT = {"ahead", "forked"}
_STOPPED = {"record_behind", "record_forked"}


def main(words: Sequence[str]) -> int:
    """Ask every listed witness about every record, or those named, once or again and again. Returns the exit code of a round."""
    form = ArgumentParser("python -m comity.config.cosign", description=__doc__)
    form.add_argument("logs", nargs="*", metavar="LOG")
    form.add_argument("--every", metavar="SECONDS", type=int)
    return command.run(partial(_cosign, form.parse_args(words)))


def _cosign(asked: Namespace, language: str) -> int:
    witnesses = _begun(asked.logs, asked.every)
    pause = Event()
    while True:
        code = _round(witnesses, asked.logs, language)
        if asked.every is None:
            return code
        pause.wait(asked.every)


def _begun(logs: Sequence[str], every: int | None) -> tuple[Listed, ...]:
    """The witnesses of the list; refused where there is none, or what was asked for cannot be done."""
    if every is not None:
        require_pause(every)
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up

    witnesses = listed(settings.COMITY_DATA)
    if not witnesses:
        raise Refused("witnesses_none", file=str(settings.COMITY_DATA / FILE))
    for log in logs:
        if log not in registry.logs():
            raise Refused("record_unknown", log=log)
    return witnesses


def _round(witnesses: Sequence[Listed], logs: Sequence[str], language: str) -> int:
    """Ask all of them once, and say what came of it; the worst that did."""
    from comity import registry  # noqa: PLC0415 - as above

    try:
        named = logs or registry.logs()
        codes = [_asked(witness, named, language) for witness in witnesses]
    except DatabaseError as error:
        tell_now(sentence(command.unreachable(error), language))
        codes = [BAD_INPUT]
    finally:
        connection.close()  # a service outlives the patience of a database
    return WRONG if WRONG in codes else max(codes)


def _asked(witness: Listed, logs: Sequence[str], language: str) -> int:
    """Ask one witness about every record; whoever does not answer about one is not asked about the others."""
    from comity import registry  # noqa: PLC0415 - as above

    codes, cosigned = [0], 0
    for log in logs:
        try:
            found = registry.ask(log, witness.key, witness.submit, partial(witness.show, registry.key(log).name))
        except Refused as refused:
            codes.append(WRONG if refused.code in _STOPPED else BAD_INPUT)
            tell_now(sentence(refused, language))
        except Unreadable as error:
            codes.append(BAD_INPUT)
            tell_now(sentence(error, language))
            break
        else:
            cosigned += found.code == "cosigned"
            if found.code != "cosigned":
                codes.append(WRONG if found.code in _SUSPECT else BAD_INPUT)
                tell_now(_told(found, log, witness, language))
    if cosigned:
        tell_now(say(language, "cosign.cosigned", witness=witness.key.name, n=cosigned))
    return WRONG if WRONG in codes else max(codes)


def _told(found: "Asked", log: str, witness: Listed, language: str) -> str:
    """Why a witness did not cosign."""
    return say(
        language, f"cosign.{found.code}", witness=witness.key.name, log=log, size=found.size, status=found.status
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
