"""Akoma Ntoso documents of others: their paragraphs in order, whatever else they hold."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.formats import akn
from comity.formats.akn.names import AKN, AKN_2
from comity.formats.tracked.values import Mark
from comity.formats.tracked.views import accepted, original
from formats.odt.drawn import publications


def document(body, kind="act", space=AKN):
    return f'<akomaNtoso xmlns="{space}"><{kind} name="{kind}">{body}</{kind}></akomaNtoso>'.encode()


def read(*parts, **more):
    return akn.read(document(*parts, **more), "x.xml")


def told(found):
    return [(each.number, each.heading, each.level, each.runs[0].text.strip()) for each in found.paragraphs]


@pytest.mark.parametrize("space", [AKN, f"{AKN}/CSD13", AKN_2])
def test_an_act_reads_by_numbers_headings_and_levels(space):
    found = read(
        "<meta><identification><FRBRWork><FRBRname value='Water Act'/></FRBRWork></identification><notes><note><p>no</p></note></notes></meta>"
        "<preface><longTitle><p>An <docTitle>Act</docTitle></p></longTitle></preface>"
        """<body>
          <chapter eId="chp_1"><num>Chapter 1</num><heading>General</heading>
            <section eId="sec_1"><num>1.</num><heading>Aim</heading>
              <subsection><num>(1)</num><content><p>Water is
                 a good.<noteRef href="#n"/><authorialNote><p>no</p></authorialNote></p></content></subsection>
              <subsection><num>(2)</num><intro><p>It serves:</p></intro>
                <paragraph><num>(a)</num><content><p>people;</p><p>all of them;</p></content></paragraph>
              </subsection>
            </section>
          </chapter>
          <hcontainer><content><p/></content></hcontainer>
        </body>""",
        space=space,
    )
    lines = [(line.number, line.heading, line.text) for line in original(found)]
    assert lines == [
        ("", 1, "An Act"),
        ("Chapter 1", 1, "General"),
        ("1.", 2, "Aim"),
        ("(1)", 0, "Water is a good."),
        ("(2)", 0, "It serves:"),
        ("(a)", 0, "people;"),
        ("", 0, "all of them;"),
    ]
    assert found.properties == {"title": "Water Act"}


def test_lists_tables_and_debates():
    found = read(
        "<debateBody><debateSection><heading>Opening</heading><speech><from>The Chair</from><p>Welcome.</p></speech>"
        "<scene>Applause</scene></debateSection></debateBody>"
        "<mainBody><blockList><listIntroduction>Two things:</listIntroduction><item><num>(a)</num><p>one</p></item>"
        "<item><num>(b)</num><p>two</p></item></blockList><ul><li>loose</li></ul>"
        "<table><tr><th><p>A</p></th><td><p>B</p><p>C</p></td></tr></table></mainBody>",
        "debate",
    )
    assert [(line.number, line.text) for line in original(found)] == [
        ("", "Opening"),
        ("", "The Chair"),
        ("", "Welcome."),
        ("", "Applause"),
        ("", "Two things:"),
        ("(a)", "one"),
        ("(b)", "two"),
        ("", "loose"),
        ("", "A"),
        ("", "B"),
        ("", "C"),
    ]
    assert [each.cell for each in found.paragraphs[-3:]] == [1, 2, 2]


def test_blocks_inside_blocks_are_paragraphs_of_their_own():
    found = read(
        "<body><section><content><p>For section 2 put: <mod><quotedStructure><section><num>2.</num><content><p>New.</p></content>"
        "</section></quotedStructure></mod> and no more.</p></content></section></body>"
    )
    assert [(line.number, line.text) for line in original(found)] == [
        ("", "For section 2 put:"),
        ("2.", "New."),
        ("", "and no more."),
    ]


def test_a_number_alone_is_a_paragraph():
    found = read(
        "<body><article><num>5</num></article><article><num>6</num><content><p>Words.</p></content></article></body>"
    )
    assert [(line.number, line.text) for line in original(found)] == [("", "5"), ("6", "Words.")]


def test_changes_of_others_are_changes_by_nobody_known():
    found = read(
        "<body><section><content><p>We <del>may</del><ins>shall</ins> meet.</p></content></section></body>", "bill"
    )
    assert [run.marks for run in found.paragraphs[0].runs][1:3] == [(Mark("deleted", ""),), (Mark("inserted", ""),)]
    assert ([line.text for line in original(found)], [line.text for line in accepted(found)]) == (
        ["We may meet."],
        ["We shall meet."],
    )


def test_elements_of_other_namespaces_are_no_text():
    found = read('<body><p>a<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math>b</p></body>')
    assert [line.text for line in original(found)] == ["ab"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html/>", "not_akoma_ntoso"),
        (b'<akomaNtoso xmlns="urn:other"/>', "not_akoma_ntoso"),
        (document("<meta/><body/>"), "no_provisions"),
        (b"<!DOCTYPE a [<!ENTITY e 'x'>]>" + document("<body><p>&e;</p></body>"), "doctype"),
        (document("<body><p>"), "bad_xml"),
        (document("<p>" * 300 + "</p>" * 300), "nested_xml"),
    ],
)
def test_what_is_no_such_document_is_refused(data, why):
    with pytest.raises(Unreadable) as caught:
        akn.read(data, "x.xml")
    assert caught.value.why == why


def test_deep_nesting_within_the_limit_is_read():
    found = read("<section>" * 240 + "<content><p>deep</p></content>" + "</section>" * 240, "body")
    assert [line.text for line in original(found)] == ["deep"]


def test_a_change_names_no_more_than_there_are_states():
    parties = (
        '<meta><references source="#x"><TLCOrganization eId="p" href="/p" showAs="{}"/></references></meta>'.format(
            "x" * 10_000
        )
    )
    found = read(f"{parties}<body><p><ins refersTo='{'#p ' * 10_000}'>a</ins></p></body>")
    assert found.paragraphs[0].runs[0].marks == (Mark("inserted", "x" * 200),)


@given(publications(), st.data())
@settings(max_examples=60)
def test_garbled_files_are_read_or_refused(publication, data):
    file = bytearray(akn.write(publication))
    for _ in range(data.draw(st.integers(1, 4))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.sampled_from(b"<>/&\"' a\0\xff"))
    with suppress(Unreadable):
        akn.read(bytes(file), "x.xml")
