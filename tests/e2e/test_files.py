"""The file that proposals were made from: kept where a delegate says so, taken away by an auditor, erased with a reason."""

import pytest

from capital import Word
from e2e.conftest import DESK, PHONE
from e2e.test_documents import LOG, TEXT, send, take

RECORD = f"/c/{LOG}/record/"
pytestmark = pytest.mark.browser

WORDS = {
    "en": {
        "keep": "Keep the file itself with the record, for all parties to read.",
        "submit": "Submit what is ticked",
        "why": "It names a person.",
        "erase": "Erase the file",
        "erased": "This file is erased",
    },
    "ru": {
        "keep": "Сохранить сам файл вместе с материалами: его смогут прочесть все стороны.",
        "submit": "Внести отмеченное",
        "why": "В нём назван сотрудник.",
        "erase": "Удалить файл",
        "erased": "Этот файл удалён",
    },
}
STORIES = [
    pytest.param("en", DESK, True, ("BLR", "op5"), id="desk"),
    pytest.param("ru", PHONE, False, ("UZB", "op4"), id="phone without script"),
]


@pytest.mark.parametrize(("language", "viewport", "script", "who"), STORIES)
def test_a_file_is_enclosed_taken_away_and_erased(come, language, viewport, script, who):
    said, (party, provision) = WORDS[language], who
    reader = come(LOG, f"{party}/1", language, viewport, java_script_enabled=script)
    word = Word(take(reader.go(f"{TEXT}download/"), "Word, clean|Word, чистый текст").path().read_bytes())
    word.replace(provision, word.word(provision), "faithfully")
    data = bytes(word)
    reader.go(f"{TEXT}upload/").check()
    assert not reader.page.locator("input[name=enclose]").is_checked()
    sent = send(reader, data, "letter of the ministry.docx", said["keep"])
    assert sent.page.locator("input[name=take][value=file]").is_checked()
    night(sent.check())
    sent.press(said["submit"])
    sent.go(RECORD).page.locator(".acts a", has_text="letter of the ministry.docx").first.click()
    night(sent.check())
    auditor = come(LOG, "RUS/1", "en", DESK).go(sent.page.url.removeprefix(reader.address))
    with auditor.page.expect_download() as coming:
        auditor.press("Download the file")
    assert coming.value.suggested_filename == "letter of the ministry.docx"
    assert coming.value.path().read_bytes() == data
    auditor.page.locator("main .rows a").first.click()
    auditor.reads("letter of the ministry.docx").check()
    sent.page.locator("textarea").first.fill(said["why"])
    sent.press(said["erase"]).reads(said["erased"])
    night(sent.reads(said["why"]).check())
    assert auditor.page.request.get(coming.value.url).status == 410


def night(reader):
    """By night too, where a script may look."""
    return reader.by_night() if reader.script else reader
