"""Every page by every role: who is let in, who is not told that there is such a page, and who may act."""

import pytest
from django.urls import reverse

from comity.formats.publication import Identifier, of_text
from comity.web.models import Paper
from comity.web.routes import gather
from comity.web.work import About, Print, begin
from web.reading import checked
from web.waiting import followed
from web.water import LOG, SEATS, TEXT

ON_TEXT = (LOG, TEXT)
PAGES = {
    "consultation": (LOG,),
    "record": (LOG,),
    "keys": (LOG,),
    "machines": (LOG,),
    "sign-all": (LOG,),
    "parties": (LOG,),
    "text": ON_TEXT,
    "table": ON_TEXT,
    "matrix": ON_TEXT,
    "compare": ON_TEXT,
    "issue": ON_TEXT,
    "initial": ON_TEXT,
    "revision": (*ON_TEXT, 0),
    "provision": (*ON_TEXT, "p1"),
    "propose": (*ON_TEXT, "p2"),
    "proposal": (*ON_TEXT, "PROPOSAL"),
    "rule": (*ON_TEXT, "agree"),
    "download": ON_TEXT,
    "upload": ON_TEXT,
    "room": ON_TEXT,
    "file": (*ON_TEXT, "FILE"),
}
"""Pages of a consultation, which whoever has a seat in it may read."""
FILES = {"download-file": ON_TEXT, "file-download": (*ON_TEXT, "FILE")}
"""Addresses that answer with a file, for whoever has a seat."""
ROOM = {"paper": (*ON_TEXT, "PAPER")}
"""Pages of what a delegation has prepared."""
WORK = {"work": (*ON_TEXT, "WORK"), "work-file": (*ON_TEXT, "WORK")}
"""Pages of what one account has ordered."""
SERVED = {"draft": (LOG,)}
OFFERED = {"succeed": (LOG,)}
"""Pages of the seat that a succession waits for; nobody finds one where none waits (``test_successor``)."""
"""Pages of the secretariat."""
DRAFTED = {"drafted": (LOG, "DRAFT")}
"""Pages of a draft that one account has uploaded."""
READ = {"understood": (*ON_TEXT, "READ")}
"""Pages of a file that one account has uploaded."""
OWN = {"revise": (*ON_TEXT, "PROPOSAL")}
"""Pages of a delegation's own proposal."""
DOORS = {
    "answer": (*ON_TEXT, "PROPOSAL", "comment"),
    "answer-provision": (*ON_TEXT, "p1", "comment"),
    "work-cancel": (*ON_TEXT, "WORK"),
    "file-erase": (*ON_TEXT, "FILE"),
    "sign": (LOG,),
}
"""Addresses that only take forms."""
OPEN = {"sign-in": (), "sign-in-link": ("token",), "sign-out": (), "home": (), "language": ()}
"""Addresses outside any consultation."""
PROGRAMS = {
    "log-checkpoint",
    "log-key",
    "log-tile",
    "log-receipt",
    "log-leaf",
    "log-cosign",
    "log-export",
    "log-rotations",
}
"""Addresses for programs, which ``test_log`` tries by every role, with a token and without."""
QUERIES = {"rule": "?provision=p2", "download-file": "?format=txt"}
ALL = {**PAGES, **SERVED, **OFFERED, **DRAFTED, **FILES, **ROOM, **WORK, **READ, **OWN}


@pytest.fixture
def work(held):
    """What Kazakhstan's seat has ordered: the text as Markdown."""
    about = About(held.accounts["member"].pk, LOG, TEXT, {"what": "print", "plain": "a", "words": "b", "type": "c"})
    name = Identifier(LOG, TEXT, held.state.size, "en", "clean")
    return begin(about, Print(of_text(held.state, "", name), "md"), patience=60)


@pytest.fixture
def paper(come):
    """What Kazakhstan has in its room."""
    come("member").post("p/p2/propose/", step="keep", **{"wording-en": "The Parties must cooperate."})
    (found,) = Paper.objects.all()
    return found


def address(name, arguments, held, **known):
    known = {"PROPOSAL": held.proposal, "WORK": "0" * 32, "PAPER": "kaz-0", **known}
    if "FILE" in arguments:
        known["FILE"] = held.enclosed()
    filled = [known.get(each, each) for each in arguments]
    return reverse(name, args=filled) + QUERIES.get(name, "")


def test_every_route_is_in_the_matrix():
    assert {pattern.name for pattern in gather()} == {*ALL, *DOORS, *OPEN, *PROGRAMS}


@pytest.mark.parametrize("role", SEATS)
@pytest.mark.parametrize("name", PAGES)
def test_whoever_has_a_seat_reads_the_page(held, come, name, role):
    assert come(role).get(address(name, PAGES[name], held)).text


@pytest.mark.parametrize("role", SEATS)
def test_only_its_sponsor_changes_the_words_of_a_proposal(held, come, role):
    come(role).get(address("revise", OWN["revise"], held), status=200 if role == "member" else 404)


@pytest.mark.parametrize("role", SEATS)
@pytest.mark.parametrize("name", FILES)
def test_whoever_has_a_seat_takes_the_file_away(held, come, name, role):
    visitor = come(role)
    response = followed(visitor, visitor.client.get(address(name, FILES[name], held)))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize("role", SEATS)
@pytest.mark.parametrize("name", ROOM)
def test_only_its_party_sees_what_is_in_the_room(held, come, name, role, paper):
    page = come(role).get(address(name, ROOM[name], held, PAPER=paper.act), status=200 if role == "member" else 404)
    assert ("must cooperate" in page.response.content.decode()) == (role == "member")


@pytest.mark.parametrize("role", SEATS)
@pytest.mark.parametrize("name", WORK)
def test_only_its_account_sees_what_it_ordered(held, come, name, role, work):
    response = come(role).client.get(address(name, WORK[name], held, WORK=work.id))
    assert response.status_code == (200 if role == "member" else 404)


@pytest.mark.parametrize("role", SEATS)
def test_only_its_account_calls_off_what_it_ordered(held, come, role, work):
    response = come(role).client.post(address("work-cancel", DOORS["work-cancel"], held, WORK=work.id))
    assert response.status_code == (302 if role == "member" else 404)
    assert work.done == (role != "member")


@pytest.mark.parametrize(("name", "arguments"), ALL.items())
def test_without_a_seat_there_is_no_such_page(held, come, name, arguments):
    page = come("stranger").get(address(name, arguments, held), status=404)
    assert held.state.title["en"] not in page.response.content.decode()


@pytest.mark.parametrize(("name", "arguments"), DOORS.items())
def test_without_a_seat_there_is_no_such_door(held, come, name, arguments):
    door = address(name, arguments, held)
    size = held.state.size
    response = come("stranger").client.post(door, {"comment": "Let me in.", "reason-en": "Mine."})
    assert response.status_code == 404
    assert held.state.size == size


@pytest.mark.parametrize(("name", "arguments"), ALL.items())
def test_signed_out_one_is_asked_to_sign_in(held, come, name, arguments):
    response = come(None).client.get(address(name, arguments, held))
    assert response.status_code == 302
    assert response.url.startswith(reverse("sign-in") + "?next=/c/")


@pytest.mark.parametrize(("name", "arguments"), DOORS.items())
def test_signed_out_one_gets_the_form_back_and_nothing_is_done(held, come, name, arguments):
    door = address(name, arguments, held)
    size = held.state.size
    response = come(None).client.post(door, {"note": "Our reason."})
    assert response.status_code == 403
    assert "Our reason." in checked(response).text
    assert held.state.size == size


@pytest.mark.parametrize("name", DOORS)
def test_doors_take_forms_only_and_lead_whoever_has_none_to_the_page_of_the_form(held, come, name, work):
    door = address(name, DOORS[name], held, WORK=work.id)
    size = held.state.size
    response = come("member").client.get(door, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain
    assert work.done
    assert held.state.size == size
    assert come("member").client.put(door).status_code == 405


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_speak_the_language_of_their_reader(held, come, name, language):
    page = come("member", language).get(address(name, PAGES[name], held))
    assert page.one("html").get("lang") == language
    assert ("Выйти" in page.response.content.decode()) == (language == "ru")


@pytest.mark.parametrize(
    "path",
    [
        "/c/nowhere/",
        "/c/water-2026/t/nothing/",
        "p/nothing/",
        "p/nothing/propose/",
        "p/p1/propose/?kind=nothing",
        "proposal/nothing/",
        "rule/nothing/?provision=p1",
        "rule/agree/?provision=nothing",
        "rule/accept-alternative/?provision=p1&in=en&start=9&end=9&proposal=nothing",
        "revision/9/",
        "?at=99999",
        "?at=0",
        "?at=before",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(come, path):
    assert "This page is not here" in come("member").get(path, status=404).text
