"""Whose document a file is: ``KAZ,UZB=joint.docx`` on a command line."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from comity.core.errors import Refused
from comity.core.wording.tokens import canonical

_CODE = re.compile(r"[^\W_](?:[^\W_]|-)*")
_TWINS = str.maketrans("авекмнорстух", "abekmhopctyx")
"""Cyrillic letters whose capitals look like Latin ones: two keyboards give two codes that nobody can tell apart."""


def parties(arguments: Sequence[str]) -> list[tuple[tuple[str, ...], str]]:
    """Sponsors, sorted, and the file of each argument.

    ``Refused``: ``not_party_file``, ``party_code``, ``twin_codes`` for two codes that are read as one.
    """
    named = [_named(argument) for argument in arguments]
    _refuse_twins(code for sponsors, _ in named for code in sponsors)
    return named


def _named(argument: str) -> tuple[tuple[str, ...], str]:
    codes, equals, file = argument.partition("=")
    sponsors = sorted({canonical(code) for code in codes.split(",")})
    if not equals or not codes or not file:
        raise Refused("not_party_file", argument=argument)
    for code in sponsors:
        if not _CODE.fullmatch(code):
            raise Refused("party_code", party=code, argument=argument)
    return tuple(sponsors), file


def _refuse_twins(codes: Iterable[str]) -> None:
    """Refuse two spellings of what is read as one code: ``kaz`` beside ``KAZ``, a Cyrillic letter for a Latin one."""
    known: dict[str, str] = {}
    for code in codes:
        other = known.setdefault(unicodedata.normalize("NFKC", code).casefold().translate(_TWINS), code)
        if other != code:
            raise Refused("twin_codes", one=other, other=code)
