"""A draft is put on the table: by the secretariat, from a Word file in each language, as its reader put it right."""

import io

import docx
import pytest

from comity import registry
from comity.core.acts import tabling
from comity.people import seats
from comity.people.models import Account
from web.reading import checked
from web.waiting import all_ended, followed
from web.water import LOG, SEATS

PAGE = f"/c/{LOG}/draft/"
ENGLISH = ("Plan of action", "The Parties,", "1. They shall meet.", "(a) yearly;", "2. They shall report.")
RUSSIAN = ("План действий", "Стороны,", "1. Они проводят встречи.", "а) ежегодно;", "2. Они представляют отчёты.")


def word(paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    file.name = "draft.docx"
    return file


def upload(visitor, paragraphs, language="en", beside=""):
    return visitor.client.post(PAGE, {"file": word(paragraphs), "in": language, "beside": beside})


def understood(visitor, *versions):
    """The page of a draft in these languages."""
    beside = ""
    for language, paragraphs in versions:
        response = upload(visitor, paragraphs, language, beside)
        assert response.status_code == 302, checked(response).text
        all_ended()
        page = visitor.get(response.url)
        beside = ",".join(filter(None, (beside, response.url.rstrip("/").rpartition("/")[2])))
    return response.url, page


def fields(page):
    form = next(
        each for each in page.all("form") if (each.get("action") or "").count("/draft/") and not each.get("enctype")
    )
    found = {}
    for each in form.iter():
        name = each.get("name")
        if name and each.get("type") != "checkbox":
            found[name] = each.get("value") or ""
        if name and name.startswith("kind-"):
            found[name] = next(option.get("value") for option in each if option.get("selected") is not None)
    return found


def test_a_draft_in_two_languages_is_tabled_as_it_was_understood(held, come):
    visitor = come("secretariat")
    url, page = understood(visitor, ("ru", RUSSIAN), ("en", ENGLISH))
    assert "5 paragraphs" in page.text
    response = visitor.client.post(url, {**fields(page), "text": "plan", "symbol": "WATER/2", "organ-en": "Council"})
    assert response.status_code == 302, checked(response).text
    text = held.state.texts["plan"]
    assert (text.languages, text.symbol, text.organ) == (("en", "ru"), "WATER/2", {"en": "Council"})
    assert text.title == {"en": "Plan of action", "ru": "План действий"}
    found = [(each.kind, each.number, each.level, each.wordings["ru"]) for each in map(text.provisions.get, text.order)]
    assert found == [
        ("title", "", 0, "План действий"),
        ("preambular", "", 0, "Стороны,"),
        ("operative", "1.", 0, "Они проводят встречи."),
        ("sub_paragraph", "(a)", 1, "ежегодно;"),
        ("operative", "2.", 0, "Они представляют отчёты."),
    ]
    assert "They shall report." in visitor.get(response.url).text


def test_what_the_reader_puts_right_is_what_is_tabled(held, come):
    visitor = come("secretariat")
    url, page = understood(visitor, ("en", ("DRAFT of 3 May.", *ENGLISH)))
    form = {**fields(page), "text": "plan", "title-en": "Plan", "out-0": "1", "kind-1": "title", "number-3": "OP1"}
    assert visitor.client.post(url, form).status_code == 302
    text = held.state.texts["plan"]
    assert [text.provisions[each].kind for each in text.order][:2] == ["title", "preambular"]
    assert text.provisions["p2"].number == "OP1"
    assert len(text.order) == len(ENGLISH)


def test_a_form_sent_twice_tables_one_text(held, come):
    visitor = come("secretariat")
    url, page = understood(visitor, ("en", ENGLISH))
    form = {**fields(page), "text": "plan"}
    assert [visitor.client.post(url, form).status_code for _ in range(2)] == [302, 302]
    assert held.state.size == len(SEATS) + 7


def test_a_long_draft_takes_several_statements_and_comes_whole(held, come, monkeypatch):
    monkeypatch.setattr(tabling.shares, "__defaults__", (200,))
    visitor = come("secretariat")
    url, page = understood(visitor, ("en", ENGLISH))
    size = held.state.size
    form = {**fields(page), "text": "plan"}
    assert visitor.client.post(url, form).status_code == 302
    assert held.state.size > size + 1
    assert len(held.state.texts["plan"].order) == len(ENGLISH)
    assert visitor.client.post(url, form).status_code == 302


def test_versions_of_another_build_are_told_and_not_tabled(held, come):
    visitor = come("secretariat")
    url, page = understood(visitor, ("en", ENGLISH), ("ru", RUSSIAN[:3] + RUSSIAN[4:]))
    assert "The versions part at paragraph 4" in page.text, page.text
    assert "Put it on the table" not in page.text
    assert visitor.client.post(url, {**fields(page), "text": "plan"}).status_code == 422
    assert "plan" not in held.state.texts


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "Plan B"},
        {"text": "statement"},
        {"title-en": ""},
        {"title-en": "a\u202eb"},
        {"kind-0": "nothing"},
        {f"out-{n}": "1" for n in range(5)},
    ],
    ids=lambda wrong: "-".join(wrong)[:12],
)
def test_what_cannot_be_tabled_is_one_sentence_and_keeps_what_was_typed(held, come, wrong):
    visitor = come("secretariat")
    url, page = understood(visitor, ("en", ENGLISH))
    size = held.state.size
    again = checked(visitor.client.post(url, {**fields(page), "text": "plan", "symbol": "W/3", **wrong}))
    assert again.status == 422
    assert again.one("input", id="symbol").get("value") == "W/3"
    assert held.state.size == size


def test_tracked_changes_and_brackets_are_pointed_out(come):
    visitor = come("secretariat")
    _, page = understood(visitor, ("en", ("Plan", "1. They [shall][should] meet.")))
    assert "There are brackets in the draft" in page.text
    assert "tracked changes" not in page.text


@pytest.mark.parametrize("data", [b"", b"no document", b"PK\x03\x04 broken"])
def test_what_is_no_document_is_refused_and_nothing_is_kept(held, come, data):
    visitor = come("secretariat")
    file = io.BytesIO(data)
    file.name = "draft.docx"
    response = followed(visitor, visitor.client.post(PAGE, {"file": file, "in": "en"}))
    assert response.status_code == 422
    assert "This was not done" in checked(response).text
    assert held.state.size == registry.head(LOG).size


@pytest.mark.parametrize("role", [role for role in SEATS if role != "secretariat"])
def test_for_nobody_else_is_there_such_a_page(held, come, role):
    url, page = understood(come("secretariat"), ("en", ENGLISH))
    visitor = come(role)
    visitor.get(PAGE, status=404)
    visitor.get(url, status=404)
    assert upload(visitor, ENGLISH).status_code == 404
    assert visitor.client.post(url, fields(page)).status_code == 404
    assert len(held.state.texts) == 1


def test_a_colleague_does_not_see_what_one_has_uploaded(held, come):
    url, _ = understood(come("secretariat"), ("en", ENGLISH))
    held.accounts["colleague"] = Account.objects.create(name="colleague", display="SEC/2")
    seats.give(held.accounts["colleague"], LOG, "SEC/2")
    come("colleague").get(PAGE)
    come("colleague").get(url, status=404)
