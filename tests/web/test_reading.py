"""The text as it is read: four views, two languages, any moment; every wording exact to the space, whatever it holds."""

import re

import pytest

from comity.core import queries
from comity.core.wording.notations import attributed
from comity.core.wording.tokens import canonical
from web.reading import read
from web.water import SEATS, TEXT

HOSTILE = (
    "<script>alert(1)</script> & <b>bold</b>",
    "{{ settings.SECRET_KEY }} {% load x %}",
    "[KAZ: shall] [[] unbalanced ] \\[ bracket",
    "«quotes» “more” 'single' \"double\" javascript:alert(1)",
    "1 000 parties &nbsp; &lt;p&gt;",
    "слово " * 4000,
)


def wordings(page):
    return [read(each) for each in page.all("p", class_="wording")]


def test_the_rolling_text_reads_as_its_attributed_rendering(held, come):
    page = come("member").get("")
    units = queries.rolling(held.text, "en")
    assert wordings(page) == [attributed.render(unit.composition) for unit in units]
    assert "[shall][KAZ: should]" in page.text


@pytest.mark.parametrize(
    ("view", "lines"), [("clean", queries.clean), ("adopted", queries.if_adopted), ("original", queries.original)]
)
def test_the_other_views_read_as_their_lines(held, come, view, lines):
    held.do("text.accept", SEATS["chair"], text=TEXT, proposal=held.proposal)
    page = come("member").get("", view=view)
    assert wordings(page) == [line.wording for line in lines(held.text, "en")]


def test_both_languages_stand_side_by_side(held, come):
    page = come("member").get("", **{"in": "en", "with": "ru"})
    assert wordings(page)[2:4] == [attributed.render(unit.composition) for unit in _first_units(held)]


def _first_units(held):
    return [queries.rolling(held.text, language)[1] for language in ("en", "ru")]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_wording_is_shown_as_text(held, come, words):
    wording = canonical(words)
    proposal = held.reword("RUS/1", "p2", wording)
    visitor = come("member")
    for path in ("", "p/p2/", f"proposal/{proposal}/", "table/"):
        page = visitor.get(path)
        assert len(page.all("script")) == 1
        assert not page.all("b")
    (redline,) = (each for each in visitor.get(f"proposal/{proposal}/").all("p", class_="wording"))
    assert _without(redline, "del") == wording
    assert _without(redline, "ins") == held.text.provisions["p2"].wordings["en"]


def _without(element, tag):
    found = element.text or ""
    for child in element:
        found += ("" if child.tag.endswith("}" + tag) else _without(child, tag)) + (child.tail or "")
    return found


def test_the_text_is_read_as_of_any_act(held, come):
    size = held.state.size
    held.answer("RUS/1", held.proposal, "object")
    held.do("text.withdraw", "KAZ/1", text=TEXT, proposal=held.proposal)
    page = come("member").get("", at=size)
    assert f"after act {size - 1}," in page.text
    assert "[KAZ: should]" in page.text
    assert not [each for each in page.links if "propose" in (each or "") or "/rule/" in (each or "")]
    assert "[KAZ: should]" not in come("member").get("").text


def test_one_turns_from_act_to_act_of_the_text(held, come):
    first = held.text.revisions[0].seq + 1
    held.answer("RUS/1", held.proposal, "object")
    held.do("text.withdraw", "KAZ/1", text=TEXT, proposal=held.proposal)
    visitor = come("member")
    page = visitor.get("", at=first)
    assert not page.all("a", rel="prev")
    turned = [first]
    while following := page.all("a", rel="next"):
        page = visitor.get(f"/c/water-2026/t/{TEXT}/{following[0].get('href')}")
        found = re.search(r"after act (\d+)", page.text)
        turned.append(int(found[1]) + 1 if found else held.state.size)
    assert turned == sorted(turned)
    assert turned[-1] == held.state.size
    assert len(turned) == len(set(turned)) > 2
    record = visitor.get("/c/water-2026/record/")
    assert f"/c/water-2026/t/{TEXT}/?at={held.state.size}" in record.links


def test_each_provision_says_its_state_and_who_is_in_the_way(come):
    page = come("member").get("")
    assert "disputed in the way: KAZ" in page.text
    outline = read(page.one("nav", class_="outline"))
    assert "disputed" in outline


def test_a_proposal_says_its_sentence_beside_its_provision(held, come):
    held.answer("RUS/1", held.proposal, "reserve")
    (card,) = come("member").get("").all("article", class_="card")
    said = " ".join(read(card).split())
    assert said.startswith("No. 1 KAZ")
    assert "“shall”" in said
    assert "“should”" in said
    assert "Reserve RUS" in said


def test_codes_carry_the_name_of_their_party(come):
    codes = come("member", "ru").get("").all("abbr", class_="code")
    assert "Сторона KAZ" in {each.get("title") for each in codes}


def test_the_table_is_filtered_by_party_and_state(held, come):
    held.do("text.defer", SEATS["chair"], text=TEXT, provision="p3")
    rows = lambda **query: [read(each).strip() for each in come("member").get("table/", **query).all("th", scope="row")]  # noqa: E731
    assert len(rows()) == 4
    assert rows(party="KAZ") == ["1."]
    assert rows(party="RUS") == []
    assert rows(state="deferred") == ["3."]


def test_the_matrix_shows_who_wants_what_where(held, come):
    held.answer("RUS/1", held.proposal, "object")
    held.answer("MDA/1", held.proposal, "support")
    page = come("member").get("matrix/")
    (row,) = (each for each in page.all("tr") if read(each.find("*")).strip().startswith("1"))
    letters = [read(each).split()[0] for each in row.iter() if each.tag.endswith("}td")]
    assert letters == ["P", "O", "silent", "S", "silent", "silent"]


def test_progress_is_drawn_and_tabled(held, come):
    held.do("text.accept", SEATS["chair"], text=TEXT, proposal=held.proposal)
    held.issue()
    held.reword("RUS/1", "p2", "The Parties agree on everything.")
    page = come("member").get("matrix/")
    rows = [
        " ".join(read(each).split())
        for each in page.one("table", class_="progress-table").iter()
        if each.tag.endswith("}tr")
    ]
    assert rows[1:] == ["draft as tabled000 / 4", "Rev.1110 / 4"]
    heights = [
        each.get("height")
        for each in page.tree.iter()
        if each.tag.endswith("}rect") and each.get("data-series") == "proposals"
    ]
    assert heights == ["0", "120"]


def test_revisions_are_compared_as_sentences(held, come):
    held.do("text.accept", SEATS["chair"], text=TEXT, proposal=held.proposal)
    held.issue()
    page = come("member").get("compare/", old=0, new=1)
    assert "1 reworded" in page.text
    assert "“shall”" in page.text
    assert "Nothing differs" in come("member").get("compare/", old=1, new=1).text


def test_a_provision_says_whose_words_it_holds(held, come):
    held.do("text.accept", SEATS["chair"], text=TEXT, proposal=held.proposal)
    held.issue()
    page = come("member").get("p/p1/")
    (author,) = page.all("span", class_="author")
    assert author.text == "should"
    source = " ".join(read(page.one("ol", class_="sources")).split())
    assert source.startswith("KAZ 1KAZ Party KAZ · No. 1 · Rev.1, ")
    assert "Words without a line are those of the draft as tabled." in page.text
    assert "Every word is that of the draft as tabled." in come("member").get("p/p2/").text


def test_the_marks_of_authors_leave_the_wording_as_it_is(held, come):
    held.do("text.accept", SEATS["chair"], text=TEXT, proposal=held.proposal)
    held.issue()
    proposal = held.reword("RUS/1", "p1", f"All {held.text.provisions['p1'].wordings['en']} At once.")
    held.do("text.accept", SEATS["chair"], text=TEXT, proposal=proposal)
    held.issue()
    page = come("member").get("p/p1/")
    whose = page.all("p", class_="wording")[1]
    assert _without(whose, "sup") == held.text.provisions["p1"].wordings["en"]
    assert [read(each) for each in page.all("sup")] == ["RUS 2", "KAZ 1", "RUS 2"]


def test_one_turns_from_provision_to_provision(come):
    visitor = come("member")
    page = visitor.get("p/p1/")
    assert "2 of 4" in page.text
    (following,) = (each.get("href") for each in page.all("a", rel="next"))
    assert "3 of 4" in visitor.get(following).text


def test_home_says_what_awaits_and_what_is_new(held, come):
    visitor = come("other member")
    assert "Answer: your position is asked" in visitor.get("/").text
    held.do("text.comment", "KAZ/1", text=TEXT, note="Look.", provision="p1")
    home = visitor.get("/")
    assert "1 act since your last visit" in home.text
    (since,) = [each for each in home.links if "since=" in (each or "")]
    changed = visitor.get(since)
    assert [read(each) for each in changed.all("h2")] == ["Provision 1"]
    assert "KAZ commented on provision 1" in changed.text
    assert "KAZ commented on provision 1" in visitor.get("/").text
    assert "1 act since your last visit" in visitor.get("/").text


def test_the_record_is_read_page_by_page(held, come):
    page = come("member").get("/c/water-2026/record/")
    assert f"{held.state.size} acts as sentences" in page.text
    earlier = come("member").get("/c/water-2026/record/", before=3)
    assert len(earlier.one("ol", class_="acts")) == 3
