"""The press: our own HTML and style sheets to a PDF/A-3u file, with nothing fetched and nothing said.

PDF/A-3u is ISO 19005-3, conformance level U: every font embedded, every letter with its Unicode value. The file is
tagged (ISO 32000-1, 14.8), so that it can be read by ear.
"""

import logging
import re
import warnings
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib import import_module
from importlib.resources import files
from typing import Any

from comity.core.errors import Refused
from comity.formats.html.page import element
from comity.formats.pdf.fonts import SANS, SERIF, faces, undated, vendored
from comity.formats.publication.values import Letterhead

_OURS = "comity:"
"""The scheme of our own files; no other address is ever opened."""

_FONT = re.compile(_OURS + r"([a-z-]+\.woff2)")

LIMIT = 2_500_000
"""Characters of HTML that are printed: some 670 pages of a rolling text, 100 seconds of a processor and 0.7 GB of memory."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Characters that have no shape of their own, or that change the order in which others are shown."""


def printed(letterhead: Letterhead, language: str, body: str, sheet: str) -> bytes:
    """``body``, which is HTML, under the style sheet ``sheet`` of this package; same arguments, same bytes.

    Control characters and overrides of direction are printed as their code points. Time and memory grow in proportion to the
    length of ``body``, but for what pydyf does for each tag: it lists the pages anew, a fifth of all time at ``LIMIT``.
    Raises ``Refused("pdf_unavailable", package)`` where the machine cannot print, and
    ``Refused("pdf_too_long", characters, limit)`` for more than ``LIMIT`` characters.
    """
    if len(body) > LIMIT:
        raise Refused("pdf_too_long", characters=len(body), limit=LIMIT)
    weasyprint = _weasyprint()
    page = _UNSEEN.sub(_named, _page(letterhead, language, body))
    letters = import_module("weasyprint.text.fonts").FontConfiguration()
    document = weasyprint.HTML(string=page, base_url=_OURS, url_fetcher=_fetched, media_type="print")
    rules = faces(_OURS) + _style("paper.css") + _style(sheet)
    style = weasyprint.CSS(string=rules, base_url=_OURS, url_fetcher=_fetched, font_config=letters)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # WeasyPrint leaves the file of its colour profile to the collector
        pdf: bytes = document.write_pdf(
            finisher=undated,
            stylesheets=[style],
            font_config=letters,
            pdf_variant="pdf/a-3u",
            pdf_tags=True,
            pdf_identifier=sha256(page.encode()).hexdigest()[:32].encode(),
        )
    return pdf


def _page(letterhead: Letterhead, language: str, body: str) -> str:
    head = letterhead
    about = " · ".join(filter(None, (head.symbol, head.revision, head.organ)))
    moment = datetime.fromtimestamp(head.at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if head.at else ""
    facts = {
        "generator": "Comity",
        "description": about,
        "keywords": head.identifier,
        "dcterms.created": moment,
        "dcterms.modified": moment,
    }
    metas = "".join(f'<meta name="{name}" content="{escape(fact)}">' for name, fact in facts.items() if fact)
    title = element("title", head.title or "Comity")
    return f'<!doctype html>\n<html lang="{escape(language)}"><head>{title}{metas}</head><body>{body}</body></html>'


def _named(found: re.Match[str]) -> str:
    return f"‹U+{ord(found[0]):04X}›"


@lru_cache(maxsize=8)
def _style(name: str) -> str:
    sheet = files("comity.formats.pdf").joinpath(name).read_text("utf-8")
    return sheet.replace("{serif}", SERIF).replace("{sans}", SANS)


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    """WeasyPrint, which speaks of what it misses on import and of every style it does not know."""
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).propagate = False
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return import_module("weasyprint")
    except ImportError:
        raise Refused("pdf_unavailable", package="comity[files]") from None
    except OSError:
        raise Refused("pdf_unavailable", package="libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0") from None


def _fetched(address: str) -> Any:
    """One of our own fonts; anything else is not there."""
    asked = _FONT.fullmatch(address)
    if not asked:
        raise ValueError(address)
    return import_module("weasyprint.urls").URLFetcherResponse(address, vendored(asked[1]))
