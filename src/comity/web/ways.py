"""How whoever sits here can sign: with which passkeys on this site, with which keys of the command line, or why with none."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest

from comity.core.acts import Act
from comity.core.acts.keying import keys_of
from comity.core.state import Key, State
from comity.record import signing
from comity.web import passkeys
from comity.web.desk import Desk

Lacking = Literal["", "first", "colleague", "better", "site"]


@dataclass(frozen=True)
class Ways:
    """``level`` is what the acts ask for; ``own`` the keys of the command line, ``passkeys`` those of this site as the script reads them.

    ``lacking`` is why there is neither, empty where there is one: the party has no key yet (``first``), this seat has none
    (``colleague``), it has passkeys where a key of the command line is asked for (``better``), or those of another address (``site``).
    """

    level: int
    site: str
    own: tuple[Key, ...]
    passkeys: str
    lacking: Lacking


def ways(request: HttpRequest, desk: Desk, state: State, acts: Iterable[Act]) -> Ways:
    """How the seat of ``desk`` signs ``acts`` in ``state``."""
    level = max((signing.level(state, act) for act in acts), default=0)
    site = passkeys.site(request)
    held = signing.signers(state, desk.seat)
    own = tuple(key for key in held if key.kind == "ed25519")
    usable = {key.credential: key.id for key in held if key.kind == "passkey" and key.site == site and level == 1}
    lacking = "" if own or usable or not level else _lacking(state, desk, level)
    return Ways(level, site, own, json.dumps(usable) if usable else "", lacking)


def lacks_key(desk: Desk) -> bool:
    """Whether acts are signed in the consultation, which goes on here, and this seat has no key to sign any with."""
    return desk.state.signing > 0 and not signing.signers(desk.state, desk.seat) and not desk.successor


def _lacking(state: State, desk: Desk, level: int) -> Lacking:
    if not keys_of(state, desk.code):
        return "first"
    if not signing.signers(state, desk.seat):
        return "colleague"
    return "site" if level == 1 else "better"
