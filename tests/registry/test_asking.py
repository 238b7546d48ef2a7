"""The host asks a witness: the real one, which may have been asked by others, and such as answer anything."""

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as laws
from hypothesis import strategies as st

from comity import registry
from comity.cli.witnessing.keys import own
from comity.cli.witnessing.witness import Witness
from comity.core.errors import Refused, Unreadable
from comity.record import checkpoint, cosignature, note, submission
from comity.record.checkpoint import Checkpoint
from comity.record.note import Note
from comity.record.submission import COSIGNED, SIZE, Reply
from comity.registry import known
from comity.registry.asking import TRIES, Asked
from comity.registry.witnesses import HOST
from record.signing import signer
from registry.acts import LOG, admit, append, grow
from registry.losing import put_back, refused
from registry.test_witnesses import cosigned, witness

pytestmark = pytest.mark.django_db


class Asks:
    """A witness that trusts the host, and what the host's requests reach of it."""

    def __init__(self, folder):
        self.witness = Witness(folder, own(folder / "key", "witness.example/w1", "en"), lambda: (registry.key(LOG),))
        self.submitted = []

    def submit(self, body):
        self.submitted.append(body)
        read = submission.read(body)
        found = self.witness.add(read)
        last = checkpoint.read(found.last.text).size if found.last else 0
        if found.status == COSIGNED:
            return Reply(COSIGNED, "text/plain", f"{found.line}\n".encode())
        return Reply(found.status, SIZE, f"{last}\n".encode())

    def show(self):
        last = self.witness.last(registry.key(LOG).name)
        return bytes(last) if last else None

    def ask(self, show=None):
        return registry.ask(LOG, self.witness.key, self.submit, show or self.show)


@pytest.fixture
def asks(tmp_path):
    return Asks(tmp_path)


def forget(signed):
    """Store and heads as they were at 5 acts, when the checkpoint was ``signed``."""
    put_back(5, signed)
    (settings.COMITY_DATA / "heads" / LOG).unlink()


def lose(asks, size=9):
    """Of ``size`` acts, all of them cosigned, nothing here knows more than 5 any more; the checkpoint of these."""
    grow(5)
    old = registry.checkpoint(LOG)
    grow(size, start=5)
    asks.ask()
    forget(old)
    return old


def test_the_newest_head_is_cosigned_and_served(asks):
    for size in (3, 4, 9):
        grow(size, start=0 if size == 3 else known.known(LOG).size)
        assert asks.ask() == Asked("cosigned", size, 200)
        (kept,) = registry.witnesses(LOG)
        assert (kept.party, kept.key, kept.size) == (HOST, str(asks.witness.key), size)
        served = note.read(registry.checkpoint(LOG))
        assert [each.key for each in cosignature.cosigned(served, (asks.witness.key,))] == [asks.witness.key]
    assert asks.ask().code == "cosigned"
    assert len(asks.submitted) == 4, "the size it cosigned last is known"


def test_a_witness_that_others_asked_before_tells_its_size(asks):
    grow(3)
    asks.ask()
    registry.witnesses(LOG)
    grow(6, start=3)
    signed = note.read(registry.checkpoint(LOG))
    others = submission.Submission(3, registry.consistency(LOG, 3, 6), Note(signed.text, signed.signatures[:1]))
    assert asks.witness.add(others).status == COSIGNED
    grow(8, start=6)
    assert asks.ask() == Asked("cosigned", 8, 200)
    assert len(asks.submitted) == 3


def test_what_it_is_asked_for_while_the_record_grows_is_asked_again(asks):
    """Another worker appends, and the witness's own round is quicker than we are."""
    grow(3)
    plain = asks.submit

    def late(body):
        if len(asks.submitted) == 0:
            grow(5, start=3)
            signed = note.read(registry.checkpoint(LOG))
            assert asks.witness.add(submission.Submission(0, (), signed)).status == COSIGNED
        return plain(body)

    asks.submit = late
    assert asks.ask() == Asked("cosigned", 5, 200)


def test_a_witness_that_shows_what_the_store_lost_stops_the_record(asks):
    old = lose(asks)
    assert append(admit("KAZ", registry.head(LOG))).seq == 5, "nothing here knows better"
    forget(old)
    assert refused(asks.ask)[0] == "record_behind"
    assert refused(lambda: append(admit("UZB", registry.head(LOG)))) == (
        "record_behind",
        {"log": LOG, "size": 5, "known": 9},
    )
    assert len(asks.submitted) == 2
    assert refused(asks.ask)[0] == "record_behind"
    assert len(asks.submitted) == 2, "what is behind is not submitted"


def test_a_size_alone_is_told_and_stops_nothing(asks):
    lose(asks)
    assert asks.ask(lambda: None) == Asked("ahead", 9, 409)
    assert asks.ask(lambda: b"trust me") == Asked("ahead", 9, 409)
    assert append(admit("KAZ", registry.head(LOG))).seq == 5


def test_another_history_that_this_host_signed_stops_the_record(asks):
    """Put back to 5, and continued with other acts before anybody asked a witness."""
    lose(asks)
    for n in range(5, 12):
        append(admit(f"X{n}", registry.head(LOG)))
    assert asks.ask(lambda: None) == Asked("forked", 12, 422)
    assert refused(asks.ask) == ("record_forked", {"log": LOG, "size": 9})
    assert refused(lambda: append(admit("KAZ", registry.head(LOG))))[0] == "record_forked"
    assert known.known(LOG).size == 12, "the newest head is not forgotten for it"
    assert registry.state(LOG).size == 12


def test_the_same_size_with_another_root_is_another_history(asks):
    lose(asks, 6)
    append(admit("X5", registry.head(LOG)))
    assert asks.ask(lambda: None) == Asked("forked", 6, 409)
    assert refused(asks.ask)[0] == "record_forked"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Reply(404, "text/plain", b""), "unknown"),
        (Reply(403, "text/plain", b""), "forbidden"),
        (Reply(400, "text/plain", b""), "garbled"),
        (Reply(500, "text/html", b"<p>"), "garbled"),
        (Reply(302, "text/plain", b""), "garbled"),
        (Reply(422, "text/plain", b""), "forked"),
        (Reply(200, "text/plain", b""), "garbled"),
        (Reply(200, "text/plain", b"\xff"), "garbled"),
        (Reply(409, "text/plain", b"3\n"), "garbled"),
        (Reply(409, SIZE, b"three\n"), "garbled"),
        (Reply(409, SIZE, b"03\n"), "garbled"),
        (Reply(409, SIZE, b"9" * 300 + b"\n"), "garbled"),
        (Reply(409, SIZE, b"0\n"), "garbled"),
        (Reply(409, SIZE, b"99\n"), "ahead"),
    ],
)
def test_whatever_is_answered_is_told_and_nothing_is_kept(answer, code):
    grow(3)
    found = registry.ask(LOG, witness()[0], lambda _: answer, lambda: None)
    assert (found.code, found.status in {answer.status, 409}) == (code, True)
    assert registry.witnesses(LOG) == ()
    assert append(admit("KAZ", registry.head(LOG))).seq == 3


def test_a_witness_that_never_settles_is_left_alone():
    grow(9)
    sizes = iter(range(1, 9))
    asked = []

    def submit(body):
        asked.append(body)
        return Reply(409, SIZE, f"{next(sizes)}\n".encode())

    assert registry.ask(LOG, witness()[0], submit, lambda: None).code == "busy"
    assert len(asked) == TRIES


@laws(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(100, 599), st.sampled_from([SIZE, "text/plain", ""]), st.binary(max_size=80), st.binary(max_size=80))
def test_no_answer_is_a_fault_of_ours(status, kind, body, shown):
    if not registry.logs():
        grow(3)
    found = registry.ask(LOG, witness()[0], lambda _: Reply(status, kind, body), lambda: shown)
    assert found.code != "cosigned"
    assert known.broken(LOG) is None


def test_a_cosignature_of_another_key_or_time_is_not_kept():
    grow(3)
    key, _ = witness()
    strange = [
        (cosigned(3, by=witness(seed=8)), "seed"),
        (cosigned(3, at=2**40), "ahead of time"),
        (cosigned(2), "of another head"),
    ]
    for signed, why in strange:
        answer = Reply(200, "text/plain", "".join(f"{line}\n" for line in signed.signatures).encode())
        assert registry.ask(LOG, key, lambda _, answer=answer: answer, lambda: None).code == "garbled", why
    assert registry.witnesses(LOG) == ()


def test_a_witness_that_does_not_answer_is_said_by_whoever_asks():
    grow(3)

    def submit(_):
        raise Unreadable("https://witness.example", "witness_unreachable", reason="")

    with pytest.raises(Unreadable):
        registry.ask(LOG, witness()[0], submit, lambda: None)


# What is shown, by whichever road.


def signed_as(size, root, key, sign):
    text = Checkpoint(key.name, size, root).text
    return bytes(Note(text, (note.signed(text, key, sign),)))


def test_nobody_but_this_host_stops_the_record():
    grow(3)
    key, sign = signer(registry.key(LOG).name, seed=9)
    for shown in (None, b"", signed_as(9, bytes(32), key, sign), bytes(cosigned(2, root=bytes(32)))):
        registry.compare(LOG, lambda shown=shown: shown)
    assert append(admit("KAZ", registry.head(LOG))).seq == 3


def test_a_witness_that_brings_what_the_store_lost_stops_the_record():
    grow(5)
    old = registry.checkpoint(LOG)
    grow(9, start=5)
    signed, by = note.read(registry.checkpoint(LOG)), witness()
    brought = Note(signed.text, (*signed.signatures, cosignature.cosign(signed.text, by[0], 1, by[1])))
    forget(old)
    with pytest.raises(Refused, match="witness_forked"):
        registry.cosign(LOG, "KAZ", by[0], Note(signed.text, brought.signatures[1:]))
    assert known.broken(LOG) is None
    with pytest.raises(Refused, match="record_behind"):
        registry.cosign(LOG, "KAZ", by[0], brought)
    assert known.broken(LOG).code == "record_behind"


def test_a_witness_whom_the_host_asked_may_bring_its_own_cosignature(asks):
    grow(3)
    asks.ask()
    grow(4, start=3)
    signed = note.read(registry.checkpoint(LOG))
    found = asks.witness.add(submission.Submission(3, registry.consistency(LOG, 3, 4), signed))
    kept = registry.cosign(LOG, "KAZ", asks.witness.key, Note(signed.text, (found.line,)))
    assert (kept.party, kept.size) == (HOST, 4)


def test_a_partys_witness_stays_its_own_when_the_host_asks_it(asks):
    grow(3)
    signed = note.read(registry.checkpoint(LOG))
    found = asks.witness.add(submission.Submission(0, (), signed))
    registry.cosign(LOG, "KAZ", asks.witness.key, Note(signed.text, (found.line,)))
    grow(4, start=3)
    assert asks.ask().code == "cosigned"
    (kept,) = registry.witnesses(LOG)
    assert (kept.party, kept.size) == ("KAZ", 4)
