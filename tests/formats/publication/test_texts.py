"""What is printed of a text reads back as the record has it: the base, and every proposal by itself."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant

from comity import worked
from comity.core import queries
from comity.core.wording.document import project_document, split
from comity.formats.publication import Identifier, of_comparison, of_text, read_identifier
from core.test_negotiations import Negotiations
from negotiation import tabled
from worked.folding import folded

ROOT = "0" * 64


def printed(state, text, language, view="rolling", party=""):
    return of_text(state, ROOT, Identifier(state.log, text.id, state.size, language, view, party))


def base(text, language):
    return [(each, words) for each in text.order if (words := text.provisions[each].wordings.get(language))]


def adopted_alone(text, proposal, language):
    """The paragraphs of the text if one proposal, and nothing else, were adopted."""
    rows = {each: text.provisions[each].wordings.get(language, "") for each in text.order}
    order = list(text.order)
    if proposal.kind in {"reword", "merge", "split"}:
        rows[proposal.targets[0]] = tuple(piece[language] for piece in proposal.pieces)
    if proposal.kind in {"delete", "merge"}:
        rows.update(dict.fromkeys(proposal.targets[proposal.kind == "merge" :], ""))
    if proposal.kind in {"add", "move"}:
        moving = proposal.targets[0] if proposal.kind == "move" else "new"
        if proposal.kind == "add":
            rows["new"] = proposal.pieces[0][language]
        order = [each for each in order if each != moving]
        if proposal.after != moving:
            order.insert(order.index(proposal.after) + 1 if proposal.after in order else 0, moving)
        else:
            order = list(text.order)
    found = []
    for each in order:
        found += [rows[each]] if isinstance(rows[each], str) else rows[each]
    return tuple(filter(None, found))


def check(state, text):
    for language in text.languages:
        publication = printed(state, text, language)
        document = publication.composition
        assert project_document(document, None) == tuple(words for _, words in base(text, language))
        assert [head.provision for head in publication.heads] == [each for each, _ in base(text, language)]
        assert list(publication.offers) == [version.id for version in document.versions]
        for version in document.versions:
            proposal = text.proposals[version.id]
            assert project_document(document, version.id) == adopted_alone(text, proposal, language)
        for view, lines in (("clean", queries.clean), ("adopted", queries.if_adopted), ("original", queries.original)):
            plain = printed(state, text, language, view)
            wanted = [line for line in lines(text, language) if line.wording]
            assert project_document(plain.composition, None) == tuple(line.wording for line in wanted)
            assert [head.number for head in plain.heads] == [line.number for line in wanted]
        for party in state.parties:
            own = printed(state, text, language, "delegation", party).composition
            assert {each.id for each in own.versions} <= {p.id for p in text.proposals.values() if party in p.sponsors}
            assert project_document(own, None) == project_document(document, None)
        for old in range(len(text.revisions)):
            for new in range(old, len(text.revisions)):
                compared = of_comparison(state, text, old, new, language)
                was, now = (
                    tuple(line.wording for line in queries.clean(text, language, each) if line.wording)
                    for each in (old, new)
                )
                assert project_document(compared.composition, None) == was
                assert project_document(compared.composition, compared.composition.versions[0].id) == now


class Printings(Negotiations):
    """After every act of a negotiation at random, everything that may be printed of its text says what the record says."""

    @invariant()
    def what_is_printed_reads_back(self):
        if hasattr(self, "held"):
            check(self.held.state, self.held.text)


TestPrintings = Printings.TestCase
TestPrintings.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("name", worked.CONSULTATIONS)
def test_worked_consultations_print_what_they_say(name):
    state = folded(name)
    for text in state.texts.values():
        check(state, text)


def test_a_pilcrow_in_the_words_is_no_joint():
    held = tabled()
    held.reword("KAZ", "p1", "Paragraph ¶ 3 applies.")
    document = printed(held.state, held.text, "en").composition
    assert "Paragraph ¶ 3 applies." in project_document(document, "act-9")


def test_what_has_no_words_in_a_language_is_noticed():
    held = tabled()
    proposal = held.reword("KAZ", "p1", "The Parties exchange data.")
    russian = printed(held.state, held.text, "ru")
    assert proposal not in russian.offers
    assert russian.notices == ("Предложение №\xa01 не имеет формулировки на этом языке и не показано.",)


@pytest.mark.parametrize(
    "identifier",
    [
        Identifier("iis-2020", "statement", 57, "ru", "rolling"),
        Identifier("iis-2020", "statement", 57, "ru", "delegation", "KAZ"),
    ],
)
def test_an_identifier_is_read_as_it_was_written(identifier):
    assert read_identifier(str(identifier)) == identifier


@pytest.mark.parametrize(
    "name",
    ["", "comity:", "urn:isbn:1", "comity:a/b@0;en;clean", "comity:a/b@1;en;delegation", "comity:a/b@1;en;clean;KAZ"],
)
def test_other_names_are_not_ours(name):
    assert read_identifier(name) is None


def test_joined_units_read_as_one():
    held = tabled()
    held.do("text.merge", "KAZ", text="statement", provisions=("p1", "p2"), wordings={"en": "Both."})
    units = printed(held.state, held.text, "en").composition.units
    assert any(len(split(unit.composition.base)) == 2 for unit in units)
