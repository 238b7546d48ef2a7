"""Parties and seats: who lets whom in, and who may not."""

import pytest

from comity import registry
from comity.people import delegation, seats
from comity.people.models import Place
from web.reading import checked
from web.water import LOG, SEATS

PAGE = f"/c/{LOG}/parties/"
NAMES = {"names-en": "Sixth Party", "names-ru": "Шестая сторона"}


def send(come, role, **form):
    visitor = come(role)
    return visitor.client.post(PAGE, {**dict(visitor.get(PAGE).form(action="parties/")[1]), **form})


def link(response):
    return checked(response).one("input", id="link").get("value")


def walk_in(come, response):
    """Come in by the link of a page; the page that one is led to."""
    path = "/sign-in/" + link(response).partition("/sign-in/")[2]
    visitor = come(None)
    visitor.client.post(path)
    return visitor.get(f"/c/{LOG}/")


def test_the_secretariat_admits_a_party_and_lets_its_first_person_in(held, come):
    page = come("secretariat").get(PAGE)
    fields = next(form for form in page.all("form") if any(each.get("id") == "code" for each in form.iter()))
    hidden = {each.get("name"): each.get("value") for each in fields.iter() if each.get("type") == "hidden"}
    done = come("secretariat").client.post(
        PAGE, {**hidden, "step": "admit", "code": "ARM", "party_kind": "member", **NAMES}
    )
    assert done.status_code == 302
    assert held.state.parties["ARM"].names == {"en": "Sixth Party", "ru": "Шестая сторона"}
    response = send(come, "secretariat", step="first", party="ARM")
    assert response["Cache-Control"] == "no-store"
    assert "Consultations on transboundary waters" in walk_in(come, response).text
    (seated,) = delegation.seated(LOG, "ARM")
    assert seated.seat == "ARM/1"


def test_once_somebody_has_come_in_the_secretariat_makes_no_more_links(held, come):
    held.do("party.admit", admitted="ARM", party_kind="member", names={"en": "Armenia"})
    first = send(come, "secretariat", step="first", party="ARM")
    again = send(come, "secretariat", step="first", party="ARM")
    assert link(first) != link(again)
    walk_in(come, again)
    response = send(come, "secretariat", step="first", party="ARM")
    assert response.status_code == 422
    assert "the delegation lets in its own" in checked(response).text
    assert len(delegation.seated(LOG, "ARM")) == 1


@pytest.mark.parametrize("role", [role for role in SEATS if role != "secretariat"])
def test_nobody_else_lets_parties_in_or_admits_them(held, come, role):
    size = held.state.size
    form = {"code": "ARM", "party_kind": "member", "act": f"{role.replace(' ', '-')}-x", **NAMES}
    head = registry.head(LOG)
    form |= {"root": head.root, "size": head.size}
    assert send(come, role, step="admit", **form).status_code == 422
    assert send(come, role, step="first", party="RUS").status_code == 422
    assert held.state.size == size
    assert "Admit a party" not in come(role).get(PAGE).text


def test_a_delegate_lets_a_colleague_in_who_sees_what_the_delegation_sees(come):
    response = send(come, "member", step="colleague", display="  Second   Secretary ", language="ru")
    page = walk_in(come, response)
    assert page.one("html").get("lang") == "ru"
    assert "Second Secretary" in page.response.content.decode()
    (_, second) = delegation.seated(LOG, "KAZ")
    assert second.display == "Second Secretary"
    assert "Second Secretary" in come("member").get(PAGE).text
    assert "Second Secretary" not in come("secretariat").get(PAGE).text


def test_a_seat_that_has_acted_before_is_given_to_nobody(held, come):
    held.reword("RUS/7", "p1", "The Parties will cooperate.")
    for _ in range(6):
        send(come, "other member", step="colleague")
    assert "RUS/7" not in {each.seat for each in delegation.seated(LOG, "RUS")}
    assert "RUS/8" in {each.seat for each in delegation.seated(LOG, "RUS")}


def test_a_colleague_who_leaves_is_out_at_once(come):
    invited = delegation.invite(LOG, "KAZ", "Leaver", "en")
    leaver = come(None)
    leaver.client.post(f"/sign-in/{invited.token}/")
    leaver.get(PAGE)
    assert send(come, "member", step="end", seat=invited.seat).status_code == 302
    assert leaver.client.get(PAGE).status_code == 302
    assert "Leaver" not in come("member").get(PAGE).text


def test_a_new_link_signs_a_colleague_out_and_leaves_oneself_signed_in(come):
    invited = delegation.invite(LOG, "KAZ", "Phone lost", "en")
    colleague = come(None)
    colleague.client.post(f"/sign-in/{invited.token}/")
    send(come, "member", step="renew", seat=invited.seat)
    assert colleague.client.get(PAGE).status_code == 302
    own = come("member")
    own.client.post(PAGE, {"step": "renew", "seat": SEATS["member"]})
    own.get(PAGE)


@pytest.mark.parametrize("step", ["renew", "end"])
@pytest.mark.parametrize("seat", ["RUS/1", "SEC/1", "KAZ/99", "", "KAZ", "KAZ/1'--"])
def test_other_peoples_seats_are_out_of_reach(held, come, step, seat):
    assert send(come, "member", step=step, seat=seat).status_code == 422
    assert seats.seat(held.accounts["other member"], LOG) == "RUS/1"


def test_nobody_ends_their_own_seat(held, come):
    assert send(come, "member", step="end", seat=SEATS["member"]).status_code == 422
    assert seats.seat(held.accounts["member"], LOG) == SEATS["member"]


def test_a_delegation_whose_people_ended_each_other_is_not_entered_by_the_secretariat(come):
    """Both at once, each by the other: nobody is left who came, and what lies in their room is still theirs."""
    colleague = delegation.invite(LOG, "KAZ", "Second Secretary", "en")
    come(None).client.post(f"/sign-in/{colleague.token}/")
    come("member").get(PAGE)
    for seat in (colleague.seat, SEATS["member"]):
        delegation.end(LOG, seat)
    assert delegation.seated(LOG, "KAZ") == ()
    response = send(come, "secretariat", step="first", party="KAZ")
    assert response.status_code == 422
    assert delegation.seated(LOG, "KAZ") == ()


def test_what_was_typed_is_kept_where_a_party_is_not_admitted(held, come):
    page = checked(send(come, "secretariat", step="admit", code="KAZ", party_kind="observer", act="twice", **NAMES))
    assert page.status == 422
    assert page.one("input", id="code").get("value") == "KAZ"
    assert page.one("input", id="names-ru").get("value") == "Шестая сторона"
    assert held.state.parties["KAZ"].kind == "member"


@pytest.mark.parametrize("code", ["", "K Z", "К", "A" * 17, "A\u202eB"])
def test_a_code_that_is_none_is_refused_with_a_sentence(come, code):
    response = send(come, "secretariat", step="admit", code=code, party_kind="member", act="odd-code", **NAMES)
    assert response.status_code == 422
    assert "A code is Latin letters" in checked(response).text


def test_a_code_in_small_letters_is_one_in_capitals(held, come):
    head = registry.head(LOG)
    seen = {"act": "small", "root": head.root, "size": head.size}
    response = send(come, "secretariat", step="admit", code="arm", party_kind="member", **seen, **NAMES)
    assert response.status_code == 302
    assert "ARM" in held.state.parties


def test_a_party_without_a_name_is_not_admitted(held, come):
    response = send(come, "secretariat", step="admit", code="ARM", party_kind="member", act="bare")
    assert response.status_code == 422
    assert "The party needs a name" in checked(response).text
    assert "ARM" not in held.state.parties


def test_an_unknown_step_does_nothing(held, come):
    size = held.state.size
    assert send(come, "secretariat", step="abolish").status_code == 302
    assert held.state.size == size


def test_a_link_speaks_the_language_of_the_page_on_which_it_was_made(held, come):
    visitor = come("secretariat", "ru")
    held.do("party.admit", admitted="ARM", party_kind="member", names={"en": "Armenia"})
    form = {**dict(visitor.get(PAGE).form(action="parties/")[1]), "step": "first", "party": "ARM"}
    visitor.client.post(PAGE, form)
    assert Place.objects.get(log=LOG, seat="ARM/1").account.language == "ru"
