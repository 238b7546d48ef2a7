"""Sealed parts in the store: there with their act or not at all, never needed by the law, gone for good when they are erased."""

import hashlib
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity import registry
from comity.core import fold, queries
from comity.core.acts import EXAMPLES, encode
from comity.core.errors import Refused
from comity.record import findings, sealed
from comity.record.archive import unzipped
from comity.record.verify import verify
from comity.registry import parts, store, succession
from comity.registry.kept import KEPT
from record.bundles import changed
from registry.acts import LOG, OPEN, admit, append

pytestmark = pytest.mark.django_db

ENCLOSE, ERASE = EXAMPLES["text.enclose_file"], EXAMPLES["text.erase_file"]
CONTENT = b"PK\3\4 The ministry writes, and its official is named."


def begun(log=LOG):
    """A text on the table, and Kazakhstan as a party."""
    registry.append(log, encode(replace(OPEN, log=log)))
    for act in (admit("KAZ", registry.head(log)), replace(EXAMPLES["text.table"], more=False)):
        registry.append(log, encode(replace(act, log=log, seen=registry.head(log))))


def letter(content=CONTENT, act="letter", salt=None, log=LOG, **fields):
    """A statement that encloses a file, and the blob that goes with it."""
    digest, blob = sealed.seal(content, salt or hashlib.sha256(act.encode()).digest())
    fields = {"size": len(content), "sealed": digest, **fields}
    return encode(replace(ENCLOSE, id=act, log=log, seen=registry.head(log), **fields)), blob


def enclosed(content=CONTENT, act="letter", **fields):
    """Enclose a file; its digest."""
    statement, blob = letter(content, act, **fields)
    registry.append(LOG, statement, parts=[blob])
    return sealed.digest(blob)


def erasing(file="letter", act="erase"):
    return replace(ERASE, id=act, file=file, seen=registry.head(LOG))


def refusal(call, *arguments, **named):
    with pytest.raises(Refused) as refused:
        call(*arguments, **named)
    return refused.value.code


def stored():
    """Digests of all blobs in the store."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT log_id, digest FROM registry_part ORDER BY digest")
        return cursor.fetchall()


def damage(digest, blob):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_part SET blob = %s WHERE digest = %s", (blob, digest))


def test_a_part_is_kept_with_the_act_that_vouches_for_it():
    begun()
    digest = enclosed()
    assert sealed.opened(registry.part(LOG, digest)) == CONTENT
    assert registry.part("other-2026", digest) is None


def test_the_statements_of_all_kinds_name_the_parts_that_the_state_knows():
    begun()
    enclosed()
    (part,) = queries.parts(registry.state(LOG))
    (named,) = sealed.named({"sealed": ENCLOSE.sealed, "more": [{"sealed": 3}]})
    assert (part.seq, part.erased, part.size) == (3, None, len(CONTENT))
    assert named == ENCLOSE.sealed


BLOB = sealed.seal(CONTENT, hashlib.sha256(b"letter").digest())[1]
WRONG = {
    "none": ([], "part_missing"),
    "one more": ([BLOB, b"x" * 40], "part_unknown"),
    "another": ([BLOB[:-1] + b"?"], "part_unknown"),
    "without its salt": ([CONTENT], "part_unknown"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_act_and_its_parts_come_together_or_not_at_all(name):
    begun()
    statement, blob = letter()
    wrong, code = WRONG[name]
    assert refusal(registry.append, LOG, statement, parts=wrong) == code
    assert (registry.state(LOG).size, stored()) == (3, [])
    registry.append(LOG, statement, parts=[blob])
    assert registry.state(LOG).size == 4


def test_parts_of_an_act_that_names_none_are_refused():
    begun()
    assert refusal(registry.append, LOG, encode(admit("UZB", registry.head(LOG))), parts=[b"x" * 40]) == "part_unknown"


def test_an_act_that_tells_another_size_is_refused():
    begun()
    statement, blob = letter(size=3)
    assert refusal(registry.append, LOG, statement, parts=[blob]) == "part_size"


def test_the_same_file_under_another_act_is_refused_and_its_blob_stays():
    begun()
    digest = enclosed()
    statement, blob = letter(act="again", salt=hashlib.sha256(b"letter").digest())
    assert refusal(registry.append, LOG, statement, parts=[blob]) == "file_known"
    assert registry.part(LOG, digest) == blob


def test_a_part_of_another_log_is_given_again_or_it_is_not_there():
    begun()
    begun("other-2026")
    digest = enclosed()
    statement, blob = letter(log="other-2026")
    assert refusal(registry.append, "other-2026", statement) == "part_missing"
    registry.append("other-2026", statement, parts=[blob])
    append(erasing())
    assert stored() == [("other-2026", digest)]


def test_limits_are_refusals(monkeypatch):
    begun()
    monkeypatch.setattr(parts, "MOST", len(CONTENT) - 1)
    statement, blob = letter()
    assert refusal(registry.append, LOG, statement, parts=[blob]) == "part_too_large"
    monkeypatch.setattr(parts, "MOST", 1000)
    monkeypatch.setattr(parts, "ALL", len(blob))
    enclosed(b"a")
    statement, blob = letter(act="second")
    assert refusal(registry.append, LOG, statement, parts=[blob]) == "parts_full"
    append(erasing())
    registry.append(LOG, statement, parts=[blob])
    monkeypatch.setattr(parts, "NUMBER", 1)
    statement, blob = letter(b"", act="third")
    assert refusal(registry.append, LOG, statement, parts=[blob]) == "parts_full"


def test_a_retry_returns_the_receipt_with_its_parts_or_without():
    begun()
    statement, blob = letter()
    first = registry.append(LOG, statement, parts=[blob])
    for blobs in ([blob], [], [b"x" * 40]):
        again = registry.append(LOG, statement, parts=blobs)
        assert (again.seq, again.at, again.again) == (first.seq, first.at, True)
    assert len(stored()) == 1


def test_a_retry_of_an_act_whose_part_is_erased_brings_nothing_back():
    begun()
    statement, blob = letter()
    registry.append(LOG, statement, parts=[blob])
    append(erasing())
    assert registry.append(LOG, statement, parts=[blob]).again
    assert stored() == []


def test_erasing_is_an_act_and_changes_nothing_that_was_signed():
    begun()
    enclosed()
    leaf, root = registry.leaf(LOG, 3), registry.head(LOG).root
    before = fold.state_hash(registry.state(LOG, 4))
    receipt = append(erasing())
    assert receipt.seq == 4
    assert stored() == []
    assert registry.leaf(LOG, 3) == leaf
    assert registry.head(LOG, 4).root == root
    KEPT.clear()
    assert fold.state_hash(registry.state(LOG, 4)) == before
    assert registry.receipt(LOG, 3)


def test_a_file_is_erased_once_and_an_erasure_sent_again_is_the_same():
    begun()
    enclosed()
    act = erasing()
    first = append(act)
    assert append(act) == replace(first, again=True)
    assert refusal(append, erasing(act="twice")) == "file_erased"


def test_a_damaged_part_is_never_given_out():
    begun()
    digest = enclosed()
    blob = registry.part(LOG, digest)
    for place in (0, 31, 32, len(blob) - 1):
        damage(digest, blob[:place] + bytes([blob[place] ^ 1]) + blob[place + 1 :])
        assert refusal(registry.part, LOG, digest) == "part_damaged"
        assert refusal(registry.export, LOG) == "part_damaged"


def test_a_damaged_part_is_mended_from_a_copy():
    begun()
    digest = enclosed()
    blob = registry.part(LOG, digest)
    damage(digest, b"")
    leaves = [leaf for leaf, _ in store.leaves(LOG)]
    assert registry.recover(LOG, leaves, [blob]) == 4
    assert registry.part(LOG, digest) == blob


def test_a_copy_brings_back_no_part_that_was_erased():
    begun()
    digest, other = enclosed(), enclosed(b"other", "other")
    blobs = [registry.part(LOG, each) for each in (digest, other)]
    append(erasing())
    leaves = [leaf for leaf, _ in store.leaves(LOG)]
    assert registry.recover(LOG, leaves, blobs) == 6
    assert stored() == [(LOG, other)]
    assert refusal(registry.recover, LOG, leaves, [b"x" * 40]) == "part_unknown"


def test_what_a_successor_erases_its_predecessor_does_not_keep():
    begun()
    digest = enclosed()
    successor = "water-2027"
    succession.succeed(succession.propose(LOG, successor))
    assert stored() == [(LOG, digest), (successor, digest)]
    act = replace(erasing(), log=successor, seen=registry.head(successor))
    registry.append(successor, encode(act))
    assert stored() == []
    assert registry.state(LOG).texts["statement"].files["letter"].erased is None


# The bundle.


def facts(data):
    return verify(data, (registry.key(LOG),))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, 3)))
@pytest.mark.usefixtures("_four")
def test_a_bundle_with_any_of_its_parts_verifies_and_names_exactly_the_rest(left_out):
    data = registry.export(LOG)
    digests = [each.digest for each in queries.parts(registry.state(LOG))]
    digests.sort(key=lambda each: registry.part(LOG, each)[32:])
    gone = {f"blobs/{digests[each]}": None for each in left_out}
    report = facts(changed(data, **gone))
    assert report.sound, list(findings.lines(report, "en"))
    assert [(each.part, each.seq, each.erased) for each in report.withheld] == [
        (digests[each], each + 3, None) for each in sorted(left_out)
    ]


@pytest.fixture
def _four():
    begun()
    for each in range(4):
        enclosed(b"%d" % each, f"letter-{each}")


def test_a_bundle_tells_whose_part_is_gone_and_by_which_act():
    begun()
    digest = enclosed()
    append(erasing())
    report = facts(registry.export(LOG))
    assert report.sound
    (withheld,) = report.withheld
    assert (withheld.part, withheld.seq, withheld.erased) == (digest, 3, 4)
    told = "\n".join(findings.lines(report, "en"))
    assert "Act 3 (“KAZ enclosed the file “Comments of the ministry.docx”.”): erased with act 4" in told
    assert "удалена актом 4" in "\n".join(findings.lines(report, "ru"))


def test_the_verifier_inside_tells_it_too(tmp_path):
    begun()
    enclosed()
    gone = enclosed(b"other", "other")
    append(erasing("other"))
    path = tmp_path / "record.zip"
    path.write_bytes(registry.export(LOG))
    done = subprocess.run([sys.executable, path, "--language", "ru"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "часть удалена актом 5 («KAZ: удалён приложенный файл «Comments of the ministry.docx».»)" in done.stdout
    assert gone in done.stdout


def test_a_flipped_bit_in_a_part_of_a_bundle_is_found():
    begun()
    name = f"blobs/{enclosed()}"
    data = registry.export(LOG)
    blob = unzipped(data)[name]
    for place in (0, 32, len(blob) - 1):
        altered = changed(data, **{name: blob[:place] + bytes([blob[place] ^ 1]) + blob[place + 1 :]})
        assert [each.key for each in facts(altered).faults] == ["verify.part_altered"]


def test_two_exports_are_the_same_bytes():
    begun()
    for each in range(3):
        enclosed(b"%d" % each, f"letter-{each}")
    data = registry.export(LOG)
    KEPT.clear()
    assert registry.export(LOG) == data
    assert sorted(each for each in unzipped(data) if each.startswith("blobs/")) == [f"blobs/{d}" for _, d in stored()]


def test_a_bundle_is_loaded_elsewhere_with_its_parts(settings, tmp_path):
    begun()
    digest, other = enclosed(), enclosed(b"other", "other")
    append(erasing())
    leaves = [leaf for leaf, _ in store.leaves(LOG)]
    blobs = [each for name, each in unzipped(registry.export(LOG)).items() if name.startswith("blobs/")]
    with connection.cursor() as cursor:
        for table in ("part", "entry", "log"):
            cursor.execute(f"DELETE FROM registry_{table}")  # noqa: S608 - names of our own
    KEPT.clear()
    settings.COMITY_DATA = tmp_path / "elsewhere"
    registry.load(LOG, leaves, blobs)
    assert [registry.part(LOG, each) is None for each in (digest, other)] == [True, False]


# Nothing is half done.


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the trigger is written for SQLite; the transaction is the same"
)
@pytest.mark.parametrize("what", ["INSERT", "DELETE"])
def test_where_the_store_fails_at_the_part_the_act_is_not_done_either(what):
    begun()
    if what == "DELETE":
        enclosed()
    before = (registry.head(LOG), stored())
    statement, blobs = letter()[0], [letter()[1]]
    if what == "DELETE":
        statement, blobs = encode(erasing()), []
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TRIGGER broken BEFORE {what} ON registry_part BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
        )
    assert refusal(registry.append, LOG, statement, parts=blobs) == "record_unavailable"
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER broken")
    assert (registry.head(LOG), stored()) == before
    assert registry.append(LOG, statement, parts=blobs).seq == before[0].size


# Two at once, and what is left on the disk.


def at_once(*calls):
    """What each call answers, or the code with which it is refused; all begin together, each over a connection of its own."""
    gate, answers = threading.Barrier(len(calls)), []

    def one(call):
        gate.wait()
        try:
            answers.append(call())
        except Refused as refused:
            answers.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_of_two_who_erase_at_once_one_does():
    begun()
    enclosed()
    acts = [erasing(act="one"), erasing(act="two")]
    answers = at_once(*(lambda act=act: append(act).seq for act in acts))
    assert sorted(map(str, answers)) == ["4", "file_erased"]
    assert stored() == []


@pytest.mark.django_db(transaction=True)
def test_whoever_downloads_while_it_is_erased_gets_all_of_it_or_nothing():
    begun()
    digest = enclosed(CONTENT * 20_000)
    whole = registry.part(LOG, digest)
    act = erasing()
    answers = at_once(lambda: append(act).seq, *[lambda: registry.part(LOG, digest)] * 4)
    assert all(each in (4, None, whole) for each in answers)
    assert registry.part(LOG, digest) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="what PostgreSQL leaves on the disk, its VACUUM takes away")
def test_what_is_erased_is_overwritten_in_the_database_file(tmp_path):
    begun()
    marker = b"Name of an official " * 2_000
    enclosed(marker)
    path = connection.settings_dict["NAME"]
    copied = tmp_path / "copy.sqlite3"
    append(erasing())
    with closing(sqlite3.connect(copied)) as copy:
        connection.connection.backup(copy)
    assert str(path)
    assert marker[:40] not in copied.read_bytes()
