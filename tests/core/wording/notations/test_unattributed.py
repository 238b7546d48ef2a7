import pytest

from comity.core.wording.notations import NOTATIONS
from comity.core.wording.notations.unattributed import render
from comity.core.wording.tokens import tokens
from comity.core.wording.values import Alternative, Composition, Same, Site


def site(start, base, *texts, level="inline", content=()):
    parties = ("ARM", "BLR", "KAZ", "RUS")
    alternatives = tuple(Alternative(text, (one,), (one,)) for text, one in zip(texts, parties, strict=False))
    end = start + 2 * len(tokens(base).words) - (0 if base.startswith(" ") or not base else 1)
    return Site(start, end, base, alternatives, content, level)


def composed(*pieces):
    """A composition of texts and sites; cells of the texts are left out, for a notation reads only words."""
    parts = tuple(Same(0, 1, piece) if isinstance(piece, str) else piece for piece in pieces)
    base = "".join(piece if isinstance(piece, str) else piece.base for piece in pieces)
    return Composition(base, parts, ("ARM",))


@pytest.mark.parametrize(
    ("composition", "text"),
    [
        (composed("Parties ", site(3, "shall", "should", "undertake to"), " act."), "Parties [shall] [should] [undertake to] act."),
        (composed("Parties act", site(4, "", ", where appropriate,"), " now."), "Parties act [, where appropriate,] now."),
        (composed(site(1, "", "In 2027, "), "the Parties act."), "[In 2027,] the Parties act."),
        (composed("Parties act", site(4, " voluntarily", ""), "."), "Parties act [voluntarily]."),
        (composed("Parties act", site(4, ", if needed,", ""), " now."), "Parties act [, if needed,] now."),
        (composed("Parties ", site(3, "[shall]", "should"), " act."), "Parties [[shall]] [should] act."),
        (composed("Annex ", site(3, "I", "A", "")), "Annex [I] [A]"),
        (composed(site(0, "All act.", "None act.", level="provision")), "Option 1: All act.\nOption 2: None act."),
        (composed(site(0, "All act.", "None act.", "", level="provision")), "Option 1: All act.\nOption 2: None act.\nOption 3: no text"),
        (composed(site(0, "All act.", "", level="provision")), "[All act.]"),
        (composed(site(0, "", "New.", "Newer.", level="provision")), "Option 1: New.\nOption 2: Newer."),
        (
            composed(site(0, "All act.", "", level="provision", content=(Same(0, 1, "All "), site(3, "act", "acted"), Same(0, 1, ".")))),
            "[All [act] [acted].]",
        ),
    ],
)  # fmt: skip
def test_the_united_nations_print_brackets_without_names(composition, text):
    assert render(composition) == text


def test_options_speak_the_language_of_the_text():
    composition = composed(site(0, "Стороны действуют.", "Стороны бездействуют.", "", level="provision"))
    assert render(composition, "ru").splitlines() == [
        "Вариант 1: Стороны действуют.",
        "Вариант 2: Стороны бездействуют.",
        "Вариант 3: без текста",
    ]


def test_notations_are_found_by_a_walk():
    assert {"attributed", "unattributed"} <= set(NOTATIONS)
    composition = composed("Parties ", site(3, "shall", "should"), " act.")
    assert NOTATIONS["unattributed"](composition) == "Parties [shall] [should] act."
    assert NOTATIONS["attributed"](composition) == "Parties [shall][ARM: should] act."
