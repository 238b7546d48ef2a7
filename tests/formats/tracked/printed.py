"""Publications of small documents and what delegations make of them: reworded, joined, cut, moved, deleted, added."""

from hypothesis import strategies as st

from comity.core.wording.document import Document, compose_documents
from comity.formats.publication.values import Head, Letterhead, Offer, Publication

SENTENCES = [
    "The Parties shall cooperate in good faith.",
    "The Parties should cooperate, where appropriate, in good faith.",
    "The Parties undertake to cooperate in all good faith and exchange data.",
    "The Parties shall cooperate.",
    "They exchange data [voluntarily] and inform the Council of threats.",
    "They exchange data and, as soon as possible, inform the Council of all threats that they know.",
    "Disputes are settled by consultation between the Parties concerned.",
    "Shall",
    "Should",
    "A ¶ of its own.",
    "A ¶¶ of its own.",
    "Стороны сотрудничают в области обеспечения безопасности.",
    "Стороны, при необходимости, тесно сотрудничают в области безопасности.",
    "Срок составляет 10 000 дней.",
]
WORDS = [
    "the",
    "a",
    "Parties",
    "shall",
    "should",
    "may",
    "cooperate",
    "data",
    ",",
    ".",
    "¶",
    "in",
    "good",
    "faith",
    "стороны",
]
sentences = st.sampled_from(SENTENCES) | st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(" ".join)
documents = st.lists(paragraphs, max_size=5)
KINDS = ["title", "preambular", "heading", "operative", "sub_paragraph", "article", "annex"]
CODES = ["ARM", "KAZ", "RUS", "UZB"]


@st.composite
def edited(draw, base):
    """A document as a delegation leaves it: paragraphs reworded, joined, cut, moved, deleted, added."""
    found = []
    for paragraph in base:
        match draw(st.sampled_from("kkkrdjcmb")):
            case "k":
                found.append(paragraph)
            case "r":
                found.append(draw(reworded(paragraph)))
            case "j" if found:
                found[-1] += " " + paragraph
            case "c":
                words = paragraph.split(" ")
                at = draw(st.integers(0, len(words)))
                found += [" ".join(words[:at]), " ".join(words[at:])]
            case "m":
                found.insert(draw(st.integers(0, len(found))), paragraph)
            case "b":
                found += [paragraph, draw(paragraphs)]
    return found


@st.composite
def reworded(draw, paragraph):
    words = paragraph.split(" ")
    start = draw(st.integers(0, len(words)))
    end = draw(st.integers(start, len(words)))
    return " ".join([*words[:start], *draw(st.lists(st.sampled_from(WORDS), max_size=4)), *words[end:]])


@st.composite
def publications(draw):
    base = draw(documents)
    sponsors = st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True).map(tuple)
    given = draw(st.lists(st.builds(Document, sponsors, (edited(base) | documents).map(tuple)), max_size=4))
    return printed(base, given, draw(st.booleans()))


def printed(base, given, numbered=True):
    composition = compose_documents(base, given)
    count = sum(unit.end - unit.start for unit in composition.units)
    return Publication(
        letterhead=Letterhead("Draft", "en", "rolling", symbol="A/1", revision="Rev.2", remark="Provisional & brief"),
        composition=composition,
        heads=tuple(
            Head(f"p{n}", KINDS[n % len(KINDS)], f"{n}." if numbered else "", n % 3) for n in range(1, count + 1)
        ),
        offers={
            version.id: Offer(
                version.id, "document", version.sponsors, f"why {version.id}", Head(f"new{n}", number=f"+{n}")
            )
            for n, version in enumerate(composition.versions)
        },
    )
