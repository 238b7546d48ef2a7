import sys

import pytest

from comity.core.wording.tokens import canonical, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("non-Party States’ view", ("non-Party", "States", "’", "view")),
        ("don’t and don't", ("don’t", "and", "don't")),
        ("10 000 000 euros", ("10\u00a0000\u00a0000", "euros")),
        ("10\u202f000,50 euros", ("10\u00a0000,50", "euros")),
        ("in 2027 100 states", ("in", "2027", "100", "states")),
        ("2026–2030, 10:30, 5.2.", ("2026–2030", ",", "10:30", ",", "5.2", ".")),
        ("Article 5 (2) (b)", ("Article", "5", "(2)", "(b)")),
        ("а) цель; б) срок", ("а)", "цель", ";", "б)", "срок")),
        ("(see annex a)", ("(", "see", "annex", "a", ")")),
        ("and/or A/RES/78/272", ("and/or", "A/RES/78/272")),
        ("государство-участник СНГ", ("государство-участник", "СНГ")),
        ("Կողմերը համագործակցո՞ւմ են։", ("Կողմերը", "համագործակցո՞ւմ", "են", "։")),
        ("მხარეები თანამშრომლობენ.", ("მხარეები", "თანამშრომლობენ", ".")),
        ("за\u0301мок", ("за\u0301мок",)),
        ("3bis, 5-й", ("3bis", ",", "5-й")),
        ("[shall][should]", ("[", "shall", "]", "[", "should", "]")),
    ],
)
def test_words(text, words):
    assert tokens(text).words == words


def test_invisible_characters_and_spacing_are_not_wording():
    assert canonical(" co\u00adoper\u200bate \u00a0 fully\n") == "cooperate fully"
    assert canonical("и\u0306") == "й"


def test_every_white_space_is_one_space():
    for space in filter(str.isspace, map(chr, range(sys.maxunicode + 1))):
        assert canonical(f"{space}as{space}agreed{space * 2}by all{space}") == "as agreed by all"


def test_a_million_words_are_cut_in_linear_time():
    assert len(tokens("слово " * 1_000_000).words) == 1_000_000
