"""A real browser that sits at any seat of the demonstration, and refuses to be sent anywhere else."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from waiting import PATIENCE

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 320, "height": 720}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Reader:
    """Somebody in a browser. Whatever goes wrong on a page, and whoever else is asked, is remembered."""

    def __init__(self, context, address, *, script):
        self.page = context.new_page()
        self.page.set_default_timeout(1_000 * PATIENCE)
        self.script = script
        self.address = address
        self.wrong = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", self._asked)

    def _heard(self, message):
        if message.type in {"error", "warning"} and "422" not in message.text:
            self.wrong.append(message.text)

    def _asked(self, request):
        if urlsplit(request.url).netloc != urlsplit(self.address).netloc:
            self.wrong.append(f"asked {request.url}")

    def go(self, path):
        """Open a page of the server."""
        self.page.goto(self.address + path)
        return self

    def sign_in(self, link, language):
        """Come in by a link, and read in a language."""
        self.page.goto(link)
        self.page.locator("main button").click()
        self.come().page.locator(f".tongues button[value={language}]").click()
        return self.come()

    def press(self, name):
        """Press the button, or follow the link, of this name in the main part of the page."""
        main = self.page.locator("main")
        named = main.get_by_role("button", name=name, exact=True).or_(main.get_by_role("link", name=name, exact=True))
        named.first.click()
        return self.come()

    def reads(self, words):
        """Wait until these words stand on the page."""
        self.page.locator("main").get_by_text(words).first.wait_for()
        return self.come()

    def come(self):
        """Wait until the page is here to its end."""
        self.page.wait_for_load_state()
        return self

    @property
    def text(self):
        return " ".join(self.page.locator("main").inner_text().split())

    def check(self):
        """Nothing went wrong, nothing overflows sideways, and axe-core (a script itself) finds no barrier."""
        assert self.wrong == []
        if not self.script:
            return self
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide"
        return self._barriers({})

    def by_night(self):
        """The same page in dark colours: what can differ is contrast."""
        self.page.emulate_media(color_scheme="dark")
        self._barriers({"runOnly": ["color-contrast"]})
        self.page.emulate_media(color_scheme="light")
        return self

    def _barriers(self, options):
        found = Axe().run(self.page, options=options)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        return self


@pytest.fixture
def come(chromium, server):
    """``come(log, seat, language, viewport, …)``: somebody signed in at a seat."""
    opened = []

    def reader(log, seat, language="en", viewport=None, **options):
        context = chromium.new_context(viewport=viewport or DESK, reduced_motion="reduce", **options)
        opened.append(context)
        found = Reader(context, server.address, script=options.get("java_script_enabled", True))
        return found.sign_in(server.links[log, seat], language) if seat else found

    yield reader
    for context in opened:
        context.close()
