"""Reading drafts that hold brackets already: nothing lost, everything counted, faults by line."""

import itertools
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.core.wording.brackets import DEEPEST, Bracket, Brackets, Option, Unbalanced, Words, brackets, walk, written
from comity.core.wording.marks import style

DRAFTS = Path(__file__).parents[4] / "shared" / "corpus" / "drafts"
PIECES = ["[", "]", "{", "}", "\\", "\n", "\n\n", "Option 1:", "**Option (a)**: ", "Option II\n", "shall", " ", "\r\n"]
PIECES += ["# Article 3\n", "[^1]", "[x]: https://example.org", "[x]", "Статья 2\n", "Вариант 2: ", "¶", ".", "é"]
drafts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)


def options(read: Brackets) -> list[Option]:
    return [node for node in walk(read.nodes) if isinstance(node, Option)]


def of_kind(read: Brackets, kind: str) -> list[str]:
    return [written([node]) for node in walk(read.nodes) if isinstance(node, Bracket) and node.kind == kind]


@given(drafts)
@settings(max_examples=200)
def test_the_tree_concatenates_to_the_text(text):
    assert written(brackets(text).nodes) == text


@given(drafts)
def test_every_mark_is_in_a_pair_or_a_fault(text):
    read = brackets(text)
    faults = [fault.mark for fault in read.unbalanced]
    assert read.counts.opening == read.counts.pairs + faults.count("[")
    assert read.counts.closing == read.counts.pairs + faults.count("]")


@given(drafts)
def test_faults_name_a_line_that_holds_the_mark_and_come_in_order(text):
    lines = text.split("\n")
    faults = brackets(text).unbalanced
    assert all(fault.mark in lines[fault.line - 1] for fault in faults)
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


@given(drafts)
@example("{a [b} c]")
def test_square_brackets_pair_as_if_there_were_no_braces(text):
    without = brackets(text.replace("{", "x").replace("}", "x")).counts
    counts = brackets(text).counts
    assert (counts.pairs, counts.depth, counts.crossing) == (without.pairs, without.depth, without.crossing)


@given(drafts)
def test_a_tree_survives_json(text):
    read = brackets(text)
    assert msgspec.json.decode(msgspec.json.encode(read), type=Brackets) == read


@given(drafts)
def test_words_never_stand_beside_words(text):
    rows = [brackets(text).nodes, *(node.content for node in walk(brackets(text).nodes) if not isinstance(node, Words))]
    for row in rows:
        assert not any(isinstance(a, Words) and isinstance(b, Words) for a, b in itertools.pairwise(row))


def test_adjacent_alternatives():
    read = brackets("Parties [shall][should] act [and] [or] report [in [1][2] years].")
    assert read.counts.adjacent == 2
    assert read.counts.depth == 2
    assert of_kind(read, "bracket") == ["[shall]", "[should]", "[and]", "[or]", "[in [1][2] years]", "[1]", "[2]"]


def test_options_nest_by_the_style_of_their_labels():
    text = "Option 1: Either\nOption (a): this\nOption (b): that\nOption 2: Or nothing\n"
    first, second = brackets(text).nodes
    assert (first.label, first.line, second.label, second.line) == ("1", 1, "2", 4)
    assert [node.label for node in first.content if isinstance(node, Option)] == ["(a)", "(b)"]
    assert written([second]) == "Option 2: Or nothing\n"


def test_an_option_ends_with_its_bracket_and_at_a_heading():
    text = "[Option 1: this\nOption 2: that] and more.\n\n**Option I:** x\n\n## Article 4\n\nParties"
    blocks = [written([node]) for node in options(brackets(text))]
    assert blocks == ["Option 1: this\n", "Option 2: that", "**Option I:** x\n\n"]


@pytest.mark.parametrize(
    "label", ["1", "1 bis", "2bis", "(a)", "(b) bis", "(ii)", "II", "3 Alt", "(b)(i)", "a", "12quater"]
)
def test_labels_of_real_drafts(label):
    (option,) = options(brackets(f"  Option {label}: No text"))
    assert option.label == label


@pytest.mark.parametrize(
    "start",
    ["**Option 1[^6][^7]:**", "Option1:", "20.   Option 1: ", "**Option 1**\n", "Option 1 (chapeau): ", "Вариант 1:"],
)
def test_how_options_begin_in_real_drafts(start):
    (option,) = options(brackets(start + " Parties"))
    assert option.label == "1"


def test_a_mention_in_running_text_begins_no_option():
    read = brackets("As under Option 1 and in paragraph 3 of Option 2. Option 3 shall apply")
    assert options(read) == []
    assert read.counts.options == 3


def test_an_option_far_to_the_right_of_other_words_begins_no_line():
    assert not options(brackets("as in" + " " * 60 + "Option 2."))
    assert options(brackets("as in\n" + " " * 30 + "Option 2."))


def test_styles():
    labels = ["1", "2 bis", "(a)", "(b) bis", "(ii)", "II", "B", "b", "iv"]
    assert [style(label) for label in labels] == ["1", "1", "(a", "(a", "(i", "I", "A", "a", "i"]


def test_placement_notes_and_markup_are_no_brackets_of_the_negotiation():
    text = "*{Placement proposal: decision}* NDC[^1] [text][source] {:toc}\n[source]: https://example.org\n[^1]: Note."
    read = brackets(text)
    assert of_kind(read, "note") == ["{Placement proposal: decision}"]
    assert of_kind(read, "bracket") == []
    assert of_kind(read, "markup") == ["[^1]", "[text]", "[source]", "{:toc}", "[source]", "[^1]"]
    assert (read.counts.notes, read.counts.markup, read.counts.opening) == (1, 6, 5)
    assert brackets("Parties[^note-1] shall").counts.markup == 1


def test_alternatives_are_no_link_without_a_definition_or_an_address():
    assert brackets("[shall][should] [x](a) above\n[should]: Parties agree").counts.markup == 0
    assert brackets("[words](https://example.org)").counts.markup == 1


def test_escaped_marks_are_words():
    counts = brackets(r"\[no\] \{note\} \\[yes]").counts
    assert (counts.opening, counts.closing, counts.pairs, counts.notes) == (1, 1, 1, 0)


def test_what_does_not_balance_is_named_by_line():
    read = brackets("a ] b\n[c {d\ne] [f\n{g")
    assert read.unbalanced == (
        Unbalanced("]", 1, "never_opened"),
        Unbalanced("{", 2, "never_closed"),
        Unbalanced("[", 3, "never_closed"),
        Unbalanced("{", 4, "never_closed"),
    )


def test_pairs_that_hold_an_empty_line_cross_paragraphs():
    read = brackets("[a\nb] [c\n\nd [e]] [f\r\n\r\ng]")
    crossing = [node.crosses for node in walk(read.nodes) if isinstance(node, Bracket)]
    assert crossing == [False, True, False, True]
    assert read.counts.crossing == 2
    assert [(node.line, node.end_line) for node in read.nodes if isinstance(node, Bracket)] == [(1, 2), (2, 4), (4, 6)]


def test_deeper_than_the_deepest_is_counted_and_kept_as_words():
    text = "[" * (DEEPEST + 5) + "x" + "]" * (DEEPEST + 5)
    read = brackets(text)
    assert (read.counts.depth, read.counts.pairs, read.unbalanced) == (DEEPEST + 5, DEEPEST + 5, ())
    assert sum(isinstance(node, Bracket) for node in walk(read.nodes)) == DEEPEST
    assert written(read.nodes) == text


def test_braces_nest_no_deeper_than_brackets():
    text = "[{" * DEEPEST + "x" + "}]" * DEEPEST
    assert sum(isinstance(node, Bracket) for node in walk(brackets(text).nodes)) == DEEPEST


def test_braces_left_open_take_no_depth_from_what_follows():
    assert of_kind(brackets("[{] " * (DEEPEST + 1) + "[a]"), "bracket")[-1] == "[a]"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "[a]" * 40_000, "{[}]" * 30_000, "[Option 1: " * 20_000, " *" * 100_000]
)
def test_hostile_texts_are_read_in_linear_time(text):
    start = time.process_time()
    read = brackets(text)
    assert time.process_time() - start < 10
    assert written(read.nodes) == text


@pytest.mark.corpus
@pytest.mark.skipif(not DRAFTS.is_dir(), reason="the corpus of real drafts is not beside the repository")
@pytest.mark.parametrize(
    ("name", "opening", "depth", "mentioned"),
    [
        ("2015-02-12_geneva-negotiating-text.txt", 1273, 7, 515),
        ("2015-10-23_draft-agreement-and-draft-decision.txt", 1617, 7, 229),
    ],
)
def test_the_counts_of_the_real_drafts(name, opening, depth, mentioned):
    text = (DRAFTS / name).read_text(encoding="utf-8")
    read = brackets(text)
    assert (read.counts.opening, read.counts.depth, read.counts.options) == (opening, depth, mentioned)
    assert written(read.nodes) == text


@pytest.mark.corpus
@pytest.mark.skipif(not DRAFTS.is_dir(), reason="the corpus of real drafts is not beside the repository")
def test_the_transcription_of_december():
    read = brackets((DRAFTS / "agreement_2_2015-12-04.md").read_text(encoding="utf-8"))
    assert (read.counts.pairs, read.counts.crossing) == (1054, 14)
    assert [(fault.mark, fault.line) for fault in read.unbalanced] == [
        ("]", 24), ("]", 38), ("]", 44), ("]", 660), ("[", 740),
    ]  # fmt: skip
