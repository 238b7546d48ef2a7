"""How a command for whoever runs the server runs: on the server's own tables, and whatever is refused is one sentence."""

import os
from collections.abc import Callable

import django
from django.db import DatabaseError

from comity.cli.terminal.output import hush, sentence, tell
from comity.core.errors import Refused, Unreadable
from comity.locale import reader_language

BAD_INPUT = 2

Work = Callable[[str], int | None]
"""What is to be done, for a reader of that language; its exit code, if it has one of its own."""


def run(work: Work) -> int:
    """Do ``work`` once Django is set up and the tables are there: what is imported in it may know them.

    The exit code is that of ``attempt``.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")

    def begun(language: str) -> int | None:
        django.setup()
        from comity.config.start import unprepared  # noqa: PLC0415 - its tables are known only once Django is set up

        for refused in unprepared():
            raise refused
        return work(language)

    return attempt(begun, reader_language())


def attempt(work: Work, language: str) -> int:
    """Do ``work``. The exit code is its own, 0 where it has none; ``BAD_INPUT``, after one sentence, where it cannot be done.

    Said are refusals, what cannot be read, and a database or folder that fails.
    """
    try:
        return work(language) or 0
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
    except DatabaseError as error:
        tell(sentence(unreachable(error), language))
    except BrokenPipeError:
        return hush()
    except OSError as error:
        tell(sentence(Refused("folder_unusable", why=str(error)), language))
    return BAD_INPUT


def unreachable(error: DatabaseError | OSError) -> Refused:
    """The refusal of whoever asked a database that fails."""
    return Refused("store_unreachable", why=str(error).strip())
