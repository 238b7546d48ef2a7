"""Every paragraph of both sides stands in one pair, whatever bookmarks say and however words repeat."""

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.formats.upload.anchoring import Line, anchored

laws = settings(max_examples=150, deadline=None)

SHORT = "The Parties shall cooperate."
LONG = "Disputes are settled by consultation between the Parties concerned, without delay."
WORDS = [
    SHORT,
    f"{SHORT} {SHORT}",
    SHORT.replace("shall", "should"),
    LONG,
    LONG.replace("Disputes", "Differences"),
    "1.",
]
NAMES = ["p1", "p2", "p3", "p4"]


@st.composite
def sent(draw):
    """What was sent: words repeat, and each paragraph has its own bookmark."""
    words = draw(st.lists(st.sampled_from(WORDS), max_size=len(NAMES)))
    return [Line(each, (name,)) for each, name in zip(words, NAMES, strict=False)]


@st.composite
def returned(draw, old):
    """What came: paragraphs in any order, some with a bookmark, two at worst; most of them words that were sent."""
    found = draw(st.permutations(draw(st.lists(st.sampled_from(old), unique=True)))) if old else []
    words = st.sampled_from([line.words for line in old] or WORDS) | st.sampled_from(WORDS)
    names = st.just(()) | st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
    for line in draw(st.lists(st.builds(Line, words, names), max_size=3)):
        found.insert(draw(st.integers(0, len(found))), line)
    return found


@laws
@given(sent(), st.data())
def test_each_paragraph_stands_in_exactly_one_pair(old, data):
    new = data.draw(returned(old))
    known = data.draw(_known(old, new))
    pairs = anchored(old, new, known)
    assert sorted(i for pair in pairs for i in pair.old) == list(range(len(old)))
    assert sorted(j for pair in pairs for j in pair.new) == list(range(len(new)))
    assert all(pair.old or pair.new for pair in pairs)


@laws
@given(st.permutations(WORDS[: len(NAMES)]), st.permutations(range(len(NAMES))))
def test_paragraphs_that_only_change_places_go_by_their_bookmarks(words, order):
    old = [Line(each, (name,)) for each, name in zip(words, NAMES, strict=True)]
    pairs = anchored(old, [old[i] for i in order])
    assert {(pair.old, pair.new) for pair in pairs} == {((i,), (j,)) for j, i in enumerate(order)}
    assert {pair.by for pair in pairs} == {"bookmark"}


def _known(old, new):
    """What is known of paragraphs otherwise: each of one only."""
    size = min(len(old), len(new))
    chosen = st.tuples(st.permutations(range(len(old))), st.permutations(range(len(new))), st.integers(0, size))
    return chosen.map(lambda each: dict(zip(each[0][: each[2]], each[1][: each[2]], strict=True)))
