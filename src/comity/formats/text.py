"""Plain text and Markdown: bytes to paragraphs and back.

A file is UTF-8, with or without a byte order mark. Its *paragraphs* are the provisions that documents are aligned by:

- an empty line ends a paragraph; hard-wrapped lines are joined by a space;
- a heading (``# …``; ``Article 3`` alone on its line) is a paragraph of its own;
- an enumerated line (``1.``, ``3 bis.``, ``(a)``, ``Option 2:``) begins one where the text before it has come to a stop,
  so that a wrapped line which happens to begin with a number does not;
- in Markdown, list items, table rows and link definitions begin one, too, whatever stands before them.

Numbers and list marks stay in the text. The canonical form of a document is its canonical paragraphs, one empty line
between two of them and one line break at the end; reading it gives the same paragraphs again.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.core.wording.tokens import canonical

_BREAK = re.compile("\r\n|[\r\n\v\f\x85\u2028]")
_PARAGRAPH_SEPARATOR = "\u2029"
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_OVERRIDE = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTAINERS = {b"PK\x03\x04": "ZIP (DOCX, ODT, XLSX)", b"\xd0\xcf\x11\xe0": "DOC", b"%PDF": "PDF", b"{\\rtf": "RTF"}
_WIDE_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}

_IN_WORDS = re.compile("(?<=[A-Za-zÀ-ÿ])[a-zß-ÿ]|(?<=[А-Яа-яЁё])[а-яё]")

_HEADING = re.compile(
    r"(?:article|section|part|chapter|annex|appendix|preamble|статья|раздел|часть|глава|приложение|преамбула)"
    r"(?:\s+[\divxlc]+(?:\s?(?:bis|ter|quater))?)?\s?[.:]?",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(
    r"""(?: [-–—•*]
          | \( (?: \d{1,3} | [a-zа-яё]{1,2} | [ivx]{1,6} ) (?: \s? (?:bis|ter|quater) )? \)
          | \d{1,3} (?: \.\d{1,3} )* (?: \s? (?:bis|ter|quater) )? [.)]
          | \d{1,3} (?: \.\d{1,3} )+
          | (?: [a-zа-яё] | [ivx]{1,6} ) [.)]
        ) (?=\s)
      | (?:option|вариант) \s+ (?: \d+ | [ivx]+ | \( [a-zа-яё] \) | [a-zа-яё] ) \s? [:.]""",
    re.IGNORECASE | re.VERBOSE,
)
_STOP = re.compile(r"(?:[.;:!?…]|[;,]\s*(?:and|or|and/or|и|или))[\s\])}»”\"'*_]*$", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s")
_MARKDOWN_LINE = re.compile(r"#{1,6}(?:\s|$)|(?:[-*_]\s*){3,}$")
_MARKDOWN_START = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s|\||\[[^\]]+\]:\s")


class Paragraph(Struct, frozen=True):
    """One canonical paragraph and the line of the file, from 1, on which it begins; 0 where the file has no lines."""

    text: str
    line: int


def decode(data: bytes, where: str) -> str:
    """The text of a file; ``Unreadable`` at ``where`` for what no delegate can have meant as text.

    Control characters, which conversions leave behind, are read as spaces.
    """
    for signature, kind in _CONTAINERS.items():
        if data.startswith(signature):
            raise Unreadable(where, "other_format", kind=kind)
    if b"\0" in data and not data.startswith(tuple(_WIDE_MARKS)):
        raise Unreadable(where, "binary", byte=data.index(b"\0") + 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(where, "not_utf8", byte=error.start + 1, guess=_encoding(data)) from None
    _refuse_overrides(text, where)
    return _CONTROL.sub(" ", text)


def _encoding(data: bytes) -> str:
    """What bytes that are not UTF-8 most likely are; letters of Russian office software decide."""
    if data[:2] in _WIDE_MARKS:
        return _WIDE_MARKS[data[:2]]
    return max(("windows-1251", "koi8-r", "cp866", "windows-1252"), key=lambda name: _plausible(data, name))


def _plausible(data: bytes, encoding: str) -> int:
    """How many small letters follow a letter of the same script in this reading, as they do in words."""
    return len(_IN_WORDS.findall(data[:100_000].decode(encoding, "replace")))


def _refuse_overrides(text: str, where: str) -> None:
    """Refuse bidirectional overrides and isolates, which show words in another order than they are written in."""
    found = _OVERRIDE.search(text)
    if found:
        line = len(_BREAK.findall(text, 0, found.start())) + 1
        raise Unreadable(where, "bidirectional_override", line=line, character=f"U+{ord(found.group()):04X}")


def hidden(words: str) -> bool:
    """Do words hold what no paragraph that was read here holds: a break, a control character, an override?"""
    return any(signs.search(words) for signs in (_BREAK, _CONTROL, _OVERRIDE)) or _PARAGRAPH_SEPARATOR in words


def paragraphs(text: str, markdown: bool = False) -> tuple[Paragraph, ...]:
    """The canonical paragraphs of a text in order, none of them empty; linear in its length."""
    blocks = ((" ".join(lines), number) for number, lines in _blocks(text, markdown))
    return tuple(Paragraph(words, number) for block, number in blocks if (words := canonical(block)))


def _blocks(text: str, markdown: bool) -> Iterator[tuple[int, list[str]]]:
    """Lines that belong together, with the number of the first."""
    block: list[str] = []
    first = 1
    for number, line in _lines(text):
        if not line or _begins(line, block, markdown):
            yield first, block
            block, first = [], number
        if line:
            block.append(line)
    yield first, block


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_BREAK.split(text.replace(_PARAGRAPH_SEPARATOR, "\n\n")), start=1):
        yield number, line.strip()


def _begins(line: str, block: list[str], markdown: bool) -> bool:
    """Whether a paragraph begins on this line although no empty line stands before it."""
    if not block:
        return True
    if markdown and (_MARKDOWN_START.match(line) or _MARKDOWN_LINE.match(line) or _MARKDOWN_LINE.match(block[0])):
        return True
    if _HEADING.fullmatch(line) or (len(block) == 1 and _HEADING.fullmatch(block[0])):
        return True
    return bool(_ENUMERATOR.match(line) and _STOP.search(block[-1]))


def heading(paragraph: str) -> int:
    """The level of a heading, from 1; 0 for any other paragraph."""
    marks = _MARKDOWN_HEADING.match(paragraph)
    return len(marks[1]) if marks else 2 * bool(_HEADING.fullmatch(paragraph))


def enumerator(paragraph: str) -> str:
    """The number or sign of a list that stands before the words of a paragraph, ``3.`` or ``(a)``; empty where none does."""
    found = _ENUMERATOR.match(paragraph)
    return found[0] if found else ""


def write(texts: Sequence[str]) -> str:
    """The canonical form of a document that has these canonical paragraphs."""
    return "\n\n".join(texts) + "\n" if texts else ""
