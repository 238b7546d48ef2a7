"""``python -m comity.config.stamp``: time stamps of records, from an authority on the network or carried there and back by hand."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import django

from comity.cli.terminal import intake
from comity.cli.terminal.output import sentence, tell, write
from comity.config import authority
from comity.core.errors import Refused, Unreadable
from comity.locale import number, reader_language, say
from comity.record.certificate import shown
from comity.record.page import instant
from comity.record.stamped import is_name

BAD_INPUT = 2


def main(words: Sequence[str]) -> int:
    """Ask, or keep what was answered. Returns the exit code: 0, or 2 where something was refused, a sentence each."""
    asked = _form().parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")
    language = reader_language()
    try:
        django.setup()
        tasks = _tasks(asked)
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
        return BAD_INPUT
    return max((_done(task, language) for task in tasks), default=0)


def _form() -> ArgumentParser:
    form = ArgumentParser("python -m comity.config.stamp")
    form.add_argument("logs", metavar="LOG", nargs="*")
    form.add_argument("--name", default="")
    way = form.add_mutually_exclusive_group(required=True)
    way.add_argument("--authority", metavar="URL")
    way.add_argument("--request", metavar="FOLDER")
    way.add_argument("--answer", metavar="FILE", nargs="+")
    return form


Task = Callable[[str], str]
"""Something to do, which answers with the sentence of what was done, in a language."""


def _tasks(asked: Namespace) -> list[Task]:
    """What to do for each log that is named, or for all of them; or for each answer, whichever log it is of."""
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up

    logs = tuple(asked.logs) or registry.logs()
    if asked.request:
        return [partial(_write_request, log, Path(asked.request)) for log in logs]
    if not is_name(asked.name):
        raise Refused("stamp_name", name=shown(asked.name))
    if asked.answer:
        return [partial(_keep, logs, asked.name, file) for file in asked.answer]
    return [partial(_ask, log, asked.name, asked.authority) for log in logs]


def _done(task: Task, language: str) -> int:
    try:
        tell(task(language))
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
        return BAD_INPUT
    return 0


def _write_request(log: str, folder: Path, language: str) -> str:
    from comity.registry import stamps  # noqa: PLC0415 - its tables are known only once Django is set up

    size = stamps.newest(log).size
    file = folder / f"{log}-{size}.tsq"
    write(stamps.request(log), str(file))
    return say(language, "stamp.asked", log=log, size=number(language, size), file=str(file))


def _ask(log: str, name: str, address: str, language: str) -> str:
    from comity.registry import stamps  # noqa: PLC0415 - its tables are known only once Django is set up

    if stamps.is_stamped(log, name):
        return say(language, "stamp.nothing_new", log=log, size=number(language, stamps.newest(log).size))
    try:
        return _kept((log,), name, authority.answer(address, stamps.request(log)), language)
    except Unreadable as error:
        raise Unreadable(address, error.why, **error.facts) from None


def _keep(logs: Iterable[str], name: str, file: str, language: str) -> str:
    data = intake.content(file)
    try:
        return _kept(logs, name, data, language)
    except Unreadable as error:
        raise Unreadable(file, error.why, **error.facts) from None


def _kept(logs: Iterable[str], name: str, answer: bytes, language: str) -> str:
    """Keep an answer with the log that it is of."""
    from comity.registry import stamps  # noqa: PLC0415 - its tables are known only once Django is set up

    for log in logs:
        try:
            kept = stamps.keep(log, name, answer)
        except Refused as refused:
            if refused.code != "stamp_foreign":
                raise
        else:
            facts = {"authority": kept.authority, "at": instant(kept.at), "size": number(language, kept.size)}
            return say(language, "stamp.kept", log=log, **facts)
    raise Refused("stamp_foreign")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
