"""Automatic numbers as Word and LibreOffice print them."""

import pytest

from comity.formats.docx import read
from comity.formats.docx.reading.numerals import numeral
from formats.docx.build import docx, level, lists, numbered, p, r

LEGAL = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "%3)"))


def numbers(numbering, *places, styles=None):
    """The numbers of paragraphs, each given as its level, or as list and level, or as the style it has."""
    blocks = []
    for place in places:
        style = f'<w:pStyle w:val="{place}"/>' if isinstance(place, str) else ""
        own = "" if style else numbered(*(reversed(place) if isinstance(place, tuple) else (place,)))
        blocks.append(p(r("x"), properties=style + own))
    parts = {"numbering": numbering} | ({"styles": styles} if styles else {})
    return [paragraph.number for paragraph in read(docx(*blocks, parts=parts), "numbered.docx").paragraphs]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimal", "1 9 27 30 112"),
        ("upperRoman", "I IX XXVII XXX CXII"),
        ("lowerRoman", "i ix xxvii xxx cxii"),
        ("upperLetter", "A I AA DD HHHHH"),
        ("lowerLetter", "a i aa dd hhhhh"),
        ("russianLower", "а и э аа щщщщ"),
        ("russianUpper", "А И Э АА ЩЩЩЩ"),
        ("decimalZero", "01 09 27 30 112"),
        ("ordinal", "1st 9th 27th 30th 112th"),
        ("ordinalText", "First Ninth Twenty-seventh Thirtieth One_hundred_twelfth"),
        ("cardinalText", "One Nine Twenty-seven Thirty One_hundred_twelve"),
        ("decimalEnclosedCircle", "① ⑨ 27 30 112"),
        ("numberInDash", "-_1_- -_9_- -_27_- -_30_- -_112_-"),
        ("hex", "1 9 1B 1E 70"),
        ("ideographTraditional", "1 9 27 30 112"),
    ],
)
def test_forms(form, printed):
    assert [numeral(count, form).replace(" ", "_") for count in (1, 9, 27, 30, 112)] == printed.split()


@pytest.mark.parametrize("form", ["lowerLetter", "upperRoman", "russianLower", "cardinalText", "ordinalText", "hex"])
@pytest.mark.parametrize("count", [-3, 0, 10**9])
def test_forms_reach_as_far_as_they_do_and_figures_beyond(form, count):
    assert 0 < len(numeral(count, form)) < 100


def test_levels_count_and_begin_anew():
    assert numbers(lists(*LEGAL), 0, 1, 1, 2, 2, 0, 1, 2) == ["1.", "1.1.", "1.2.", "a)", "b)", "2.", "2.1.", "a)"]


def test_a_list_that_begins_deeper_uses_up_the_number_above():
    assert numbers(lists(*LEGAL), 1, 1, 0, 1) == ["1.1.", "1.2.", "2.", "2.1."]


def test_a_level_may_go_on_or_restart_after_a_given_one():
    goes_on = lists(level(0, "decimal", "%1."), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>'))
    assert numbers(goes_on, 0, 1, 1, 0, 1) == ["1.", "1)", "2)", "2.", "3)"]
    after_first = lists(*LEGAL[:2], level(2, "decimal", "%3-", '<w:lvlRestart w:val="1"/>'))
    assert numbers(after_first, 0, 1, 2, 1, 2, 0, 2) == ["1.", "1.1.", "1-", "1.2.", "2-", "2.", "1-"]


def test_lists_of_one_kind_count_together_and_an_override_begins_anew_once():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    assert numbers(lists(*LEGAL), (1, 0), (2, 0), (1, 0)) == ["1.", "2.", "3."]
    assert numbers(lists(*LEGAL, overrides=override), (1, 0), (2, 0), (1, 0), (2, 0)) == ["1.", "7.", "8.", "9."]
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "russianLower", "%1)")}</w:lvlOverride>'
    assert numbers(lists(*LEGAL, overrides=other), (1, 0), (2, 0), (1, 0)) == ["1.", "б)", "3."]


def test_legal_numbers_are_figures_throughout():
    legal = lists(level(0, "upperRoman", "Article %1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert numbers(legal, 0, 1, 0, 1) == ["Article I.", "1.1", "Article II.", "2.1"]


def test_bullets_are_printed_as_their_font_shows_them():
    fonts = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    bullet = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>{fonts}</w:lvl>'
    assert numbers(lists(bullet), 0, 0) == ["•", "•"]


def test_styles_number_their_paragraphs_on_the_level_linked_to_them():
    def style(identity, inside, based=""):
        return (
            f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{identity}"/>{based}'
            f"<w:pPr>{inside}</w:pPr></w:style>"
        )

    in_list = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("One", in_list) + style("Two", in_list) + style("Own", "", '<w:basedOn w:val="Two"/>')
    styles += style("Round", "", '<w:basedOn w:val="Round"/>')
    linked = lists(
        level(0, "decimal", "%1.", '<w:pStyle w:val="One"/>'), level(1, "decimal", "%1.%2.", '<w:pStyle w:val="Two"/>')
    )
    assert numbers(linked, "One", "Two", "Two", "One", "Two", "Round", styles=styles) == [
        *("1.", "1.1.", "1.2.", "2.", "2.1."),
        "",
    ]


def test_a_numbering_style_lends_its_levels():
    styles = (
        '<w:style w:type="numbering" w:styleId="Legal"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
    numbering = linked + lists(*LEGAL) + '<w:num w:numId="3"><w:abstractNumId w:val="6"/></w:num>'
    assert numbers(numbering, (3, 0), (3, 1), (3, 1), styles=styles) == ["1.", "1.1.", "1.2."]


def test_lists_that_are_missing_number_nothing():
    assert numbers(lists(*LEGAL), (9, 0), (1, 0), (1, 12)) == ["", "1.", ""]
    assert numbers("", (1, 0)) == [""]
