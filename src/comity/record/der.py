"""DER (ITU-T X.690), as much of it as time stamps take: tags of one byte, definite lengths in their shortest form.

Nothing recurses: an element is taken apart as deep as its reader asks and no deeper. What is no DER is a ``ValueError``.
"""

from collections.abc import Iterator

from msgspec import Struct

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, UTF8 = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C
TIME, SEQUENCE, SET = 0x18, 0x30, 0x31

TEXTS = {UTF8: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1C: "utf-32-be", 0x1E: "utf-16-be"}
"""Kinds of strings, and how each is encoded."""

_MANY = 0x1F
_LONG = 0x80
_LENGTHS = 4
_NUMBER = 64
"""Bytes of the longest number or identifier: those of time stamps have 20."""


class Element(Struct, frozen=True):
    """One element: its tag, what it holds, and all of its bytes."""

    tag: int
    content: bytes
    whole: bytes


class Parts:
    """The parts of an element that is made of others, taken in their order."""

    def __init__(self, element: Element) -> None:
        self._left = list(elements(element.content))[::-1]

    def take(self, tag: int) -> Element:
        """The next part, which bears this tag."""
        found = self.perhaps(tag)
        if found is None:
            raise ValueError(tag)
        return found

    def perhaps(self, tag: int) -> Element | None:
        """The next part if it bears this tag."""
        return self._left.pop() if self._left and self._left[-1].tag == tag else None

    def end(self) -> None:
        """There are no further parts."""
        if self._left:
            raise ValueError(self._left[-1].tag)


def context(number: int) -> int:
    """The tag [``number``] of a part that is made of others."""
    return 0xA0 | number


def only(data: bytes, tag: int) -> Element:
    """The one element that ``data`` is, which bears this tag."""
    found, *more = elements(data)
    if more or found.tag != tag:
        raise ValueError(tag)
    return found


def elements(data: bytes) -> Iterator[Element]:
    """The elements that stand one behind the other. O(len(data))."""
    at = 0
    while at < len(data):
        start, end = _span(data, at)
        yield Element(data[at], data[start:end], data[at:end])
        at = end


def integer(element: Element) -> int:
    """The value of an INTEGER, in its shortest form."""
    data = element.content
    padded = len(data) > 1 and data[0] in {0x00, 0xFF} and data[0] >> 7 == data[1] >> 7
    if padded or not 0 < len(data) <= _NUMBER:
        raise ValueError(data)
    return int.from_bytes(data, signed=True)


def identifier(element: Element) -> str:
    """The value of an OBJECT IDENTIFIER, with dots."""
    data = element.content
    if not 0 < len(data) <= _NUMBER or data[-1] & _LONG:
        raise ValueError(data)
    arcs, value, begins = [], 0, True
    for byte in data:
        if begins and byte == _LONG:
            raise ValueError(data)
        value, begins = value << 7 | byte & 0x7F, not byte & _LONG
        if begins:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def text(element: Element) -> str:
    """The words of a string of any kind."""
    if element.tag not in TEXTS:
        raise ValueError(element.tag)
    return element.content.decode(TEXTS[element.tag])


def write(tag: int, *contents: bytes) -> bytes:
    """An element of these contents."""
    content = b"".join(contents)
    size = len(content)
    if size < _LONG:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes((tag, _LONG | len(length))) + length + content


def _span(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at ``at`` begins and ends."""
    if data[at] & _MANY == _MANY or at + 1 == len(data):
        raise ValueError(at)
    start, size = at + 2, data[at + 1]
    if size >= _LONG:
        length = data[start : start + size - _LONG]
        start, size = start + len(length), int.from_bytes(length)
        if not 0 < len(length) <= _LENGTHS or length[0] == 0 or size < _LONG or data[at + 1] - _LONG != len(length):
            raise ValueError(at)
    if start + size > len(data):
        raise ValueError(at)
    return start, start + size
