"""Several acts that wait for signatures: gathered from one form, told as sentences, signed at once, done one by one."""

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from msgspec.structs import replace

from comity import registry
from comity.core import fold
from comity.core.acts import Act, decode, encode
from comity.core.errors import Refused, Unreadable
from comity.core.state import State
from comity.record import batch, signature
from comity.record.sheaf import Sheet
from comity.registry.append import Receipt
from comity.web import signed
from comity.web.desk import Desk
from comity.web.models import Paper
from comity.web.screen import REFUSED, carried, show
from comity.web.submit import reason
from comity.web.told import told
from comity.web.wanted import SignatureWanted
from comity.web.ways import ways

_BYTES = 4 * 1024**2
"""Of statements that one form carries."""


@dataclass
class Gathered:
    """What became of the statements of a form, by key: done, refused with the reason, or waiting for a signature."""

    done: dict[str, Receipt] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, Act] = field(default_factory=dict)


def gather(statements: Iterable[tuple[str, Callable[[], Receipt]]]) -> Gathered:
    """Submit each; one that is refused, or must be signed, keeps no other back."""
    found = Gathered()
    for key, submit in statements:
        try:
            found.done[key] = submit()
        except SignatureWanted as wanted:
            found.waiting[key] = wanted.act
        except Refused as refused:
            found.refusals[key] = reason(refused)
    return found


def read(desk: Desk, sheets: Sequence[Sheet]) -> tuple[Act, ...]:
    """The acts of statements that come back. Refuses those of another seat: in this session they are worth nothing.

    ``acts_too_many`` where they are more than are signed at once; ``Unreadable`` (``sheaf_malformed``) where there is none.
    """
    if not sheets:
        raise Unreadable("sheaf", "sheaf_malformed")
    if len(sheets) > batch.MOST:
        raise Refused("acts_too_many", most=batch.MOST)
    acts = tuple(decode(each.statement) for each in sheets)
    for act in acts:
        if act.actor != desk.seat:
            raise Refused("seat_another", seat=act.actor, own=desk.seat)
    return acts


def signed_with(statements: Sequence[bytes], line: str) -> tuple[Sheet, ...]:
    """Statements with the one signature that was made for all of them: each bears it with its own place.

    Raises ``Unreadable`` (``signature_malformed``) for what is no signature.
    """
    given = signature.read(line)
    if len(statements) < 2:  # noqa: PLR2004 - one act is signed as ever
        return tuple(Sheet(each, (line,)) for each in statements)
    _asked, places = batch.places([signature.text(each) for each in statements])
    parted = zip(statements, places, strict=True)
    return tuple(Sheet(each, (str(replace(given, place=place)),)) for each, place in parted)


def append(desk: Desk, sheets: Iterable[Sheet]) -> Gathered:
    """Do the acts of signed statements, by act: what is refused is told, and the rest go on."""
    return gather((decode(each.statement).id, partial(_done, desk, each)) for each in sheets)


def ask(
    request: HttpRequest, desk: Desk, acts: Sequence[Act], became: Gathered | None = None, refusal: str = ""
) -> HttpResponse:
    """The page on which ``acts`` are signed at once; those that the rules refuse by now stand apart with the reason.

    ``became`` tells of what was done before, by act; what it refused under other keys is told by its reason alone.
    """
    became = became or Gathered()
    state = registry.state(desk.log)
    waiting, left = _tried(state, acts, became.refusals)
    statements = [encode(each) for each in waiting]
    named = {each.id for each in acts}
    refused = [sentence for key, sentence in became.refusals.items() if key not in named]
    return show(
        request,
        "sign_all.html",
        desk,
        status=REFUSED if refusal or left else 200,
        acts=[told(desk, state, each) for each in waiting],
        left=[told(desk, state, each, left[each.id]) for each in acts if each.id in left],
        refused=refused,
        out=len(left) + len(refused),
        done=len(became.done),
        rooms=_rooms(desk, named),
        ways=ways(request, desk, state, waiting),
        challenge=base64.b64encode(_challenge(statements)).decode() if statements else "",
        carried=carried(request),
        refusal=refusal,
    )


def _rooms(desk: Desk, acts: Iterable[str]) -> tuple[str, ...]:
    """The texts in whose rooms some of these acts lie prepared."""
    found = Paper.objects.filter(log=desk.log, party=desk.code, act__in=acts)
    return tuple(found.order_by("text").values_list("text", flat=True).distinct())


def _tried(state: State, acts: Sequence[Act], refusals: Mapping[str, str]) -> tuple[list[Act], dict[str, str]]:
    """The acts that may follow each other as they stand, and why the others may not, by act: nobody signs in vain."""
    waiting: list[Act] = []
    left: dict[str, str] = {}
    length = 0
    for act in acts:
        length += len(encode(act))
        try:
            fold.check(state, act)
        except Refused as refused:
            left[act.id] = refusals.get(act.id, reason(refused))
            continue
        if len(waiting) == batch.MOST or length > _BYTES:
            left[act.id] = _("So many acts are not signed at once. Sign the others first.")
            continue
        waiting.append(act)
        state = fold.apply(state, act, state.size, state.at)
    return waiting, left


def _challenge(statements: Sequence[bytes]) -> bytes:
    """What a passkey is asked to sign: of one act its own challenge, as ever."""
    if len(statements) == 1:
        return signature.challenge(statements[0])
    return batch.places([signature.text(each) for each in statements])[0]


def _done(desk: Desk, sheet: Sheet) -> Receipt:
    return signed.do(desk, sheet.statement, sheet.sigs)[1]
