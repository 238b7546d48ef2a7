"""One self-contained HTML file: its style sheet inside, nothing asked of any host."""

import re
from functools import lru_cache
from html import escape
from importlib.resources import files

from comity.formats.text import heading

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
{body}
</body>
</html>
"""

_MARKS = re.compile("#{1,6} ")
_LOWEST = 6
_LEVELS = {"title": 1, "annex": 1, "heading": 2}


def page(title: str, language: str, body: str) -> str:
    """A page in ``language`` around ``body``, which is HTML; the title is text."""
    return _PAGE.format(language=language, title=escape(title), style=_style(), body=body)


@lru_cache(maxsize=1)
def _style() -> str:
    return files("comity.formats.html").joinpath("page.css").read_text("utf-8")


def element(name: str, text: str, kind: str = "", **attributes: str) -> str:
    """An element around text, which is escaped; ``kind`` is its class."""
    return wrapped(name, escape(text, quote=False), kind, **attributes)


def wrapped(name: str, markup: str, kind: str = "", **attributes: str) -> str:
    """An element around HTML; names and values of attributes are escaped."""
    given = {"class": kind, **attributes} if kind else attributes
    written = "".join(f' {attribute}="{escape(value)}"' for attribute, value in given.items())
    return f"<{name}{written}>{markup}</{name}>"


def prose(markup: str, wording: str, lang: str, kind: str = "operative") -> str:
    """A paragraph of a document as a block: ``markup`` is its inline HTML.

    Its ``wording``, or the ``kind`` of its provision, decides whether it is a heading.
    """
    level = heading(wording) or _LEVELS.get(kind, 0)
    marks = _MARKS.match(wording)
    if marks and markup.startswith(marks[0]):
        markup = element("span", marks[0], "mark") + markup[len(marks[0]) :]
    if level:
        return wrapped(f"h{min(level + 1, _LOWEST)}", markup, "wording heading", lang=lang)
    return wrapped("p", markup, "wording", lang=lang)
