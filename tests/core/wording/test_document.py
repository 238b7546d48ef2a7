"""Whole documents composed: every party's document reads back exactly, whatever was moved, merged or doubled."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.errors import Refused
from comity.core.wording.document import (
    Document,
    DocumentComposition,
    Unit,
    compose_documents,
    joined,
    project_document,
    split,
    summary,
)
from comity.core.wording.project import project
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Site
from perturbation import CORPUS, perturbed, texts

WORDS = ["the", "Parties", "shall", "cooperate", "use", "waters", "Стороны", "сотрудничают", "3.", "¶", "¶¶", "[", "("]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
documents = st.lists(sentences, max_size=7)
FEWER = settings(max_examples=50)
CODES = ["ARM", "KAZ", "UZB"]


@st.composite
def edits(draw: st.DrawFn, base: list[str]) -> list[str]:
    """A document made of the base as delegations make it: dropped, doubled, moved, merged, split, reworded, added."""
    chosen = draw(st.lists(st.sampled_from(base), max_size=len(base) + 2)) if base and draw(st.booleans()) else base
    document: list[str] = []
    for paragraph in chosen:
        kind = draw(st.sampled_from(["kept", "kept", "dropped", "reworded", "split", "merged", "added"]))
        words = paragraph.split()
        if kind == "reworded":
            document.append(" ".join([*words[:1], draw(st.sampled_from(WORDS)), *words[2:]]))
        elif kind == "split" and len(words) > 1:
            document += [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
        elif kind == "merged" and document:
            document[-1] += " " + paragraph
        elif kind == "added":
            document += [paragraph, draw(sentences)]
        elif kind != "dropped":
            document.append(paragraph)
    return document


@st.composite
def negotiations(draw: st.DrawFn) -> tuple[list[str], list[Document]]:
    base = draw(documents)
    given_ = st.lists(st.tuples(st.sets(st.sampled_from(CODES), min_size=1), edits(base) | documents), max_size=5)
    return base, [Document(tuple(sorted(sponsors)), tuple(text)) for sponsors, text in draw(given_)]


def by_version(parties: list[Document]) -> dict[str, tuple[str, ...]]:
    named: dict[str, tuple[str, ...]] = {}
    for document in parties:
        name = ",".join(document.sponsors)
        count = sum(known.partition("#")[0] == name for known in named)
        named[f"{name}#{count + 1}" if count else name] = tuple(map(canonical, document.paragraphs))
    return named


def sites(composition: DocumentComposition) -> list[Site]:
    return [part for unit in composition.units for part in unit.composition.parts if isinstance(part, Site)]


def every_site(unit: Unit) -> list[Site]:
    found: list[Site] = []
    parts = list(unit.composition.parts)
    while parts:
        part = parts.pop()
        if isinstance(part, Site):
            found.append(part)
            parts += part.content
    return found


def wordings(composition: DocumentComposition) -> list[list[str]]:
    return [[alternative.text for alternative in site.alternatives] for site in sites(composition)]


@given(negotiations())
@settings(max_examples=120)
def test_every_document_reads_back_exactly(negotiation):
    base, parties = negotiation
    composition = compose_documents(base, parties)
    assert project_document(composition, None) == tuple(map(canonical, base))
    expected = by_version(parties)
    assert {version.id for version in composition.versions} == set(expected)
    assert {name: project_document(composition, name) for name in expected} == expected


@given(negotiations())
@FEWER
def test_a_composition_survives_json(negotiation):
    composition = compose_documents(*negotiation)
    assert msgspec.json.decode(msgspec.json.encode(composition), type=DocumentComposition) == composition


@given(negotiations(), st.randoms(use_true_random=False))
@FEWER
def test_the_order_of_documents_does_not_matter(negotiation, chance):
    base, parties = negotiation
    once = list({document.sponsors: document for document in parties}.values())
    shuffled = list(once)
    chance.shuffle(shuffled)
    assert compose_documents(base, shuffled) == compose_documents(base, once)


@given(negotiations())
@FEWER
def test_units_cover_the_base_once_in_order(negotiation):
    units = compose_documents(*negotiation).units
    starts = [0, *(unit.end for unit in units)]
    assert all(unit.start == start for unit, start in zip(units, starts, strict=False))
    assert len({unit.id for unit in units}) == len(units)


@given(negotiations())
@FEWER
def test_no_unit_lists_who_reads_the_base(negotiation):
    base, parties = negotiation
    composition = compose_documents(base, [*parties, Document(("ZZZ",), tuple(base))])
    assert all("ZZZ" not in unit.composition.proposals for unit in composition.units)
    assert not [move for move in composition.moves if move.version == "ZZZ"]


@given(negotiations())
@FEWER
def test_size_no_unit_holds_more_text_than_its_distinct_readings(negotiation):
    for unit in compose_documents(*negotiation).units:
        readings = {project(unit.composition, version) for version in unit.composition.proposals}
        held = sum(len(alternative.text) for site in every_site(unit) for alternative in site.alternatives)
        assert held <= len(unit.composition.base) + sum(map(len, readings))


@given(documents)
def test_joined_paragraphs_are_split_again(paragraphs):
    assert split(joined(paragraphs)) == tuple(paragraphs)


BASE = [
    "Article 1",
    "The Parties shall cooperate in the rational use of transboundary waters.",
    "The Parties exchange hydrological data every month, free of charge.",
    "A commission of all Parties is established and meets once a year.",
]


def test_rewording_is_a_site_of_its_paragraph():
    kaz = [*BASE[:1], BASE[1].replace("shall", "should"), *BASE[2:]]
    composition = compose_documents(BASE, [Document(("KAZ",), tuple(kaz))])
    assert [unit.id for unit in composition.units] == ["1", "2", "3", "4"]
    assert wordings(composition) == [["should"]]
    found = summary(composition)
    assert (found.provisions, found.sites, found.alternatives, found.untouched) == (4, 1, 1, 3)


def test_equal_additions_are_one_unit_and_unlike_ones_several():
    new = "Each Party designates a national focal point."
    other = "Nothing in this Agreement affects navigation on rivers."
    at = [*BASE[:2], new, *BASE[2:]]
    parties = [Document(("ARM",), tuple(at)), Document(("KAZ",), tuple(at))]
    parties.append(Document(("UZB",), (*BASE[:2], other, *BASE[2:])))
    composition = compose_documents(BASE, parties)
    assert [unit.id for unit in composition.units] == ["1", "2", "2+1", "2+2", "3", "4"]
    assert [(site.alternatives[0].text, site.alternatives[0].sponsors) for site in sites(composition)] == [
        (new, ("ARM", "KAZ")),
        (other, ("UZB",)),
    ]
    assert summary(composition).added == 2


def test_like_additions_are_alternatives_of_one_unit():
    one = "Each Party designates a national focal point within a year."
    two = "Each Party designates a national focal point without delay."
    parties = [Document((code,), (*BASE, text)) for code, text in (("ARM", one), ("KAZ", two))]
    composition = compose_documents(BASE, parties)
    assert [unit.id for unit in composition.units][-1] == "4+1"
    assert sorted(wordings(composition)[0]) == sorted([one, two])


def test_a_deletion_is_an_empty_reading():
    composition = compose_documents(BASE, [Document(("KAZ",), tuple(BASE[:2] + BASE[3:]))])
    assert wordings(composition) == [[""]]
    assert sites(composition)[0].base == BASE[2]


def test_a_move_keeps_the_unit_and_is_recorded():
    moved = [BASE[0], BASE[2].replace("month", "quarter"), BASE[1], BASE[3]]
    composition = compose_documents(BASE, [Document(("KAZ",), tuple(moved))])
    (move,) = composition.moves
    assert (move.version, move.unit, move.after) in {("KAZ", "3", "1"), ("KAZ", "2", "3")}
    assert wordings(composition) == [["quarter"]]
    assert summary(composition).moved == 1


def test_a_merge_joins_the_base_paragraphs_for_everybody():
    merged = [*BASE[:1], BASE[1] + " " + BASE[2], BASE[3]]
    reworded = [*BASE[:2], BASE[2].replace("month", "year"), BASE[3]]
    parties = [Document(("KAZ",), tuple(merged)), Document(("UZB",), tuple(reworded))]
    composition = compose_documents(BASE, parties)
    assert [unit.id for unit in composition.units] == ["1", "2-3", "4"]
    assert composition.units[1].composition.base == f"{BASE[1]} ¶ {BASE[2]}"
    assert project_document(composition, "UZB") == tuple(reworded)


def test_a_split_stays_in_its_unit():
    parts = ["The Parties shall cooperate in the rational use", "of transboundary waters."]
    composition = compose_documents(BASE, [Document(("KAZ",), (BASE[0], *parts, *BASE[2:]))])
    assert [unit.id for unit in composition.units] == ["1", "2", "3", "4"]
    assert wordings(composition) == [[" ¶"]]


def test_several_documents_of_one_party_and_joint_sponsors():
    parties = [Document(("KAZ",), tuple(BASE)), Document(("KAZ",), tuple(BASE[:2])), Document(("UZB", "KAZ"), ())]
    composition = compose_documents(BASE, parties)
    assert [(version.id, version.sponsors) for version in composition.versions] == [
        ("KAZ", ("KAZ",)),
        ("KAZ#2", ("KAZ",)),
        ("KAZ,UZB", ("KAZ", "UZB")),
    ]
    assert project_document(composition, "KAZ#2") == tuple(BASE[:2])
    assert project_document(composition, "KAZ,UZB") == ()


def test_an_unknown_version_is_refused():
    with pytest.raises(Refused) as refusal:
        project_document(compose_documents(BASE, []), "UZB")
    assert refusal.value.code == "unknown_version"


def test_empty_paragraphs_are_dropped_and_the_others_made_canonical():
    composition = compose_documents([" a  b\u00ad ", "", " \u200b"], [Document(("KAZ",), ("a\tb", ""))])
    assert project_document(composition, None) == project_document(composition, "KAZ") == ("a b",)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real drafts is not beside the repository")
def test_perturbed_real_texts_read_back_exactly():
    for text in texts().values():
        base, strangers = tuple(map(canonical, text[:60])), text[-40:]
        given_ = {code: tuple(map(canonical, perturbed(base, strangers, n)[0])) for n, code in enumerate(CODES)}
        composition = compose_documents(base, [Document((code,), document) for code, document in given_.items()])
        assert project_document(composition, None) == base
        assert {code: project_document(composition, code) for code in CODES} == given_


def test_what_is_added_inside_a_joined_unit_stays_in_it():
    merged = (BASE[0], BASE[1] + " " + BASE[2], BASE[3])
    between = (*BASE[:2], "Navigation on rivers remains free.", *BASE[2:])
    composition = compose_documents(BASE, [Document(("KAZ",), merged), Document(("UZB",), between)])
    assert [unit.id for unit in composition.units] == ["1", "2-3", "4"]
    assert composition.moves == ()


def test_additions_of_one_party_stand_in_its_order():
    new = ("Each Party designates a focal point.", "Nothing here affects navigation.", "Disputes go to arbitration.")
    composition = compose_documents(BASE, [Document(("KAZ",), (*BASE, *new))])
    assert [site.alternatives[0].text for site in sites(composition)] == list(new)
    assert composition.moves == ()


def test_what_stands_apart_from_the_rest_of_its_joined_unit_is_added():
    merged = (BASE[0], BASE[1] + " " + BASE[2], BASE[3])
    apart = (BASE[0], BASE[1], BASE[3], BASE[2])
    composition = compose_documents(BASE, [Document(("KAZ",), merged), Document(("UZB",), apart)])
    assert [unit.id for unit in composition.units] == ["1", "2-3", "4", "4+1"]
    assert project_document(composition, "UZB") == apart
