"""Whole documents as text, as a page and as a table: the same words everywhere, exact to the space."""

import re

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.wording.document import Document, compose_documents
from comity.core.wording.tokens import canonical
from comity.formats import html, json, rolling, table, text
from comity.formats.publication import of_documents
from comity.formats.publication.values import Letterhead
from comity.formats.structure import reading
from comity.formats.table.entries import table as entries
from formats.visible import visible

PARAGRAPHS = st.sampled_from(
    [
        "# Title", "Article 1", "1. The Parties shall cooperate in good faith.", "The Parties should cooperate in good faith.",
        "2. They exchange <data> & views [voluntarily].", "They exchange views ¶ data.", r"A \ backslash, [KAZ: should], | a bar.",
        "3. Disputes are settled by consultation. The Council is informed.", "Disputes are settled by consultation.",
        "The Council is informed.", "Стороны «сотрудничают»: 10 000 дней.", "</p><script>alert(1)</script>",
    ]
)  # fmt: skip
documents = st.lists(PARAGRAPHS, min_size=1, max_size=7)
rounds = st.tuples(documents, st.lists(documents, min_size=1, max_size=3)).map(
    lambda found: compose_documents(found[0], [Document((f"P{n}",), tuple(given)) for n, given in enumerate(found[1])])
)
BLOCK = re.compile(r'<(p|h\d) class="wording[^"]*"[^>]*>(.*?)</\1>', re.DOTALL)


@settings(max_examples=40, deadline=None)
@given(rounds, st.booleans())
def test_a_page_shows_exactly_the_paragraphs_of_the_text(composition, named):
    publication = of_documents(composition, Letterhead("<title>", "en", "rolling"))
    page = html.write(publication, "en", named=named)
    html5lib.HTMLParser(strict=True).parse(page)
    shown = [visible(markup.replace("<br>", "\n")) for _, markup in BLOCK.findall(page)]
    assert text.write([part for block in shown for part in block.split("\n")]) == rolling.write(
        publication, named=named
    )
    assert "<script" not in page


@settings(max_examples=40, deadline=None)
@given(rounds)
def test_the_table_holds_every_wording_of_every_version(composition):
    found = {entry.provision: entry for entry in entries(composition)}
    assert list(found) == [unit.id for unit in composition.units]
    for unit in composition.units:
        assert found[unit.id].base == unit.composition.base
        asked = {(sponsor, row.wording) for row in found[unit.id].rows if not row.remark for sponsor in row.sponsors}
        sponsors = {version.id: version.sponsors for version in composition.versions}
        assert asked == {
            (name, reading(unit, version)) for version in unit.composition.proposals for name in sponsors[version]
        }


@settings(max_examples=30, deadline=None)
@given(rounds)
def test_a_table_of_each_kind_is_well_formed(composition):
    publication = of_documents(composition, Letterhead("Проект", "en", "rolling"))
    page = table.write(publication, ".html", "ru")
    html5lib.HTMLParser(strict=True).parse(page)
    for row in table.write(publication, ".md", "en").splitlines():
        assert len(re.findall(r"(?<!\\)\|", re.sub(r"\\\\", "", row))) == 5
    plain = table.write(publication, ".txt", "en")
    assert text.write([canonical(part) for part in plain.split("\n\n")])


@settings(max_examples=40, deadline=None)
@given(rounds)
def test_json_holds_the_whole_composition(composition):
    assert json.read(json.write(composition).encode(), "round.json") == composition


def test_a_bar_in_a_quotation_divides_no_cell_of_a_markdown_table():
    base = ["Short one.", "A first | paragraph of the draft.", "A third paragraph is a longer one, on other matters."]
    moved = compose_documents(base, [Document(("KAZ",), (base[1], base[0], base[2]))])
    publication = of_documents(moved, Letterhead("Draft", "en", "rolling"))
    assert r"*move after “A first \| paragraph of the draft.”*" in table.write(publication, ".md", "en")


PRINTED = ["", "1.", "2.", "(a)"]
WORDS = ["Draft | statement", "The Parties shall cooperate.", "They exchange data.", "Disputes are settled."]


def tabled(kind, numbers=PRINTED, words=WORDS):
    changed = (words[0], "A new paragraph on other matters.", words[1], words[2], words[3].replace("settled", "heard"))
    composition = compose_documents(words, [Document(("KAZ",), changed)])
    return table.write(of_documents(composition, Letterhead("Draft", "en", "rolling"), numbers), kind, "en")


def test_a_table_calls_provisions_by_their_printed_numbers():
    assert tabled(".txt") == (
        "“Draft | statement”: no proposals\n\n"
        "  Draft: new paragraph\n  KAZ: A new paragraph on other matters.\n\n"
        "1 to 2: no proposals\n\n"
        "Provision (a)\n  Draft: Disputes are settled.\n  KAZ: Disputes are [-settled-]{+heard+}.\n"
    )
    assert tabled(".md").splitlines()[2:5] == [
        r"|  | “Draft \| statement”: no proposals |  |  |",
        "|  | *new paragraph* | KAZ | <ins>A new paragraph on other matters.</ins> |",
        "|  | 1 to 2: no proposals |  |  |",
    ]
    page = tabled(".html")
    assert '<th scope="row">(a)</th>' in page
    assert page.count("<th ") == 5


def test_a_draft_that_spells_its_numbers_is_called_by_them_and_one_without_numbers_by_places():
    spelt = [" ".join(filter(None, pair)) for pair in zip(["", "1.", "2.", "3 bis."], WORDS, strict=True)]
    assert "1 to 2: no proposals\n\nProvision 3 bis\n" in tabled(".txt", [], spelt)
    assert "2 to 3: no proposals\n\nProvision 4\n" in tabled(".txt", [], ["– " + words for words in WORDS])
