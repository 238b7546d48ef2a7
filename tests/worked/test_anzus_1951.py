"""ANZUS, Article VIII: the fold ends on what was initialled and says whose each word is."""

from pathlib import Path

import pytest

from comity import worked
from comity.core.fold import apply, check
from comity.core.queries import authorship, clean, rolling
from comity.core.wording.project import project
from comity.core.wording.tokens import canonical
from worked.folding import folded

CORPUS = Path(__file__).parents[3] / "shared/corpus/anzus-1951"
INITIALLED = (
    "Pending the development of a more comprehensive system of regional security in the Pacific area and the development "
    "by the United Nations of more effective means to maintain international peace and security, the Council established "
    "by Article VII is authorised to maintain a consultative relationship with states, regional organisations, "
    "associations of states, or other authorities in the Pacific Area in a position to further the purpose of this Treaty "
    "and to contribute to the security of that area."
)


def state():
    return folded("anzus-1951")


def text():
    return state().texts["article-viii"]


def spans():
    (article,) = authorship(text(), "en")
    return article.spans


def sponsors(words, nth=0):
    """The sponsors of every span that the ``nth`` occurrence of ``words`` in the article lies on."""
    start = -1
    for _ in range(nth + 1):
        start = INITIALLED.index(words, start + 1)
    end, at, found = start + len(words), 0, set()
    for span in spans():
        if (
            at < end
            and at + len(span.text) > start
            and INITIALLED[max(at, start) : min(at + len(span.text), end)].strip()
        ):
            found.add((span.sponsors, bool(span.proposals)))
        at += len(span.text)
    return found


def test_the_fold_ends_on_the_initialled_wording():
    (line,) = clean(text(), "en")
    assert (line.number, line.wording) == ("VIII", INITIALLED)
    assert text().fixed
    assert set(text().initialled) == {"AUS", "NZL", "USA"}


def test_it_is_the_wording_of_the_document_letter_for_letter():
    if not CORPUS.exists():
        pytest.skip("the corpus of real drafts is not beside the repository")
    (document,) = CORPUS.glob("1951-07-12_105_*.md")
    article = document.read_text("utf-8").split("ARTICLE VIII.")[1].split("ARTICLE IX.")[0]
    assert clean(text(), "en")[0].wording == canonical(article)


@pytest.mark.parametrize(
    ("words", "nth", "whose"),
    [
        (" more effective", 0, {((), True), (("USA",), True)}),
        ("is authorised to", 0, {(("USA",), True)}),
        ("regional organisations, associations of states, or other authorities", 0, {(("AUS", "NZL"), True)}),
        ("established by Article VII", 0, {(("AUS", "NZL"), True)}),
        ("in the Pacific Area", 0, {(("USA",), True)}),
        (
            "Pending the development of a more comprehensive system of regional security in the Pacific area",
            0,
            {(("USA",), True)},
        ),
        ("and the development by the United Nations of", 0, {(("USA",), True)}),
        ("and to contribute to the security of", 0, {((), False)}),
    ],
)
def test_it_says_whose_each_word_is(words, nth, whose):
    assert sponsors(words, nth) == whose


def test_nobody_is_named_for_more():
    (more,) = [span for span in spans() if span.text.strip() == "more"]
    assert (more.sponsors, more.proposals) == ((), ("unknown-more",))


def test_the_spans_are_the_wording():
    assert "".join(span.text for span in spans()) == INITIALLED


def test_the_united_kingdom_was_consulted_and_did_not_count():
    assert state().parties["GBR"].kind == "observer"
    assert text().proposals["usa-authorized"].stances["GBR"].value == "can_accept"


def test_the_understanding_of_article_viii_is_in_the_record():
    notes = {comment.party: comment.note for comment in text().provisions["viii"].comments}
    assert "does not preclude consultation with the United Kingdom" in notes["AUS"]
    assert "not made a condition" in notes["NZL"]


def test_every_comment_names_its_document():
    comments = [*text().provisions["viii"].comments, *(c for p in text().proposals.values() for c in p.comments)]
    assert len(comments) >= 12
    assert all("Source: 1951-" in comment.note for comment in comments)


def test_every_proposal_read_back_exactly_while_it_was_open():
    current, read = None, set()
    for seq, (at, act) in enumerate(worked.acts("anzus-1951")):
        check(current, act)
        current = apply(current, act, seq, at)
        now = current.texts.get("article-viii")
        for unit in rolling(now, "en") if now else ():
            for each in unit.proposals:
                wanted = now.proposals[each].pieces[0]["en"] if now.proposals[each].pieces else ""
                assert project(unit.composition, each) == wanted
                read.add(each)
    assert read == set(text().proposals)
