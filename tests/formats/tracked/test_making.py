"""Tracked changes made of a composition: everybody's own wording comes back by taking the right marks."""

from collections import Counter

from hypothesis import given, settings

from comity.core.wording.document import Document, project_document, split
from comity.formats.publication import bookmark
from comity.formats.structure import reading
from comity.formats.tracked.making import keys, tracked
from comity.formats.tracked.views import original, view, wording_of
from formats.tracked.printed import printed, publications


def words(lines):
    """The raw text of lines without the numbers before them."""
    return tuple(line.raw.rpartition("\t")[2] for line in lines)


def taken(publication, version):
    found = keys(publication)
    return view(tracked(publication), lambda mark: version in found[mark.author, mark.at])


laws = settings(max_examples=50, deadline=None)


@laws
@given(publications())
def test_with_every_change_rejected_it_is_the_base_behind_its_numbers(publication):
    lines = original(tracked(publication))
    base = project_document(publication.composition, None)
    numbers = [f"{head.number}\t" if head.number else "" for head in publication.heads]
    assert [line.raw for line in lines] == [number + text for number, text in zip(numbers, base, strict=True)]


@laws
@given(publications())
def test_with_the_changes_of_a_version_taken_it_is_that_version_to_the_space(publication):
    for version in publication.composition.versions:
        assert words(taken(publication, version.id)) == project_document(publication.composition, version.id)


@laws
@given(publications())
def test_a_provision_has_its_number_while_anything_of_it_stands(publication):
    for version in publication.composition.versions:
        raws = [line.raw for line in taken(publication, version.id)]
        for unit in publication.composition.units:
            text = reading(unit, version.id)
            for head in publication.heads[unit.start : unit.end][:1]:
                number = f"{head.number}\t" if head.number else ""
                assert (number + split(text)[0] in raws) if text else (not number or not _begun(raws, number))


def _begun(raws, number):
    return any(raw.startswith(number) for raw in raws)


@laws
@given(publications())
def test_a_party_with_one_version_has_its_wording_by_its_name(publication):
    versions = publication.composition.versions
    for party, count in Counter(party for version in versions for party in version.sponsors).items():
        if count == 1:
            own = next(version.id for version in versions if party in version.sponsors)
            assert wording_of(tracked(publication), party) == taken(publication, own)


@laws
@given(publications())
def test_nothing_bears_two_marks_and_each_mark_tells_whose_it_is(publication):
    document = tracked(publication)
    known = keys(publication)
    sponsors = {version.id: version.sponsors for version in publication.composition.versions}
    marks = [run.marks for each in document.paragraphs for run in each.runs] + [
        each.end for each in document.paragraphs
    ]
    assert all(len(found) <= 1 for found in marks)
    used = {mark for found in marks for mark in found}
    assert {(mark.author, mark.at) for mark in used} == set(known)
    for mark in used:
        parties = {party for version in known[mark.author, mark.at] for party in sponsors[version]}
        assert mark.author == ", ".join(sorted(parties))
    assert len({mark.at for mark in used}) == len({(mark.kind, known[mark.author, mark.at]) for mark in used})
    assert all(mark.at % 1000 == 0 for mark in used)


@laws
@given(publications())
def test_a_move_has_two_ends(publication):
    document = tracked(publication)
    marks = {
        mark for each in document.paragraphs for part in (*[run.marks for run in each.runs], each.end) for mark in part
    }
    ends = Counter((mark.move, mark.kind) for mark in marks if mark.move)
    assert {name for name, kind in ends if kind == "deleted"} == {name for name, kind in ends if kind == "inserted"}
    assert all(count == 1 for count in ends.values())


@laws
@given(publications())
def test_every_reason_stands_once_on_words_that_its_proposal_changes(publication):
    document = tracked(publication)
    known = keys(publication)
    placed = [(comment, run) for each in document.paragraphs for run in each.runs for comment in run.comments]
    assert len(placed) == len(document.comments) == len({comment for comment, _ in placed})
    said = {comment.id: comment.text for comment in document.comments}
    for comment, run in placed:
        (mark,) = run.marks
        assert any(said[comment].endswith(f"why {version}") for version in known[mark.author, mark.at])
    changing = {version for versions in known.values() for version in versions}
    assert len(document.comments) == len(changing)


@laws
@given(publications())
def test_every_provision_has_its_bookmark_once(publication):
    names = [name for each in tracked(publication).paragraphs for name in each.bookmarks]
    assert len(names) == len(set(names))
    assert [name for name in names if name in {bookmark(head.provision) for head in publication.heads}] == [
        bookmark(head.provision) for head in publication.heads
    ]


@laws
@given(publications())
def test_two_makings_are_equal(publication):
    assert tracked(publication) == tracked(publication)


def runs(publication):
    return [
        [(run.text, *((mark.kind, mark.author) for mark in run.marks)) for run in paragraph.runs]
        for paragraph in tracked(publication).paragraphs
    ]


BASE = ["The Parties shall cooperate."]


def test_what_goes_and_what_comes_instead_both_begin_with_the_space():
    found = runs(printed(BASE, [Document(("KAZ",), ("The Parties should cooperate.",))], numbered=False))
    assert found == [
        [("The Parties",), (" shall", ("deleted", "KAZ")), (" should", ("inserted", "KAZ")), (" cooperate.",)]
    ]


def test_rival_alternatives_share_one_deletion_and_each_begins_with_a_space():
    given = [
        Document(("RUS",), ("The Parties undertake to cooperate.",)),
        Document(("KAZ",), ("The Parties should cooperate.",)),
    ]
    assert runs(printed(BASE, given, numbered=False)) == [
        [
            ("The Parties",),
            (" shall", ("deleted", "KAZ, RUS")),
            (" should", ("inserted", "KAZ")),
            (" undertake to", ("inserted", "RUS")),
            (" cooperate.",),
        ]
    ]


def test_at_the_beginning_each_alternative_ends_with_a_space():
    given = [Document(("KAZ",), ("Should cooperate.",)), Document(("RUS",), ("May cooperate.",))]
    (found,) = runs(printed(["Shall cooperate."], given, numbered=False))
    assert [text for text, *_ in found] == ["Shall ", "Should ", "May ", "cooperate."]
