"""Work in a process of its own: done once, bounded, called off, told in one sentence when it fails, and forgotten in time."""

import os
import select
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest
from msgspec.structs import replace

from comity.core.errors import Refused, Unreadable
from comity.core.wording.document import DocumentComposition, Unit
from comity.core.wording.values import Composition, Same
from comity.formats.publication.values import Head, Letterhead, Publication
from comity.web.work import About, Limits, Print, Read, begin, find, ordering
from comity.web.work.kept import KEPT, folders, is_alive, root
from comity.web.work.limits import place
from waiting import PATIENCE, until
from web.waiting import ended

ABOUT = About(1, "water-2026", "statement", {"what": "print"})


def document(paragraphs, words="The Parties cooperate."):
    units = [Unit(str(n + 1), n, n + 1, Composition(words, (Same(0, 1, words),), ())) for n in range(paragraphs)]
    return Publication(
        Letterhead("Statement", "en", "clean"),
        DocumentComposition((), tuple(units)),
        tuple(Head(f"p{n}", number=f"{n}.") for n in range(paragraphs)),
        {},
    )


def test_what_is_ordered_is_done():
    work = begin(ABOUT, Print(document(2), "txt"), patience=PATIENCE)
    assert work.result() == b"0. The Parties cooperate.\n\n1. The Parties cooperate.\n"
    assert work.failure() is None
    assert find(ABOUT, work.id).about == ABOUT


def test_the_same_order_is_the_same_work():
    first, again = (begin(ABOUT, Print(document(2), "txt"), patience=PATIENCE) for _ in range(2))
    other = begin(replace(ABOUT, account=2), Print(document(2), "txt"), patience=PATIENCE)
    assert first.folder == again.folder != other.folder
    assert first.folder.stat().st_ino == again.folder.stat().st_ino


@pytest.mark.usefixtures("places")
def test_those_who_order_the_same_at_once_have_it_done_once():
    start = Barrier(4)

    def order(n):
        start.wait()
        return begin(ABOUT, Print(document(1, f"Words {n}."), "txt"), patience=0)

    with ThreadPoolExecutor(4) as threads:
        for n in range(12):
            found = list(threads.map(order, [n] * 4))
            assert len({each.folder for each in found}) == len(list(folders())) == 1
            assert found[0].alive
            found[0].cancel()


def test_nobody_else_finds_it():
    work = begin(ABOUT, Print(document(1), "txt"))
    for other in (replace(ABOUT, account=2), replace(ABOUT, log="other"), replace(ABOUT, text="other")):
        assert find(other, work.id) is None
    for name in ("..", "../1", "", "about", "0" * 32):
        assert find(ABOUT, name) is None


def test_what_was_sent_in_is_not_on_disk_once_it_is_read():
    work = begin(ABOUT, Read(b"no office file, and secret", "secret.docx"))
    ended(work.folder)
    assert not any(b"and secret" in each.read_bytes() for each in work.folder.iterdir())


def test_a_file_that_cannot_be_read_is_told_with_its_name():
    work = begin(ABOUT, Read(b"no office file", "letter.docx"))
    ended(work.folder)
    failure = work.failure()
    assert isinstance(failure, Unreadable)
    assert failure.where == "letter.docx"


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(memory=160 * 1024**2), "work_too_large"), (Limits(seconds=1), "work_stopped")],
    ids=["memory", "time"],
)
def test_work_ends_at_its_limits_and_the_server_goes_on(limits, code):
    work = begin(
        ABOUT, Print(document(60_000, "The Parties cooperate in good faith. " * 12), "html"), limits, patience=0
    )
    ended(work.folder)
    assert not work.done
    assert work.failure().code in {code, "work_stopped"}


@pytest.mark.usefixtures("places")
def test_work_that_is_called_off_is_gone_with_its_process():
    work = begin(ABOUT, Print(document(1), "txt"), patience=0)
    process = os.pidfd_open(int((work.folder / "pid").read_text()))
    work.cancel()
    assert not work.folder.exists()
    assert select.select([process], [], [], PATIENCE)[0] == [process], "it has ended"
    os.close(process)


@pytest.mark.usefixtures("places")
def test_a_process_that_was_killed_is_told_as_stopped_and_may_be_tried_again():
    task = Print(document(1), "txt")
    work = begin(ABOUT, task, patience=0)
    os.kill(int((work.folder / "pid").read_text()), 9)
    ended(work.folder)
    assert work.failure().code == "work_stopped"
    again = begin(ABOUT, task, patience=0)
    assert again.alive
    again.cancel()


def test_one_account_orders_only_some_and_they_wait_for_a_place(places):
    ordered = [begin(ABOUT, Print(document(1 + n), "txt"), patience=0) for n in range(ordering.OF_ONE)]
    with pytest.raises(Refused, match="work_too_many"):
        begin(ABOUT, Print(document(9), "txt"))
    ordered.append(begin(replace(ABOUT, account=2), Print(document(1), "txt"), patience=0))
    until(
        lambda: not any((each.folder / "order").exists() for each in ordered)
    )  # read, and all that is left is to do it
    assert [(each.alive, each.done, each.stage) for each in ordered] == [(True, False, "waiting")] * len(ordered)
    places.close()
    for each in ordered:
        ended(each.folder)
    assert all(each.done for each in ordered)


def test_as_many_are_at_work_at_once_as_there_are_places(places):
    came = []

    def come():
        with place(root() / "places"):
            came.append("in")

    third = Thread(target=come)
    third.start()
    came.append("free")
    places.close()
    third.join()
    assert came == ["free", "in"]


def test_what_nobody_looks_at_is_removed_in_time_and_of_one_account_only_some_is_kept():
    old = begin(replace(ABOUT, account=7), Print(document(1), "txt"), patience=PATIENCE)
    long_ago = time.time() - KEPT.total_seconds() - 1
    os.utime(old.folder, (long_ago, long_ago))
    for n in range(ordering.RESULTS + 2):
        begin(ABOUT, Print(document(1, f"Words {n}."), "txt"), patience=PATIENCE)
    assert not old.folder.exists()
    assert len(list(folders())) == ordering.RESULTS
    assert not any(map(is_alive, folders()))


def test_a_disk_that_takes_nothing_is_a_refusal(settings, tmp_path):
    settings.COMITY_DATA = tmp_path / "file"
    settings.COMITY_DATA.write_text("")
    with pytest.raises(Refused, match="work_unavailable"):
        begin(ABOUT, Print(document(1), "txt"))
