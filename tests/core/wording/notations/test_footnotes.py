import re

from hypothesis import given

from comity.core.wording.compose import compose
from comity.core.wording.notations.footnotes import Beside, annotated, render
from comity.core.wording.values import Reading, Site
from core.wording.making import compositions

BASE = "The Parties shall cooperate and exchange data voluntarily."
READINGS = (
    Reading("1", ("KAZ", "UZB"), "The Parties should cooperate and exchange data voluntarily."),
    Reading("2", ("RUS",), "The Parties undertake to cooperate and exchange data."),
)


def alternatives(parts):
    sites = [part for part in parts if isinstance(part, Site)]
    return sum(len(site.alternatives) + alternatives(site.content) for site in sites)


@given(compositions())
def test_without_its_marks_the_text_is_the_base_and_every_alternative_has_a_note(composition):
    found = annotated(composition, mark=lambda number: f"\ue000{number}\ue001")
    if "," not in composition.base:  # a comma divides two marks
        assert re.sub(",?\ue000[0-9]+\ue001", "", found.text) == composition.base
    assert [int(number) for number in re.findall("\ue000([0-9]+)\ue001", found.text)] == [
        *range(1, len(found.notes) + 1)
    ]
    assert len(found.notes) == alternatives(composition.parts)


def test_the_base_stands_as_it_is_and_proposals_below():
    assert render(compose(BASE, READINGS)).splitlines() == [
        "The Parties shall¹,² cooperate and exchange data voluntarily³.",
        "1 KAZ, UZB: replace “shall” with “should”",
        "2 RUS: replace “shall” with “undertake to”",
        "3 RUS: delete “voluntarily”",
    ]


def test_positions_reasons_and_reservations_stand_in_the_notes():
    beside = Beside(
        {"1": {"support": ("TKM",), "object": ("RUS", "BLR")}, "2": {"reserve": ("ARM",)}},
        {"2": "Practice of\nthe Parties."},
        {"1": [("PRT", "scrutiny reservation"), ("ESP", "scrutiny reservation")]},
    )
    found = annotated(compose(BASE, READINGS), beside=beside, first=11)
    assert found.text.endswith("voluntarily¹³.¹⁴")
    assert found.notes == (
        "KAZ, UZB (supported by TKM; opposed by BLR, RUS): replace “shall” with “should”",
        "RUS (reservation of ARM): replace “shall” with “undertake to”. Reason: Practice of the Parties.",
        "RUS (reservation of ARM): delete “voluntarily”",
        "ESP, PRT: scrutiny reservation",
    )


def test_notes_speak_russian():
    beside = Beside({"1": {"object": ("RUS",)}}, {"1": "Так сложилось."})
    line = render(compose(BASE, READINGS[:1]), "ru", beside).splitlines()[1]
    assert line == "1 KAZ, UZB (возражают: RUS): слово «shall» заменить словом «should». Обоснование: Так сложилось."
