"""A ruling of the chair: the page says what would follow and who stands in the way; one button then rules."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.core.acts import Act
from comity.core.errors import Refused
from comity.core.positions import members
from comity.core.readings import composed, sites
from comity.core.state import Text
from comity.core.wording.values import ALGORITHM, Alternative
from comity.web import naming, speech, words
from comity.web.chair import RULINGS, Ruling
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.follows import follows, standing
from comity.web.receipts import stands
from comity.web.screen import REFUSED, show
from comity.web.submit import Form, build, fresh, reason, submit, wordings
from comity.web.versions import versions


@require_http_methods(["GET", "POST"])
@at_desk
def rule(request: HttpRequest, desk: Desk, text: str, ruling: str) -> HttpResponse:
    """Weigh a ruling (GET; the chair's own words are sent to be weighed) or give it (POST)."""
    on = desk.text(text)
    if ruling not in RULINGS:
        raise Http404(ruling)
    subject = _Subject(desk, on, RULINGS[ruling], request.GET)
    if request.method == "GET" or request.POST.get("step") == "weigh":
        return _page(request, desk, subject)
    try:
        receipt = submit(desk, request.POST, subject.ruling.kind, text=text, **subject.fields(request.POST))
    except Refused as refused:
        again = desk_of(desk.account, desk.log)
        return _page(request, again, subject, reason(refused))
    stands(request, desk, receipt, _("So ruled. It stands in the record."))
    return redirect(subject.home)


class _Subject:
    """What a ruling is given on, read from the address. Unknown subjects are pages not found."""

    def __init__(self, desk: Desk, text: Text, ruling: Ruling, query: QueryDict) -> None:
        self.ruling = ruling
        self.text = text
        self.log = desk.log
        self.query = query
        named = naming.labels(text)
        self.provision = text.provisions.get(query.get("provision", ""))
        self.proposal = text.proposals.get(query.get("proposal", ""))
        if (self.proposal if ruling.on == "proposal" else self.provision) is None:
            raise Http404(ruling.kind)
        self.alternative = self._alternative() if ruling.on == "alternative" else None
        self.label = (
            _("Provision %(label)s") % {"label": named[self.provision.id]} if self.provision else _number(self.proposal)
        )

    @property
    def heading(self) -> str:
        """The ruling as a sentence without an end."""
        return str(self.ruling.heading) % {"subject": self.label}

    @property
    def home(self) -> str:
        """Where to go once it is ruled, or left: the provision, on which the chair goes on."""
        targets = self.proposal.targets[:1] if self.proposal else ()
        provision = self.provision.id if self.provision else "".join(targets)
        if provision:
            return reverse("provision", args=(self.log, self.text.id, provision))
        assert self.proposal is not None  # noqa: S101 - one of the two is there
        return reverse("proposal", args=(self.log, self.text.id, self.proposal.id))

    def fields(self, form: Form) -> dict[str, Any]:
        """The fields of the act."""
        if self.alternative:
            return self._edit(self.alternative)
        if self.provision is None:
            return {"proposal": self.query["proposal"]}
        told: dict[str, Any] = {"provision": self.provision.id}
        if self.ruling.kind == "text.place":
            told["wordings"] = self._own(form)
        if self.ruling.kind == "text.agree_ad_referendum":
            told["parties"] = tuple(form.getlist("party")) if isinstance(form, QueryDict) else ()
        return told

    def _own(self, form: Form) -> dict[str, str]:
        """The chair's wording in the languages in which it differs, and in those that are confirmed as they stand."""
        given = wordings(form, self.text.languages)
        base = self.provision.wordings if self.provision else {}
        confirmed = form.getlist("confirm") if isinstance(form, QueryDict) else []
        told = {tongue: words for tongue, words in given.items() if words != base.get(tongue) or tongue in confirmed}
        return told or dict(given)

    def _edit(self, alternative: Alternative) -> dict[str, Any]:
        return {
            "provision": self.query["provision"],
            "language": self.query["in"],
            "start": int(self.query.get("start", "")),
            "end": int(self.query.get("end", "")),
            "wording": alternative.text,
            "proposals": alternative.proposals,
            "algorithm": ALGORITHM,
        }

    def _alternative(self) -> Alternative:
        wanted = (self.query.get("start"), self.query.get("end"), self.query.get("proposal"))
        tongue = self.query.get("in", "")
        if self.provision is None or self.provision.gone is not None or tongue not in self.text.languages:
            raise Http404(tongue)
        for site in sites(composed(self.text, self.provision.id, tongue).parts):
            for each in site.alternatives:
                if (str(site.start), str(site.end)) == wanted[:2] and wanted[2] in each.proposals:
                    return each
        raise Http404("alternative")


def _page(request: HttpRequest, desk: Desk, subject: _Subject, refusal: str = "") -> HttpResponse:
    text, provision, proposal = subject.text, subject.provision, subject.proposal
    form = request.POST or fresh(desk)
    placing = subject.ruling.kind == "text.place"
    shown = bool(proposal and subject.ruling.on == "proposal")
    act = _weighed(desk, subject, form) if request.POST or not placing else None
    return show(
        request,
        "rule.html",
        desk,
        status=REFUSED if refusal else 200,
        text=text,
        heading=subject.heading,
        subject=subject.label,
        versions=versions(text, proposal, naming.labels(text)) if shown and proposal else (),
        standing=standing(desk, text, provision, act) if provision else (),
        alternative=subject.alternative,
        alternative_words=_words(subject.alternative) if subject.alternative else "",
        follows=follows(desk, text, act) if act else None,
        fields=_areas(request, subject) if placing else (),
        parties=members(desk.state) if subject.ruling.kind == "text.agree_ad_referendum" else (),
        chosen=request.POST.getlist("party"),
        confirm=subject.ruling.label,
        back=subject.home,
        refusal=refusal,
    )


def _weighed(desk: Desk, subject: _Subject, form: Form) -> Act | None:
    """The act as the form asks for it; none where it asks for no words at all."""
    fields = subject.fields(form)
    if not fields.get("wordings", True):
        return None
    return build(desk, form, subject.ruling.kind, text=subject.text.id, **fields)


def _words(alternative: Alternative) -> str:
    return speech.quoted(alternative.text) if alternative.text else _("delete")


def _areas(request: HttpRequest, subject: _Subject) -> list[tuple[str, str, str]]:
    base = subject.provision.wordings if subject.provision else {}
    return [
        (tongue, words.LANGUAGES.get(tongue, tongue), request.POST.get(f"wording-{tongue}", base.get(tongue, "")))
        for tongue in subject.text.languages
    ]


def _number(proposal: Any) -> str:
    return _("Proposal %(number)s") % {"number": proposal.number}


urls = [path("c/<slug:log>/t/<slug:text>/rule/<slug:ruling>/", rule, name="rule")]
