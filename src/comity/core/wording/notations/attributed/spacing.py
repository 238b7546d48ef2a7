"""The usual rule of spaces: which of the spaces around a bracket belong to the wordings inside it.

The human form keeps spaces outside the brackets, so a reader must know where they belong. The rule is what a typist
does: a space that comes or goes with a word stands before it; none stands before a full stop or a comma, after an opening
bracket or quote, or at the ends of the text, and none around a slash. Where the rule would not give back the truth, the writer marks the
brackets as exact, and then nothing is guessed.
"""

from collections.abc import Sequence

from msgspec import Struct

from comity.core.wording.notations.attributed.grammar import Group, Raw
from comity.core.wording.notations.attributed.strand import Place, Spoken, Strand, reading

EITHER = '"/'
"""What has no space on one of its sides, or on both: a space beside it shows which."""

OPENING = "([{«“„‘"
"""After these no space is written."""

CLOSING = ".,;:!?)]}»”’…%"
"""Before these no space is written."""

LOOK = 3
"""So many characters on either side of a bracket decide about the space there."""


class _Spaces(Struct, frozen=True, gc=False):
    """The verdict on the spaces beside a site, and its alternatives with the spaces of their own.

    ``drop``: the space on the left is no base text before the site. ``left``, ``right``: that space is the site's.
    """

    drop: bool
    left: bool
    right: bool
    spoken: tuple[Spoken, ...]


def settled(raw: Raw, before: str = "", after: str = "") -> Strand:
    """The strand that a tree of brackets stands for. ``before`` and ``after`` are the base text around it. Linear."""
    texts, follows = list(raw.texts), _following(raw, after)
    places: list[Place] = []
    for i, group in enumerate(raw.groups):
        spaces = _spaces(group, _Around(before + texts[i], texts[i + 1], follows[i]))
        if spaces.drop:
            texts[i] = texts[i][:-1]
        if spaces.right:
            texts[i + 1] = texts[i + 1][1:]
        own = group.base if group.kind == "insert" else _padded(group.base, " " * spaces.left, " " * spaces.right)
        base = settled(own, (before + texts[i])[-LOOK:], follows[i])
        places.append(Place(base, spaces.spoken))
        before = (before + texts[i] + reading(base))[-LOOK:]
    return Strand(tuple(texts), tuple(places))


def _following(raw: Raw, after: str) -> list[str]:
    """For each group the few characters of base text that follow it."""
    follows = []
    for text, group in zip(reversed(raw.texts), reversed(raw.groups), strict=False):
        after = (text + after)[:LOOK]
        follows.append(after)
        after = (_beginning(group.base) + after)[:LOOK]
    return follows[::-1]


def _beginning(raw: Raw) -> str:
    text = raw.texts[0]
    for group, after in zip(raw.groups, raw.texts[1:], strict=True):
        if len(text) >= LOOK:
            break
        text += _beginning(group.base) + after
    return text[:LOOK]


def _end(raw: Raw) -> str:
    return raw.texts[-1][-LOOK:] or (_end(raw.groups[-1].base) if raw.groups else "")


def _padded(raw: Raw, left: str, right: str) -> Raw:
    texts = [left + raw.texts[0], *raw.texts[1:]]
    texts[-1] += right
    return Raw(tuple(texts), raw.groups)


def natural(left: str, right: str) -> str:
    """The space that a typist puts between two pieces of text: one, or none."""
    return "" if not left or not right or opens(left) or closes(right) else " "


def opens(left: str) -> bool:
    """No space follows the last sign of a text: a straight quotation mark opens where a space, or nothing, is before it."""
    if left[-1:] == '"':
        return left[-2:-1] in f" {OPENING}"
    return left[-1:] in f"{OPENING}/"


def closes(right: str) -> bool:
    """No space stands before the first sign of a text: a straight quotation mark closes where no text follows it."""
    if right[:1] == '"':
        return right[1:2] in f" {CLOSING}"
    return right[:1] in f"{CLOSING}/"


class _Around:
    """The text around the brackets of one site: before them, right after them, and what follows in the base."""

    def __init__(self, before: str, text: str, follows: str) -> None:
        self.spaced_left, self.spaced_right = before.endswith(" "), text.startswith(" ")
        self.before, self.follows = before.rstrip(" "), follows.lstrip(" ")
        if self.spaced_left and self.before[-1:] in EITHER:
            self.before += " "
        if follows.startswith(" ") and self.follows[:1] in EITHER:
            self.follows = f" {self.follows}"
        self.opens = not natural(self.before, "x")

    def led(self, spoken: Sequence[Spoken], tail: str = "") -> tuple[Spoken, ...]:
        """The alternatives, each with the space that stands before its first word."""
        return tuple((text and natural(self.before, text) + text + tail, parties) for text, parties in spoken)

    def followed(self, spoken: Sequence[Spoken]) -> tuple[Spoken, ...]:
        """The alternatives, each with the space that stands after its last word."""
        return tuple((text and text + natural(text, self.follows), parties) for text, parties in spoken)


def _spaces(group: Group, around: _Around) -> _Spaces:
    """The usual rule for the brackets of one site."""
    if group.exact:
        return _Spaces(drop=False, left=False, right=False, spoken=group.alternatives)
    if group.kind == "insert":
        return _insertion(group.alternatives, around)
    if group.kind == "delete" and closes(_beginning(group.base)):
        return _Spaces(drop=around.spaced_left, left=False, right=False, spoken=group.alternatives)
    return _change(group, around)


def _insertion(spoken: Sequence[Spoken], around: _Around) -> _Spaces:
    """The space before an insertion is only there to be read; at a beginning the space after it is."""
    if around.spaced_left or not around.opens:
        return _Spaces(drop=around.spaced_left, left=False, right=False, spoken=around.led(spoken))
    right = around.spaced_right and bool(around.follows)
    return _Spaces(drop=False, left=False, right=right, spoken=tuple((text + " " * right, who) for text, who in spoken))


def _change(group: Group, around: _Around) -> _Spaces:
    """The space that goes with the words when they go, or, before a comma, when other words come."""
    if all(text for text, _ in group.alternatives):
        left = around.spaced_left and any(not natural(around.before, text) for text, _ in group.alternatives)
        right = False
    else:
        left = around.spaced_left and (around.spaced_right or not natural(around.before, around.follows))
        right = not left and around.spaced_right and around.opens
    spoken = group.alternatives
    if left or right or (not around.spaced_left and not around.opens and closes(_beginning(group.base))):
        spoken = around.led(spoken, " " * right)
    if not right and not around.spaced_right and opens(_end(group.base)):
        spoken = around.followed(spoken)
    return _Spaces(drop=left, left=left, right=right, spoken=spoken)
