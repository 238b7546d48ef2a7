"""The pages that the command line writes, and that of a bundle, in a real browser: accessible, no wider than the screen, asking no host."""

import hashlib

import pytest
from axe_playwright_python.sync_playwright import Axe

import everything
from comity.core import fold
from comity.core.acts import decode
from comity.core.wording.document import Document, compose_documents
from comity.formats import comparison, html, table, text
from comity.formats.publication import of_documents
from comity.formats.publication.values import Letterhead
from comity.record import checkpoint
from comity.record import page as record_page
from comity.record.leaf import read_leaf

pytestmark = pytest.mark.browser

BASE = """# Draft joint statement

## Article 1

1. The Parties shall cooperate in international information security and exchange data voluntarily.

2. Each Party designates <one> point of contact, whose address is https://example.org/a-very-long-address-without-a-space-in-it.

## Article 2

3. The Secretariat shall report to the Council on the implementation of this Article every two years.
"""
KAZ = BASE.replace("shall", "should").replace(
    "## Article 2", "2 bis. The points of contact meet [in person].\n\n## Article 2"
)
RUS = BASE.replace("1. The Parties shall", "1. The Parties undertake to").replace(
    "3. The Secretariat", "3. Секретариат (the Secretariat)"
)


def record():
    """The page of a record in which every kind of act stands, under names as long as they are in life."""
    leaves = everything.leaves()
    state = None
    for seq, data in enumerate(leaves):
        kept = read_leaf(data)
        state = fold.apply(state, decode(kept.stmt.encode()), seq, kept.at)
    head = checkpoint.Checkpoint(everything.ORIGIN, len(leaves), hashlib.sha256().digest())
    return record_page.page(leaves, state, head.text, f"{everything.ORIGIN}+0a1b2c3d+{'A' * 44}").decode()


def paragraphs(words):
    return text.paragraphs(words, markdown=True)


@pytest.fixture(scope="module")
def pages():
    parties = {"KAZ": KAZ, "RUS": RUS, "BLR": BASE[: BASE.index("3. The")]}
    texts = {code: tuple(found.text for found in paragraphs(words)) for code, words in parties.items()}
    base = tuple(found.text for found in paragraphs(BASE))
    composition = compose_documents(base, [Document((code,), found) for code, found in texts.items()])
    return {
        "rolling": html.write(of_documents(composition, Letterhead("Draft", "en", "rolling")), "en"),
        "table": table.write(of_documents(composition, Letterhead("Проект", "en", "rolling")), ".html", "ru"),
        "record": record(),
        "comparison": comparison.html.write(comparison.compare(paragraphs(BASE), paragraphs(KAZ)), "en", "a → b"),
    }


@pytest.mark.parametrize("name", ["rolling", "table", "record", "comparison"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_page(chromium, pages, name, width, scheme):
    size = {"width": width, "height": 900}
    context = chromium.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    try:
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(pages[name])
        for fold in page.query_selector_all("summary"):
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
        assert asked == []
    finally:
        context.close()
