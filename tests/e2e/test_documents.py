"""The capital works in Word: the secretariat sends the text out, an expert changes it, a delegate brings it back."""

import re

import pytest

from capital import Word
from e2e.conftest import DESK, PHONE

LOG = "iis-2020"
TEXT = f"/c/{LOG}/t/statement/"
pytestmark = pytest.mark.browser


def patiently(reader):
    """Wait while the work is under way: with script the page goes on by itself, without it one looks again."""
    under_way = reader.come().page.locator("main form[action$='/cancel/']")
    if reader.script:
        under_way.wait_for(state="detached")
    while not reader.script and under_way.count():
        reader.page.locator("main .buttons a.button").first.click()
        reader.come()


def take(reader, name):
    """Follow the link of a download; the file, at once or when the page of the work has it."""
    link = reader.page.locator("main").get_by_role("link", name=re.compile(name))
    ready = reader.page.locator("main a[download]")
    with reader.page.expect_download() as coming:
        with reader.page.expect_response(lambda each: each.ok and each.request.is_navigation_request()) as answer:
            link.click()
        if "attachment" not in answer.value.headers.get("content-disposition", ""):
            patiently(reader)
            ready.click()
    return coming.value


def send(reader, word, name, choice=""):
    """Upload what the expert sent, with this choice ticked if there is one; the account of it."""
    reader.go(f"{TEXT}upload/")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": bytes(word)}
    reader.page.locator("input[type=file]").set_input_files(file)
    if choice:
        reader.page.get_by_label(choice).check()
    reader.page.locator("main button.primary").click()
    patiently(reader)
    return reader


def ticked(reader):
    return reader.page.locator("main input[name=take]:checked")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_what_the_capital_wrote_in_word_is_submitted(come, script):
    provisions = ("op2", "op7", "pp6") if script else ("op10", "op17", "pp7")
    secretariat = come(LOG, "CIS-EC/1", "ru", java_script_enabled=script)
    secretariat.go(f"{TEXT}download/").check()
    sent = take(secretariat, "Word, со всеми предложениями")
    assert sent.suggested_filename.endswith("(ru).docx")

    word = Word(sent.path().read_bytes())
    first, second, third = provisions
    word.replace(first, word.word(first), "безусловно")
    word.replace(second, word.word(second), "непременно", tracked=False)
    word.replace(third, word.word(third), "совместно").comment(third, "Так точнее.")

    reader = send(come(LOG, "BLR/1", "ru", java_script_enabled=script), word, "письмо.docx").reads("Что прочитано")
    reader.check()
    assert ticked(reader).count() == 3
    assert "безусловно" in reader.text
    assert "изменено без режима исправлений" in reader.text
    reasons = [each.input_value() for each in reader.page.locator("textarea.reason[lang=ru]").all()]
    assert "Так точнее." in reasons
    ticked(reader).first.uncheck()
    reader.page.locator("textarea.reason[lang=ru]").last.fill("Во избежание разночтений.")
    reader.press("Внести отмеченное").reads("2 заявления внесены в материалы.")
    reader.check()
    reader.go(f"{TEXT}table/?party=BLR&in=ru")
    assert "Во избежание разночтений." in reader.text
    assert "непременно" in reader.text


def test_what_the_capital_wrote_is_kept_in_the_room_and_submitted_later(come):
    reader = come(LOG, "TKM/1", "en", PHONE)
    word = Word(take(reader.go(f"{TEXT}download/"), "Word, clean").path().read_bytes())
    word.replace("op9", word.word("op9"), "promptly").add("op16", "The Parties review this statement every two years.")
    send(reader, word, "letter.docx").reads("What was understood")
    reader.check().by_night()
    reader.press("Keep it in the room").reads("Kept in the room of TKM")
    reader.check().by_night()
    stranger = come(LOG, "CIS-EC/1").go(f"{TEXT}room/")
    assert "promptly" not in stranger.text
    assert "Nothing is prepared" in stranger.text
    while reader.page.get_by_role("button", name="Submit", exact=True).count():
        reader.press("Submit").reads("Submitted. The proposal stands in the record.")
    assert "Nothing is prepared" in reader.text
    reader.go(f"{TEXT}?in=en")
    assert "review this statement every two years" in reader.text


@pytest.mark.parametrize(("viewport", "language"), [(PHONE, "ru"), (DESK, "en")], ids=["phone", "desk"])
def test_a_long_document_shows_how_far_it_is_and_is_there(come, viewport, language):
    reader = come(LOG, "MDA/1", language, viewport)
    reader.go(f"{TEXT}download/?view=clean&format=pdf").check().by_night()
    reader.page.locator("main form button.primary").click()
    ready = reader.page.locator("main a[download]")
    ready.wait_for()
    reader.check().by_night()
    with reader.page.expect_download() as coming:
        ready.click()
    assert coming.value.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(("viewport", "language"), [(PHONE, "ru"), (DESK, "en")], ids=["phone", "desk"])
def test_a_file_that_is_no_document_is_one_sentence(come, viewport, language):
    reader = come(LOG, "KGZ/1", language, viewport)
    send(reader, b"%PDF-1.7 renamed", "letter.docx")
    reader.page.locator("main .refusal").wait_for()
    assert "letter.docx" in reader.text
    reader.check().by_night()
