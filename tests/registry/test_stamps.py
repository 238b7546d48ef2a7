"""Time stamps beside a record: of its own heads alone, the first of each kept, and given out with it."""

import hashlib
import time

import pytest

from comity import registry
from comity.core.errors import Refused, Unreadable
from comity.record import authorities, findings, stamp, stamped
from comity.record.archive import unzipped
from comity.record.checkpoint import Checkpoint
from comity.record.verify import verify
from comity.registry import models, stamps, store
from record.authority import Authority, needed
from registry.acts import LOG, grow

pytestmark = [pytest.mark.django_db(transaction=True), needed]


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority") / "own", "ecdsa")


def refusal(*words):
    with pytest.raises(Refused) as refused:
        stamps.keep(*words)
    return refused.value.code


def test_a_stamped_head_is_kept_and_leaves_with_the_record(authority):
    grow(4)
    kept = stamps.keep(LOG, "examples", authority.answer(stamps.request(LOG)))
    assert (kept.size, kept.name, kept.authority) == (4, "examples", "Time of Examples")
    assert abs(kept.at / 1_000 - time.time()) < 60
    assert stamps.latest(LOG) == kept
    grow(6, start=4)
    data = registry.export(LOG)
    assert data == registry.export(LOG)
    report = verify(data, (registry.key(LOG),), authorities=authorities.judge(authority.root))
    assert report.sound, list(findings.lines(report, "en"))
    assert [(each.size, each.name, each.proof) for each in report.stamps] == [(4, "examples", "checked")]
    head = Checkpoint(store.origin(LOG), 4, store.root(LOG, 4)).text.encode()
    assert authority.accepts(unzipped(data)["stamps/4-examples.tsr"], head)


def test_an_answer_is_kept_though_the_record_has_grown_since(authority):
    grow(2)
    answer = authority.answer(stamps.request(LOG))
    grow(5, start=2)
    assert stamps.keep(LOG, "late", answer).size == 2
    assert stamps.is_stamped(LOG, "late") is False
    stamps.keep(LOG, "late", authority.answer(stamps.request(LOG)))
    assert stamps.is_stamped(LOG, "late") is True
    assert stamps.is_stamped(LOG, "other") is False
    assert stamps.latest(LOG).size == 5


def test_the_first_stamp_of_a_head_is_the_one_that_is_kept(authority):
    grow(2)
    first, second = (authority.answer(stamps.request(LOG)) for _ in range(2))
    assert first != second
    kept = stamps.keep(LOG, "examples", first)
    assert stamps.keep(LOG, "examples", second) == kept
    assert stamps.keep(LOG, "examples", stamp.read(first).token) == kept
    assert stamps.answers(LOG) == {(2, "examples"): first}
    assert stamps.keep(LOG, "again", second).at >= kept.at
    assert models.Stamp.objects.count() == 2


def test_what_is_no_stamp_of_this_record_is_refused(authority):
    grow(3)
    good = authority.answer(stamps.request(LOG))
    foreign = Checkpoint(store.origin(LOG), 3, hashlib.sha256(b"").digest())
    assert refusal(LOG, "examples", authority.answer(stamp.request(foreign))) == "stamp_foreign"
    assert refusal("gas-2026", "examples", good) == "record_unknown"
    for name in ("", "A", "a/b", "..", "a" * 65):
        assert refusal(LOG, name, good) == "stamp_name"
    for answer, why in (
        (b"", "stamp_malformed"),
        (good[:-1], "stamp_malformed"),
        (bytes(stamp.LARGEST + 1), "stamp_too_large"),
        (authority.answer(b"nothing"), "stamp_refused"),
    ):
        with pytest.raises(Unreadable) as refused:
            stamps.keep(LOG, "examples", answer)
        assert refused.value.why == why
    assert not models.Stamp.objects.exists()
    assert registry.logs() == (LOG,)


def test_a_record_that_is_not_kept_asks_for_nothing():
    with pytest.raises(Refused) as refused:
        stamps.request("gas-2026")
    assert refused.value.code == "record_unknown"
    assert registry.logs() == ()
    assert stamps.latest("gas-2026") is None


def test_a_stamp_older_than_an_act_under_it_is_refused(authority, monkeypatch):
    clock = time.time
    monkeypatch.setattr(time, "time_ns", lambda: int(clock() + 3_600) * 10**9)
    monkeypatch.setattr(time, "time", lambda: clock() + 3_600)
    grow(2)
    answer = authority.answer(stamps.request(LOG))
    with pytest.raises(Refused) as refused:
        stamps.keep(LOG, "examples", answer)
    assert refused.value.code == "stamp_early"
    assert 55 <= refused.value.facts["minutes"] <= 60


def test_no_more_are_kept_than_a_bundle_may_hold(authority, monkeypatch):
    monkeypatch.setattr(stamps, "MOST", 2)
    grow(2)
    answer = authority.answer(stamps.request(LOG))
    for name in ("a", "b"):
        stamps.keep(LOG, name, answer)
    assert refusal(LOG, "c", answer) == "stamp_many"
    assert stamps.keep(LOG, "a", answer).size == 2


@pytest.mark.parametrize(
    "damage", [lambda token: token[:-1], lambda _: b"", lambda token: token.replace(b"\x04\x20", b"\x04\x21", 1)]
)
def test_a_stamp_that_was_damaged_in_the_store_does_not_leave_it(authority, damage):
    grow(2)
    stamps.keep(LOG, "examples", authority.answer(stamps.request(LOG)))
    kept = models.Stamp.objects.get()
    models.Stamp.objects.update(token=damage(bytes(kept.token)))
    with pytest.raises(Refused) as refused:
        registry.export(LOG)
    assert refused.value.code == "stamp_damaged"
    assert stamps.latest(LOG) is None


def test_stamps_come_back_from_a_copy_of_the_record(authority):
    grow(3)
    kept = stamps.keep(LOG, "examples", authority.answer(stamps.request(LOG)))
    found = stamped.found(unzipped(registry.export(LOG)))
    models.Stamp.objects.all().delete()
    stamps.restore(LOG, {(1, "forged"): b"nothing", **found, (2, "x"): authority.answer(b"nothing")})
    assert stamps.answers(LOG) == found
    assert stamps.latest(LOG) == kept


def test_every_head_is_looked_through_the_newest_first(monkeypatch):
    monkeypatch.setattr(store, "PAGE", 3)
    grow(7)
    found = list(store.roots(LOG))
    assert [size for size, _ in found] == [7, 6, 5, 4, 3, 2, 1]
    assert all(root == store.root(LOG, size) for size, root in found)
