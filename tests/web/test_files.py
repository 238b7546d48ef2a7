"""The file that proposals were made from: kept only where its reader says so, read by all who may, gone when it is erased."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from capital import Word
from comity import registry
from comity.core.errors import Refused
from comity.people import seats
from comity.people.models import Account
from comity.record.verify import verify
from comity.registry import beside, store
from comity.web import enclosed, sealing
from web.conftest import Visitor
from web.reading import checked
from web.test_understood import answer, new, press, read, sent, ticked
from web.test_uploading import HOSTILE, send
from web.waiting import followed
from web.water import LOG, SEATS, TEXT


@pytest.fixture
def other(come):
    """Russia's delegate."""
    return come("other member")


def word(words="must"):
    return Word(sent()).replace("p2", "should", words)


def waiting(settings):
    """All files that wait for their act."""
    return [path for path in (settings.COMITY_DATA / "sealed").glob("*/*") if path.is_file()]


def page_of(file, leaf=""):
    return reverse(f"file{leaf}", args=(LOG, TEXT, file))


def only(held):
    (file,) = held.text.files.values()
    return file


def test_without_a_word_the_file_is_kept_nowhere(held, other, settings):
    page = read(other, word())
    assert "Keep the file itself" not in page.text
    press(other, page)
    assert not held.text.files
    assert waiting(settings) == []
    assert new(held)[0].sources == ()


def test_the_choice_is_off_until_somebody_makes_it(other):
    (box,) = other.get("upload/").all("input", name="enclose")
    assert box.get("checked") is None


def test_the_file_goes_first_and_the_proposals_name_it(held, other, settings):
    data = bytes(word())
    page = read(other, data, enclose="1")
    assert "For all parties to read. It may contain names and comments." in page.text
    assert ticked(page) == ["file", "0"]
    press(other, page, **{"file-note": "From the ministry."})
    file = only(held)
    (proposal,) = new(held)
    assert (file.party, file.filed, file.name, file.format, file.size) == (
        "RUS",
        "RUS",
        "letter.docx",
        "docx",
        len(data),
    )
    assert file.note == {"en": "From the ministry."}
    assert proposal.sources == (file.id,)
    assert proposal.seq == file.seq + 1
    assert waiting(settings) == []


@pytest.mark.parametrize("role", SEATS)
def test_everybody_at_the_table_takes_it_away_as_it_came(held, come, other, role):
    data = bytes(word())
    press(other, read(other, data, enclose="1"))
    file = only(held)
    visitor = come(role)
    assert page_of(file.id, "-download") in visitor.get(f"proposal/{new(held)[0].id}/").links
    assert page_of(file.id) in visitor.get(f"/c/{LOG}/record/").links
    response = visitor.client.get(page_of(file.id, "-download"))
    assert response.content == data
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith(f'attachment; filename="{file.id}.docx"; ')
    assert "no-store" in response["Cache-Control"]


def test_it_may_be_unticked_before_anything_is_submitted(held, other):
    page = read(other, word(), enclose="1")
    press(other, page, take=["0"])
    assert not held.text.files
    assert new(held)[0].sources == ()


def test_it_may_be_enclosed_alone_and_named_later(held, other):
    page = read(other, word(), enclose="1")
    assert press(other, page, take=["file"]).status_code == 302
    file = only(held)
    assert new(held) == []
    again = checked(other.client.get(page.form()[0]))
    assert "stands in the record" in again.text
    assert ticked(again) == ["0"]
    assert page.form()[0] in other.get(page_of(file.id)).links
    press(other, again)
    assert new(held)[0].sources == (file.id,)


def test_the_same_form_sent_twice_is_one_file(held, other):
    page = read(other, word(), enclose="1")
    assert [press(other, page).status_code for _ in range(2)] == [302, 302]
    assert len(held.text.files) == len(new(held)) == 1


def test_a_proposal_that_is_revised_names_both_files(held, other):
    press(other, read(other, word(), enclose="1"))
    first = only(held)
    press(other, read(other, Word(sent(view="clean")).replace("p2", "should", "shall"), enclose="1"))
    (proposal,) = new(held)
    assert proposal.sources[0] == first.id
    assert {*proposal.sources} == {*held.text.files}


def test_the_secretariat_encloses_what_it_received(held, come):
    secretariat = come("secretariat")
    press(secretariat, read(secretariat, word(), enclose="1", sponsor="UZB"))
    file = only(held)
    assert (file.party, file.filed, new(held)[0].sponsors) == ("UZB", "SEC", ("UZB",))
    assert "Enclosed by SEC for UZB" in come("observer").get(page_of(file.id)).text


def test_what_is_kept_in_the_room_stays_there_without_the_file(held, other):
    page = read(other, word(), enclose="1")
    press(other, page, step="keep", take=["file", "0"])
    assert not held.text.files
    assert "letter" not in other.get("room/").text


NAMES = {
    "../../etc/passwd": "passwd.docx",
    "C:\\Users\\Иванов\\ответ.docx": "ответ.docx",
    "": "letter.docx",
    "evil\u202excod.exe": "evilxcod.exe.docx",
    "  .hidden. ": "hidden.docx",
    "a\x00b\u200b.docx": "ab.docx",
    '<b>&".docx': "-b-&-.docx",
    "ж" * 300: "ж" * 95 + ".docx",
}


@pytest.mark.parametrize("given", NAMES)
def test_a_name_is_a_name_and_no_place(held, other, given):
    page = read(other, word(), enclose="1")
    press(other, page, **({"file-name": given} if given else {}))
    file = only(held)
    assert file.name == NAMES[given]
    response = other.client.get(page_of(file.id, "-download"))
    assert not {"\n", "\r", "/"} & {*response["Content-Disposition"]}
    assert file.name in other.get(page_of(file.id)).text


@pytest.mark.parametrize("name", ["../../x/<i>.docx", "\u202e.docx", "…" * 200 + ".docx"])
def test_a_hostile_name_of_an_upload_is_cleaned(held, other, name):
    action, form = other.get("upload/").form()
    form = {**form, "enclose": "1", "file": SimpleUploadedFile(name, bytes(word()))}
    page = checked(followed(other, other.client.post(action, form)))
    press(other, page)
    assert enclosed.named(only(held).name, "docx") == only(held).name


# What is not to be kept, is not.


@pytest.mark.parametrize("kind", ["a PDF", "a truncated one", "a text", "macros"])
def test_of_what_is_no_document_nothing_waits(held, come, settings, kind):
    visitor = come("member")
    response = followed(visitor, send(visitor, HOSTILE[kind](), enclose="1"))
    assert response.status_code == 422
    assert waiting(settings) == []
    assert not held.text.files


def test_a_file_that_is_too_large_to_keep_is_refused_at_once(other, settings, monkeypatch):
    monkeypatch.setattr(sealing, "MOST", 100)
    page = checked(answer(other, word(), enclose="1"))
    assert page.status == 422
    assert "cannot be kept with the record" in page.text
    assert page.one("input", name="enclose").get("checked") is not None
    assert waiting(settings) == []


def test_what_is_called_off_waits_no_longer(other, settings):
    page = read(other, word(), enclose="1")
    assert len(waiting(settings)) == 1
    work = page.form()[0].rstrip("/").rpartition("/")[2]
    other.client.post(reverse("work-cancel", args=(LOG, TEXT, work)))
    assert waiting(settings) == []


def test_only_a_few_files_of_an_account_wait(other, settings):
    for each in range(sealing.OF_ONE + 2):
        read(other, word(f"must{each}"), enclose="1")
    assert len(waiting(settings)) == sealing.OF_ONE


def test_what_nobody_came_back_for_is_gone_at_the_next_upload_of_anybody(other, come, settings):
    read(other, word(), enclose="1")
    (path,) = waiting(settings)
    long_ago = time.time() - sealing.KEPT.total_seconds() - 1
    os.utime(path, (long_ago, long_ago))
    send(come("member"), b"%PDF-1.7")
    assert waiting(settings) == []


def test_where_it_waits_no_more_nothing_is_submitted(held, other, settings):
    page = read(other, word(), enclose="1")
    for path in waiting(settings):
        path.write_bytes(b"another")
    response = press(other, page)
    assert response.status_code == 422
    again = checked(response)
    assert "Upload the file again" in again.text
    assert not held.text.files
    assert new(held) == []
    assert press(other, again, take=["0"]).status_code == 302
    assert new(held)[0].sources == ()


def test_another_account_cannot_use_a_file_that_waits(held, come, other):
    page = read(other, word(), enclose="1")
    member = come("member")
    assert member.client.get(page.form()[0]).status_code == 404
    statement = b'{"sealed":"' + b"a" * 64 + b'"}'
    with pytest.raises(Refused):
        sealing.append(held.accounts["member"].pk, LOG, statement)


# Erased.


def erase(visitor, file, **fields):
    return visitor.post(page_of(file), action="erase/", **{"reason-en": "It names persons.", **fields})


@pytest.mark.parametrize("role", SEATS)
def test_whose_it_is_and_the_secretariat_have_it_erased(held, come, role):
    file = held.enclosed()
    visitor, may = come(role), role in {"member", "secretariat"}
    assert bool(visitor.get(page_of(file)).all("textarea", id="reason-en")) == may
    size = held.state.size
    form = {"root": registry.head(LOG).root, "size": str(size), "act": "erase-it", "reason-en": "It names persons."}
    response = visitor.client.post(page_of(file, "-erase"), form)
    assert response.status_code == (302 if may else 422)
    assert held.state.size == size + may
    assert (registry.part(LOG, held.text.files[file].sealed) is None) == may


def test_what_is_erased_is_told_of_and_not_given_out(held, come):
    file = held.enclosed()
    proposal = held.do("text.reword", "KAZ/1", text=TEXT, provision="p2", wordings={"en": "No."}, source=file)
    assert erase(come("member"), file, **{"reason-ru": "Названы лица."}).status_code == 302
    for language, words in (("en", "It names persons."), ("ru", "Названы лица.")):
        visitor = come("observer", language)
        for page in (visitor.get(page_of(file)), visitor.get(page_of(file, "-download"), status=410)):
            assert words in page.text
            assert "KAZ" in page.text
            assert page_of(file, "-download") not in page.links
        assert page_of(file, "-download") not in visitor.get(f"proposal/{proposal}/").links
    report = verify(registry.export(LOG))
    assert report.sound
    assert [(each.part, each.erased) for each in report.withheld] == [
        (held.text.files[file].sealed, held.text.files[file].erased.seq)
    ]


def test_without_a_reason_nothing_is_erased(held, come):
    file = held.enclosed()
    response = erase(come("member"), file, **{"reason-en": "  "})
    assert response.status_code == 422
    assert "Say why" in checked(response).text
    assert held.text.files[file].erased is None


def test_a_file_is_erased_once(held, come):
    file = held.enclosed()
    page = checked(come("member").client.get(page_of(file)))
    action, form = page.form(action="erase/")
    member, secretariat = come("member"), come("secretariat")
    assert member.client.post(action, {**form, "reason-en": "Mine."}).status_code == 302
    again = secretariat.client.post(action, {**form, "act": "again", "reason-en": "Ours."})
    assert again.status_code == 422
    assert "was erased by act" in checked(again).text


def test_what_the_host_erased_by_itself_is_told_of(held, come):
    file = held.enclosed()
    registry.erase(LOG, held.text.files[file].sealed)
    assert "no longer keeps this file" in come("body").get(page_of(file)).text
    come("body").get(page_of(file, "-download"), status=410)


def test_a_damaged_file_is_told_of(held, come):
    file = held.enclosed()
    with store.hold(LOG):
        beside.keep_part(LOG, held.text.files[file].sealed, b"x" * 40)
    page = come("body").get(page_of(file, "-download"), status=422)
    assert "was damaged in the store" in page.text


def test_a_file_of_another_consultation_is_not_there(held):
    file = held.enclosed()
    elsewhere = Account.objects.create(name="elsewhere", display="elsewhere")
    seats.give(elsewhere, "gas-2026", "KAZ/1")
    visitor = Visitor(elsewhere)
    for leaf in ("", "-download"):
        visitor.get(page_of(file, leaf), status=404)
    assert visitor.client.post(page_of(file, "-erase"), {"reason-en": "x"}).status_code == 404


@pytest.mark.parametrize("file", ["nothing", "kaz-first"])
def test_a_file_that_is_not_there_is_a_page_that_says_so(come, file):
    for leaf in ("", "-download"):
        come("member").get(page_of(file, leaf), status=404)
