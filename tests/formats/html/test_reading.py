from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.core.wording.tokens import canonical
from comity.formats import text
from comity.formats.html.page import page
from comity.formats.html.reading import read
from comity.formats.tracked.views import accepted, original

WORDS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=60).map(canonical).filter(bool)
)
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<br>",
        "<li>",
        "<ol>",
        "</ol>",
        "<ul>",
        "<td>",
        "<h2>",
        "</h2>",
        "<del>",
        "</del>",
        "<ins>",
        "</ins>",
        "<script>",
        "</script>",
        "<head>",
        "</head>",
        "<title>",
        "<!--",
        "-->",
        "<p",
        "hidden>",
        "<div",
        "hidden>",
        "</x>",
        "<![CDATA[",
        "]]>",
        "&",
        "&amp;",
        "&#x41;",
        "&#xD800;",
        "<",
        "word",
        "Слово",
    ]
)


def lines(markup):
    return [(line.number, line.text) for line in accepted(read(markup.encode(), "a.html"))]


def texts(markup):
    return [text for _, text in lines(markup)]


@given(st.lists(WORDS, max_size=6))
def test_a_page_of_paragraphs_reads_back(paragraphs):
    body = "\n".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    assert texts(page("Title", "ru", body)) == paragraphs


@given(st.lists(TAGS).map("".join))
def test_every_page_is_read(markup):
    tracked = read(markup.encode(), "a.html")
    assert all(line.text for line in (*accepted(tracked), *original(tracked)))


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("<p>One<br>two</p><p>three", ["One two", "three"]),
        ("<h1>A <b>bold</b> title</h1>words", ["A bold title", "words"]),
        ("<head><title>Draft</title><style>p {}</style><body><p>Words", ["Words"]),
        ("<html><head><script>1 < 2</script></head><body>a<script>b</script>c", ["ac"]),
        ("a<div hidden>b<p>c</div>d", ["a", "d"]),
        ("a<p hidden>b", ["a", "b"]),
        ("<div title='header'><p>CIS/1</div><p>Words<div title='footer'><p>2</div>", ["Words"]),
        ("<table><tr><td>1<td>2<tr><td>3</table>", ["1", "2", "3"]),
        ("caf&eacute; &laquo;x&raquo;&nbsp;y &unknown;", ["café «x» y &unknown;"]),
        ("", []),
    ],
)
def test_paragraphs_are_those_that_a_browser_shows(markup, read):
    assert texts(markup) == read


def test_numbers_of_lists_stand_beside_the_words():
    markup = "<ol><li>a<li>b<ol type=a><li>c</ol><li value=7>d</ol><ul><li>e</ul><ol start=3><li><p>f</p><p>g</p></ol>"
    assert lines(markup) == [("1.", "a"), ("2.", "b"), ("a.", "c"), ("7.", "d"), ("", "e"), ("3.", "f"), ("", "g")]


def test_what_is_marked_as_inserted_or_deleted_is_a_change():
    tracked = read(b"<p>The Parties <del>shall</del><ins>should</ins> act.<del><p>Gone.</p></del>", "a.html")
    assert [line.text for line in original(tracked)] == ["The Parties shall act.", "Gone."]
    assert [line.text for line in accepted(tracked)] == ["The Parties should act."]


def test_headings_pictures_title_and_language_are_kept():
    tracked = read('<html lang="ru"><title>Проект</title><h2>Статья 1</h2><img src="x">'.encode(), "a.html")
    assert tracked.paragraphs[0].heading == 2
    assert tracked.ignored == {"pictures": 1}
    assert tracked.properties == {"language": "ru", "title": "Проект"}


def test_what_is_not_utf8_is_refused():
    with pytest.raises(Unreadable) as caught:
        read("<p>Стороны".encode("cp1251"), "a.html")
    assert (caught.value.why, caught.value.facts["guess"]) == ("not_utf8", "windows-1251")
    assert text.decode(b"<p>", "a.html") == "<p>"
