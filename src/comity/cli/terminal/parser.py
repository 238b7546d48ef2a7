"""The grammar of a command line, with its help and its errors in the reader's language."""

import gettext
import os
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import NoReturn

import comity.locale
from comity.cli.terminal.output import write
from comity.core.errors import Refused
from comity.locale import LANGUAGES, reader_language, say

_NARROWEST = 11
"""Characters of a line on the narrowest terminal, as argparse has it."""


class Grammar(ArgumentParser):
    """An argument parser that refuses in one sentence; ``language`` is the reader's.

    Everything a command says about itself stands in the catalogue: ``cli.<command>.about``, ``.examples`` and one key
    for each argument.
    """

    def __init__(self, command: str, language: str) -> None:
        super().__init__(
            prog=f"comity {command}",
            description=fill(say(language, f"cli.{command}.about"), max(get_terminal_size().columns - 2, _NARROWEST)),
            epilog=say(language, f"cli.{command}.examples"),
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.command = command
        self.language = language
        self.argument("--language", choices=LANGUAGES, default=language, key="argument.language")

    def argument(self, *names: str, key: str, **settings: object) -> None:
        """Add an argument whose help stands in the catalogue under ``cli.<key>``."""
        self.add_argument(*names, help=say(self.language, f"cli.{key}"), **settings)  # type: ignore[arg-type]

    def read(self, words: Sequence[str]) -> Namespace:
        """What the words of a command line say; options may stand anywhere among them."""
        # argparse would cut the usage out of its own help by the length of the English word: it is given here, cut.
        self.usage = self.format_usage().removeprefix(gettext.gettext("usage: "))
        return self.parse_intermixed_args(words)

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - the signature is argparse's
        """Help is a result: it goes where results go, and a reader that has left is no error."""
        write(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Refuse; argparse would print its usage first and leave the sentence for the end."""
        raise Refused("usage", command=self.prog, message=message)


def grammar(command: str, language: str) -> Grammar:
    """The empty grammar of a command. argparse speaks through gettext's default domain, here the catalogue ``cli``."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("cli", str(Path(comity.locale.__file__).parent))
    gettext.textdomain("cli")
    return Grammar(command, language)


def spoken(words: Sequence[str]) -> tuple[str, list[str]]:
    """The language of the reader (``--language`` anywhere, else that of the terminal), and the other words."""
    rest = list(words)
    for place, word in enumerate(words):
        if word == "--":
            break
        name, given, value = word.partition("=")
        if name == "--language":
            end = place + (1 if given else 2)
            value = value if given else "".join(words[place + 1 : end])
            if value not in LANGUAGES:
                raise Refused("unknown_language", given=value, languages=", ".join(LANGUAGES))
            del rest[place:end]
            return value, rest
    return reader_language(), rest
