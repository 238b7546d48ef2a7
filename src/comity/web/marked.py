"""Wordings as blocks of HTML, built here and never by loops of a template: a space is law."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from comity.core.wording.values import Composition
from comity.formats import html


def plain(wording: str, kind: str, tongue: str) -> SafeString:
    """A wording without marks; says so where there is none in this language."""
    return _block(format_html("{}", wording), kind, tongue) if wording else _missing()


def rolling(composition: Composition, kind: str, tongue: str) -> SafeString:
    """A provision with every proposal in it."""
    return _block(_rolling(composition, tongue), kind, tongue) if composition.parts or composition.base else _missing()


def redline(base: str, wording: str, kind: str, tongue: str) -> SafeString:
    """What turns one wording into another."""
    return _block(_redline(base, wording), kind, tongue)


def beside(*columns: SafeString) -> SafeString:
    """Language versions side by side, where there is room."""
    return format_html('<div class="parallel two">{}</div>', mark_safe("".join(columns)))  # noqa: S308 - blocks of ours


def whose(spans: Iterable[tuple[str, str, int]], kind: str, tongue: str) -> SafeString:
    """A wording as spans of words, each with the mark of its source (empty for the draft as tabled) and its line."""
    return _block(mark_safe("".join(map(_author, spans))), kind, tongue)  # noqa: S308 - each span is escaped


def _author(span: tuple[str, str, int]) -> SafeString:
    words, source, line = span
    bare = words.strip()
    if not source or not bare:
        return format_html("{}", words)
    before, after = words.split(bare)
    marked = '{}<span class="author" data-source="{}">{}</span><sup class="sponsors">{}</sup>{}'
    return format_html(marked, before, line, bare, source, after)


def _block(inline: SafeString, kind: str, tongue: str) -> SafeString:
    return format_html('<p class="wording" data-kind="{}" lang="{}">{}</p>', kind, tongue, inline)


def _missing() -> SafeString:
    return format_html('<p class="empty">{}</p>', _("There is no wording in this language yet."))


@lru_cache(maxsize=4096)
def _rolling(composition: Composition, tongue: str) -> SafeString:
    return mark_safe(html.rolling(composition, tongue))  # noqa: S308 - escaped by formats.html


@lru_cache(maxsize=4096)
def _redline(base: str, wording: str) -> SafeString:
    return mark_safe(html.redline(base, wording))  # noqa: S308 - escaped by formats.html
