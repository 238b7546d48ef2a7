"""Texts, hunks and compositions to try the laws on, made without the diff so that they reach odd places too."""

from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.wording.accept import apply, boundaries
from comity.core.wording.tokens import canonical, tokens
from comity.core.wording.values import Alternative, Composition, Hunk, Same, Site

WORDS = st.sampled_from(
    [
        "the",
        "The",
        "Parties",
        "shall",
        ",",
        ".",
        "[",
        "]",
        "\\",
        "(",
        ")",
        ":",
        "delete",
        "KAZ",
        "delete:",
        "a)",
        "",
        "5",
        "10",
        "000",
        "«",
        "»",
        "вода",
        "Стороны",
        "¶",
        "_",
        "|",
    ]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " "])), max_size=9).map(
    lambda parts: canonical("".join(word + gap for word, gap in parts))
)
SPONSORS = st.lists(
    st.sampled_from(["ARM", "KAZ", "RUS", "EU-27", "Côte", "10", "A B", "x:y", "[z]", "a,b", "\\"]),
    min_size=1,
    max_size=3,
    unique=True,
).map(lambda codes: tuple(sorted(codes)))
REPLACEMENTS = st.lists(st.sampled_from([" ", "", "word", "delete", ",", " x", "y ", "[", "\\", "10"]), max_size=3).map(
    "".join
)


def spans(draw, base, most):
    """Ordered, disjoint spans of cells that do not touch, some of them empty."""
    cells = len(boundaries(base))
    marks = sorted(draw(st.lists(st.integers(0, cells - 1), max_size=2 * most, unique=True)))
    return [(start, start if draw(st.booleans()) else end) for start, end in zip(marks[::2], marks[1::2], strict=False)]


@st.composite
def changes(draw, base, most=4):
    """Hunks over ``base``: any spans, any replacements, each of which changes something."""
    offsets = boundaries(base)
    made = []
    for start, end in spans(draw, base, most):
        old, text = base[offsets[start] : offsets[end]], draw(REPLACEMENTS)
        if old != text:
            made.append(Hunk(start, end, old, text))
    return tuple(made)


@st.composite
def wordings(draw, base, most=4):
    """Hunks over ``base`` as a diff would give them: whole words, one space between any two, moves linked."""
    words = len(tokens(base).words)
    made, free = [], 0
    for at in sorted(draw(st.sets(st.integers(0, max(0, words - 1)), max_size=most))):
        if at < free or not words:
            continue
        kind = draw(st.sampled_from(["insert", "delete", "replace"]))
        to = at if kind == "insert" else min(words, at + draw(st.integers(1, 3)))
        new = "" if kind == "delete" else draw(st.sampled_from(["x", "x y", "z"]))
        made.append(word_hunk(base, at, to, new))
        free = to + 1
    return tuple(made)


@st.composite
def proposals(draw, base):
    """``wordings`` with declared rewrites of some words, and phrases that moved."""
    made, free, words = [], 0, base.split(" ")
    for at in sorted(draw(st.sets(st.integers(0, len(words)), max_size=4))):
        kind = draw(st.sampled_from(["insert", "insert", "delete", "replace", "rewrite", "move"]))
        to = at if kind == "insert" else min(len(words), at + draw(st.integers(1, 3)) + 2 * (kind == "rewrite"))
        if at < free or (at == len(words) and kind != "insert") or (kind == "move" and to + 1 >= len(words)):
            continue
        if kind == "move":
            phrase = " ".join(words[at:to])
            halves = word_hunk(base, at, to, ""), word_hunk(base, to + 1, to + 1, phrase)
            made += [replace(half, move=halves[0].start) for half in halves]
            to += 1
        else:
            new = draw(st.sampled_from(["x", "x y", "z"])) if kind != "delete" else ""
            made.append(replace(word_hunk(base, at, to, new), level="wide" if kind == "rewrite" else "inline"))
        free = to + 1
    return tuple(made)


def word_hunk(base, at, to, new):
    """Words ``at:to`` of a ``base`` whose words stand one space apart, replaced; the space before goes or comes along."""
    offsets = boundaries(base)
    if at == to:
        start = end = 2 * at if at else 1
        text = f" {new}" if at else f"{new} "
    elif new:
        start, end, text = 2 * at + 1, 2 * to, new
    else:
        start, end, text = (2 * at, 2 * to, "") if at else (1, min(2 * to + 1, len(offsets) - 1), "")
    level = "wide" if to - at >= 8 else "inline"
    return Hunk(start, end, base[offsets[start] : offsets[end]], text, level)


@st.composite
def compositions(draw):
    """Compositions whose sites stand anywhere and hold anything, inner sites too."""
    base = draw(TEXTS)
    size = len(boundaries(base)) - 1
    parts = draw(_parts(base, 0, size, 2))
    return Composition(base, parts, tuple(sorted(_proposals(parts))))


@st.composite
def _parts(draw, base, start, end, depth):
    offsets = boundaries(base)
    marks = sorted(draw(st.lists(st.integers(start, end), max_size=6)))
    parts, done = [], start
    for from_, to in zip(marks[::2], marks[1::2], strict=False):
        old = base[offsets[from_] : offsets[to]]
        alternatives = draw(_alternatives(old))
        if (from_, to) == (done, done) and parts and isinstance(parts[-1], Site) and parts[-1].start == from_:
            continue
        content = draw(_parts(base, from_, to, depth - 1)) if depth and old and draw(st.booleans()) else ()
        content = content if any(isinstance(part, Site) for part in content) else ()
        parts += _same(base, done, from_), Site(from_, to, old, alternatives, content)
        done = to
    return tuple(part for part in (*parts, _same(base, done, end)) if isinstance(part, Site) or part.start < part.end)


def _same(base, start, end):
    offsets = boundaries(base)
    return Same(start, end, base[offsets[start] : offsets[end]])


@st.composite
def _alternatives(draw, old):
    texts = draw(st.lists(st.one_of(REPLACEMENTS, TEXTS), min_size=1, max_size=3, unique=True))
    texts = [text for text in texts if text != old] or [old + "x"]
    made = [Alternative(text, sponsors, sponsors) for text in texts for sponsors in [draw(SPONSORS)]]
    return tuple(sorted(made, key=lambda one: (one.sponsors, one.text)))


def _proposals(parts):
    for part in parts:
        if isinstance(part, Site):
            yield from {name for alternative in part.alternatives for name in alternative.proposals}
            yield from _proposals(part.content)


def shifted(base, hunk):
    """The same insertion or deletion with the space after it instead of before it, where that is possible."""
    offsets = boundaries(base)
    if hunk.start % 2 or hunk.end % 2 or hunk.end + 1 >= len(offsets) or not hunk.start:
        return hunk
    first, last = (base[offsets[cell] : offsets[cell + 1]] for cell in (hunk.start, hunk.end))
    text = hunk.text + last
    if not text.startswith(first):
        return hunk
    start, end = hunk.start + 1, hunk.end + 1
    moved = replace(hunk, start=start, end=end, old=base[offsets[start] : offsets[end]], text=text[len(first) :])
    assert apply(base, [moved]) == apply(base, [hunk])
    return moved
