"""Which characters a statement may hold: none that deceives the eye or breaks a line of the record."""

import re
import unicodedata

from comity.core.errors import Refused
from comity.core.repertoire import VERSION, is_assigned, unfamiliar

# Escapes in canonical JSON stand for control characters only; a line break is the one that prose may hold.
_ESCAPED_CONTROL = re.compile(r"(?<!\\)(?:\\\\)*\\[bfrtu]")
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BIDIRECTIONAL = range(0x202A, 0x206A)


def refuse_characters(statement: str) -> None:
    """Refuse canonical JSON whose strings hold bidirectional overrides or isolates, controls, unassigned characters, or are not in NFC.

    Overrides (U+202A to U+202E, U+2066 to U+2069) show words in another order than they are signed in: Unicode
    Technical Report 36, section 2.7. Raises ``Refused`` with the code point of the first offender.
    """
    for each in unfamiliar(statement):
        _refuse(each)
    if "\\" in statement and _ESCAPED_CONTROL.search(statement):  # most statements escape nothing
        raise Refused("control_character", character="U+0000–U+001F")
    if not unicodedata.is_normalized("NFC", statement):
        raise Refused("not_normalised")


def _refuse(character: str) -> None:
    point = f"U+{ord(character):04X}"
    if _FORBIDDEN.match(character):
        raise Refused(
            "bidirectional_override" if ord(character) in _BIDIRECTIONAL else "control_character", character=point
        )
    if not is_assigned(character):
        raise Refused("character_unassigned", character=point, version=VERSION)


def prose(text: str) -> str:
    """A note, comment or title as statements hold it: NFC, line breaks as one character, no blank edges."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()
