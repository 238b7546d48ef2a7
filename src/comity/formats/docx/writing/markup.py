"""WordprocessingML (ECMA-376 Part 1, 17) as strings, which are written many times faster than trees of elements."""

import re
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TEXT = re.compile(r"[^\t\n]+|[\t\n]")
_CONTROLS: Final = {"\t": "<w:tab/>", "\n": "<w:br/>"}
_IN_TEXT: Final = {"\r": "&#13;"}
_QUOTE: Final = {'"': "&quot;"}
_IN_ATTRIBUTES: Final = _QUOTE | {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}

# What XML 1.0 has no place for, even escaped.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def tag(local: str, *content: str, **attributes: str) -> str:
    """An element around ``content``, which is markup; values of attributes are text."""
    given = "".join([f' w:{key}="{_in_attribute(value)}"' for key, value in attributes.items()])
    return f"<w:{local}{given}>{''.join(content)}</w:{local}>" if content else f"<w:{local}{given}/>"


def run(text: str, words: str = "t") -> str:
    """A run of characters; ``words`` is the element that holds them."""
    return f"<w:r>{''.join([_characters(part, words) for part in _TEXT.findall(text)])}</w:r>"


def _characters(part: str, words: str) -> str:
    if part in _CONTROLS:
        return _CONTROLS[part]
    return f'<w:{words} xml:space="preserve">{_in_text(part)}</w:{words}>'


def _in_text(text: str) -> str:
    return escape(text) if text.isprintable() else escape(writable(text), _IN_TEXT)


def _in_attribute(value: str) -> str:
    if value.isalnum():  # as most are
        return value
    return escape(value, _QUOTE) if value.isprintable() else escape(writable(value), _IN_ATTRIBUTES)


def writable(text: str) -> str:
    """Text in which U+FFFD stands for what XML cannot hold. What is printable, XML can hold."""
    return text if text.isprintable() else _NO_CHARACTER.sub("\ufffd", text)


def instant(at: int) -> str:
    """An instant in milliseconds as files have it, to the second."""
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
