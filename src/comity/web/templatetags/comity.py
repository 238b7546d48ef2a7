"""Tags and filters of the pages: names in the reader's language, codes, marks, letters, instants."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from comity.core.state import State
from comity.web import words
from comity.web.desk import Desk
from comity.web.submit import fresh

register = template.Library()


@register.filter
def named(names: Mapping[str, str]) -> str:
    """The name in the reader's language, or in the first language that has one."""
    if not names:
        return ""
    return names.get(get_language() or "en") or next(iter(names.values()))


@register.filter
def first_sentence(remark: str) -> str:
    """A remark as far as its first full stop."""
    head, stop, _ = remark.partition(".")
    return head + stop


@register.filter
def instant(at: int) -> str:
    """An instant of the record as date and time in UTC, with the zone's name. ``at`` in milliseconds."""
    return f"{date_format(datetime.fromtimestamp(at / 1000, UTC), 'j E Y, H:i')} UTC"


@register.filter
def moment(at: int) -> SafeString:
    """An instant as a ``<time>`` element. ``at`` in milliseconds."""
    return format_html('<time datetime="{}">{}</time>', datetime.fromtimestamp(at / 1000, UTC).isoformat(), instant(at))


@register.filter
def day(iso: str) -> SafeString:
    """An ISO 8601 date as a ``<time>`` element in words."""
    return format_html('<time datetime="{}">{}</time>', iso, date_format(date.fromisoformat(iso), "j E Y"))


@register.simple_tag(takes_context=True)
def code(context: Context, party: str) -> SafeString:
    """A party's code, with its name for whoever asks."""
    return codes_of(context, (party,))


@register.simple_tag(takes_context=True)
def codes(context: Context, parties: tuple[str, ...]) -> SafeString:
    """Parties' codes in a row."""
    return format_html('<span class="codes">{}</span>', codes_of(context, parties))


def codes_of(context: Context, parties: tuple[str, ...]) -> SafeString:
    """The codes of parties, each an abbreviation of its name."""
    desk = context.get("desk")
    return format_html_join(
        " ", '<abbr class="code" title="{}">{}</abbr>', ((_name(desk.state if desk else None, p), p) for p in parties)
    )


def _name(state: State | None, party: str) -> str:
    found = state.parties.get(party) if state else None
    return named(found.names) if found else party


@register.filter
def party_name(party: str, desk: Desk) -> str:
    """A party by its name in the reader's language."""
    return _name(desk.state, party)


@register.simple_tag(takes_context=True)
def act_fields(context: Context) -> SafeString:
    """The hidden fields of a form that becomes an act: its id, and the head of the record the reader has seen."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fresh(context["desk"]).items())


@register.simple_tag
def mark(of: str, state: str) -> SafeString:
    """The mark of a state with its word; ``of`` is ``provision`` or ``proposal``."""
    said = (words.PROVISION_STATES if of == "provision" else words.PROPOSAL_STATES)[state]
    return format_html('<span class="mark" data-state="{}">{} {}</span>', state, sign(state), said)


@register.simple_tag
def sign(state: str) -> SafeString:
    """The drawing of a state, for the eye only: a word always stands beside it."""
    return format_html('<svg aria-hidden="true"><use href="{}#{}"/></svg>', static("comity/marks.svg"), state)


@register.simple_tag
def letter(value: str) -> SafeString:
    """A stance as its letter for the eye and its word for the ear."""
    return format_html(
        '<span class="letter" data-stance="{}" aria-hidden="true">{}</span> <span class="unseen">{}</span>',
        value,
        words.STANCE_LETTERS[value],
        words.STANCES.get(value, words.PROPOSES),
    )


@register.filter
def word(key: str, of: str) -> Any:
    """The word of a code; ``of`` names the list it stands in (``PARTY_KINDS``)."""
    return getattr(words, of).get(key, key)
