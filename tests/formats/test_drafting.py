"""A file as a draft: every word of it becomes a provision, and versions in two languages are of one build or told apart."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.acts.tabling import require_tabled
from comity.core.errors import Refused
from comity.core.wording.tokens import canonical
from comity.formats import intake
from comity.formats.drafting import Drafted, drafted, tabled
from comity.formats.tracked.views import Line

AGREEMENT = sorted(Path(__file__).parents[3].glob("shared/corpus/parallel/*_agreement_*.txt"))
DRAFT = """Joint statement on waters

The Parties,

recalling the Convention,

1. The Parties shall:

(a) exchange data;

(b) warn each other:

(i) in time;

(ii) in full.

(c) meet yearly.

2. They shall cooperate.

Article 3

This enters into force at once.

Annex 1

1. A list.
"""


def read(text, name="draft.txt"):
    return drafted(intake.read(text.encode(), name).accepted)


def test_a_draft_is_read_as_its_author_laid_it_out():
    assert [(each.kind, each.number, each.level) for each in read(DRAFT)] == [
        ("title", "", 0),
        ("preambular", "", 0),
        ("preambular", "", 0),
        ("operative", "1.", 0),
        ("sub_paragraph", "(a)", 1),
        ("sub_paragraph", "(b)", 1),
        ("sub_paragraph", "(i)", 2),
        ("sub_paragraph", "(ii)", 2),
        ("sub_paragraph", "(c)", 1),
        ("operative", "2.", 0),
        ("heading", "", 0),
        ("operative", "", 0),
        ("annex", "", 0),
        ("operative", "1.", 0),
    ]


def test_a_section_with_a_number_of_its_own_heads_what_follows():
    found = read("Plan\n\nI. Principles\n\n1. One.\n\na) two;\n\nII. Action\n\n2. Three.\n\nA. This is a sentence.")
    assert [(each.kind, each.level) for each in found] == [
        ("title", 0),
        ("heading", 0),
        ("operative", 0),
        ("sub_paragraph", 1),
        ("heading", 0),
        ("operative", 0),
        ("sub_paragraph", 1),
    ]


def test_an_i_between_letters_is_a_letter():
    text = "1. All:\n\n" + "\n\n".join(f"({letter}) one;" for letter in "abcdefghijk") + "\n\n(i) two;\n\n(ii) three."
    assert [each.level for each in read(text)] == [0, *[1] * 11, 2, 2]


def test_numbers_of_an_editor_count_like_typed_ones():
    lines = [Line("Statement", "Statement", heading=1), Line("Exchange data.", "Exchange data.", number="1.")]
    lines += [Line("At once.", "At once.", number="(a)"), Line("Cooperate.", "Cooperate.", number="2.")]
    found = [(each.kind, each.number, each.level, each.words) for each in drafted(lines)]
    assert found == [
        ("title", "", 0, "Statement"),
        ("operative", "1.", 0, "Exchange data."),
        ("sub_paragraph", "(a)", 1, "At once."),
        ("operative", "2.", 0, "Cooperate."),
    ]


def test_a_russian_draft_is_read_alike():
    text = "Совместное заявление\n\nСтороны,\n\n1. Стороны:\n\nа) обмениваются данными;\n\nПриложение"
    kinds = [each.kind for each in read(text)]
    assert kinds == ["title", "preambular", "operative", "sub_paragraph", "annex"]


def test_a_draft_without_numbers_has_no_preamble():
    assert [each.kind for each in read("The Parties shall cooperate.\n\nThey shall meet.")] == ["operative"] * 2


def test_a_dash_is_no_number():
    assert read("1. One:\n\n- two;")[1] == Drafted("operative", "- two;")


words = st.text("abc (.)1iа –", min_size=1, max_size=30).map(canonical).filter(bool)
lines = st.builds(
    lambda text, number, heading: Line(text, text, number=number, heading=heading),
    words,
    st.sampled_from(["", "", "1.", "2.", "(a)", "(iv)", "3.1", "Article 4"]),
    st.sampled_from([0, 0, 0, 1, 2]),
)


@given(st.lists(lines, min_size=1, max_size=12))
def test_no_word_is_lost_and_every_draft_can_be_tabled(given_lines):
    found = drafted(given_lines)
    said = [f"{each.number} {each.words}".split() for each in found]
    assert said == [f"{line.number} {line.text}".split() for line in given_lines]
    provisions = tabled({"en": found})
    require_tabled(provisions, ("en",), ())
    assert [each.wordings["en"] for each in provisions] == [each.words for each in found]
    for before, each in zip([None, *found], found, strict=False):
        assert each.level <= (before.level + 1 if before else 0) or each.kind == "sub_paragraph"


@given(st.lists(lines, min_size=1, max_size=8))
def test_versions_of_one_build_stand_side_by_side(given_lines):
    found = drafted(given_lines)
    for each in tabled({"en": found, "ru": found}):
        assert each.wordings["en"] == each.wordings["ru"]


@pytest.mark.parametrize(
    ("russian", "n", "others"),
    [
        ("Заявление\n\n1. Один.\n\n2. Два.", 3, "2. Два."),
        ("Заявление\n\n1. Один.", 3, "—"),
        ("Заявление\n\n1. Один.\n\nа) два;\n\n2. Три.", 4, "2. Три."),
    ],
)
def test_versions_that_differ_are_told_where(russian, n, others):
    english = read("Statement\n\n1. One.\n\n(a) two;")
    with pytest.raises(Refused, match="draft_versions_differ") as told:
        tabled({"en": english, "ru": read(russian)})
    assert (told.value.facts["place"], told.value.facts["others"]) == (n, others)


@pytest.mark.corpus
@pytest.mark.skipif(not AGREEMENT, reason="the corpus of real drafts is not beside the repository")
@pytest.mark.parametrize("path", AGREEMENT, ids=lambda path: path.stem)
def test_a_real_agreement_keeps_all_its_words(path):
    document = intake.read(path.read_bytes(), path.name)
    found = drafted(document.accepted)
    assert len(found) == len(document.accepted)
    assert sum(each.kind == "heading" for each in found) == 88
    assert [each.number for each in found if each.kind == "operative" and each.number][:3] == ["1.", "2.", "3."]
