"""Keys and devices of a party: who brought them in, when they were used; add one, revoke one, recover those of a party."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.core.acts.keying import keys_of
from comity.core.errors import Refused
from comity.record import signing
from comity.web import keyring, passkeys
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.screen import REFUSED, show
from comity.web.submit import reason, submit


@require_http_methods(["GET", "POST"])
@at_desk
def keys(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The party's keys (GET); one step with them (POST)."""
    if request.method == "GET":
        return _page(request, desk)
    step = request.POST.get("step", "")
    try:
        told = _STEPS[step](request, desk) if step in _STEPS else {}
    except Refused as refused:
        return _page(request, desk_of(desk.account, desk.log), refusal=reason(refused))
    if told:
        return _page(request, desk, **told)
    messages.success(request, _("Done. It stands in the record."))
    return redirect("keys", desk.log)


def _passkey(request: HttpRequest, desk: Desk) -> dict[str, str]:
    """A passkey that this browser made."""
    made = passkeys.made(request, desk)
    fields = {"public": made.public, "credential": made.credential, "site": passkeys.site(request)}
    return _bring(desk, request.POST, {"key_kind": "passkey", **fields, "label": _label(request)})


def _pasted(request: HttpRequest, desk: Desk) -> dict[str, str]:
    """A key of the command line, or one that a colleague asks for."""
    return _bring(desk, request.POST, {"label": _label(request), **keyring.read(request.POST.get("line", ""))})


def _bring(desk: Desk, form: QueryDict, fields: dict[str, Any]) -> dict[str, str]:
    """Bring the key in; where only a colleague may, the line to pass on."""
    if keys_of(desk.state, desk.code) and not signing.signers(desk.state, desk.seat):
        return {"request_line": keyring.line(desk.seat, fields)}
    if fields.get("holder") == desk.seat:
        del fields["holder"]
    submit(desk, form, "key.add", **fields)
    return {}


def _revoke(request: HttpRequest, desk: Desk) -> dict[str, str]:
    """End a key of the party, or as the secretariat one of another party that asked for it."""
    key = desk.state.keys.get(request.POST.get("key", ""))
    behalf = key.party if key and desk.is_secretariat and key.party != desk.code else None
    submit(desk, request.POST, "key.revoke", key=request.POST.get("key", ""), behalf=behalf)
    return {}


def _recover(request: HttpRequest, desk: Desk) -> dict[str, str]:
    """As the secretariat give a party that lost its keys the one that it asks for."""
    fields = keyring.read(request.POST.get("line", ""))
    party = request.POST.get("party", "")
    submit(desk, request.POST, "key.recover", of=party, **fields)
    return {}


def _label(request: HttpRequest) -> str:
    return keyring.label(request.POST.get("label", ""))


def _page(request: HttpRequest, desk: Desk, refusal: str = "", request_line: str = "") -> HttpResponse:
    site = passkeys.site(request)
    others = [code for code in desk.state.parties if code != desk.code and keys_of(desk.state, code)]
    held = keyring.keyring(desk, desk.code)
    return show(
        request,
        "keys.html",
        desk,
        status=REFUSED if refusal else 200,
        held=held,
        others=[(code, keyring.keyring(desk, code)) for code in sorted(others)] if desk.is_secretariat else [],
        level=desk.state.signing,
        final=max(desk.state.signing, desk.state.signing_final),
        signs=bool(signing.signers(desk.state, desk.seat)),
        asked=passkeys.asked(request, desk) if site else None,
        known=json.dumps([each.key.credential for each in held if each.mine and each.key.credential]),
        request_line=request_line,
        refusal=refusal,
    )


_STEPS = {"passkey": _passkey, "line": _pasted, "revoke": _revoke, "recover": _recover}

urls = [path("c/<slug:log>/keys/", keys, name="keys")]
