import re

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.formats import comparison, text
from comity.formats.comparison import html, plain
from formats.visible import visible

PARAGRAPHS = st.sampled_from(
    [
        "# Title", "## Article 1", "## Article 2", "Article 3", "1. The Parties shall cooperate in good faith.",
        "1. The Parties should cooperate in good faith.", "2. They exchange <data> & views [voluntarily].",
        "2. They exchange views.", "3. Disputes are settled by consultation. The Council is informed.",
        "3. Disputes are settled by consultation.", "4. The Council is informed.", "Стороны сотрудничают.",
    ]
)  # fmt: skip
documents = st.lists(PARAGRAPHS, max_size=9).map(lambda found: text.paragraphs("\n\n".join(found)))


@settings(max_examples=60, deadline=None)
@given(documents, documents)
def test_every_paragraph_of_both_versions_is_told_exactly_once(old, new):
    found = comparison.compare(old, new)
    changes = [change for section in found.sections for change in section.changes]
    assert sorted(paragraph.line for change in changes for paragraph in change.old) == [p.line for p in old]
    assert sorted(paragraph.line for change in changes for paragraph in change.new) == [p.line for p in new]
    assert sum(found.counts.values()) == len(changes)
    assert found.provisions == (len(old), len(new))


@settings(max_examples=60, deadline=None)
@given(documents, documents)
def test_nothing_changed_is_said_only_where_nothing_did(old, new):
    found = comparison.compare(old, new)
    assert found.same == ([paragraph.text for paragraph in old] == [paragraph.text for paragraph in new])


@settings(max_examples=40, deadline=None)
@given(documents, documents)
def test_text_and_page_say_the_same_of_each_change(old, new):
    found = comparison.compare(old, new)
    page = html.write(found, "en", "a → b")
    lines = plain.write(found, "en").splitlines()
    for section in found.sections:
        for change in section.changes:
            if change.kind != "kept":
                assert any(line.lower().startswith(change.kind) for line in lines)
    markup = re.findall(r'<div class="provision [a-z]+"><p class="wording"[^>]*>(.*?)</p>', page)
    told = [
        change
        for section in found.sections
        for group in comparison.changes.runs(section.body)
        if not isinstance(group, tuple)
        for change in [group]
    ]
    assert [visible(words, without=("del",)) for words in markup] == [change.after for change in told]
    assert [visible(words, without=("ins",)) for words in markup] == [change.before for change in told]


def test_a_moved_provision_says_which_heading_it_came_from():
    old = text.paragraphs(
        "Article 1\n\nThe Parties shall cooperate in the rational use of waters.\n\nThey exchange data.\n\nArticle 2\n\nDisputes are settled by consultation."
    )
    new = text.paragraphs(
        "Article 1\n\nThey exchange data.\n\nArticle 2\n\nDisputes are settled by consultation.\n\nThe Parties shall cooperate in the rational use of waters."
    )
    found = comparison.compare(old, new)
    (moved,) = (change for section in found.sections for change in section.changes if change.kind == "moved")
    assert moved.origin == "Article 1"
    assert "  • from “Article 1”" in plain.write(found, "en").splitlines()


def test_what_is_deleted_with_its_heading_stands_under_that_heading():
    old = text.paragraphs(
        "Article 1\n\nThe Parties cooperate.\n\nSection II\n\nThe Fund has ten million.\n\nIt pays annually."
    )
    new = text.paragraphs("Article 1\n\nThe Parties cooperate.")
    titles = {
        section.title: [change.kind for change in section.changes] for section in comparison.compare(old, new).sections
    }
    assert titles == {"Article 1": ["kept", "kept"], "Section II": ["deleted"] * 3}
