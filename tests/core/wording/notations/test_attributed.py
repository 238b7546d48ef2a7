import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.core.wording.notations.attributed import by_sponsors, read, render
from comity.core.wording.notations.attributed.grammar import parse
from comity.core.wording.notations.attributed.spacing import settled
from comity.core.wording.notations.attributed.strand import strand
from comity.core.wording.notations.attributed.writer import written
from comity.core.wording.project import project
from comity.core.wording.tokens import canonical
from core.wording.making import compositions


@given(compositions())
def test_what_is_written_reads_back(composition):
    truth = strand(composition.parts)
    assert settled(parse(written(truth))) == truth


@given(compositions())
def test_a_composition_read_back_is_the_same(composition):
    text = render(composition)
    if canonical(text) == text:
        assert read(text) == by_sponsors(composition)
        assert read(text).base == composition.base


@given(compositions())
def test_reading_and_writing_again_changes_nothing(composition):
    said = by_sponsors(composition)
    assert by_sponsors(said) == said
    assert render(said) == render(composition)


@given(compositions())
def test_every_party_reads_its_own_wording(composition):
    said = by_sponsors(composition)
    for party in said.proposals:
        assert project(said, party) == project(composition, party)


@given(st.text(st.sampled_from("[]\\: ,_|aAdelete")) | st.text())
def test_any_text_is_read_or_refused(text):
    found = refused = None
    try:
        found = read(text)
    except Unreadable as error:
        refused = error
    if refused:
        assert 1 <= int(refused.where) <= len(canonical(text)) + 1
    else:
        assert read(render(found)) == found


CASES = Path(__file__).parents[5] / "shared/corpus/wording-cases.json"


def renderings():
    """Every rendering that the cases of the corpus hold, by case."""
    if not CASES.exists():
        return [pytest.param("", id="none", marks=pytest.mark.skip(reason="needs ../shared/corpus/wording-cases.json"))]
    cases = json.loads(CASES.read_text("utf-8"))["cases"]
    return [
        pytest.param(canonical(text), id=case["id"])
        for case in cases
        for text in (case["expected"], *case["acceptable"])
    ]


@pytest.mark.corpus
@pytest.mark.parametrize("text", renderings())
def test_what_negotiators_write_reads_back_without_any_mark(text):
    assert render(read(text)) == text


@pytest.mark.corpus
@pytest.mark.skipif(not CASES.exists(), reason="needs ../shared/corpus/wording-cases.json")
def test_what_negotiators_write_says_what_the_parties_proposed():
    for case in json.loads(CASES.read_text("utf-8"))["cases"]:
        composition = read(case["expected"])
        assert composition.base == canonical(case["base"])
        for proposal in case["proposals"]:
            for party in set(proposal["sponsors"]) & set(composition.proposals):
                assert project(composition, party) == canonical(proposal["text"])


@pytest.mark.parametrize(
    ("text", "base", "party", "wording"),
    [
        ("Act [K: now].", "Act.", "K", "Act now."),
        ("Act [K: , if needed,] now.", "Act now.", "K", "Act, if needed, now."),
        ("[K: Please] act.", "act.", "K", "Please act."),
        ("Act ([K: much] more).", "Act (more).", "K", "Act (much more)."),
        ("Act [K: delete: now].", "Act now.", "K", "Act."),
        ("Act [K: delete: , if needed,] now.", "Act, if needed, now.", "K", "Act now."),
        ("[K: delete: Please] act.", "Please act.", "K", "act."),
        ("Act [now][K: delete][R: later] here.", "Act now here.", "K", "Act here."),
        ("Act [now][K: delete][R: later] here.", "Act now here.", "R", "Act later here."),
        ("Act [and][K: . Then] go.", "Act and go.", "K", "Act. Then go."),
        ("Act[,][K: and] go.", "Act, go.", "K", "Act and go."),
        ("[K: delete: All of it.]", "All of it.", "K", ""),
        ("[K: A new provision.]", "", "K", "A new provision."),
        (r"Act[K, R: \_later].", "Act.", "R", "Act later."),
        (r"Act \[now\] [K: later].", "Act [now].", "K", "Act [now] later."),
        (r"Act [\|now][K: . Now].", "Act now.", "K", "Act . Now."),
        (r"A [Note\: b][K: c].", "A Note: b.", "K", "A c."),
        (r"A [b][K: \delete].", "A b.", "K", "A delete."),
        (r"A [b][New\ Zealand: c].", "A b.", "New Zealand", "A c."),
        ("[ b ][ K , R :  c ].", "b.", "R", "c."),
    ],
)
def test_spaces_belong_where_a_typist_would_put_them(text, base, party, wording):
    assert read(text).base == base
    assert project(read(text), party) == wording


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("Act [now", 5, "bracket_open"),
        ("Act now].", 8, "bracket_close"),
        ("Act [now].", 5, "no_party"),
        ("Act [K: now [R: then]].", 5, "nested_alternative"),
        ("[" * 60, 51, "nested_too_deep"),
        ("Act [now][K: now].", 5, "alternative_says_nothing"),
        ("Act [K: delete] now.", 4, "alternative_says_nothing"),
        ("co[K: -]operate", 3, "word_cut"),
        ("10 [K: and] 000 euros", 1, "base_spacing"),
    ],
)
def test_what_is_no_rendering_is_refused_at_its_place(text, where, why):
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert (refused.value.where, refused.value.why) == (str(where), why)


def test_a_long_text_is_read_in_linear_time():
    text = "Act [now][K: then] " * 20_000
    assert len(read(text).parts) == 40_001
