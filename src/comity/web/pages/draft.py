"""Put a draft on the table: a file in each language, its paragraphs as they were understood, and one button."""

from collections.abc import Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.core.errors import Refused, Unreadable
from comity.web import naming
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.drafting import Draft, acts, of, put
from comity.web.entrance import at_desk
from comity.web.receipts import stands
from comity.web.screen import REFUSED, show
from comity.web.submit import fresh, reason
from comity.web.together import ask
from comity.web.uploaded import limit, uploaded
from comity.web.words import PROVISION_KINDS
from comity.web.work import About, Read, Work, begin, find

_PATIENCE = 8
"""Seconds for which whoever uploads waits; most files take less than one."""


@require_http_methods(["GET", "POST"])
@at_desk
def draft(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Choose the file of a language (GET); have it read, beside those that were read before (POST)."""
    _require_secretariat(desk)
    if request.method == "GET":
        return _choose(request, desk)
    beside = tuple(each.id for each in _beside(desk, request.POST.get("beside", "")))
    try:
        work = _read(request, desk, beside)
    except (Refused, Unreadable) as refused:
        return _choose(request, desk, reason(refused))
    return redirect("drafted", desk.log, work.id)


@require_http_methods(["GET", "POST"])
@at_desk
def drafted(request: HttpRequest, desk: Desk, work: str) -> HttpResponse:
    """The provisions as understood, to be put right (GET); table them (POST)."""
    _require_secretariat(desk)
    found = next(iter(_beside(desk, work)), None)
    if found is None:
        raise Http404(work)
    failure = found.failure()
    if failure is not None:
        found.cancel()
        return _choose(request, desk, reason(failure))
    if not found.done:
        return show(request, "drafted.html", desk, waiting=True)
    versions = (*_beside(desk, found.about.facts["beside"]), found)
    given = of(versions, desk.state.languages)
    if request.method == "GET":
        return _page(request, desk, given)
    try:
        return _table(request, desk, given)
    except Refused as refused:
        return _page(request, desk_of(desk.account, desk.log), given, reason(refused))


def _table(request: HttpRequest, desk: Desk, given: Draft) -> HttpResponse:
    """The acts by which the draft is tabled: signed together where they must be, else done one after the other."""
    form: Mapping[str, str] = request.POST.dict()
    made = acts(desk, form, given)
    receipts = put(desk, made)
    if receipts is None:
        return ask(request, desk, made)
    stands(request, desk, receipts[-1], _("The draft is on the table. It stands in the record."))
    return redirect("text", desk.log, request.POST.get("text", ""))


def _require_secretariat(desk: Desk) -> None:
    if not desk.is_secretariat:
        raise Http404(desk.log)


def _beside(desk: Desk, works: str) -> Iterator[Work]:
    """The reader's own files of a draft that are named here."""
    for name in works.split(",")[: len(desk.state.languages)]:
        work = find(About(desk.account.pk, desk.log, ""), name)
        if work is not None and work.about.facts.get("what") == "draft":
            yield work


def _read(request: HttpRequest, desk: Desk, beside: tuple[str, ...]) -> Work:
    chosen, name = uploaded(request)
    tongue = request.POST.get("in", "")
    if tongue not in desk.state.languages:
        raise Refused("field_malformed", field="in")
    facts = {"what": "draft", "words": name, "tongue": tongue, "beside": ",".join(beside)}
    return begin(About(desk.account.pk, desk.log, "", facts), Read(chosen.read(), name), patience=_PATIENCE)


def _choose(request: HttpRequest, desk: Desk, refusal: str = "") -> HttpResponse:
    return show(
        request,
        "draft.html",
        desk,
        status=REFUSED if refusal else 200,
        limit=limit(),
        tongues=_tongues(desk.state.languages),
        beside=request.POST.get("beside", ""),
        refusal=refusal,
    )


def _page(request: HttpRequest, desk: Desk, draft: Draft, refusal: str = "") -> HttpResponse:
    """What was understood, or what its reader made of it."""
    form: Mapping[str, str] = request.POST.dict() if request.method == "POST" else {}
    parted = draft.parted()
    return show(
        request,
        "drafted.html",
        desk,
        status=REFUSED if refusal else 200,
        draft=draft,
        rows=draft.rows(form),
        kinds=PROVISION_KINDS,
        facts=draft.about(desk.state, form),
        fields=fresh(desk) | {name: form[name] for name in ("act", "root", "size") if name in form},
        parted=reason(parted) if parted else "",
        missing=_tongues(each for each in desk.state.languages if each not in draft.versions),
        limit=limit(),
        refusal=refusal,
    )


def _tongues(languages: Iterator[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    return [(each, naming.tongue(each)) for each in languages]


urls = [
    path("c/<slug:log>/draft/", draft, name="draft"),
    path("c/<slug:log>/draft/<slug:work>/", drafted, name="drafted"),
]
