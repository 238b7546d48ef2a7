"""What was understood of an uploaded file, before anything is submitted: proposals to tick, reasons to edit."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comity.core.errors import Refused
from comity.core.state import Text
from comity.formats.tracked.values import Tracked
from comity.formats.upload.values import Understood
from comity.registry.append import Receipt
from comity.web import enclosed, leafing, origin, papers
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.leftover import ignored, remarks, say_remark
from comity.web.pages import work as work_page
from comity.web.screen import REFUSED, show
from comity.web.submit import fresh, reason
from comity.web.together import ask, gather
from comity.web.understood import Account, Told
from comity.web.verdicts import fates, give, verdicts
from comity.web.wanted import SignatureWanted
from comity.web.work import About, Understand, Work, begin

_DIGITS = 12


@require_http_methods(["GET", "POST"])
@at_desk
def understood(request: HttpRequest, desk: Desk, text: str, work: str) -> HttpResponse:
    """The account (GET); submit or keep what is ticked in it (POST)."""
    found = work_page.of(desk, text, work)
    if not found.done:
        return redirect("work", desk.log, text, work)
    on = desk.text(text)
    if found.about.facts["what"] == "print":
        return redirect("work", desk.log, text, work)
    if found.about.facts["what"] == "read":
        return _compare(request, desk, on, found)
    told = Told(fresh(desk)) if request.method == "GET" else _told(request)
    account = _account(desk, on, found.value(Understood), found.about.facts, told)
    if request.method == "GET" or "page" in request.POST:
        return _page(request, account, found)
    return _keep(request, account, found) if request.POST.get("step") == "keep" else _submit(request, account, found)


def _compare(request: HttpRequest, desk: Desk, text: Text, read: Work) -> HttpResponse:
    """Hold the document that was read against what it was made from."""
    upload, facts = read.value(Tracked), read.about.facts
    party = facts["sponsor"] or desk.code
    own = frozenset(each.id for each in text.proposals.values() if each.sponsors[:1] == (party,))
    try:
        made = origin.origin(desk, text, upload, facts["tongue"])
        about = About(desk.account.pk, desk.log, text.id, {**facts, **made.facts, "what": "understand"})
        compared = begin(about, Understand(upload, made.sent, own))
    except Refused as refused:
        enclosed.dropped(desk.account.pk, facts)
        return work_page.page(request, desk, read, refused)
    return redirect("understood" if compared.done else "work", desk.log, text.id, compared.id)


def _submit(request: HttpRequest, account: Account, work: Work) -> HttpResponse:
    """Every proposal is a statement of its own: what is refused stays on the page with its reason, the others are done.

    Where they must be signed, they are signed together; the proposals wait in the room until they are. The file itself goes
    before them, alone, since they name it.
    """
    if enclosed.is_chosen(account):
        try:
            enclosed.enclose(account)
        except Refused as refused:
            return _page(request, _again(account, set(account.told.done), {enclosed.KEY: reason(refused)}), work)
        except SignatureWanted as wanted:
            return _sign_first(request, account, work, wanted)
        account = enclosed.done(account)
    became = gather(_statements(account))
    done = account.told.done | became.done.keys()
    if became.waiting:
        refusal = _prepare(account, [*became.waiting, *became.refusals])
        acts = [*became.waiting.values()]
        return _page(request, account, work, refusal) if refusal else ask(request, account.desk, acts, became)
    if became.refusals or not done:
        again = _again(account, set(done), became.refusals)
        return _page(request, again, work, "" if became.refusals else _("Nothing was ticked."))
    said = ngettext("%(n)s statement stands in the record.", "%(n)s statements stand in the record.", len(done))
    messages.success(request, said % {"n": len(done)})
    return redirect(f"{reverse('record', args=(account.desk.log,))}?since={_seen(account)}")


def _sign_first(request: HttpRequest, account: Account, work: Work, wanted: SignatureWanted) -> HttpResponse:
    """The file is signed alone, before what names it; what is ticked of the rest waits in the room meanwhile."""
    named = replace(account, source=wanted.act.id)
    refusal = _prepare(named, [*(account.told.chosen or frozenset()) - account.told.done])
    if refusal:
        return _page(request, account, work, refusal)
    if (account.told.chosen or frozenset()).intersection(account.keys) and not account.facts["sponsor"]:
        said = _("Sign the file first. The proposals wait in the room: submit them there once it stands.")
        messages.success(request, said)
    raise wanted


def _prepare(account: Account, keys: list[str]) -> str:
    """Keep what is to be signed in the delegation's room; the reason where that is refused. What is filed for others is not."""
    told = account.told
    kept = {told.act(key)["act"]: account.prepared(key) for key in account.keys if key in keys}
    try:
        if kept and not account.facts["sponsor"]:
            papers.keep(account.desk, account.text.id, kept)
    except Refused as refused:
        return reason(refused)
    return ""


def _statements(account: Account) -> Iterator[tuple[str, Callable[[], Receipt]]]:
    """What is ticked and not done yet, by key: proposals in the order of the file, answers to pending ones, remarks."""
    chosen = (account.told.chosen or frozenset()) - account.told.done
    yield from ((key, partial(account.submit, key)) for key in account.keys if key in chosen)
    yield from ((each.key, partial(give, account, each.proposal)) for each in verdicts(account) if each.key in chosen)
    yield from ((each.key, partial(say_remark, account, each)) for each in remarks(account) if each.key in chosen)


def _keep(request: HttpRequest, account: Account, work: Work) -> HttpResponse:
    """Put the proposals that are ticked into the delegation's room."""
    told, desk = account.told, account.desk
    chosen = [key for key in account.keys if key in (told.chosen or ())]
    if not chosen:
        return _page(request, _again(account, set(told.done), {}), work, _("No proposal was ticked."))
    try:
        papers.keep(desk, account.text.id, {told.act(key)["act"]: account.prepared(key) for key in chosen})
    except Refused as refused:
        return _page(request, _again(account, set(told.done), {}), work, reason(refused))
    return papers.kept(request, desk, account.text.id)


def _told(request: HttpRequest) -> Told:
    form = request.POST
    return Told(form, frozenset(form.getlist("take")), frozenset(form.getlist("done")))


def _again(account: Account, done: set[str], refusals: dict[str, str]) -> Account:
    """The account with everything in it that came meanwhile, so that the form sent next has seen it."""
    desk = desk_of(account.desk.account, account.desk.log)
    typed = {name: str(value) for name, value in account.told.form.items()}
    form = {**typed, "root": desk.head.root, "size": str(desk.head.size)}
    told = Told(form, account.told.chosen, frozenset(done), refusals)
    return _account(desk, desk.text(account.text.id), account.understood, account.facts, told)


def _account(desk: Desk, text: Text, found: Understood, facts: Mapping[str, str], told: Told) -> Account:
    """The account; what it proposes names the file as its source once that is enclosed."""
    file = enclosed.standing(text, facts)
    return Account(desk, text, found, facts, told, file.id if file else "")


def _seen(account: Account) -> int:
    """How many acts there were when the account was made."""
    given = account.told.form.get("size", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _DIGITS else account.desk.state.size


def _asked(request: HttpRequest, account: Account) -> int:
    """The page to show: the one turned to, that of the first refusal, else the one that was shown."""
    refused = frozenset(account.told.refusals)
    given = request.POST.get("page", request.POST.get("shown", ""))
    number = int(given) if given.isascii() and given.isdigit() and len(given) <= _DIGITS else 1
    return leafing.of(account, refused) if refused - {enclosed.KEY} else number


def _page(request: HttpRequest, account: Account, work: Work, refusal: str = "") -> HttpResponse:
    told = account.told
    leaf = leafing.leaf(account, _asked(request, account))
    return show(
        request,
        "understood.html",
        account.desk,
        status=REFUSED if told.refusals or refusal else 200,
        text=account.text,
        work=work,
        origin=origin.told(account.text, account.facts),
        leaf=leaf,
        pages=range(1, leaf.count + 1) if leaf.count > 1 else (),
        items=account.items(leaf.keys),
        number=len(account.keys),
        verdicts=verdicts(account),
        left=sum(fate == "left" for fate in fates(account).values()),
        remarks=remarks(account),
        ignored=ignored(account),
        file=enclosed.offered(account),
        party=account.party,
        sponsor=account.facts["sponsor"],
        carried=[(name, told.form.get(name, "")) for name in ("act", "root", "size")],
        done=sorted(told.done),
        refused=len(told.refusals),
        refusal=refusal,
    )


urls = [path("c/<slug:log>/t/<slug:text>/upload/<slug:work>/", understood, name="understood")]
