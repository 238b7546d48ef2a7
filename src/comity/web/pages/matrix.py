"""Parties by provisions: who proposes, who supports, who objects, in a letter and a colour each."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from comity.core import queries
from comity.core.state import Text
from comity.web import naming, progress, speech, words
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.screen import show
from comity.web.sheet import Sheet, standing_row

_STRONGEST = (
    ("proposes", "sponsors"),
    ("object", "objects"),
    ("reserve", "reserves"),
    ("can_accept", "can_accept"),
    ("support", "supports"),
)


@dataclass(frozen=True)
class Line:
    """A row of the matrix; each of ``cells`` is the code of a letter, or empty."""

    href: str
    label: str
    state: str
    cells: list[str]


@require_GET
@at_desk
def matrix(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """The matrix of a text."""
    on = desk.text(text)
    found = queries.matrix(desk.state, on)
    sheet = Sheet(desk.state, on, desk.code, desk.speaks, on.languages[0])
    named = naming.labels(on)
    return show(
        request,
        "matrix.html",
        desk,
        text=on,
        parties=[desk.state.parties[each] for each in found.parties],
        rows=[_line(desk, sheet, row, named) for row in found.rows],
        stance_words=words.STANCES.items(),
        chart=progress.chart(on, on.languages[0]),
    )


def _line(desk: Desk, sheet: Sheet, row: queries.Row, named: speech.Labels) -> Line:
    cells = [_strongest(cell) for cell in row.cells]
    text: Text = sheet.text
    if row.id not in text.provisions:
        href = reverse("proposal", args=(desk.log, text.id, row.id))
        return Line(href, naming.added(text, row.id), "disputed", cells)
    href = reverse("provision", args=(desk.log, text.id, row.id))
    return Line(href, named[row.id], standing_row(sheet, text.provisions[row.id]).state, cells)


def _strongest(cell: queries.Cell) -> str:
    """What a party does most on a provision: propose, then object, reserve, accept, support; else its stance there."""
    return next((code for code, field in _STRONGEST if getattr(cell, field)), cell.stance or "")


urls = [path("c/<slug:log>/t/<slug:text>/matrix/", matrix, name="matrix")]
