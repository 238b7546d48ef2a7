"""Rows of a text rendered once for all who read them alike: most acts leave most provisions as they were.

A row says the same as long as what it is made of is the same. The state shares unchanged proposals and parties from act
to act, so they are told apart by identity; a fragment keeps hold of them, which is why their identities stay theirs.
"""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from comity.core.state import Text
from comity.web import chair
from comity.web.desk import Desk
from comity.web.sheet import Row

_MOST = 20_000
"""Fragments kept by a process: about 2 kB each."""


class Fragment(NamedTuple):
    """A row and its line in the outline, as HTML, with what they were made from."""

    row: SafeString
    outline: SafeString
    made_from: object


_KEPT: OrderedDict[tuple[object, ...], Fragment] = OrderedDict()
_LOCK = Lock()


def fragment(desk: Desk, text: Text, row: Row, *, past: bool) -> Fragment:
    """The row as it is read at this desk, in the reader's language."""
    rules = desk.is_chair and not past and not text.fixed
    key = (get_language(), desk.log, text.id, past, rules, id(desk.state.parties), *_made_from(row))
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    rulings = chair.on_provision(desk, text, row.provision) if rules and row.provision and row.open else ()
    context = {"desk": desk, "text": text, "row": row, "past": past, "rulings": rulings}
    made = Fragment(
        row=render_to_string("parts/row.html", context),
        outline=render_to_string("parts/line.html", context),
        made_from=(desk.state.parties, row),
    )
    with _LOCK:
        _KEPT[key] = made
        while len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
    return made


def joined(fragments: Iterable[Fragment]) -> dict[str, SafeString]:
    """The outline and the body of a page: its fragments one after another, as one piece each for the template."""
    found = tuple(fragments)
    return {
        "outline": mark_safe("".join(each.outline for each in found)),  # noqa: S308 - rendered and escaped before
        "body": mark_safe("".join(each.row for each in found)),  # noqa: S308 - rendered and escaped before
    }


def _made_from(row: Row) -> tuple[object, ...]:
    cards = tuple((id(card.proposal), card.sentences, card.mine) for card in row.cards)
    told = (
        row.anchor,
        row.kind,
        row.number,
        row.label,
        row.brief,
        row.level,
        row.state,
        row.open,
        row.settled,
        row.behind,
    )
    return (*told, row.wording, row.obstacles, row.reservations, cards)
