"""Take the pictures of the README anew: ``python tests/picture.py`` writes ``docs/text-page.png`` and ``docs/record-page.png``."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from serving import Served, served

DOCS = Path(__file__).parent.parent / "docs"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """Both pictures, each of a page in English at a desk by day."""
    with TemporaryDirectory() as folder, served(Path(folder)) as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        text(browser, server)
        record(browser, server, Path(folder))
        browser.close()


def text(browser: Browser, server: Served) -> None:
    """The rolling text of the worked consultation, where delegations differ over the same words."""
    page = come(browser, server.links["iis-2020", "KAZ/1"], 760)
    page.goto(f"{server.address}/c/iis-2020/t/statement/")
    page.locator("section.provision[aria-label*='PP6']").evaluate("it => it.scrollIntoView({block: 'start'})")
    page.screenshot(path=DOCS / "text-page.png")


def record(browser: Browser, server: Served, folder: Path) -> None:
    """A record whose acts are signed, with witnesses and a time stamp, and who vouches for one of its acts."""
    command = [sys.executable, Path(__file__).with_name("pictured.py")]
    environment = {**os.environ, "COMITY_DATA": str(folder)}
    token = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    page = come(browser, f"{server.address}/sign-in/{token}/", 1000)
    page.goto(f"{server.address}/c/water-2026/record/")
    page.locator("details.vouched summary", has_text="telephone").first.click()
    page.screenshot(path=DOCS / "record-page.png")


def come(browser: Browser, link: str, height: int) -> Page:
    """Somebody signed in by a link, who reads English."""
    page = browser.new_page(viewport={"width": 1280, "height": height}, color_scheme="light", reduced_motion="reduce")
    page.goto(link)
    page.locator("main form button").first.click()
    page.get_by_text("English").first.click()
    return page


if __name__ == "__main__":
    main()
