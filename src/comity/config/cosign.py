"""``python -m comity.config.cosign [LOG …] [--every SECONDS]``: have the heads of records cosigned by the witnesses that are listed."""

import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import django

from comity.cli.terminal.output import sentence, tell
from comity.config.witnesses import FILE, Listed, listed
from comity.core.errors import Refused, Unreadable
from comity.locale import reader_language, say

WRONG = 1
"""A witness holds what an honest host cannot explain, or says so."""

BAD_INPUT = 2
"""Bad input, or a witness that did not cosign."""

if TYPE_CHECKING:
    from comity.registry.asking import Asked

_MOST_SECONDS = 7 * 24 * 3600
_SUSPECT = {"ahead", "forked"}
_STOPPED = {"record_behind", "record_forked"}


def main(words: Sequence[str]) -> int:
    """Ask every listed witness about every record, or those named, once or again and again. Returns the exit code of a round."""
    form = ArgumentParser("python -m comity.config.cosign")
    form.add_argument("logs", nargs="*", metavar="LOG")
    form.add_argument("--every", metavar="SECONDS", type=int)
    asked = form.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")
    language = reader_language()
    try:
        witnesses = _begun(asked.logs, asked.every)
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
        return BAD_INPUT
    pause = Event()
    while True:
        code = _round(witnesses, asked.logs, language)
        if asked.every is None:
            return code
        pause.wait(asked.every)


def _begun(logs: Sequence[str], every: int | None) -> tuple[Listed, ...]:
    """The witnesses of the list; refused where there is none, or what was asked for cannot be done."""
    if every is not None and not 0 < every <= _MOST_SECONDS:
        raise Refused("witness_every", most=_MOST_SECONDS)
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - read only once Django is set up

    from comity import registry  # noqa: PLC0415 - its tables are known only then

    witnesses = listed(settings.COMITY_DATA)
    if not witnesses:
        raise Refused("witnesses_none", file=str(settings.COMITY_DATA / FILE))
    for log in logs:
        if log not in registry.logs():
            raise Refused("record_unknown", log=log)
    return witnesses


def _round(witnesses: Sequence[Listed], logs: Sequence[str], language: str) -> int:
    """Ask all of them once, and say what came of it; the worst that did."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - as above

    from comity import registry  # noqa: PLC0415 - as above

    try:
        named = logs or registry.logs()
        codes = [_asked(witness, named, language) for witness in witnesses]
    except DatabaseError as error:
        tell(f"{_now()}  {say(language, 'refused.store_unreachable', why=str(error).strip())}")
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
            tell(f"{_now()}  {sentence(refused, language)}")
        except Unreadable as error:
            codes.append(BAD_INPUT)
            tell(f"{_now()}  {sentence(error, language)}")
            break
        else:
            cosigned += found.code == "cosigned"
            if found.code != "cosigned":
                codes.append(WRONG if found.code in _SUSPECT else BAD_INPUT)
                tell(f"{_now()}  {_told(found, log, witness, language)}")
    if cosigned:
        tell(f"{_now()}  {say(language, 'cosign.cosigned', witness=witness.key.name, n=cosigned)}")
    return WRONG if WRONG in codes else max(codes)


def _told(found: "Asked", log: str, witness: Listed, language: str) -> str:
    """Why a witness did not cosign."""
    return say(
        language, f"cosign.{found.code}", witness=witness.key.name, log=log, size=found.size, status=found.status
    )


def _now() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
