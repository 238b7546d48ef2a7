"""One example of each thing that a capital does to a Word file, in English and in Russian."""

import pytest
from msgspec.structs import replace

from comity.core.errors import Refused
from comity.core.wording.document import Document, compose_documents
from comity.formats.publication import Identifier, bookmark, of_text
from comity.formats.publication.values import Head, Letterhead, Offer, Publication
from comity.formats.tracked.making import tracked
from comity.formats.tracked.values import Comment, Mark, Outside, Paragraph, Run, Tracked
from comity.formats.upload import Fate, Ignored, Remark, understand
from formats.tracked.printed import printed
from worked.folding import folded

BASE = [
    "Joint statement on cooperation in information security",
    "The Parties shall exchange data on threats every month.",
    "A commission is established. It meets once a year in the capital of the presidency.",
    "Disputes are settled by consultation between the Parties concerned.",
]
RUSSIAN = [
    "Совместное заявление о сотрудничестве в области информационной безопасности",
    "Стороны ежемесячно обмениваются данными об угрозах.",
    "Учреждается комиссия. Она собирается раз в год в столице председательствующего государства.",
    "Споры решаются путём консультаций между заинтересованными Сторонами.",
]
NUMBERS = ["", "1.", "2.", "3."]
INSERTED = Mark("inserted", "Ivanov", 1_700_000_000_000)
DELETED = Mark("deleted", "Ivanov", 1_700_000_060_000)


def sent(base=BASE, **versions):
    """What went out: a base, and pending documents by version (their paragraphs of the base that change)."""
    documents = [
        Document((party,), tuple(changes.get(n, words) for n, words in enumerate(base) if changes.get(n, words)))
        for party, changes in versions.items()
    ]
    kinds = ["title", "operative", "operative", "operative"]
    return Publication(
        Letterhead("Draft", "en", "rolling"),
        compose_documents(base, documents),
        tuple(Head(f"p{n}", kind, number) for n, (kind, number) in enumerate(zip(kinds, NUMBERS, strict=True))),
        {party: Offer(party, "reword", (party,)) for party in versions},
    )


def with_paragraphs(document, *paragraphs):
    return replace(document, paragraphs=tuple(paragraphs))


def edited(document, n, *runs, **fields):
    """The document with other runs in one paragraph."""
    paragraphs = list(document.paragraphs)
    paragraphs[n] = replace(paragraphs[n], runs=tuple(runs), **fields)
    return with_paragraphs(document, *paragraphs)


def only(found):
    (one,) = found
    return one


def test_a_reword_with_tracking_names_its_author_and_instants():
    upload = edited(
        tracked(sent()),
        1,
        Run("1.\tThe Parties "),
        Run("shall", (DELETED,)),
        Run("should", (INSERTED,)),
        Run(" exchange data on threats every month."),
    )
    found = only(understand(upload, sent()).found)
    assert (found.kind, found.targets, found.pieces) == (
        "reword",
        ("p1",),
        ("The Parties should exchange data on threats every month.",),
    )
    assert (found.traced, found.authors, found.since, found.until) == (
        "tracked",
        ("Ivanov",),
        1_700_000_000_000,
        1_700_000_060_000,
    )


def test_a_reword_partly_without_tracking_is_both():
    upload = edited(
        tracked(sent()),
        1,
        Run("1.\tThe Parties "),
        Run("shall", (DELETED,)),
        Run("should", (INSERTED,)),
        Run(" exchange data on incidents every month."),
    )
    assert only(understand(upload, sent()).found).traced == "both"


def test_a_provision_rewritten_whole_goes_by_its_bookmark():
    upload = edited(tracked(sent(RUSSIAN)), 3, Run("3.\tДепозитарием назначается Исполнительный комитет."))
    understood = understand(upload, sent(RUSSIAN))
    found = only(understood.found)
    assert (found.kind, found.targets) == ("reword", ("p3",))
    assert [each.by for each in understood.provisions] == ["bookmark"] * 4


def test_a_bookmark_on_other_words_is_not_believed():
    document = tracked(sent())
    names = [each.bookmarks for each in document.paragraphs]
    swapped = [names[0], names[2], names[1], names[3]]
    upload = with_paragraphs(
        document, *(replace(each, bookmarks=name) for each, name in zip(document.paragraphs, swapped, strict=True))
    )
    assert understand(upload, sent()).found == ()


@pytest.mark.parametrize(("at", "after"), [(0, ""), (1, "p0"), (2, "p1"), (4, "p3")])
def test_an_addition_stands_behind_what_is_before_it(at, after):
    document = tracked(sent(RUSSIAN))
    words = Paragraph((Run("1бис.\tСтороны назначают контактные пункты.", (INSERTED,)),), end=(INSERTED,))
    paragraphs = document.paragraphs
    found = only(understand(with_paragraphs(document, *paragraphs[:at], words, *paragraphs[at:]), sent(RUSSIAN)).found)
    assert (found.kind, found.after, found.traced) == ("add", after, "tracked")


@pytest.mark.parametrize("number", ["1bis.", "1.bis", "1 bis.", "1. bis"])
def test_an_addition_has_its_number_and_what_its_neighbours_are(number):
    document = tracked(sent())
    paragraph = Paragraph((Run(f"{number}\tEach Party names a point of contact.", (INSERTED,)),), end=(INSERTED,))
    upload = with_paragraphs(document, *document.paragraphs[:2], paragraph, *document.paragraphs[2:])
    found = only(understand(upload, sent()).found)
    assert (found.pieces, found.number, found.provision_kind) == (
        ("Each Party names a point of contact.",),
        number,
        "operative",
    )


def test_enter_at_the_end_of_a_paragraph_adds_one():
    document = tracked(sent())
    head, first, *rest = document.paragraphs
    upload = with_paragraphs(
        document, head, replace(first, end=(INSERTED,)), Paragraph((Run("It is free.", (INSERTED,)),)), *rest
    )
    found = only(understand(upload, sent()).found)
    assert (found.kind, found.after, found.pieces) == ("add", "p1", ("It is free.",))


def test_the_last_paragraph_is_deleted_with_the_end_of_the_one_before():
    document = tracked(sent())
    *before, last_but_one, last = document.paragraphs
    struck = replace(last, runs=tuple(replace(run, marks=(DELETED,)) for run in last.runs))
    upload = with_paragraphs(document, *before, replace(last_but_one, end=(DELETED,)), struck)
    found = only(understand(upload, sent()).found)
    assert (found.kind, found.targets, found.traced) == ("delete", ("p3",), "tracked")


def test_a_paragraph_is_split():
    document = tracked(sent())
    runs = Run("2.\tA commission is established."), Run(" It meets once a year in the capital of the presidency.")
    paragraphs = document.paragraphs
    upload = with_paragraphs(
        document,
        *paragraphs[:2],
        replace(paragraphs[2], runs=runs[:1], end=(INSERTED,)),
        Paragraph(runs[1:]),
        *paragraphs[3:],
    )
    found = only(understand(upload, sent()).found)
    assert (found.kind, found.targets) == ("split", ("p2",))
    assert found.pieces == (
        "A commission is established.",
        "It meets once a year in the capital of the presidency.",
    )


def test_a_paragraph_that_a_pending_split_makes_is_struck_with_the_end_behind_it():
    state = folded("iis-2020")
    publication = of_text(state, "0" * 64, Identifier(state.log, "statement", state.size, "ru", "rolling"))
    document = tracked(publication)
    n = next(n for n, each in enumerate(document.paragraphs) if each.end and each.end[0].kind == "inserted") + 1
    pending = document.paragraphs[n]
    struck = tuple(replace(run, marks=(*run.marks, DELETED)) for run in pending.runs)
    upload = edited(document, n, *struck, end=(*pending.end, DELETED))
    understood = understand(upload, publication)
    assert understood.found == ()
    assert {fate.version: fate.became for fate in understood.fates if fate.became != "left"} == {
        "rus-split-op4": "partly"
    }


def test_the_title_is_merged_with_what_follows():
    document = tracked(sent())
    title, first, *rest = document.paragraphs
    joined = replace(title, runs=(*title.runs, Run(". "), Run(first.runs[0].text.removeprefix("1.\t"))))
    found = only(understand(with_paragraphs(document, joined, *rest), sent()).found)
    assert (found.kind, found.targets) == ("merge", ("p0", "p1"))


def test_a_provision_is_moved_with_tracking():
    document = tracked(sent())
    title, first, second, third = document.paragraphs
    away, here = replace(DELETED, move="m"), replace(INSERTED, move="m")
    gone = replace(first, runs=(replace(first.runs[0], marks=(away,)),), end=(away,))
    come = Paragraph((replace(first.runs[0], marks=(here,)),), end=(here,))
    found = only(understand(with_paragraphs(document, title, gone, second, come, third), sent()).found)
    assert (found.kind, found.targets, found.after, found.traced) == ("move", ("p1",), "p2", "tracked")


def test_renumbering_is_no_proposal():
    document = tracked(sent())
    upload = edited(document, 1, Run("4)  " + BASE[1]))
    upload = edited(upload, 2, Run(BASE[2]), number="2.")
    understood = understand(upload, sent())
    assert understood.found == ()
    assert understood.ignored == (Ignored("number_changed", 1, "p1", "4)"),)


KAZ = {1: "The Parties should exchange data on threats every month."}


def test_what_another_proposes_is_left_accepted_or_rejected():
    publication = sent(KAZ=KAZ)
    document = tracked(publication)
    assert understand(document, publication).fates == (Fate("KAZ", "left", ("p1",)),)
    accepted = edited(document, 1, Run("1.\t" + KAZ[1]))
    understood = understand(accepted, publication)
    assert (understood.fates, understood.supports, understood.found) == (
        (Fate("KAZ", "accepted", ("p1",)),),
        ("KAZ",),
        (),
    )
    rejected = understand(edited(document, 1, Run("1.\t" + BASE[1])), publication)
    assert (rejected.fates, rejected.supports, rejected.found) == ((Fate("KAZ", "rejected", ("p1",)),), (), ())


def test_more_than_what_was_accepted_is_a_proposal_that_builds_on_it():
    publication = sent(KAZ=KAZ)
    upload = edited(tracked(publication), 1, Run("1.\tThe Parties should exchange data on threats every week."))
    understood = understand(upload, publication)
    found = only(understood.found)
    assert (found.pieces, found.builds_on, understood.supports) == (
        ("The Parties should exchange data on threats every week.",),
        ("KAZ",),
        (),
    )


def test_words_struck_inside_a_pending_insertion_are_a_proposal_about_it():
    publication = sent(KAZ={1: "The Parties shall, in good faith and freely, exchange data on threats every month."})
    document = tracked(publication)
    runs = []
    for run in document.paragraphs[1].runs:
        if "and freely" in run.text:
            before, after = run.text.split(" and freely")
            struck = Run(" and freely", (*run.marks, DELETED))
            runs += [replace(run, text=before), struck, replace(run, text=after)]
        else:
            runs.append(run)
    understood = understand(edited(document, 1, *runs), publication)
    found = only(understood.found)
    assert (found.kind, found.pieces, found.builds_on) == (
        "reword",
        ("The Parties shall, in good faith, exchange data on threats every month.",),
        ("KAZ",),
    )
    assert understood.fates == (Fate("KAZ", "changed", ("p1",)),)
    revised = only(understand(edited(document, 1, *runs), publication, frozenset({"KAZ"})).found)
    assert (revised.revises, revised.builds_on, revised.pieces) == ("KAZ", (), found.pieces)


def test_words_written_into_a_pending_insertion_are_a_proposal_about_it():
    publication = sent(KAZ={1: "The Parties shall, in good faith, exchange data on threats every month."})
    document = tracked(publication)
    runs = []
    for run in document.paragraphs[1].runs:
        if run.marks:
            before, after = run.text.split("good")
            runs += [replace(run, text=before), Run("all ", (INSERTED,)), replace(run, text="good" + after)]
        else:
            runs.append(run)
    found = only(understand(edited(document, 1, *runs), publication).found)
    assert found.pieces == ("The Parties shall, in all good faith, exchange data on threats every month.",)


def test_another_edit_beside_the_uploaders_own_pending_words_revises_them():
    publication = sent(KAZ=KAZ)
    document = tracked(publication)
    runs = [replace(run, text=run.text.replace("every month", "every week")) for run in document.paragraphs[1].runs]
    found = only(understand(edited(document, 1, *runs), publication, frozenset({"KAZ"})).found)
    assert (found.revises, found.pieces) == ("KAZ", ("The Parties should exchange data on threats every week.",))


def test_comments_are_reasons_or_remarks():
    document = tracked(sent())
    upload = edited(document, 1, Run("1.\tThe Parties may exchange data on threats every month.", comments=("7",)))
    upload = edited(upload, 3, replace(document.paragraphs[3].runs[0], comments=("9",)))
    comments = (
        Comment("7", "Ivanov", 5, "Law 12 leaves it open."),
        Comment("8", "Petrov", 6, "And so does law 13.", parent="7"),
        Comment("9", "Petrov", 7, "Capital has yet to confirm."),
    )
    understood = understand(replace(upload, comments=comments), sent())
    assert only(understood.found).rationale == "Law 12 leaves it open.\nAnd so does law 13."
    assert understood.remarks == (Remark("Capital has yet to confirm.", "Petrov", 7, "p3"),)


def test_what_stands_outside_provisions_is_told():
    document = tracked(sent())
    cell = Paragraph((Run("Ministry of Finance"),), cell=1)
    upload = replace(
        document,
        paragraphs=(*document.paragraphs, cell, Paragraph(())),
        outside=(Outside("footnote", "See law 12."),),
        ignored={"format_changes": 2},
    )
    understood = understand(upload, sent())
    assert understood.found == ()
    assert understood.ignored == (
        Ignored("format_changes", 2),
        Ignored("footnote", 1, text="See law 12."),
        Ignored("empty_paragraphs", 1),
        Ignored("table_cell", 1, "p3", "Ministry of Finance"),
    )


def test_another_document_is_refused():
    upload = Tracked((Paragraph((Run("Invoice"),)), Paragraph((Run("Twelve chairs, delivered on Tuesday"),))))
    with pytest.raises(Refused) as refused:
        understand(upload, sent())
    assert (refused.value.code, refused.value.facts) == ("another_document", {"similarity": 0})


def test_the_document_of_another_text_is_refused():
    ours = sent()
    ours = replace(ours, letterhead=replace(ours.letterhead, identifier="comity:log/statement@5;en;clean"))
    upload = replace(tracked(ours), properties={"comity": "comity:log/plan@5;en;clean"})
    with pytest.raises(Refused, match="another_text"):
        understand(upload, ours)


def test_every_provision_says_how_it_was_found():
    document = tracked(sent())
    bare = with_paragraphs(document, *(replace(each, bookmarks=()) for each in document.paragraphs[:3]))
    understood = understand(bare, sent())
    assert [each.by for each in understood.provisions] == ["text", "text", "text", "nothing"]
    assert bookmark("p0") in document.paragraphs[0].bookmarks


def test_a_space_is_no_word_that_was_kept():
    publication = sent(KAZ={1: "The Parties shall freely exchange data on threats every month."})
    document = tracked(publication)
    upload = edited(document, 1, Run("1.\tThe Parties shall exchange data on threats every week."))
    assert understand(upload, publication).fates == (Fate("KAZ", "rejected", ("p1",)),)


@pytest.mark.parametrize("names", [True, False])
def test_pending_words_are_left_or_rejected_where_their_paragraph_went(names):
    publication = sent(KAZ={1: "The Parties shall exchange data every month."})
    title, first, *rest = tracked(publication).paragraphs
    if not names:
        first = replace(first, bookmarks=())
    understood = understand(with_paragraphs(Tracked(()), title, *rest, first), publication)
    assert only(understood.found).kind == "move"
    assert understood.fates == (Fate("KAZ", "left", ("p1",)),)
    plain = replace(first, runs=(Run("1.\t" + BASE[1]),))
    understood = understand(with_paragraphs(Tracked(()), title, *rest, plain), publication)
    assert only(understood.found).kind == "move"
    assert understood.fates == (Fate("KAZ", "rejected", ("p1",)),)


def test_marks_without_dates_are_told_apart_by_their_words_and_places():
    publication = sent(
        KAZ={1: "The Parties shall freely exchange data on threats.", 3: BASE[3].replace("settled", "freely settled")}
    )
    document = tracked(publication)

    def undated(paragraph):
        runs = (replace(run, marks=tuple(replace(mark, at=None) for mark in run.marks)) for run in paragraph.runs)
        return replace(paragraph, runs=tuple(runs))

    bare = with_paragraphs(document, *map(undated, document.paragraphs))
    understood = understand(bare, publication)
    assert (understood.found, {fate.became for fate in understood.fates}) == ((), {"left"})
    understood = understand(edited(bare, 3, Run("3.\t" + BASE[3])), publication)
    assert understood.fates == (Fate("KAZ", "partly", ("p1", "p3")),)


def test_an_added_paragraph_whose_end_lost_its_mark_is_left():
    publication = printed(BASE, [Document(("KAZ",), (*BASE[:2], "Each Party names a point of contact.", *BASE[2:]))])
    document = tracked(publication)
    bare = with_paragraphs(document, *(replace(each, end=()) for each in document.paragraphs))
    understood = understand(bare, publication)
    assert (understood.found, {fate.became for fate in understood.fates}) == ((), {"left"})


def test_quotes_that_an_editor_set_otherwise_are_told_and_no_proposal():
    base = [*BASE[:3], "The term “data” means data - and nothing else."]
    publication = sent(base)
    document = tracked(publication)
    understood = understand(edited(document, 3, Run('3.\tThe term "data" means data – and nothing else.')), publication)
    assert understood.found == ()
    assert understood.ignored == (Ignored("typography", 2, "p3", '"data", –'),)


def test_quotes_that_the_expert_set_otherwise_with_tracking_are_a_proposal():
    publication = sent([*BASE[:3], "The term “data” means data."])
    runs = Run("3.\tThe term "), Run("“data”", (DELETED,)), Run('"data"', (INSERTED,)), Run(" means data.")
    found = only(understand(edited(tracked(publication), 3, *runs), publication).found)
    assert found.pieces == ('The term "data" means data.',)


def test_pending_words_in_other_quotes_are_left():
    publication = sent(KAZ={1: "The Parties shall exchange “data” on threats every month."})
    document = tracked(publication)
    runs = (replace(run, text=run.text.replace("“", '"').replace("”", '"')) for run in document.paragraphs[1].runs)
    understood = understand(edited(document, 1, *runs), publication)
    assert (understood.found, understood.fates) == ((), (Fate("KAZ", "left", ("p1",)),))


def test_a_comment_on_pending_words_is_on_that_proposal():
    publication = sent(KAZ=KAZ)
    document = tracked(publication)
    runs = (
        replace(run, comments=("99",) if run.text.strip() == "should" else ()) for run in document.paragraphs[1].runs
    )
    upload = replace(edited(document, 1, *runs), comments=(Comment("99", "Ivanov", 5, "Too weak."),))
    assert understand(upload, publication).remarks == (Remark("Too weak.", "Ivanov", 5, "p1", ("KAZ",)),)


def test_moves_that_had_been_sent_are_not_told_as_broken():
    publication = printed(BASE, [Document(("KAZ",), (BASE[0], BASE[2], BASE[1], BASE[3]))])
    document = tracked(publication)
    ends = {mark.move for each in document.paragraphs for run in each.runs for mark in run.marks}
    assert ends - {None}
    assert understand(replace(document, ignored={"unpaired_moves": 2}), publication).ignored == (
        Ignored("comments_sent", 1),
    )


def test_equal_words_of_one_party_in_two_proposals_are_told_apart_without_dates():
    wishes = [[*BASE[:1], BASE[1].replace("shall", "shall freely"), *BASE[2:]]]
    wishes.append([*BASE[:3], BASE[3].replace("are settled", "are freely settled")])
    publication = printed(BASE, [Document(("KAZ",), tuple(wish)) for wish in wishes])
    document = tracked(publication)

    def undated(paragraph):
        runs = (replace(run, marks=tuple(replace(mark, at=None) for mark in run.marks)) for run in paragraph.runs)
        return replace(paragraph, runs=tuple(runs))

    understood = understand(with_paragraphs(document, *map(undated, document.paragraphs)), publication)
    assert (understood.found, {fate.became for fate in understood.fates}) == ((), {"left"})


def test_a_comment_on_more_than_pending_words_is_on_the_provision():
    publication = sent(KAZ=KAZ)
    document = tracked(publication)
    runs = (replace(run, comments=("99",)) for run in document.paragraphs[1].runs)
    upload = replace(edited(document, 1, *runs), comments=(Comment("99", "Ivanov", 5, "Too long."),))
    assert understand(upload, publication).remarks == (Remark("Too long.", "Ivanov", 5, "p1"),)
