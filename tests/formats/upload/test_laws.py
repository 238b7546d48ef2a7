"""What goes out and comes back: nothing for no edit, exactly the edits for any, pending proposals told as they were left."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.errors import Refused
from comity.core.wording.document import Document, project_document
from comity.core.wording.tokens import canonical
from comity.formats.publication import bookmark
from comity.formats.tracked.making import keys, tracked
from comity.formats.tracked.values import Paragraph, Run, Tracked
from comity.formats.tracked.views import view
from comity.formats.upload import pending, understand
from comity.formats.upload.fates import judged
from comity.formats.upload.spans import spans, states
from formats.tracked.printed import documents, edited, printed, publications
from formats.upload.applying import applied

laws = settings(max_examples=60, deadline=None)
LEAST = 0.05
"""Of the words that were sent, what a file holds at least that is not refused as another document."""


def base_of(publication):
    return project_document(publication.composition, None)


@laws
@given(publications())
def test_what_comes_back_as_it_went_proposes_nothing(publication):
    understood = understand(tracked(publication), publication)
    assert understood.found == understood.supports == understood.remarks == ()
    assert {fate.became for fate in understood.fates} <= {"left"}
    assert {each.code for each in understood.ignored} <= {"comments_sent"}
    changing = {unit_version for unit in publication.composition.units for unit_version in unit.composition.proposals}
    assert {fate.version for fate in understood.fates} >= changing


@st.composite
def rewritten(draw):
    """A base and the document that a delegation makes of it."""
    base = draw(documents)
    wanted = draw(edited(base) | documents)
    return printed(base, [], draw(st.booleans())), [text for text in map(canonical, wanted) if text]


def plain(publication, wanted, *, bookmarks):
    """A document without a tracked change; equal paragraphs keep their bookmarks and numbers."""
    sent = {each.runs[0].text.rpartition("\t")[2]: each for each in tracked(publication).paragraphs if each.runs}
    paragraphs = []
    for words in wanted:
        known = sent.pop(words, None) if bookmarks else None
        paragraphs.append(known or Paragraph((Run(words),)))
    return Tracked(tuple(paragraphs))


@laws
@given(rewritten(), st.booleans())
@example(case=(printed(["A a", "A", "A a"], [], numbered=False), ["A a", "A", "A"]), bookmarks=True)
def test_edits_without_tracking_are_found_exactly(case, bookmarks):
    publication, wanted = case
    base = base_of(publication)
    try:
        understood = understand(plain(publication, wanted, bookmarks=bookmarks), publication)
    except Refused as refused:
        assert refused.code == "another_document"  # noqa: PT017 - the other branch asserts as well
        assert len(base) > 2
        kept = (Counter(base) & Counter(wanted)).elements()
        assert sum(map(len, kept)) < LEAST * sum(map(len, base))
        return
    assert applied(publication, base, understood.found) == wanted
    assert {each.traced for each in understood.found} <= {"untracked"}


@laws
@given(rewritten(), st.booleans())
def test_edits_with_tracking_are_found_exactly(case, bookmarks):
    publication, wanted = case
    base = base_of(publication)
    composed = printed(base, [Document(("OWN",), tuple(wanted))])
    upload = tracked(replace(composed, heads=publication.heads, offers={}))
    if not bookmarks:
        upload = replace(upload, paragraphs=tuple(replace(each, bookmarks=()) for each in upload.paragraphs))
    understood = understand(replace(upload, comments=()), publication)
    assert applied(publication, base, understood.found) == wanted
    assert {each.traced for each in understood.found} <= {"tracked"}
    assert {author for each in understood.found for author in each.authors} <= {"OWN"}


SCHOOL = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliet", "Kilo", "Lima"]


@st.composite
def resolved(draw):
    """A publication in which no two changes share a word, and its document with some marks accepted, some rejected."""
    base, wishes = [], {"KAZ": [], "RUS": [], "UZB": []}
    for n in range(draw(st.integers(1, 4))):
        words = [f"{word}{n}" for word in SCHOOL]
        base.append(" ".join(words))
        for party, wish in wishes.items():
            own = list(words)
            at = draw(st.integers(0, len(words) - 1))
            match draw(st.sampled_from("kkird")):
                case "i":
                    own.insert(at, f"{party.casefold()}{n}")
                case "r":
                    own[at] = f"{party.casefold()}{n}"
                case "d":
                    del own[at]
            wish.append(" ".join(own))
    given_ = [Document((party,), tuple(wish)) for party, wish in wishes.items()]
    publication = printed(base, given_, draw(st.booleans()))
    document = tracked(publication)
    ways = {}
    paragraphs = []
    for paragraph in document.paragraphs:
        runs = []
        for run in paragraph.runs:
            way = draw(st.sampled_from(["left", "accepted", "rejected"])) if run.marks else "left"
            ways[len(paragraphs), len(runs)] = way
            runs.append(_resolved(run, way))
        paragraphs.append(replace(paragraph, runs=tuple(runs)))
    return publication, replace(document, paragraphs=tuple(paragraphs)), [ways[key] for key in ways]


def _resolved(run, way):
    if way == "left":
        return run
    stays = (run.marks[0].kind == "inserted") == (way == "accepted")
    return replace(run, text=run.text if stays else "", marks=())


@laws
@given(resolved())
def test_marks_accepted_or_rejected_are_told_one_by_one(case):
    publication, upload, ways = case
    document = tracked(publication)
    here = pending.recognised(upload, document)
    given_ = spans(document)
    whose = {pending.key(span.mark): frozenset() for span in given_}
    became = [each.became for each in judged(given_, states(document, here, given_), whose)]
    expected = [way for way, run in zip(ways, _runs(document), strict=True) if run.marks]
    assert became == expected


def _runs(document):
    return [run for paragraph in document.paragraphs for run in paragraph.runs]


@laws
@given(resolved())
def test_what_a_provision_reads_is_found_or_adopted_from_others(case):
    publication, upload, _ = case
    understood = understand(upload, publication)
    reads = dict(zip(_provisions(publication), _without_marks(upload), strict=True))
    found = {each.targets[0]: each.pieces for each in understood.found}
    for provision, words in reads.items():
        if provision in found:
            assert found[provision] == ((words,) if words else ())
        else:
            adopted = {
                fate.version for fate in understood.fates if fate.became == "accepted" and provision in fate.provisions
            }
            assert words == _adopted(publication, provision, adopted)


def _provisions(publication):
    return [head.provision for head in publication.heads]


def _adopted(publication, provision, versions):
    known = keys(publication)
    paragraphs = [
        Paragraph(each.runs) for each in tracked(publication).paragraphs if bookmark(provision) in each.bookmarks
    ]
    lines = view(Tracked(tuple(paragraphs)), lambda mark: bool(known[mark.author, mark.at] & versions))
    return canonical(lines[0].raw.rpartition("\t")[2]) if lines else ""


def _without_marks(document):
    return [
        canonical(
            "".join(run.text for run in each.runs if not any(m.kind == "inserted" for m in run.marks)).rpartition("\t")[
                2
            ]
        )
        for each in document.paragraphs
    ]
