"""The main job, from a delegation's words to a revision that carries everything: on a phone, at a desk, without script."""

import pytest

from e2e.conftest import DESK, PHONE

LOG = "iis-2020"
TEXT = f"/c/{LOG}/t/statement/"
pytestmark = pytest.mark.browser

STORIES = [
    pytest.param("pp2", True, id="with script"),
    pytest.param("pp3", False, id="without script"),
]


@pytest.mark.parametrize(("provision", "script"), STORIES)
def test_a_delegation_proposes_others_answer_the_chair_accepts_and_issues(come, provision, script):
    chair = come(LOG, "UZB/1", "en", java_script_enabled=script)
    _reopen(chair, provision)

    kazakhstan = come(LOG, "KAZ/1", "ru", PHONE, java_script_enabled=script)
    base = _propose_on_the_phone(kazakhstan, provision, script)

    proposal = _follow(come(LOG, "ARM/1", "ru", java_script_enabled=script), provision)
    proposal.press("Стать соавтором").reads("Сделано. Это внесено в материалы.").check()
    for seat, answer in (("BLR/1", "П Поддерживаем"), ("KGZ/1", "М Приемлемо"), ("TJK/1", "Н Не заинтересованы")):
        party = _follow(come(LOG, seat, "ru", PHONE, java_script_enabled=script), provision)
        party.page.locator("input[name=note]").fill("Согласны с необходимостью уточнения.")
        party.press(answer.partition(" ")[2]).reads("Сделано. Это внесено в материалы.")
        assert seat[:3] in party.text

    chair.go(f"{TEXT}p/{provision}/?in=ru").reads("KAZ")
    chair.press("Accept this")
    assert "Who stands in the way Nobody." in chair.text
    chair.check().press("Accept this").reads("So ruled. It stands in the record.")

    _issue(chair, provision, base)


def _reopen(chair, provision):
    """An agreed provision is taken up again."""
    chair.go(f"{TEXT}p/{provision}/").press("Reopen")
    chair.reads("What would follow").check()
    chair.press("Reopen").reads("So ruled. It stands in the record.")


def _propose_on_the_phone(reader, provision, script):
    """Other words in Russian: the redline and the sentence come first. The base as it was."""
    reader.go(f"{TEXT}p/{provision}/").press("Предложить иную формулировку")
    words = reader.page.locator("#wording-ru")
    base = words.input_value()
    words.fill(f"{base.rstrip(',')} в современном мире,")
    if not script:
        reader.press("Показать изменение")
    reader.page.locator("#answer ins").first.wait_for()
    assert "в современном мире" in reader.page.locator("#answer .sentence").first.inner_text()
    reader.page.locator("#rationale-ru").fill("Уточнение.")
    reader.check()
    reader.press("Внести").reads("Внесено. Предложение занесено в материалы.")
    assert "в современном мире" in reader.text
    return base


def _follow(reader, provision):
    """The page of the newest proposal of Kazakhstan on the provision."""
    reader.go(f"{TEXT}p/{provision}/")
    card = reader.page.locator(".card[data-state=open] header", has_text="KAZ").locator("a").last
    card.click()
    reader.reads("Обоснование")
    return reader


def _issue(chair, provision, base):
    """What would become of everything, then the revision, and the words in it."""
    chair.go(f"{TEXT}issue/").reads("Carried").check()
    foreseen = [each.inner_text() for each in chair.page.locator(".fate h2").all()]
    chair.page.locator("main button.primary").click()
    chair.reads("Everybody now reads the new revision")
    assert [each.inner_text() for each in chair.page.locator(".fate h2").all()] == foreseen
    assert "To be restated 0" in chair.text
    chair.check().go(f"{TEXT}?view=clean&in=ru")
    wording = chair.page.locator(f"#p-{provision} .wording").inner_text()
    assert "в современном мире" in wording
    assert base.rstrip(",") in wording


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_two_colleagues_at_once_lose_nothing(come, viewport):
    provision = {320: "op13", 1280: "op12"}[viewport["width"]]
    first, second = (come(LOG, "RUS/1", "en", viewport) for _ in range(2))
    for reader, words in ((first, "First: "), (second, "Second: ")):
        reader.go(f"{TEXT}p/{provision}/propose/")
        field = reader.page.locator("#wording-en")
        field.fill(words + field.input_value())
    first.press("Submit").reads("Submitted.")
    second.press("Submit").reads("This was not done")
    assert second.page.locator("#wording-en").input_value().startswith("Second: ")
    second.check()


def test_two_parties_on_the_same_words_both_stand_in_the_rolling_text(come):
    for seat, words in (("TJK/1", "Tajikistan says: "), ("TKM/1", "Turkmenistan says: ")):
        reader = come(LOG, seat).go(f"{TEXT}p/op16/propose/")
        field = reader.page.locator("#wording-en")
        field.fill(words + field.input_value())
        reader.press("Submit").reads("Submitted.")
    rolling = reader.go(TEXT).page.locator("#p-op16 .wording").inner_text()
    assert "[TJK: Tajikistan says:" in rolling
    assert "[TKM: Turkmenistan says:" in rolling


def test_a_preview_that_comes_late_does_not_touch_what_is_typed(come):
    reader = come(LOG, "BLR/1").go(f"{TEXT}p/op6/propose/")
    field = reader.page.locator("#wording-en")
    field.press("Control+End")
    field.press_sequentially(" Without delay.", delay=20)
    reader.page.locator("#answer ins").first.wait_for()
    assert field.input_value().endswith("Without delay.")
    assert reader.page.evaluate("document.activeElement.id") == "wording-en"
    reader.check()


def test_words_typed_before_the_session_ended_are_sent_after_signing_in_again(come, server):
    reader = come(LOG, "TJK/1", "en", PHONE).go(f"{TEXT}p/op9/propose/")
    field = reader.page.locator("#wording-en")
    field.fill("After an hour of work: " + field.input_value())
    reader.page.context.clear_cookies(name="sessionid")
    reader.press("Submit").reads("You were signed out meanwhile")
    kept = reader.page.locator("main textarea[name=wording-en]").input_value()
    assert kept.startswith("After an hour of work: ")
    window = reader.page.context.new_page()
    window.goto(server.links[LOG, "TJK/1"])
    window.locator("main button").click()
    reader.press("Send it again").reads("You signed in since the form was opened")
    reader.wrong = [each for each in reader.wrong if "403" not in each]
    reader.check().press("Send it again").reads("Submitted. The proposal stands in the record.")
    assert "After an hour of work: " in reader.text
