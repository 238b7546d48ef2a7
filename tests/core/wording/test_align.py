"""Aligning whole documents: every paragraph lands once, and where a negotiator would look for it."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.wording.align import Alignment, align
from perturbation import CORPUS, by_position, f1, perturbed, texts

WORDS = [
    "the",
    "Parties",
    "shall",
    "cooperate",
    "in",
    "use",
    "of",
    "waters",
    "Стороны",
    "обязуются",
    "сотрудничать",
    "data",
    "Article",
    "3",
    "4",
    "No",
    "text",
    "¶",
    "(",
    ")",
]
paragraphs = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), max_size=14)

TREATY = [
    "Article 1",
    "The Parties shall cooperate in the rational use of transboundary waters.",
    "Article 2",
    "Each Party shall exchange hydrological data with the other Parties every month, free of charge.",
    "Article 3",
    "A commission is established. It meets once a year in the capital of the presidency, and decides by consensus.",
    "Article 4",
    "This Agreement enters into force on the day on which the depositary receives the third instrument.",
]


def kinds(old: list[str], new: list[str]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(pairing.kind, pairing.old, pairing.new) for pairing in align(old, new).pairings]


def links(alignment: Alignment) -> frozenset[tuple[int, int]]:
    return frozenset((i, j) for pairing in alignment.pairings for i in pairing.old for j in pairing.new)


@given(paragraphs, paragraphs)
@settings(max_examples=120)
def test_every_paragraph_lands_exactly_once(old, new):
    alignment = align(old, new)
    assert sorted(i for pairing in alignment.pairings for i in pairing.old) == list(range(len(old)))
    assert sorted(j for pairing in alignment.pairings for j in pairing.new) == list(range(len(new)))


@given(paragraphs, paragraphs)
def test_kinds_say_how_many_paragraphs_and_whether_the_text_is_equal(old, new):
    sizes = {"split": (1, None), "merged": (None, 1), "added": (0, 1), "deleted": (1, 0)}
    for pairing in align(old, new).pairings:
        expected = sizes.get(pairing.kind, (1, 1))
        assert all(n in (None, len(side)) for n, side in zip(expected, (pairing.old, pairing.new), strict=True))
        equal = [old[i] for i in pairing.old] == [new[j] for j in pairing.new]
        assert (pairing.similarity == 1) == equal
        assert pairing.kind not in ("kept", "reworded") or (pairing.kind == "kept") == equal


@given(paragraphs, paragraphs)
def test_what_is_kept_or_reworded_stands_in_one_order(old, new):
    pairs = [(p.old[0], p.new[0]) for p in align(old, new).pairings if p.kind in ("kept", "reworded")]
    assert pairs == sorted(pairs)
    assert [i for i, _ in pairs] == sorted(i for i, _ in pairs)


@given(paragraphs)
def test_a_document_aligned_with_itself_is_kept(old):
    assert all(pairing.kind == "kept" and pairing.old == pairing.new for pairing in align(old, old).pairings)


@given(paragraphs, paragraphs)
def test_alignment_is_deterministic_and_in_the_order_of_the_new_version(old, new):
    alignment = align(old, new)
    assert alignment == align(list(old), tuple(new))
    firsts = [pairing.new[0] for pairing in alignment.pairings if pairing.new]
    assert firsts == sorted(firsts)


def test_a_new_article_renumbers_those_behind_it():
    added = [
        "Article 2",
        "Each Party designates a national focal point and informs the secretariat of it within a year.",
    ]
    new = [*TREATY[:2], *added, "Article 3", TREATY[3], "Article 4", TREATY[5], "Article 5", TREATY[7]]
    pairs = {pairing.new: pairing for pairing in align(TREATY, new).pairings}
    assert pairs[3,].kind == "added"
    assert [pairs[j,].old for j in (5, 7, 9)] == [(3,), (5,), (7,)]
    assert [pairs[j,].old for j in (4, 6, 8)] == [(2,), (4,), (6,)]
    assert all(pairing.kind != "moved" for pairing in pairs.values())


def test_a_paragraph_that_moves_with_its_heading():
    new = [*TREATY[:2], *TREATY[6:], *TREATY[2:6]]
    assert Counter(pairing.kind for pairing in align(TREATY, new).pairings) == {"kept": 6, "moved": 2}
    assert {pairing.old for pairing in align(TREATY, new).of("moved")} == {(6,), (7,)}


def test_moved_and_reworded():
    new = [TREATY[3].replace("every month", "every quarter"), *TREATY[:3], *TREATY[4:]]
    (moved,) = align(TREATY, new).of("moved")
    assert (moved.old, moved.new) == ((3,), (0,))
    assert 0.5 < moved.similarity < 1


def test_split_and_merged():
    old = ["Preamble of the Parties", TREATY[5], "Final clauses follow here"]
    new = [old[0], "A commission is established.", TREATY[5].partition(". ")[2], old[2]]
    assert kinds(old, new)[1] == ("split", (1,), (1, 2))
    assert kinds(new, old)[1] == ("merged", (1, 2), (1,))


def test_a_paragraph_split_in_three():
    parts = ["1. " + TREATY[1], "2. " + TREATY[3], "3. " + TREATY[7]]
    old = ["Chapter on water", " ".join(parts), "Chapter on air"]
    assert kinds(old, [old[0], *parts, old[2]])[1] == ("split", (1,), (1, 2, 3))


def test_numbers_are_only_a_hint():
    old = ["1. " + TREATY[1], "2. " + TREATY[3]]
    new = ["1. Parties recall the Charter.", "2. " + TREATY[1], "2bis. " + TREATY[3]]
    assert kinds(old, new) == [("added", (), (0,)), ("reworded", (0,), (1,)), ("reworded", (1,), (2,))]


def test_a_repeated_short_paragraph_goes_with_its_neighbours():
    old = ["Option 1", TREATY[1], "No text", "Option 1", TREATY[3], "No text", "Option 1", TREATY[5]]
    new = old[3:]
    assert [pairing.old for pairing in align(old, new).of("deleted")] == [(0,), (1,), (2,)]


def test_what_is_left_alone_between_neighbours_is_reworded_if_anything_is_common():
    old = ["First paragraph stands here", "1. The secretariat reports yearly", "Last paragraph stands there"]
    new = [old[0], "1. Every second year the secretariat submits a written account", old[2]]
    assert kinds(old, new)[1] == ("reworded", (1,), (1,))


BASIN = "The basin commission shall keep a register of all permits issued upstream."
FLOODS = "Warnings of floods and droughts are sent to every neighbouring village without delay."
FISH = "Fishing is forbidden during the spawning season of the sturgeon."


def test_what_is_merged_is_not_split_as_well():
    old = [f"{BASIN} {FLOODS}", "Sturgeon spawn in spring."]
    new = [BASIN, f"{FLOODS} Sturgeon spawn in spring."]
    assert kinds(old, new) == [("added", (), (0,)), ("merged", (0, 1), (1,))]
    assert kinds(new, old) == [("deleted", (0,), ()), ("split", (1,), (0, 1))]


def test_a_paragraph_that_two_neighbours_hold_goes_with_one():
    short = "Warnings are sent without delay."
    apart, both = [BASIN, short, FISH], [f"{BASIN} {short}", f"{short} {FISH}"]
    assert sorted(kind for kind, _, _ in kinds(apart, both)) == ["merged", "reworded"]
    assert sorted(kind for kind, _, _ in kinds(both, apart)) == ["reworded", "split"]


def test_what_repeats_another_part_is_no_part():
    whole = f"{BASIN} {FLOODS} {FISH}"
    new = [whole.replace("all permits", "the permits"), FLOODS]
    assert kinds([whole], new) == [("reworded", (0,), (0,)), ("added", (), (1,))]


def test_a_short_text_that_repeats_proves_no_move():
    new = [BASIN, FLOODS, FISH, "Option 2: No text", TREATY[7], "Option 2: No text"]
    alignment = align(["Option 2: No text", BASIN, FLOODS, FISH, TREATY[7]], new)
    assert [pairing.old for pairing in alignment.of("deleted")] == [(0,)]
    assert not alignment.of("moved")


def test_an_unlike_neighbour_does_not_move_along():
    old = [BASIN, "Nobody may sell water abroad.", FLOODS, FISH, TREATY[1], TREATY[3], TREATY[7]]
    new = [FLOODS, FISH, TREATY[1], TREATY[3], TREATY[7], BASIN, "Disputes go before the court."]
    alignment = align(old, new)
    assert [pairing.old for pairing in alignment.of("moved")] == [(0,)]
    assert [pairing.old for pairing in alignment.of("deleted")] == [(1,)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["x y z"] * 20_000, ["x y z"] * 15_000 + ["q"]),
        ([f"word{n} thing" for n in range(8_000)], [f"word{n + 4_000} thing" for n in range(8_000)]),
        ([f"{n % 100}." for n in range(8_000)], [f"{n % 99}." for n in range(8_000)]),
        (["word " * 200_000], ["word other " * 100_000]),
        ([], ["added"] * 20_000),
    ],
)
def test_hostile_documents_stay_bounded(old, new):
    start = time.process_time()
    alignment = align(old, new)
    assert time.process_time() - start < 10
    assert sum(len(pairing.new) for pairing in alignment.pairings) == len(new)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real drafts is not beside the repository")
@pytest.mark.parametrize("seed", [1, 2])
def test_perturbed_real_texts_are_aligned_almost_without_error(seed):
    found, peer = [], []
    for text in texts().values():
        old, strangers = text[:-80][:400], text[-80:]
        new, truth = perturbed(old, strangers, seed)
        found.append(f1(links(align(old, new)), truth))
        peer.append(f1(by_position(old, new), truth))
    assert min(found) >= 0.985
    assert sum(found) / len(found) >= 0.99
    assert sum(peer) / len(peer) < 0.9
