"""Publications drawn at random: a base, some parties' documents over it, numbers, reasons, hostile characters."""

from hypothesis import strategies as st

from comity.core.wording.document import Document, compose_documents
from comity.formats.publication import of_documents
from comity.formats.publication.values import Letterhead

WORDS = [
    *"abcdefg",
    "shall",
    "should",
    "¶",
    "¶¶",
    "<b>",
    "&amp;",
    "]]>",
    "[x]",
    "«да»",
    "государства",
    "ﷺ",
    "𝄞",
    "1\u00a0000",
    '"',
    "'",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
documents = st.lists(texts, max_size=6)


@st.composite
def versions(draw, base):
    """The base after a few edits."""
    paragraphs = list(base)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(paragraphs)))
        edit = draw(st.sampled_from(["add", "reword", "delete", "move", "merge", "split"]))
        if edit == "add" or at >= len(paragraphs):
            paragraphs.insert(at, draw(texts))
        elif edit == "reword":
            words = paragraphs[at].split(" ")
            words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(WORDS)))
            paragraphs[at] = " ".join(words[draw(st.integers(0, 1)) :]) or "x"
        elif edit == "delete":
            del paragraphs[at]
        elif edit == "move":
            paragraphs.insert(draw(st.integers(0, len(paragraphs) - 1)), paragraphs.pop(at))
        elif edit == "merge":
            paragraphs[at : at + 2] = [" ".join(paragraphs[at : at + 2])]
        else:
            half = len(paragraphs[at]) // 2
            paragraphs[at : at + 1] = filter(None, [paragraphs[at][:half].strip(), paragraphs[at][half:].strip()])
    return paragraphs


@st.composite
def publications(draw):
    """What ``comity compose`` prints."""
    base = draw(documents)
    sponsors = draw(st.lists(st.sampled_from([("KAZ",), ("RUS",), ("BLR", "TJK"), ("ARM",)]), max_size=4))
    composition = compose_documents(base, [Document(each, tuple(draw(versions(base)))) for each in sponsors])
    numbers = draw(st.lists(st.sampled_from(["", "1.", "3 bis.", "(a)"]), max_size=len(base)))
    reasons = {version.id: draw(st.sampled_from(["", "Because.\nSo."])) for version in composition.versions}
    letterhead = Letterhead(
        title=draw(st.sampled_from(["", "A & B", "Проект"])),
        language=draw(st.sampled_from(["en", "ru", "pt-BR"])),
        variant="rolling",
        symbol="A/C.3/80/L.1",
        revision=draw(st.sampled_from(["", "Rev.2"])),
        organ=draw(st.sampled_from(["", "Council & Heads"])),
        identifier=draw(st.sampled_from(["", "comity:iis-2020/statement@57;en;rolling"])),
        record=draw(st.sampled_from([None, (57, "ab" * 32)])),
        at=draw(st.sampled_from([0, 1_594_800_000_000])),
    )
    return of_documents(composition, letterhead, numbers, reasons, tuple(draw(st.lists(texts, max_size=1))))
