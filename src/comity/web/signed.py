"""An act that must be signed: its form is answered with the act as a sentence, and the ways to sign it."""

import base64
import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity import registry
from comity.core import fold, queries
from comity.core.acts import Act, decode, encode
from comity.core.acts.consultation.succeed import Succeed
from comity.core.errors import Refused
from comity.locale import say
from comity.record import signature, signing
from comity.registry.append import Receipt
from comity.web import passkeys, sealing
from comity.web.desk import Desk
from comity.web.models import Paper
from comity.web.offered import accept
from comity.web.screen import REFUSED, show


class SignatureWanted(Exception):  # noqa: N818 - no error: the form is answered with a question (``entrance.at_desk``)
    """An act that would be done if it were signed."""

    def __init__(self, act: Act) -> None:
        super().__init__(act.id)
        self.act = act


def require_none(desk: Desk, act: Act) -> None:
    """Go on only if ``act`` needs no signature; what the rules refuse is refused first, so that nobody signs in vain."""
    if signing.level(desk.state, act):
        act = decode(encode(act))
        fold.check(registry.state(desk.log), act)
        raise SignatureWanted(act)


def ask(request: HttpRequest, desk: Desk, act: Act, refusal: str = "") -> HttpResponse:
    """The page on which an act is signed, by passkey or by a key on the command line."""
    statement = encode(act)
    site = passkeys.site(request)
    state = registry.state(desk.log)
    keys = signing.signers(state, desk.seat)
    level = signing.level(state, act)
    usable = {key.credential: key.id for key in keys if key.kind == "passkey" and key.site == site}
    key, facts = queries.told(act, state)
    return show(
        request,
        "sign.html",
        desk,
        status=REFUSED if refusal else 200,
        sentence=say(get_language() or "en", key, **facts),
        statement=statement.decode(),
        whole=json.dumps(json.loads(statement), indent=2, ensure_ascii=False),
        level=level,
        keys=keys,
        own=[key for key in keys if key.kind == "ed25519"],
        passkeys=json.dumps(usable) if usable and level == 1 else "",
        challenge=base64.b64encode(signature.challenge(statement)).decode(),
        site=site,
        refusal=refusal,
    )


def append(desk: Desk, form: dict[str, str]) -> tuple[Act, Receipt]:
    """Do the act of a form that holds its statement and its signature; the act and its receipt. Refuses as the core and the registry do.

    Only acts of this seat: a statement is worth nothing in another's session.
    """
    statement = form.get("statement", "").encode("utf-8", "surrogatepass")
    act = decode(statement)
    if act.actor != desk.seat:
        raise Refused("seat_another", seat=act.actor, own=desk.seat)
    lines = [line for line in form.get("signature", "").splitlines() if line.strip()]
    if isinstance(act, Succeed):
        return act, accept(desk.log, statement, lines)
    receipt = sealing.append(desk.account.pk, desk.log, statement, lines)
    # What was prepared in the room and is submitted now leaves it.
    Paper.objects.filter(log=desk.log, party=desk.code, act=act.id).delete()
    return act, receipt


def done() -> str:
    """What is said afterwards."""
    return _("Signed. It stands in the record.")
