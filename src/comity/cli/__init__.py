"""The command ``comity``: one file per command, found by a walk; only the chosen one is imported."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from comity import __version__
from comity.cli.terminal.output import hush, sentence, tell, write
from comity.cli.terminal.parser import grammar, spoken
from comity.core.errors import Refused, Unreadable
from comity.locale import reader_language, say

BAD_INPUT = 2
INTERRUPTED = 130


def commands() -> tuple[str, ...]:
    """The names of all commands: the modules of this package."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("__")))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command (of the process, unless ``argv`` is given) and return its exit code.

    0: done; 1: done, and the answer is "no" (each command says which); 2: the input is bad, and one sentence on standard
    error says where and what to do, in the reader's language.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    language = reader_language()
    try:
        language, words = spoken(words)
        return _run(words, language)
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
    except MemoryError:
        tell(say(language, "cli.memory"))
    except BrokenPipeError:
        return hush()
    except KeyboardInterrupt:
        return INTERRUPTED
    return BAD_INPUT


def _run(words: list[str], language: str) -> int:
    name = words[0] if words else "--help"
    if name == "--version":
        write(f"comity {__version__}\n")
    elif name in ("--help", "-h"):
        write(_overview(language))
    elif name in commands():
        command = import_module(f"comity.cli.{name}")
        form = grammar(name, language)
        command.arguments(form)
        return int(command.run(form.read(words[1:])))
    else:
        raise Refused("unknown_command", command=name, commands=", ".join(commands()))
    return 0


def _overview(language: str) -> str:
    """The help of ``comity`` itself: what it is, and a line for each command."""
    lines = [f"  {name:<10} {say(language, f'cli.{name}.line')}" for name in commands()]
    return say(language, "cli.overview", commands="\n".join(lines)) + "\n"
