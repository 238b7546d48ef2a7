"""Wordings as they come from delegations, and worse: drawn from small vocabularies so that words repeat and collide."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.core.wording.tokens import canonical
from comity.core.wording.values import Reading

law = settings(max_examples=80, deadline=None)
"""How hard each law is tried. A provision with its proposals is a large example, so there are fewer of them."""

_WORDS = """the The of and in a to shall should may not Parties Party Secretariat data information exchange cooperate
appropriate 30 60 (a) (2) 5 10\u00a0000 non-Party States’ Стороны сторон стороны сотрудничают сотрудничать информацией
информация и в не должны государство-участник Կողմերը համագործակցում են"""
_MARKS = ', . ; : ¶ [ ] ( ) « » “ ” " - / \\ ։'

words = st.sampled_from(re.split("[ \n]", _WORDS))
pieces = st.one_of(words, words, words, st.sampled_from(_MARKS.split()))
free = st.text(max_size=40).map(canonical)
"""Any text at all."""


@st.composite
def spaced(draw, most=18):
    """Words and marks, some of them without a space between."""
    drawn = draw(st.lists(st.tuples(st.sampled_from(["", " ", " ", " "]), pieces), max_size=most))
    return canonical("".join(gap + piece for gap, piece in drawn))


@st.composite
def edited(draw, base):
    """A delegation's wording of a base: some words replaced, put in, taken out, moved, bracketed or written smaller."""
    row = base.split(" ")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(row)))
        upto = min(len(row), at + draw(st.integers(0, 3)))
        kind = draw(st.sampled_from(["replace", "insert", "delete", "move", "bracket", "case", "rewrite"]))
        if kind == "replace":
            row[at:upto] = draw(st.lists(pieces, max_size=3))
        elif kind == "insert":
            row[at:at] = draw(st.lists(pieces, min_size=1, max_size=3))
        elif kind == "delete":
            del row[at:upto]
        elif kind == "move":
            phrase, row[at:upto] = row[at:upto], []
            to = draw(st.integers(0, len(row)))
            row[to:to] = phrase
        elif kind == "bracket":
            row[at:upto] = ["[", *row[at:upto], "]"]
        elif kind == "case":
            row[at:upto] = [word.swapcase() for word in row[at:upto]]
        else:
            row[at:] = draw(spaced(12)).split(" ")
    return canonical(" ".join(row))


_SENTENCES = (
    "The Council shall meet twice a year, and shall review the budget.",
    "Каждая Сторона назначает контактный пункт и незамедлительно уведомляет об этом все другие Стороны.",
    "The very very last decision stands as it is, unless any Party objects.",
)
_CHANGES = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 0, 1, 2]),
        st.sampled_from(["word", "word", "insert", "insert", "delete", "cut", "rewrite", "space"]),
        st.sampled_from([2, 3, 4, 5, 20]),
        st.sampled_from(["may", "new words", "very", "и так далее"]),
    ),
    max_size=3,
)


def changed(changes):
    """Three sentences after some changes of single words, and deletions and rewrites of nearly a whole one."""
    rows = [sentence.split() for sentence in _SENTENCES]
    for sentence, kind, at, new in changes:
        row = rows[sentence]
        if kind == "rewrite":
            row[1:] = [new, "anything", "else", "at", "all."]
        elif kind == "cut":
            row[:at] = []
        elif kind == "space":
            row[:] = [word.replace(",", " ,") for word in row]
        else:
            row[at : at + (kind != "insert")] = [] if kind == "delete" else [new]
    return canonical(" ".join(word for row in rows for word in row))


wide = st.lists(_CHANGES.map(changed), min_size=2, max_size=4).map(lambda texts: (" ".join(_SENTENCES), texts))
"""A base of three sentences and some wordings of it, with wide and narrow changes that nest and cross."""


_ONE, _TWO, _THREE = _SENTENCES
COLLISION = (
    " ".join(_SENTENCES),
    [
        Reading(f"p{number}", (party,), text)
        for number, (party, text) in enumerate(
            [
                ("KAZ", f"{_ONE} {_THREE}"),  # a wide deletion
                ("RUS", " ".join(_SENTENCES).replace("назначает", "имеет").replace("year", "decade")),  # inside it
                ("UZB", f"{_ONE} {_TWO[:-1]} и сообщает, что {_THREE[4:]}"),  # across its edge
                ("ARM", f"{_ONE.replace('Council', 'Council also')} {_TWO} {_THREE}"),  # two insertions in one place
                ("BLR", f"{_ONE.replace('Council', 'Council now')} {_TWO} {_THREE}"),
                ("TJK", f"{_ONE} {_TWO} {_THREE.replace('very very', 'very')}"),  # a deletion among repeated words
                ("KGZ", f"{_ONE} {_TWO} {_THREE.replace('very very last', 'very very first')}"),
                ("MDA", f"{_ONE} Ничего. {_THREE.replace('very very last', 'very final')}"),
                ("TKM", f"{_ONE.replace(',', ' ,').replace('budget', 'work')} {_TWO} {_THREE}"),  # a space, and a word
            ]
        )
    ],
)
"""A provision whose wordings meet in every way that composition knows."""


_PLAIN = (
    "The Parties shall in the annex name two experts, and exchange data, maps and reports. "
    "States list the costs of the meeting, and states count the fees alone of the whole office. "
    "Disputes are settled by agreement. If it fails, by vote. ¶ Nothing more may in a part stand."
)
CLOSE = (
    _PLAIN,
    [
        Reading(f"p{number}", (party,), _PLAIN.replace(old, new) if old else new)
        for number, (party, old, new) in enumerate(
            [
                ("ARM", "shall in the annex name", "may in the protocol name"),  # a modal verb beside little words
                ("ARM", "may in a part stand", "must in a chapter stand"),
                ("BLR", "shall in the annex name two", "may, in the annex, freely name 2"),  # edits that touch
                ("BLR", "list the costs of the meeting", "count the costs alone of the whole meeting"),
                ("KAZ", "count the fees alone of the whole office", "list the fees of the office"),
                ("KGZ", "agreement. If it fails, by vote.", "consensus."),
                ("KGZ", "agreement. If it fails, by vote. ¶ Nothing", "consensus. Then nothing"),
                ("MDA", "agreement. If it fails, by vote. ¶ Nothing", "consensus. It fails. Then nothing"),
                ("MDA", "Disputes are settled by agreement.", "Courts and tribunals have no say."),  # a short sentence
                ("RUS", "Disputes are settled by agreement. ", ""),
                ("MDA", "agreement. If", "consensus. It fails. If"),
                ("RUS", "data, maps and reports", "reports, maps and data"),  # another order
                ("TJK", "name two experts, and exchange data", "[name two experts, and share] data"),
                (
                    "TJK",
                    "in the annex name two experts, and",
                    "name two experts in the annex and",
                ),  # a phrase that moves
                (
                    "TKM",
                    "States list the costs of the meeting, and states",
                    "The Secretariat of the Council pays; states",
                ),
                ("TKM", ". ¶ Nothing more", ", ¶ and nothing more"),
                ("UKR", "data, maps", "data, logs, maps"),  # what could come in at two places
                ("UKR", "meeting, and states", "meeting of states and of the meeting, and states"),
                ("UKR", "", ""),
                ("UKR", "", "The Parties agree otherwise. Nothing more may in a part stand."),
                ("UZB", "", "Whatever anybody may wish stands in another treaty."),
                ("UZB", "Parties shall in", "Parties also /may in"),
                ("UZB", "exchange data, maps and reports. States", "share data , maps and reports . States"),
                ("UZB", "experts, and exchange", "experts , and [exchange"),
            ]
        )
    ],
)
"""A provision whose wordings change words so close together that every step of a comparison has work to do."""


TAIL = (
    "tools data very data tools",
    [Reading("p0", ("ARM",), "very data tools"), Reading("p1", ("ARM",), "tools data tools")],
)
"""A provision at whose one site all readings end alike."""


THROUGH = (
    "w0 w1 w2 w3 w4 w5 w6 w7 w8",
    [
        Reading(f"p{number}", ("ARM",), text)
        for number, text in enumerate(["w0 may", "w0 w2 w3 w4 w5 w6 w7 may", "may w8"])
    ],
)
"""A provision where a third proposal decides whether the second, which it meets at one end, joins the first at the other."""


BESIDE = (
    "Shall the . in",
    [Reading("p0", ("ARM",), "A ¶¶ of its own. The Parties shall cooperate in good faith. good faith.")],
)
"""A rewrite of all words beside which something is put in."""


@st.composite
def small(draw, most=5):
    """A base of few words, and wordings of it and of something else."""
    base = draw(st.one_of(spaced(), spaced(), spaced(), free))
    texts = st.lists(st.one_of(edited(base), edited(base), edited(base), spaced(), free), max_size=most)
    return base, draw(texts)


_LITTLE = "very very very of of the the The shall may data , and [ ] ¶ . ."
_CONTEXT = st.one_of(
    st.lists(st.sampled_from(_LITTLE.split()), min_size=4, max_size=30),
    st.integers(6, 30).map(lambda size: [f"w{n}" + "." * (n % 10 == 9) for n in range(size)]),
)
_PLACES = st.lists(st.tuples(st.integers(0, 24), st.sampled_from([0, 1, 1, 2, 3, 9, 10])), min_size=1, max_size=3)
_ACTS = [
    "delete",
    "delete",
    "replace",
    "replace",
    "before",
    "after",
    "first",
    "last",
    "bracket",
    "rest",
    "start",
    "all",
]
_PHRASES = ["may", "very", "of the", "new words", ", new,", "¶ new", "[", "new.", "(a)", "very very", "shall not"]
_WISHES = st.lists(
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(_ACTS), st.sampled_from(_PHRASES)), min_size=1, max_size=3),
    min_size=2,
    max_size=5,
)


def wished(row, places, wishes):
    """The words of a provision after changes at some of the few places where delegations change it."""
    row = row[:]
    for place, act, phrase in sorted(wishes, key=lambda wish: -places[wish[0] % len(places)][0]):
        at, length = places[place % len(places)]
        to = at + length
        spans = {
            "delete": (at, to, []),
            "replace": (at, to, [phrase]),
            "before": (at, at, [phrase]),
            "after": (to, to, [phrase]),
            "first": (at, at + 1, [phrase]),
            "last": (max(at, to - 1), to, [phrase]),
            "bracket": (at, to, ["[", *row[at:to], "]"]),
            "rest": (at, len(row), [phrase]),
            "start": (0, to, [phrase]),
            "all": (1, len(row), [phrase, "wholly", "otherwise"]),
        }
        start, end, new = spans[act]
        row[start:end] = new
    return row


def _written(row):
    return canonical(" ".join(row).replace(" ,", ",").replace(" .", ".").replace("[ ", "[").replace(" ]", "]"))


colliding = st.tuples(_CONTEXT, _PLACES, _WISHES).map(
    lambda drawn: (_written(drawn[0]), [_written(wished(*drawn[:2], wishes)) for wishes in drawn[2]])
)
"""A base, and wordings that change it at the same few places: spans that nest, cross and touch, one slot for several."""


_FEW = st.sampled_from(re.split(" ", "the The shall in of Parties good faith . . , report cooperate"))


@st.composite
def overwritten(draw):
    """A base of a few words, and other sentences in its place that hold all its words in another order, the last one twice."""
    base = draw(st.lists(_FEW, min_size=2, max_size=6))
    few = st.lists(_FEW, min_size=1, max_size=6)
    texts = [_written([*draw(few), *draw(st.permutations(base)), base[-1], *draw(few)]) for _ in range(2)]
    return _written(base), texts


@st.composite
def provisions(draw):
    """A base, and the readings of some proposals of it, some of them sponsored by the same parties."""
    base, texts = draw(st.one_of(small(), wide, colliding, colliding, overwritten()))
    parties = st.sampled_from([("ARM",), ("KAZ",), ("ARM", "KAZ"), ("KAZ", "UZB")])
    return base, [Reading(f"p{number}", draw(parties), text) for number, text in enumerate(texts)]


def on_provisions(test):
    """A law of compositions: tried on drawn provisions, and on those that meet in every way."""
    return law(given(provisions())(example(COLLISION)(example(CLOSE)(example(TAIL)(example(BESIDE)(test))))))


def flat(parts):
    """All sites, those inside others too."""
    for part in parts:
        if hasattr(part, "alternatives"):
            yield part
            yield from flat(part.content)


def overlap(one, other):
    """Two spans of cells share a cell, or a place lies strictly inside the other span, or both are the same place."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return max(one.start, other.start) < min(one.end, other.end) or (
        one.start < other.start == other.end < one.end or other.start < one.start == one.end < other.end
    )
