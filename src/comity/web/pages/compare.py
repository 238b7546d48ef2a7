"""Two revisions beside each other: what was kept, reworded, moved, added, deleted, as redlines and as sentences."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from comity.core import queries
from comity.core.state import Text
from comity.web import marked, naming, speech
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.pages.text import sheet_of
from comity.web.screen import asked, show
from comity.web.words import Words

_WHAT: Words = {
    "kept": _("kept"),
    "reworded": _("reworded"),
    "added": _("added"),
    "deleted": _("deleted"),
    "moved": _("moved"),
}


@dataclass(frozen=True)
class Change:
    """What happened to one provision."""

    provision: str
    label: str
    what: list[str | Promise]
    wording: SafeString
    sentences: tuple[str, ...]


@require_GET
@at_desk
def compare(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """Revision ``old`` against revision ``new``; without them, the draft as tabled against the newest."""
    on = desk.text(text)
    last = len(on.revisions) - 1
    old, new = _number(request, "old", 0, last), _number(request, "new", last, last)
    sheet = sheet_of(request, desk, on)
    found = queries.comparison(on, old, new, sheet.tongue)
    named = naming.labels(on)
    return show(
        request,
        "compare.html",
        desk,
        text=on,
        old=old,
        new=new,
        old_name=naming.revision(old),
        new_name=naming.revision(new),
        revisions=[(each.number, naming.revision(each.number)) for each in on.revisions],
        tongue=sheet.tongue,
        tongues=naming.tongues(on),
        tally=_tally(found),
        changes=[_change(on, each, sheet.tongue, named) for each in found if each.what != "kept" or each.moved],
    )


def _change(text: Text, change: queries.Change, tongue: str, named: speech.Labels) -> Change:
    what: list[str | Promise] = [_WHAT[change.what]] if change.what != "kept" else []
    return Change(
        provision=change.provision,
        label=named[change.provision],
        what=what + ([_WHAT["moved"]] if change.moved else []),
        wording=marked.redline(change.old, change.new, text.provisions[change.provision].kind, tongue),
        sentences=speech.reworded(change.old, change.new) if change.what == "reworded" else (),
    )


def _tally(changes: tuple[queries.Change, ...]) -> list[tuple[int, str | Promise]]:
    counted = Counter[str](each.what for each in changes)
    counted["moved"] = sum(each.moved for each in changes)
    return [(counted[what], word) for what, word in _WHAT.items() if counted[what]]


def _number(request: HttpRequest, name: str, otherwise: int, last: int) -> int:
    given = asked(request, name)
    return otherwise if given is None else min(given, last)


urls = [path("c/<slug:log>/t/<slug:text>/compare/", compare, name="compare")]
