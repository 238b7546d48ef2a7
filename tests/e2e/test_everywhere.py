"""Every page on a phone and at a desk, by day and by night: no barrier, no sideways scroll, no other host."""

import pytest

from e2e.conftest import DESK, PHONE

TEXT = "/c/iis-2020/t/statement/"
SHORT = "/c/anzus-1951/t/article-viii/"
PAGES = (
    "/",
    "/c/iis-2020/",
    "/c/iis-2020/record/",
    "/c/iis-2020/record/?since=520",
    "/c/iis-2020/record/?party=KAZ&kind=positions",
    "/c/iis-2020/record/machines/",
    "/c/iis-2020/parties/",
    "/c/iis-2020/keys/",
    "/c/iis-2020/sign/all/",
    "/c/iis-2020/record/?signed=host",
    f"{TEXT}p/op1/",
    f"{TEXT}p/op1/propose/",
    f"{TEXT}p/op1/propose/?kind=add",
    f"{TEXT}p/op1/propose/?kind=delete",
    f"{TEXT}p/op1/propose/?kind=move",
    f"{TEXT}p/op1/propose/?kind=merge",
    f"{TEXT}p/op1/propose/?kind=split",
    f"{TEXT}proposal/kgz-should/",
    f"{TEXT}rule/agree/?provision=op1",
    f"{TEXT}rule/agree-ad-referendum/?provision=op1",
    f"{TEXT}rule/place/?provision=op1",
    f"{TEXT}rule/accept/?proposal=kgz-should",
    f"{TEXT}revision/0/",
    f"{TEXT}compare/",
    f"{TEXT}table/?party=RUS",
    f"{TEXT}matrix/",
    "/sign-in/",
)
VIEWS = ("", "?view=clean", "?view=adopted", "?view=original", "?at=12", "p/viii/", "matrix/")
SCREENS = [pytest.param("ru", PHONE, id="phone"), pytest.param("en", DESK, id="desk")]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "viewport"), SCREENS)
def test_every_page_is_open_to_everybody_by_day_and_by_night(come, language, viewport):
    reader = come("iis-2020", "UZB/1", language, viewport)
    for path in PAGES:
        reader.go(path).check().by_night()


@pytest.mark.parametrize(("language", "viewport"), SCREENS)
def test_a_text_is_open_to_everybody_in_every_view(come, language, viewport):
    reader = come("anzus-1951", "NZL/1", language, viewport)
    for view in VIEWS:
        reader.go(SHORT + view).check().by_night()


def test_the_whole_rolling_text_is_open_to_everybody(come):
    come("iis-2020", "KAZ/1", "ru", PHONE).go(f"{TEXT}?in=ru&with=en").check()


def test_what_is_not_here_says_so(come):
    reader = come("iis-2020", "KAZ/1", viewport=PHONE)
    reader.page.goto(f"{reader.address}/c/nowhere/")
    reader.reads("This page is not here")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_what_has_the_focus_is_never_hidden_under_a_bar(come, viewport):
    reader = come("iis-2020", "KAZ/1", viewport=viewport).go(f"{TEXT}p/op1/")
    hidden = """() => {
      const each = document.activeElement, box = each.getBoundingClientRect();
      const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 20) / 2);
      return at !== null && !each.contains(at) && !at.contains(each) ? each.outerHTML : '';
    }"""
    for _ in range(40):
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate(hidden) == ""


def test_the_first_stop_of_the_keyboard_leads_past_the_head(come):
    reader = come("iis-2020", "KAZ/1").go(TEXT)
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "main"


def test_targets_are_large_enough_for_a_thumb(come):
    reader = come("iis-2020", "KAZ/1", viewport=PHONE).go(f"{TEXT}p/op1/")
    small = """() => [...document.querySelectorAll('button, summary, .button, .pager a, .switch a')]
      .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)
      .map(each => each.outerHTML)"""
    assert reader.page.evaluate(small) == []


def test_the_table_prints_on_wide_paper(come):
    reader = come("iis-2020", "KAZ/1").go(f"{TEXT}table/")
    reader.page.emulate_media(media="print")
    assert not reader.page.locator(".masthead").is_visible()
    assert reader.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
