"""The demonstration: the worked consultations in the registry, and somebody at every seat of them."""

from collections.abc import Iterator

from django.urls import reverse

from comity import registry, worked
from comity.config.links import Link
from comity.core.acts import encode
from comity.core.state import State
from comity.locale import LANGUAGES
from comity.people import demonstration
from comity.record.leaf import leaf


def prepare(address: str) -> tuple[Link, ...]:
    """Load the worked consultations where they are missing and seat everybody anew; the links below ``address``."""
    states = tuple(registry.state(_loaded(name)) for name in worked.CONSULTATIONS)
    demonstration.seat_all((state.log, seat, _language(state)) for state in states for _, seat in parts(state))
    tokens = {(role.log, role.seat): role.token for role in demonstration.roles()}
    return tuple(
        Link(
            log=state.log,
            title=state.title,
            seat=seat,
            part=part,
            names=state.parties[seat.partition("/")[0]].names,
            address=address + reverse("sign-in-link", args=[tokens[state.log, seat]]),
        )
        for state in states
        for part, seat in parts(state)
    )


def parts(state: State) -> Iterator[tuple[str, str]]:
    """Part and seat: the chair, the secretariat, then every party by its kind, in its first seat that is not the chair's."""
    if state.chair:
        yield "chair", state.chair
    kinds = {code: "secretariat" if code == state.secretariat else party.kind for code, party in state.parties.items()}
    for part in ("secretariat", "member", "observer", "body"):
        for code in sorted(code for code in kinds if kinds[code] == part):
            yield part, f"{code}/2" if state.chair == f"{code}/1" else f"{code}/1"


def _language(state: State) -> str:
    """The first language of the consultation that the pages speak."""
    return next((tag for tag in state.languages if tag in LANGUAGES), "en")


def _loaded(name: str) -> str:
    """The log of a worked consultation, which stands in the registry from now on."""
    acts = tuple(worked.acts(name))
    log = acts[0][1].log
    if log not in registry.logs():
        registry.load(log, (leaf(at, seq, encode(act).decode()) for seq, (at, act) in enumerate(acts)))
    return log
