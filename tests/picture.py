"""Take the picture of the README anew: ``python tests/picture.py`` writes ``docs/text-page.png``."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from serving import served

PICTURE = Path(__file__).parent.parent / "docs/text-page.png"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """The rolling text of the worked consultation in English, where delegations differ over the same words."""
    with TemporaryDirectory() as folder, served(Path(folder)) as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 760}, color_scheme="light", reduced_motion="reduce")
        page.goto(server.links["iis-2020", "KAZ/1"])
        page.locator("main form button").first.click()
        page.get_by_text("English").first.click()
        page.goto(f"{server.address}/c/iis-2020/t/statement/")
        page.locator("section.provision[aria-label*='PP6']").evaluate("it => it.scrollIntoView({block: 'start'})")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
