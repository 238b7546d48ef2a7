"""The marks of a bracketed draft: where brackets, braces, option labels and headings stand in a text."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

MarkKind = Literal["open", "close", "option", "heading"]


class Mark(NamedTuple):
    """A mark at ``start``: its ``text``, for an option the label (``1``, ``(a)``, ``I bis``)."""

    kind: MarkKind
    start: int
    text: str


_LABEL = r"\(?[0-9A-Za-zА-Яа-я]{1,5}\)?(?:\([0-9a-z]{1,4}\))?(?:\s?(?:bis|ter|quater|quinquies|[Aa]lt)\b)?"
_HEADING = r"^(?:\#{1,6}\s|\ *(?:Article|Статья)\s(?=\d+\w*\.?(?:\s\([^\n]*\))?\ *$))"
_MARK = re.compile(
    rf"(?P<escape>\\.)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<heading>{_HEADING})"
    rf"|(?P<option>(?<!\w)\*{{0,2}}(?:Option|Вариант)\s*(?P<label>{_LABEL})"
    r"(?=(?:\s*\([^()\[\]]{1,80}\))?(?:\[\^\w+\])*\*{0,2}(?:(?P<colon>\s*:)|\.|\s*$)))",
    re.DOTALL | re.MULTILINE,
)
_INDENT = " \t*["
_LOOK_BACK = 40


def marks(text: str) -> Iterator[Mark]:
    r"""Every mark in the order of the text; what a backslash escapes (``\[``) is none.

    An option is named with a colon behind it, or alone at the beginning of a line: *Option 2.* in running text is a
    mention.
    """
    for match in _MARK.finditer(text):
        kind, start = match.lastgroup, match.start()
        if match["option"]:
            if match["colon"] or _begins_line(text, start):
                yield Mark("option", start, " ".join(match["label"].split()))
        elif match["open"]:
            yield Mark("open", start, match["open"])
        elif match["close"]:
            yield Mark("close", start, match["close"])
        elif kind == "heading":
            yield Mark("heading", start, match["heading"])


def _begins_line(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK_BACK) : start]
    return not before.rpartition("\n")[2].strip(_INDENT) and ("\n" in before or start < _LOOK_BACK)


_ROMAN = re.compile(r"\(?(?:[ivxl]+|[IVXL]+)\)?")


def style(label: str) -> str:
    """How an option is numbered: options of one style are siblings, another style nests inside. ``(b) bis`` is (a)."""
    first = label.split(maxsplit=1)[0]
    shown = "(" if first.startswith("(") else ""
    if _ROMAN.fullmatch(first):
        return shown + ("I" if first.strip("()").isupper() else "i")
    letter = first.lstrip("(")[:1]
    return shown + ("1" if letter.isdigit() else "A" if letter.isupper() else "a")


_DEFINITION = re.compile(r"^\[([^\[\]^\n]{1,80})\]:[ \t]+<?(?:https?:|mailto:|#)", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,80}\]")
_TARGET = re.compile(r"\((?:https?:|mailto:|#)")
_REFERENCE = re.compile(r"\[([^\[\]^\n]{1,80})\]")


def definitions(text: str) -> frozenset[str]:
    """The labels of Markdown links that a text defines (``[source]: https://…`` on a line of its own)."""
    return frozenset(_DEFINITION.findall(text))


def is_markup(text: str, start: int, end: int, labels: frozenset[str]) -> bool:
    """Is the pair ``text[start:end]`` Markdown: a footnote, a link, a link's definition, an attribute list?

    Only what cannot be meant otherwise: ``[shall][should]`` is no link unless the text defines *should* as a label.
    """
    if text[start] == "{":
        return text.startswith("{:", start)
    if _FOOTNOTE.match(text, start, end) or _TARGET.match(text, end):
        return True
    if not labels:
        return False
    own, following = _REFERENCE.match(text, start, end), _REFERENCE.match(text, end)
    defines_or_refers = own is not None and own[1] in labels and text[start - 1 : start] in ("", "\n", "]")
    return defines_or_refers or (following is not None and following[1] in labels)
