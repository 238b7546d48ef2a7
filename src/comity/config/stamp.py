"""``python -m comity.config.stamp``: time stamps of records, from an authority on the network or carried there and back by hand."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from comity.cli.terminal import intake
from comity.cli.terminal.output import tell, write
from comity.config import authority, command
from comity.config.command import Work
from comity.core.errors import Refused, Unreadable
from comity.locale import number, say
from comity.record.certificate import shown
from comity.record.page import instant
from comity.record.stamped import is_name


def main(words: Sequence[str]) -> int:
    """Ask, or keep what was answered. Returns the exit code: 0, or 2 where something was refused, a sentence each."""
    return command.run(partial(_stamp, _form().parse_args(words)))


def _stamp(asked: Namespace, language: str) -> int:
    return max((command.attempt(task, language) for task in _tasks(asked)), default=0)


def _form() -> ArgumentParser:
    form = ArgumentParser("python -m comity.config.stamp", description=__doc__)
    form.add_argument("logs", metavar="LOG", nargs="*")
    form.add_argument("--name", default="")
    way = form.add_mutually_exclusive_group(required=True)
    way.add_argument("--authority", metavar="URL")
    way.add_argument("--request", metavar="FOLDER")
    way.add_argument("--answer", metavar="FILE", nargs="+")
    return form


def _tasks(asked: Namespace) -> list[Work]:
    """What to do for each log that is named, or for all of them; or for each answer, whichever log it is of."""
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up

    logs = tuple(asked.logs) or registry.logs()
    if asked.request:
        return [partial(_write_request, log, Path(asked.request)) for log in logs]
    if not is_name(asked.name):
        raise Refused("stamp_name", name=shown(asked.name))
    if asked.answer:
        return [partial(_keep_file, logs, asked.name, file) for file in asked.answer]
    return [partial(_ask, log, asked.name, asked.authority) for log in logs]


def _write_request(log: str, folder: Path, language: str) -> None:
    from comity.registry import stamps  # noqa: PLC0415 - its tables are known only once Django is set up

    size = stamps.newest(log).size
    file = folder / f"{log}-{size}.tsq"
    write(stamps.request(log), str(file))
    tell(say(language, "stamp.asked", log=log, size=number(language, size), file=str(file)))


def _ask(log: str, name: str, address: str, language: str) -> None:
    from comity.registry import stamps  # noqa: PLC0415 - its tables are known only once Django is set up

    if stamps.is_stamped(log, name):
        tell(say(language, "stamp.nothing_new", log=log, size=number(language, stamps.newest(log).size)))
        return
    try:
        _keep((log,), name, authority.answer(address, stamps.request(log)), language)
    except Unreadable as error:
        raise Unreadable(address, error.why, **error.facts) from None


def _keep_file(logs: Iterable[str], name: str, file: str, language: str) -> None:
    data = intake.content(file)
    try:
        _keep(logs, name, data, language)
    except Unreadable as error:
        raise Unreadable(file, error.why, **error.facts) from None


def _keep(logs: Iterable[str], name: str, answer: bytes, language: str) -> None:
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
            tell(say(language, "stamp.kept", log=log, **facts))
            return
    raise Refused("stamp_foreign")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
