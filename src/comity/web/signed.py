"""An act that must be signed: its form is answered with the act as a sentence, and the ways to sign it."""

import base64
import json
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comity import registry
from comity.core.acts import Act, decode, encode
from comity.core.acts.consultation.succeed import Succeed
from comity.core.errors import Refused
from comity.record import signature
from comity.registry.append import Receipt
from comity.web import sealing
from comity.web.desk import Desk
from comity.web.models import Paper
from comity.web.offered import accept
from comity.web.screen import REFUSED, carried, show
from comity.web.told import told
from comity.web.ways import ways


def ask(request: HttpRequest, desk: Desk, act: Act, refusal: str = "") -> HttpResponse:
    """The page on which an act is signed, by passkey or by a key on the command line."""
    statement = encode(act)
    state = registry.state(desk.log)
    return show(
        request,
        "sign.html",
        desk,
        status=REFUSED if refusal else 200,
        told=told(desk, state, act),
        whole=json.dumps(json.loads(statement), indent=2, ensure_ascii=False),
        ways=ways(request, desk, state, (act,)),
        challenge=base64.b64encode(signature.challenge(statement)).decode(),
        carried=carried(request),
        refusal=refusal,
    )


def append(desk: Desk, form: dict[str, str]) -> tuple[Act, Receipt]:
    """Do the act of a form that holds its statement and its signature; the act and its receipt. Refuses as the core and the registry do.

    Only acts of this seat: a statement is worth nothing in another's session.
    """
    lines = [line for line in form.get("signature", "").splitlines() if line.strip()]
    return do(desk, form.get("statement", "").encode("utf-8", "surrogatepass"), lines)


def do(desk: Desk, statement: bytes, lines: Sequence[str]) -> tuple[Act, Receipt]:
    """Do the act of a statement that bears these signatures, as ``append`` does."""
    act = decode(statement)
    if act.actor != desk.seat:
        raise Refused("seat_another", seat=act.actor, own=desk.seat)
    if isinstance(act, Succeed):
        return act, accept(desk.log, statement, lines)
    receipt = sealing.append(desk.account.pk, desk.log, statement, lines)
    # What was prepared in the room and is submitted now leaves it.
    Paper.objects.filter(log=desk.log, party=desk.code, act=act.id).delete()
    return act, receipt


def done() -> str:
    """What is said afterwards."""
    return _("Signed. It stands in the record.")
