"""Reasons of single units: each stands once, with what it is a reason for."""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.wording.document import Document, compose_documents, project_document, split
from comity.formats import notated
from comity.formats.publication import argued, of_documents
from comity.formats.publication.arguing import reason, reasons, units_read
from comity.formats.publication.values import Letterhead
from comity.formats.structure import reading
from comity.formats.table.filed import filed
from comity.formats.tracked.making import tracked

PARAGRAPHS = st.sampled_from(
    [
        "1. The Parties shall cooperate in good faith.", "1. The Parties should cooperate in good faith.",
        "They exchange data ¶ voluntarily.", "They exchange data voluntarily. The Council is informed.",
        "The Council is informed.", "Disputes are settled by consultation.", "Стороны сотрудничают.",
    ]
)  # fmt: skip
documents = st.lists(PARAGRAPHS, min_size=1, max_size=6)
rounds = st.tuples(documents, st.lists(documents, min_size=1, max_size=3)).map(
    lambda found: compose_documents(found[0], [Document((f"P{n}",), tuple(given)) for n, given in enumerate(found[1])])
)


@settings(max_examples=80, deadline=None)
@given(rounds)
def test_every_paragraph_of_a_version_stands_in_its_unit(composition):
    for version in composition.versions:
        found = defaultdict(list)
        paragraphs = project_document(composition, version.id)
        for unit, words in zip(units_read(composition, version.id), paragraphs, strict=True):
            found[unit].append(words)
        for unit in composition.units:
            own = reading(unit, version.id) if version.id in unit.composition.proposals else unit.composition.base
            assert tuple(found[unit.id]) == split(own)


def wishes(composition):
    """The units that each version rewords or moves."""
    found = {version.id: dict[str, str]() for version in composition.versions}
    for unit in composition.units:
        moving = {move.version for move in composition.moves if move.unit == unit.id}
        for version in {*unit.composition.proposals} | moving:
            found[version][unit.id] = f"{version} on {unit.id}."
    return found


@settings(max_examples=80, deadline=None)
@given(rounds)
def test_each_reason_is_one_comment_and_stands_in_its_row(composition):
    given = wishes(composition)
    publication = argued(of_documents(composition, Letterhead("Draft", "en", "rolling")), given)
    every = sorted(words for own in given.values() for words in own.values())
    assert sorted(comment.text for comment in tracked(publication).comments) == every
    table = " ".join(row.reason for row in filed(publication, "en"))
    for told in (table, *(notated.write(publication, notation, "en") for notation in ("itu", "footnotes"))):
        assert all(words in told for words in every)
    for version, own in given.items():
        assert [words for _, words in reasons(publication, version)] == [
            own[unit.id] for unit in composition.units if unit.id in own
        ]


def test_a_version_with_one_reason_gives_it_everywhere():
    composition = compose_documents(["One.", "Two."], [Document(("KAZ",), ("Uno.", "Due."))])
    publication = of_documents(composition, Letterhead("Draft", "en", "rolling"), rationales={"KAZ": "Why."})
    assert [reason(publication, "KAZ", unit.id) for unit in composition.units] == ["Why."] * len(composition.units)
    assert list(reasons(publication, "KAZ")) == [("", "Why.")]
    own = argued(publication, {"KAZ": {composition.units[-1].id: "For this."}})
    assert reason(own, "KAZ", composition.units[-1].id) == "For this."
    assert len(tracked(own).comments) == 1 + (len(composition.units) > 1)
