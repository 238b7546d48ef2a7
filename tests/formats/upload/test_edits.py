"""Many edits at once, some tracked and some not, beside pending marks: all of them are found, and nothing else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.wording.document import Document, project_document
from comity.formats.tracked.making import tracked
from comity.formats.tracked.values import Mark, Paragraph, Run, Tracked
from comity.formats.upload import understand
from formats.tracked.printed import printed
from formats.upload.applying import applied

laws = settings(max_examples=60, deadline=None)
TOPICS = ["data", "threats", "courts", "training", "privacy", "standards", "embassies", "languages"]
BASE = [
    f"The Parties shall cooperate on {topic} every year. Each of them names an office for {topic} and tells the others."
    for topic in TOPICS
]
PENDING = 4
"""Other delegations change the first provisions, the uploader the others."""
OTHERS = [
    Document((party,), (*(words.replace(old, new) for words in BASE[:PENDING]), *BASE[PENDING:]))
    for party, old, new in [
        ("KAZ", "shall", "should"),
        ("RUS", " an office", " two offices"),
        ("UZB", "tells", "may tell"),
    ]
]
PUBLICATION = printed(BASE, OTHERS)
OWN = {kind: Mark(kind, "Ivanov", 1_700_000_000_000) for kind in ("inserted", "deleted")}
WORDS = ["in good faith", "without delay", "as they see fit"]


class Edited:
    """A document and what it should read, paragraph by paragraph, without pending marks."""

    def __init__(self, publication, steps):
        self.paragraphs = [[each] for each in tracked(publication).paragraphs]
        self.wanted = [[words] for words in BASE]
        self.order = list(range(len(BASE)))
        for name, *given_, track in steps:
            getattr(self, name)(*given_, track=track)

    def document(self):
        return Tracked(tuple(each for n in self.order for each in self.paragraphs[n]))

    def reads(self):
        return [words for n in self.order for words in self.wanted[n]]

    def reword(self, n, words, *, track):
        (paragraph,) = self.paragraphs[n]
        runs = []
        for run in paragraph.runs:
            before, found, after = run.text.partition("cooperate on ") if not run.marks else ("", "", "")
            here = [
                replace(run, text=before + found),
                Run(f"{words} ", (OWN["inserted"],) if track else ()),
                replace(run, text=after),
            ]
            runs += here if found else [run]
        self.paragraphs[n] = [replace(paragraph, runs=tuple(runs))]
        self.wanted[n] = [BASE[n].replace("cooperate on ", f"cooperate on {words} ")]

    def delete(self, n, *, track):
        (paragraph,) = self.paragraphs[n]
        struck = tuple(replace(run, marks=(OWN["deleted"],)) for run in paragraph.runs)
        self.paragraphs[n] = [replace(paragraph, runs=struck, end=(OWN["deleted"],))] if track else []
        self.wanted[n] = []

    def split(self, n, *, track):
        (paragraph,) = self.paragraphs[n]
        first, second = paragraph.runs[0].text.split(" Each of them ")
        here = replace(paragraph, runs=(Run(first),), end=(OWN["inserted"],) if track else ())
        self.paragraphs[n] = [here, Paragraph((Run(f" Each of them {second}"),))]
        self.wanted[n] = [BASE[n].partition(" Each")[0], f"Each of them {second}"]

    def merge(self, n, *, track):
        """With the one before it."""
        (before,), (paragraph,) = self.paragraphs[n - 1], self.paragraphs[n]
        number, words = paragraph.runs[0].text.split("\t")
        if track:
            space, label = Run(" ", (OWN["inserted"],)), Run(f"{number}\t", (OWN["deleted"],))
            joined = [replace(before, end=(OWN["deleted"],)), replace(paragraph, runs=(space, label, Run(words)))]
        else:
            joined = [replace(before, runs=(*before.runs, Run(f" {words}")))]
        self.paragraphs[n - 1 : n + 1] = [joined, []]
        self.wanted[n - 1 : n + 1] = [[f"{BASE[n - 1]} {BASE[n]}"], []]

    def add(self, n, words, *, track):
        mark = (OWN["inserted"],) if track else ()
        text = f"Nothing in this document keeps a Party from acting {words}, number {n}."
        self.paragraphs[n].append(Paragraph((Run(f"{n}bis.\t{text}", mark),), end=mark))
        self.wanted[n].append(text)

    def move(self, n, place, *, track):
        """With what was added behind it."""
        assert not track
        self.order.remove(n)
        self.order.insert(place, n)


@st.composite
def edits(draw):
    """Steps for `Edited`: at most one for each provision, and provisions added."""
    steps, free = [], PENDING
    for n in range(len(BASE)):
        name = draw(
            st.sampled_from(["keep", "reword"] if n < PENDING else ["keep", "reword", "delete", "split", "merge"])
        )
        if name == "keep" or (name == "merge" and n <= free):
            continue
        free = n + 1
        words = [draw(st.sampled_from(WORDS))] if name == "reword" else []
        steps.append((name, n, *words, draw(st.booleans())))
    kept = set(range(len(BASE))) - {step[1] for step in steps} - {step[1] - 1 for step in steps if step[0] == "merge"}
    places = sorted(draw(st.sets(st.sampled_from(sorted(kept)), max_size=2))) if kept else []
    return steps + [("add", n, draw(st.sampled_from(WORDS)), draw(st.booleans())) for n in places]


@laws
@given(edits(), st.booleans())
@example(steps=[("reword", 2, "in good faith", False), ("merge", 4, False), ("delete", 7, True)], bookmarks=False)
@example(
    steps=[
        ("reword", 2, WORDS[0], False),
        ("reword", 3, WORDS[0], False),
        ("delete", 4, False),
        ("add", 1, WORDS[0], False),
    ],
    bookmarks=False,
)
def test_what_is_found_makes_the_edited_document(steps, bookmarks):
    upload = Edited(PUBLICATION, steps).document()
    if not bookmarks:
        upload = replace(upload, paragraphs=tuple(replace(each, bookmarks=()) for each in upload.paragraphs))
    makes(steps, understand(upload, PUBLICATION))


MOVES = [
    [("split", 6, False), ("split", 7, True), ("move", 1, 6, False)],
    [("reword", 0, WORDS[0], False), ("delete", 7, False), ("move", 0, 6, False)],
    [("reword", 0, WORDS[0], False), ("merge", 4, False), ("move", 0, 2, False)],
    [("reword", 2, WORDS[0], False), ("merge", 4, False), ("move", 0, 3, False)],
    [("reword", 1, WORDS[0], False), ("merge", 4, False), ("move", 2, 0, False)],
    [("reword", 0, WORDS[0], False), ("reword", 2, WORDS[0], False), ("merge", 4, False), ("move", 1, 0, False)],
]


@pytest.mark.parametrize("steps", MOVES)
def test_so_it_does_where_a_provision_moved_with_its_bookmark(steps):
    makes(steps, understand(Edited(PUBLICATION, steps).document(), PUBLICATION))


def makes(steps, understood):
    """What is found makes the edited document, and pending marks were left as they are."""
    base = project_document(PUBLICATION.composition, None)
    assert applied(PUBLICATION, base, understood.found) == Edited(PUBLICATION, steps).reads()
    assert {fate.became for fate in understood.fates} == {"left"}
    assert understood.supports == ()


@laws
@given(edits())
def test_own_edits_commute_with_pending_marks(steps):
    """The same edits are found where nothing is pending."""
    alone = printed(BASE, [])
    assert (
        understand(Edited(PUBLICATION, steps).document(), PUBLICATION).found
        == understand(Edited(alone, steps).document(), alone).found
    )
