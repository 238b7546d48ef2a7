"""Work in a process of its own: done once, bounded, called off, told in one sentence when it fails, and forgotten in time."""

import os
import time
from threading import Thread

import pytest
from msgspec.structs import replace

from comity.core.errors import Refused, Unreadable
from comity.core.wording.document import DocumentComposition, Unit
from comity.core.wording.values import Composition, Same
from comity.formats.publication.values import Head, Letterhead, Publication
from comity.web.work import About, Limits, Print, Read, begin, find, ordering
from comity.web.work.kept import KEPT, folders, is_alive
from web.waiting import until

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
    work = begin(ABOUT, Print(document(2), "txt"), patience=60)
    assert work.result() == b"0. The Parties cooperate.\n\n1. The Parties cooperate.\n"
    assert work.failure() is None
    assert find(ABOUT, work.id).about == ABOUT


def test_the_same_order_is_the_same_work():
    first, again = (begin(ABOUT, Print(document(2), "txt"), patience=60) for _ in range(2))
    other = begin(replace(ABOUT, account=2), Print(document(2), "txt"), patience=60)
    assert first.folder == again.folder != other.folder
    assert first.folder.stat().st_ino == again.folder.stat().st_ino


def test_two_who_order_the_same_at_once_have_it_done_once():
    found = []
    threads = [Thread(target=lambda: found.append(begin(ABOUT, Print(document(300), "html")))) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    until(lambda: all(each.done for each in found))
    assert len({each.folder for each in found}) == 1
    assert len(list(folders())) == 1


def test_nobody_else_finds_it():
    work = begin(ABOUT, Print(document(1), "txt"))
    for other in (replace(ABOUT, account=2), replace(ABOUT, log="other"), replace(ABOUT, text="other")):
        assert find(other, work.id) is None
    for name in ("..", "../1", "", "about", "0" * 32):
        assert find(ABOUT, name) is None


def test_what_was_sent_in_is_not_on_disk_once_it_is_read():
    work = begin(ABOUT, Read(b"no office file, and secret", "secret.docx"))
    until(lambda: not work.alive)
    assert not any(b"and secret" in each.read_bytes() for each in work.folder.iterdir())


def test_a_file_that_cannot_be_read_is_told_with_its_name():
    work = begin(ABOUT, Read(b"no office file", "letter.docx"))
    until(lambda: not work.alive)
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
    until(lambda: not work.alive)
    assert not work.done
    assert work.failure().code in {code, "work_stopped"}


def test_work_that_is_called_off_is_gone_with_its_process():
    work = begin(ABOUT, Print(document(60_000), "html"), patience=0)
    pid = int((work.folder / "pid").read_text())
    work.cancel()
    assert not work.folder.exists()
    until(lambda: not _runs(pid))


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123 - a pseudo-file
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_process_that_was_killed_is_told_as_stopped_and_may_be_tried_again():
    task = Print(document(60_000), "html")
    work = begin(ABOUT, task, patience=0)
    os.kill(int((work.folder / "pid").read_text()), 9)
    until(lambda: not work.alive)
    assert work.failure().code == "work_stopped"
    again = begin(ABOUT, task, patience=0)
    assert again.alive
    again.cancel()


def test_only_some_are_at_work_at_once_and_one_account_orders_only_some():
    ordered = [begin(ABOUT, Print(document(60_000 + n), "html"), patience=0) for n in range(ordering.OF_ONE)]
    with pytest.raises(Refused, match="work_too_many"):
        begin(ABOUT, Print(document(1), "txt"))
    until(lambda: sum(each.stage == "writing" for each in ordered) == 2)
    assert [each.stage for each in ordered].count("waiting") == 1
    other = begin(replace(ABOUT, account=2), Print(document(1), "txt"), patience=0)
    assert other.stage == "waiting"
    for each in (*ordered, other):
        each.cancel()


def test_what_nobody_looks_at_is_removed_in_time_and_of_one_account_only_some_is_kept():
    old = begin(replace(ABOUT, account=7), Print(document(1), "txt"), patience=60)
    long_ago = time.time() - KEPT.total_seconds() - 1
    os.utime(old.folder, (long_ago, long_ago))
    for n in range(ordering.RESULTS + 2):
        begin(ABOUT, Print(document(1, f"Words {n}."), "txt"), patience=60)
    assert not old.folder.exists()
    assert len(list(folders())) == ordering.RESULTS
    assert not any(map(is_alive, folders()))


def test_a_disk_that_takes_nothing_is_a_refusal(settings, tmp_path):
    settings.COMITY_DATA = tmp_path / "file"
    settings.COMITY_DATA.write_text("")
    with pytest.raises(Refused, match="work_unavailable"):
        begin(ABOUT, Print(document(1), "txt"))
