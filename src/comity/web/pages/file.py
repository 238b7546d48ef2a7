"""A file that was enclosed with a text: whose it is, what was made of it, the way to take it away, and to have it erased."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from comity import registry
from comity.core.characters import prose
from comity.core.errors import Refused
from comity.core.state import File, Text
from comity.record import sealed
from comity.web import enclosed, printing
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk, takes_forms
from comity.web.screen import REFUSED, show
from comity.web.submit import by_language, reason, submit
from comity.web.words import LANGUAGES
from comity.web.work import About, of_text

_GONE = 410


@require_GET
@at_desk
def file(request: HttpRequest, desk: Desk, text: str, file: str) -> HttpResponse:
    """What the record says of the file."""
    on = desk.text(text)
    return _page(request, desk, on, _found(on, file))


@require_GET
@at_desk
def download(request: HttpRequest, desk: Desk, text: str, file: str) -> HttpResponse:
    """The file, to be kept and never to be shown in place; one that is gone is told of."""
    on = desk.text(text)
    found = _found(on, file)
    try:
        blob = registry.part(desk.log, found.sealed)
    except Refused as refused:
        return _page(request, desk, on, found, reason(refused))
    if blob is None:
        gone = _page(request, desk, on, found)
        gone.status_code = _GONE
        return gone
    plain = f"{found.id}{enclosed.SUFFIXES[found.format]}"
    response = printing.attached(sealed.opened(blob), "application/octet-stream", plain, found.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"  # once it is erased no browser has it from here
    return response


@takes_forms("file")
@at_desk
def erase(request: HttpRequest, desk: Desk, text: str, file: str) -> HttpResponse:
    """Have it erased, with a reason that everybody reads."""
    found = _found(desk.text(text), file)
    try:
        submit(desk, request.POST, "text.erase_file", text=text, file=found.id, reason=_reason(request, desk))
    except Refused as refused:
        again = desk_of(desk.account, desk.log)
        on = again.text(text)
        return _page(request, again, on, _found(on, file), reason(refused))
    messages.success(request, _("The file is erased. The record says by whom and why."))
    return redirect("file", desk.log, text, found.id)


def _reason(request: HttpRequest, desk: Desk) -> dict[str, str]:
    """Why, by language of the record."""
    why = by_language(request.POST, desk.state.languages, "reason", prose)
    if not why:
        raise Refused("reason_missing")
    return why


def _found(text: Text, file: str) -> File:
    if file not in text.files:
        raise Http404(file)
    return text.files[file]


def _page(request: HttpRequest, desk: Desk, text: Text, found: File, refusal: str = "") -> HttpResponse:
    may = desk.is_secretariat or desk.code in {found.party, found.filed}
    return show(
        request,
        "file.html",
        desk,
        status=REFUSED if refusal else 200,
        text=text,
        file=found,
        at=_at(desk, found.seq),
        erased_at=_at(desk, found.erased.seq) if found.erased else None,
        kept=found.erased is None and _is_kept(desk, found),
        proposals=sorted((p for p in text.proposals.values() if found.id in p.sources), key=lambda p: p.number),
        erasable=may and found.erased is None,
        tongues=[
            (each, LANGUAGES.get(each, each), request.POST.get(f"reason-{each}", "")) for each in desk.state.languages
        ],
        account=_account(desk, text, found),
        refusal=refusal,
    )


def _at(desk: Desk, seq: int) -> int:
    """The instant of an act."""
    return registry.entries(desk.log, seq, seq + 1)[0].at


def _is_kept(desk: Desk, found: File) -> bool:
    """Whether there is anything to take away; what is damaged is told of when somebody tries."""
    try:
        return registry.part(desk.log, found.sealed) is not None
    except Refused:
        return True


def _account(desk: Desk, text: Text, found: File) -> str:
    """The reader's own account of what was understood of the file, while it waits."""
    about = About(desk.account.pk, desk.log, text.id)
    own = (each for each in of_text(about) if each.about.facts.get("sealed") == found.sealed)
    return next((each.id for each in own if each.about.facts["what"] == "understand"), "")


urls = [
    path("c/<slug:log>/t/<slug:text>/file/<slug:file>/", file, name="file"),
    path("c/<slug:log>/t/<slug:text>/file/<slug:file>/download/", download, name="file-download"),
    path("c/<slug:log>/t/<slug:text>/file/<slug:file>/erase/", erase, name="file-erase"),
]
