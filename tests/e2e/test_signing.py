"""Acts signed by a passkey in a real browser: the device is a virtual authenticator, everything else is as in life."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from e2e.conftest import DESK, PHONE, Reader
from serving import served

SEATING = Path(__file__).parent.parent / "web/signing_seats.py"
KEYS = "/c/water-2026/keys/"
ALGORITHMS = "pubKeyCredParams"
"""Chromium would like RS256 offered as well; the record knows ES256, which nearly every passkey can, and EdDSA."""
P1 = "/c/water-2026/t/statement/p/p1/"
WORDS = {
    "en": {
        "add": "Add a passkey",
        "added": "Done. It stands in the record.",
        "again": "It may have one for this seat already.",
        "comment": "Comment",
        "sign": "Sign with a passkey",
        "refused": "The device did not sign.",
        "signed": "Signed. It stands in the record.",
        "used": "last used",
        "script": "this page needs its script",
        "whole": "What is signed, word for word",
        "revoke": "Revoke",
        "all": "Submit all 3",
        "together": "Sign all 3 with a passkey",
        "stand": "3 statements stand in the record.",
        "marked": "signed with a passkey",
        "once": "number 3 of 3 acts signed at once",
    },
    "ru": {
        "add": "Добавить ключ доступа",
        "added": "Сделано. Это внесено в материалы.",
        "again": "ключ для этого места на нём уже есть",
        "comment": "Замечание",
        "sign": "Подписать ключом доступа",
        "refused": "Устройство не подписало.",
        "signed": "Подписано. Это внесено в материалы.",
        "used": "последняя подпись",
        "script": "нужны сценарии на странице",
        "whole": "Что подписывается, дословно",
        "revoke": "Отозвать",
        "all": "Внести все (3)",
        "together": "Подписать все 3 ключом доступа",
        "stand": "3 заявления внесены в материалы.",
        "marked": "подписано ключом доступа",
        "once": "№ 3 из 3 актов, подписанных вместе",
    },
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A server with a consultation whose acts are signed: its address under a name, and a token by seat."""
    folder = tmp_path_factory.mktemp("signing")
    with served(folder) as running:
        environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
        environ["COMITY_DATA"] = str(folder)
        told = subprocess.run([sys.executable, SEATING], env=environ, capture_output=True, text=True, check=True)
        yield running.address.replace("127.0.0.1", "localhost"), json.loads(told.stdout)


@pytest.fixture
def sit(chromium, house):
    """``sit(seat, language, viewport, …)``: somebody at a seat, whose browser has a device."""
    address, tokens = house
    opened = []

    def reader(seat, language, viewport, **options):
        context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **options)
        opened.append(context)
        found = Delegate(context, address, script=options.get("java_script_enabled", True))
        return found.sign_in(f"{address}/sign-in/{tokens[seat]}/", language), Device(found.page)

    yield reader
    for context in opened:
        context.close()


class Delegate(Reader):
    """A reader whose browser may say some things."""

    def forget(self, warning):
        self.wrong = [each for each in self.wrong if warning not in each]
        return self


class Device:
    """A virtual authenticator (W3C Web Authentication Level 3, section 11) that knows its owner, until told otherwise."""

    def __init__(self, page):
        self.wire = page.context.new_cdp_session(page)
        self.wire.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.id = self.wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def knows(self, verified):
        self.wire.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": verified})

    @property
    def credentials(self):
        return self.wire.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("seat", "language", "viewport"),
    [("KAZ/1", "en", DESK), ("RUS/1", "ru", PHONE)],
    ids=["desk in English", "phone in Russian"],
)
def test_a_delegate_signs_with_a_passkey(sit, seat, language, viewport):
    words = WORDS[language]
    reader, device = sit(seat, language, viewport)
    reader.go(KEYS).check().by_night()
    reader.page.locator("#label").fill("Mission")
    reader.press(words["add"]).reads(words["added"])
    reader.forget(ALGORITHMS).check()
    assert len(device.credentials) == 1
    reader.press(words["add"]).reads(words["again"])
    reader.forget(ALGORITHMS)
    assert len(device.credentials) == 1

    reader.go(P1)
    reader.page.locator("details:has(textarea[name=comment]) > summary").first.click()
    reader.page.locator("textarea[name=comment]").first.fill("Signed words.")
    reader.page.locator("form[action$='/answer/comment/'] button").first.click()
    reader.reads(words["sign"])
    reader.page.locator("summary", has_text=words["whole"]).click()
    assert "Signed words." in reader.page.locator("pre").inner_text()
    reader.check().by_night()

    device.knows(verified=False)
    reader.press(words["sign"]).reads(words["refused"])
    device.knows(verified=True)
    reader.press(words["sign"]).reads(words["signed"])
    assert "Signed words." in reader.text
    assert device.credentials[0]["signCount"] > 1
    reader.go(KEYS).reads(words["used"]).check()

    reader.page.get_by_role("button", name=words["revoke"]).first.click()
    reader.reads(words["sign"]).press(words["sign"]).reads(words["signed"]).check()


ONLY_EDDSA = """
  const make = navigator.credentials.create.bind(navigator.credentials);
  navigator.credentials.create = ({ publicKey }) => {
    const left = publicKey.pubKeyCredParams.filter(({ alg }) => alg !== -7);
    return make({ publicKey: { ...publicKey, pubKeyCredParams: left } });
  };
"""
"""A device that cannot make what is asked for first: it takes the other algorithm that the page offers."""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("seat", "language", "viewport", "script", "length"),
    [("BLR/1", "en", DESK, "", 65), ("UZB/1", "ru", PHONE, ONLY_EDDSA, 32)],
    ids=["desk in English", "phone in Russian, with EdDSA"],
)
def test_a_delegate_signs_three_proposals_with_one_gesture(sit, seat, language, viewport, script, length):  # noqa: PLR0913, PLR0917 - two stories in full
    words = WORDS[language]
    reader, device = sit(seat, language, viewport)
    reader.page.add_init_script(script)
    reader.go(KEYS)
    reader.page.locator("#label").fill("Mission")
    reader.press(words["add"]).reads(words["added"])
    reader.forget(ALGORITHMS)
    assert len(base64.b64decode(reader.page.locator(".keys .digest").first.inner_text())) == length
    counted = device.credentials[0]["signCount"]
    for provision in ("title", "p1", "p2"):
        reader.go(f"/c/water-2026/t/statement/p/{provision}/propose/")
        field = reader.page.locator("textarea[name^=wording-]").first
        field.fill(f"{field.input_value()} {seat} says so.")
        reader.page.locator("button[value=keep]").first.click()
        reader.page.wait_for_url("**/room/")
    reader.check().press(words["all"]).reads(words["together"])
    assert reader.page.locator("ol.signing > li").count() == 3
    reader.page.locator("ol.signing summary").first.click()
    assert '"kind":"text.reword"' in reader.page.locator("#statement-1").input_value()
    reader.check().by_night()

    device.knows(verified=False)
    reader.press(words["together"]).reads(words["refused"])
    device.knows(verified=True)
    reader.press(words["together"])
    reader.page.wait_for_url("**/record/**")
    assert words["stand"] in reader.page.locator("body").inner_text()
    assert device.credentials[0]["signCount"] == counted + 1

    marked = reader.go("/c/water-2026/record/?signed=passkey").page.locator("details.vouched summary")
    assert words["marked"] in marked.first.inner_text()
    marked.first.click()
    assert words["once"] in reader.text
    reader.check().by_night()


@pytest.mark.browser
def test_without_script_the_pages_say_what_a_passkey_needs(sit):
    reader, _ = sit("KAZ/2", "en", PHONE, java_script_enabled=False)
    assert WORDS["en"]["script"] in reader.go(KEYS).text
    assert reader.page.get_by_role("button", name=WORDS["en"]["add"]).count() == 0
    reader.page.locator("#line").fill("not a key")
    reader.press("Add the key").reads("neither a public key")
