import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.core.wording.tokens import canonical
from comity.formats import text

anything = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r\f"))
markdown = st.booleans()


def read(given_text, **settings):
    return tuple(paragraph.text for paragraph in text.paragraphs(given_text, **settings))


@given(anything, markdown)
def test_the_canonical_form_of_a_document_reads_as_the_same_paragraphs(given_text, is_markdown):
    found = read(given_text, markdown=is_markdown)
    assert read(text.write(found), markdown=is_markdown) == found


@given(anything, markdown)
def test_no_word_is_lost_and_none_is_made_up(given_text, is_markdown):
    squeezed = "".join(canonical(given_text).split())
    assert "".join("".join(read(given_text, markdown=is_markdown)).split()) == squeezed


@given(anything, markdown)
def test_every_paragraph_is_canonical_and_knows_its_line(given_text, is_markdown):
    lines = -1
    for paragraph in text.paragraphs(given_text, markdown=is_markdown):
        assert paragraph.text == canonical(paragraph.text) != ""
        assert paragraph.line > lines
        lines = paragraph.line


@given(
    st.text(
        st.characters(
            exclude_categories=["Cs", "Cc"],
            exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
        )
    )
)
def test_a_byte_order_mark_says_nothing(words):
    assert text.decode(words.encode(), "a.txt") == text.decode(b"\xef\xbb\xbf" + words.encode(), "a.txt") == words


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("One.\n\nTwo.", ("One.", "Two.")),
        ("A line\n   wrapped here\nand there.", ("A line wrapped here and there.",)),
        ("The Parties:\n(a) cooperate;\n(b) exchange\n    data; and\n(c) report.", ("The Parties:", "(a) cooperate;", "(b) exchange data; and", "(c) report.")),
        ("1. First.\n2. Second,\n2 bis. not a start.\n3bis. Neither.", ("1. First.", "2. Second, 2 bis. not a start.", "3bis. Neither.")),
        ("in accordance with paragraph\n3. of this Article", ("in accordance with paragraph 3. of this Article",)),
        ("by the end of\n2015. The Parties", ("by the end of 2015. The Parties",)),
        ("Article 3\nThe Parties shall\ncooperate.\nСтатья 4\nСтороны", ("Article 3", "The Parties shall cooperate.", "Статья 4", "Стороны")),
        ("as set out in\nArticle 3 of the Convention", ("as set out in Article 3 of the Convention",)),
        ("Text.\nOption 1: yes.\nOption (b): no.\nВариант 2: иначе.", ("Text.", "Option 1: yes.", "Option (b): no.", "Вариант 2: иначе.")),
        ("1) сотрудничают;\n2) обмениваются;\nа) данными;", ("1) сотрудничают;", "2) обмениваются;", "а) данными;")),
        ("a\r\n\r\nb\rc\u2029d\fe", ("a", "b c", "d e")),
        ("\u200b\n\nwords\n\n\u00ad", ("words",)),
        ("", ()),
    ],
)  # fmt: skip
def test_plain_text(given_text, expected):
    assert read(given_text) == expected


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("# Title\nText\nwrapped\n## Article 1\nMore", ("# Title", "Text wrapped", "## Article 1", "More")),
        ("- one\n- two\n  wrapped\n* three", ("- one", "- two wrapped", "* three")),
        ("1. one\n2. two\n    1. inner\n10) ten", ("1. one", "2. two", "1. inner", "10) ten")),
        ("words\n[source]: a\n[^1]: note", ("words", "[source]: a", "[^1]: note")),
        ("| a | b |\n|---|---|\n| c | d |", ("| a | b |", "|---|---|", "| c | d |")),
        ("before\n---\nafter", ("before", "---", "after")),
        ("*Recalling* decisions\n*and* more", ("*Recalling* decisions *and* more",)),
        ("#hashtag\nis a word", ("#hashtag is a word",)),
    ],
)
def test_markdown(given_text, expected):
    assert read(given_text, markdown=True) == expected


@pytest.mark.parametrize(
    ("data", "why", "facts"),
    [
        ("Стороны обеспечивают защиту".encode("windows-1251"), "not_utf8", {"byte": 1, "guess": "windows-1251"}),
        ("Parties: Стороны обеспечивают".encode("koi8-r"), "not_utf8", {"byte": 10, "guess": "koi8-r"}),
        ("Стороны обеспечивают защиту".encode("cp866"), "not_utf8", {"byte": 1, "guess": "cp866"}),
        ("Les États coopèrent".encode("latin-1"), "not_utf8", {"byte": 5, "guess": "windows-1252"}),
        ("Parties".encode("utf-16"), "not_utf8", {"byte": 1, "guess": "UTF-16"}),
        (b"lone \xed\xa0\x80", "not_utf8", {"byte": 6}),
        (b"text\0text", "binary", {"byte": 5}),
        (b"PK\x03\x04rest", "other_format", {}),
        (b"%PDF-1.7", "other_format", {"kind": "PDF"}),
        ("one\r\ntwo \u202eowt".encode(), "bidirectional_override", {"line": 2, "character": "U+202E"}),
    ],
)
def test_what_nobody_can_have_meant_as_text(data, why, facts):
    with pytest.raises(Unreadable) as refusal:
        text.decode(data, "kaz.txt")
    assert (refusal.value.where, refusal.value.why) == ("kaz.txt", why)
    assert facts.items() <= refusal.value.facts.items()


def test_control_characters_that_a_conversion_left_behind_are_read_as_spaces():
    assert text.decode("и\x12или\x1b[2J\x7f\x9c".encode(), "a.txt") == "и или [2J  "
