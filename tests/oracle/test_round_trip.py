"""A document that goes out as Word, is edited or saved again by LibreOffice, and comes back: exactly the edits are found."""

from itertools import pairwise

import pytest

from comity.core.wording.document import Document, compose_documents
from comity.formats import docx, odt
from comity.formats.publication.values import Head, Letterhead, Offer, Publication
from comity.formats.upload import understand

BASE = [
    "Joint statement on cooperation in information security",
    "The Parties shall exchange data on threats every month.",
    "A commission is established. It meets once a year in the capital of the presidency.",
    "Disputes are settled by consultation between the Parties concerned.",
    "Настоящее заявление не является международным договором и не создаёт обязательств.",
]
KAZ = [BASE[0], "The Parties should exchange data on threats every month, free of charge.", *BASE[2:]]
RUS = [*BASE[:2], BASE[2], "Each Party names a point of contact.", BASE[3]]
NUMBERS = ["", "1.", "2.", "3.", "4."]


def sent(*documents):
    composition = compose_documents(BASE, documents)
    heads = tuple(Head(f"p{n}", "operative" if n else "title", number) for n, number in enumerate(NUMBERS))
    offers = {
        version.id: Offer(version.id, "document", version.sponsors, f"why {version.id}", at=1_594_800_000_000)
        for version in composition.versions
    }
    return Publication(
        Letterhead("Draft", "en", "rolling", symbol="A/1", at=1_594_800_000_000), composition, heads, offers
    )


CLEAN = sent()
ROLLING = sent(Document(("KAZ",), KAZ), Document(("RUS",), RUS))


def again(libreoffice, data, way):
    for source, target in pairwise(way):
        data = libreoffice.converted(data, source, target)
    return data


@pytest.mark.parametrize(
    "way", [("docx", "docx"), ("docx", "odt", "docx"), ("docx", "odt"), ("docx", "doc", "docx")], ids="-".join
)
@pytest.mark.parametrize("publication", [CLEAN, ROLLING], ids=["clean", "rolling"])
def test_a_file_that_libreoffice_saved_again_proposes_nothing(libreoffice, publication, way):
    data = again(libreoffice, docx.write(publication), way)
    upload = (odt if way[-1] == "odt" else docx).read(data, "again")
    understood = understand(upload, publication)
    assert understood.found == ()
    assert {fate.became for fate in understood.fates} <= {"left"}
    assert [each.paragraphs for each in understood.provisions] == [(words,) for words in BASE]


EDITS = [
    (("replace", 1, "month", "week"), ("reword", "p1")),
    (("delete", 3), ("delete", "p3")),
    (("add", 2, "Its languages are English and Russian."), ("add", "p2")),
    (("split", 2, "It meets"), ("split", "p2")),
    (("append", 4, " It is open to all."), ("reword", "p4")),
]


@pytest.mark.parametrize("track", [True, False], ids=["tracked", "untracked"])
@pytest.mark.parametrize(("edit", "expected"), EDITS, ids=[edit[0] for edit, _ in EDITS])
def test_an_edit_made_in_libreoffice_is_found(libreoffice, edit, expected, track):
    data = docx.write(CLEAN)
    shown = libreoffice.shown(data, "docx")
    first = next(n for n, words in enumerate(shown) if BASE[0] in words)
    data = libreoffice.edited(data, "docx", [(edit[0], edit[1] + first, *edit[2:])], track=track)
    (found,) = understand(docx.read(data, "edited"), CLEAN).found
    assert (found.kind, *(found.targets or (found.after,))) == expected
    assert found.traced == ("tracked" if track else "untracked")


def test_own_edits_and_what_others_propose_are_kept_apart(libreoffice):
    data = docx.write(ROLLING)
    shown = libreoffice.shown(data, "docx")
    at = next(n for n, words in enumerate(shown) if "Disputes" in words)
    data = libreoffice.edited(data, "docx", [("replace", at, "settled", "resolved")])
    understood = understand(docx.read(data, "edited"), ROLLING)
    (found,) = understood.found
    assert (found.kind, found.targets, found.authors) == ("reword", ("p3",), ("Delegation",))
    assert {fate.became for fate in understood.fates} == {"left"}
