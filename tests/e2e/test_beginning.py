"""A consultation from nothing, in a real browser: opened, parties let in, a draft from Word on the table, a first proposal; signed, too."""

import os
import subprocess
import sys

import docx
import pytest

from e2e.conftest import DESK, PHONE
from e2e.test_signing import ALGORITHMS, Delegate, Device
from serving import served

LOG = "/c/water-2027/"
DRAFTS = {
    "ru": (
        "Заявление о водах",
        "Стороны,",
        "1. Стороны сотрудничают.",
        "а) обмениваются данными;",
        "2. Они встречаются.",
    ),
    "en": ("Statement on waters", "The Parties,", "1. The Parties shall:", "(a) exchange data;", "2. They shall meet."),
}
pytestmark = pytest.mark.browser


@pytest.fixture
def host(tmp_path, request):
    """A server, and the link of the secretariat of a consultation that was just opened on it, with the words of ``param``."""
    data = tmp_path / "data"
    data.mkdir()
    with served(data) as server:
        environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
        opening = ("water-2027", "--title=ru=Воды", "--title=en=Waters", "--secretariat=SEC", "--name=en=Secretariat")
        address = server.address.replace("127.0.0.1", "localhost")  # passkeys belong to a name
        command = (
            sys.executable,
            "-m",
            "comity.config.open",
            *opening,
            *getattr(request, "param", ()),
            f"--address={address}",
        )
        environ |= {"COMITY_DATA": str(data)}
        done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=True)
        yield address, done.stdout.strip()


@pytest.fixture
def sits(chromium, host):
    """``sits(link, viewport)``: whoever follows a link, in a browser of their own."""
    opened = []

    def reader(link, viewport):
        opened.append(chromium.new_context(viewport=viewport, reduced_motion="reduce"))
        return Delegate(opened[-1], host[0], script=True).sign_in(link, "en")

    yield reader
    for context in opened:
        context.close()


def word(folder, language):
    document = docx.Document()
    for text in DRAFTS[language]:
        document.add_paragraph(text)
    document.save(folder / f"{language}.docx")
    return folder / f"{language}.docx"


def read(reader):
    """Have a draft read, and look again until it is."""
    reader.press("Read it")
    while reader.page.get_by_role("link", name="Look again").count():
        reader.press("Look again")
    return reader


def fill(reader, **fields):
    for name, value in fields.items():
        reader.page.locator(f"#{name.replace('_', '-')}").fill(value)
    return reader


def test_from_an_empty_server_to_a_proposal(host, sits, tmp_path):
    secretariat = sits(host[1], DESK).go(LOG).reads("No text is on the table yet.").press("Parties and seats").check()
    fill(secretariat, code="KAZ", names_ru="Казахстан", names_en="Kazakhstan").press("Admit")
    secretariat.reads("The party is admitted.").check().by_night()
    secretariat.page.locator("button[value=first]").click()
    secretariat.reads("The link for KAZ/1").check()

    delegate = sits(secretariat.page.locator("#link").input_value(), PHONE).go(f"{LOG}parties/").check().by_night()
    fill(delegate, display="Second Secretary").press("Make a link").reads("The link for KAZ/2").check()
    colleague = sits(delegate.page.locator("#link").input_value(), PHONE).go(f"{LOG}parties/")
    colleague.reads("Second Secretary").check()

    secretariat.go(LOG).press("Put a draft on the table").check().by_night()
    secretariat.page.locator("#file").set_input_files(word(tmp_path, "ru"))
    read(secretariat).reads("5 paragraphs.").check()
    secretariat.page.locator("details summary").click()
    secretariat.page.locator("#file").set_input_files(word(tmp_path, "en"))
    read(secretariat).reads("The Parties,").check().by_night()
    secretariat.page.set_viewport_size(PHONE)
    secretariat.check()
    fill(secretariat, text="statement").press("Put it on the table").reads("The draft is on the table.").check()

    delegate.go(f"{LOG}t/statement/p/p2/propose/").reads("The Parties shall:")
    delegate.page.locator("#wording-ru").fill("Стороны будут сотрудничать.")
    delegate.check()
    assert "exchange data;" in colleague.go(f"{LOG}t/statement/").check().text


@pytest.mark.parametrize("host", [("--signing=1", "--signing-final=2")], indirect=True)
def test_from_an_empty_server_where_every_act_is_signed(host, sits, tmp_path):
    secretariat = sits(host[1], DESK)
    device = Device(secretariat.page)
    secretariat.go(LOG).reads("your seat has no key yet").check().by_night()
    secretariat.go(f"{LOG}parties/")
    fill(secretariat, code="KAZ", names_ru="Казахстан", names_en="Kazakhstan").press("Admit")
    secretariat.reads("Your party has no key yet.").check().by_night()
    secretariat.go(f"{LOG}keys/").press("Add a passkey").reads("Done. It stands in the record.")
    secretariat.forget(ALGORITHMS).check()
    secretariat.go(f"{LOG}parties/")
    fill(secretariat, code="KAZ", names_ru="Казахстан", names_en="Kazakhstan").press("Admit")
    secretariat.press("Sign with a passkey").reads("Signed. It stands in the record.").reads(
        "nobody has come in yet"
    ).check()

    secretariat.go(f"{LOG}draft/").page.locator("#file").set_input_files(word(tmp_path, "ru"))
    read(secretariat).reads("5 paragraphs.")
    fill(secretariat, text="statement").press("Put it on the table").reads("Sign one act").check()
    secretariat.press("Sign it with a passkey").reads("1 statement stands in the record.")
    assert device.credentials[0]["signCount"] > 1

    secretariat.go(f"{LOG}t/statement/rule/place/?provision=p2")
    secretariat.page.locator("textarea[name^=wording-]").first.fill("Стороны будут сотрудничать.")
    secretariat.page.locator("button[value=rule]").click()
    secretariat.press("Sign with a passkey").reads("Signed. It stands in the record.")
    secretariat.go(f"{LOG}t/statement/issue/").page.locator("main form button.primary").last.click()
    secretariat.reads("A passkey does not do for this act").check().by_night()
    secretariat.page.locator(".tongues button[value=ru]").click()
    secretariat.reads("Язык страниц изменён, ничего не отправлено.").check()
    secretariat.press("Отправить ещё раз").reads("Для этого акта ключа доступа недостаточно").check()
