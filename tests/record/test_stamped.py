"""Time stamps in a bundle: each is of a head of this record, and says when; a host that dated acts later is found."""

import subprocess
import sys

import pytest

from comity.core.errors import Unreadable
from comity.locale import LANGUAGES
from comity.record import authorities, der, findings, stamp, stamped
from comity.record.archive import unzipped
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes
from comity.record.leaf import leaf, read_leaf
from comity.record.tree import leaf_hash
from comity.record.verify import verify
from record.authority import Authority, needed
from record.bundles import ORIGIN, TRUST, changed, packed, signed

pytestmark = needed

NOW = 4_102_444_800_000
"""The first of January 2100: after any stamp that is made here."""


def head(leaves, size):
    return Checkpoint(ORIGIN, size, Hashes(map(leaf_hash, leaves[:size])).root(size))


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority") / "own", "ecdsa")


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority") / "other", "ecdsa", "Another time")


@pytest.fixture(scope="module")
def stamps(authority, other):
    """Two stamps by one authority, one by another."""
    leaves = signed()
    asked = {size: stamp.request(head(leaves, size)) for size in (3, 10)}
    return {
        (3, "examples"): authority.answer(asked[3]),
        (10, "examples"): authority.answer(asked[10]),
        (10, "another"): other.answer(asked[10]),
    }


@pytest.fixture(scope="module")
def data(stamps):
    return packed(signed(), stamps=stamps)


def lines(report, language="en"):
    return "\n".join(findings.lines(report, language))


def keys(report):
    assert all(lines(report, language) for language in LANGUAGES)
    return [fault.key for fault in report.faults]


def test_a_stamped_record_is_sound_and_says_what_was_not_checked(data):
    report = verify(data, TRUST)
    assert report.sound
    assert [(each.size, each.name, each.authority, each.proof) for each in report.stamps] == [
        (3, "examples", "Time of Examples", "unchecked"),
        (10, "another", "Another time", "unchecked"),
        (10, "examples", "Time of Examples", "unchecked"),
    ]
    assert all(each.at > 1_700_000_000_000 for each in report.stamps)
    assert lines(report).count("not checked") == 2
    assert "не проверял" in lines(report, "ru")


def test_the_authorities_that_the_reader_names_are_checked(data, authority, other):
    report = verify(data, TRUST, authorities=authorities.judge(authority.root))
    assert report.sound
    assert [each.proof for each in report.stamps] == ["checked", "foreign", "checked"]
    assert "Time-stamped 2 times by Time of Examples" in lines(report)
    assert "none of the authorities that you named" in lines(report)
    both = verify(data, TRUST, authorities=authorities.judge(authority.root + other.root))
    assert {each.proof for each in both.stamps} == {"checked"}


def test_an_authority_that_is_named_has_to_have_stamped(stamps, other, authority):
    judge = authorities.judge(other.root)
    only = packed(signed(), stamps={(3, "examples"): stamps[3, "examples"]})
    assert keys(verify(only, TRUST, authorities=judge)) == ["verify.not_stamped"]
    assert keys(verify(packed(signed()), TRUST, authorities=judge)) == ["verify.not_stamped"]
    assert verify(only, TRUST, authorities=authorities.judge(authority.root)).sound


def test_a_stamp_in_the_name_of_a_trusted_authority_that_is_not_its_own_is_a_fault(data, stamps, authority):
    altered = bytearray(stamps[10, "examples"])
    altered[-1] ^= 1
    forged = changed(data, **{"stamps/10-examples.tsr": bytes(altered)})
    assert verify(forged, TRUST).sound
    assert keys(verify(forged, TRUST, authorities=authorities.judge(authority.root))) == ["verify.stamp_forged"]


def test_openssl_accepts_the_stamps_as_they_lie_in_the_bundle(data, authority):
    members = unzipped(data)
    for size in (3, 10):
        found = members[f"stamps/{size}-examples.tsr"]
        assert authority.accepts(found, head(signed(), size).text.encode())
        assert not authority.accepts(found, head(signed(), size - 1).text.encode())


def test_the_same_stamps_give_the_same_bytes_in_whatever_order(stamps, data):
    assert packed(signed(), stamps=dict(reversed(stamps.items()))) == data


@pytest.mark.parametrize("place", [(4, "examples"), (11, "examples"), (9_999_999, "examples")])
def test_a_stamp_of_another_head_is_a_fault(stamps, place):
    report = verify(packed(signed(), stamps={place: stamps[3, "examples"]}), TRUST)
    assert keys(report) == ["unreadable.stamp_of_another"]
    assert "stamps/" in lines(report)


def test_a_stamp_that_is_malformed_or_wrapped_otherwise_is_a_fault(stamps):
    good = stamps[3, "examples"]
    token = stamp.read(good).token
    status = der.write(der.SEQUENCE, der.write(der.INTEGER, b"\x01"))
    refused = der.write(der.SEQUENCE, der.write(der.SEQUENCE, der.write(der.INTEGER, b"\x02")))
    for content, why in (
        (b"", "malformed"),
        (good[:-1], "malformed"),
        (token, "malformed"),
        (good + b"\0", "malformed"),
        (der.write(der.SEQUENCE, status, token), "malformed"),
        (refused, "refused"),
        (bytes(stamp.LARGEST + 1), "too_large"),
    ):
        report = verify(packed(signed(), stamps={(3, "examples"): content}), TRUST)
        assert keys(report) == [f"unreadable.stamp_{why}"]


@pytest.mark.parametrize(
    "name", ["3-examples.tst", "03-examples.tsr", "3-Examples.tsr", "3.tsr", "0-examples.tsr", "3-a/b.tsr", "x"]
)
def test_a_member_that_is_no_stamp_of_the_house_differs(data, stamps, name):
    altered = changed(data, **{f"stamps/{name}": stamps[3, "examples"]})
    assert keys(verify(altered, TRUST)) == ["verify.member_differs"]


def test_an_act_dated_after_its_stamp_is_a_fault_once_the_stamp_is_proven(authority):
    last = read_leaf(signed()[-1])
    leaves = (*signed()[:-1], leaf(NOW, last.seq, last.stmt, last.sigs))
    answer = authority.answer(stamp.request(head(leaves, 10)))
    data = packed(leaves, stamps={(10, "examples"): answer})
    proven = verify(data, TRUST, authorities=authorities.judge(authority.root))
    assert [(fault.key, fault.seq) for fault in proven.faults] == [("verify.stamp_before", 9)]
    assert "Act 9: It is dated" in lines(proven)
    claimed = verify(data, TRUST)
    assert claimed.sound
    assert claimed.stamps[0].ahead > 1_000_000
    assert "the clock of the host ran ahead: act 9" in lines(claimed)
    assert "спешили: акт 9" in lines(claimed, "ru")


def test_clocks_may_differ_by_a_few_minutes(stamps):
    found = stamp.read(stamps[3, "examples"])
    limit = stamped.AHEAD * 60_000
    assert [stamped.ahead(found.at + more, found) for more in (-1, 0, limit - 1, limit, limit + 60_000)] == [
        0,
        0,
        0,
        5,
        6,
    ]


def test_a_bundle_with_stamps_is_verified_by_python_alone(data, tmp_path):
    file = tmp_path / "record.zip"
    file.write_bytes(data)
    words = [sys.executable, "-I", "-S", str(file), "--language", "en"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "claim to be by Time of Examples" in done.stdout
    assert "not checked: comity verify --authorities" in done.stdout


@pytest.mark.parametrize("name", ["", "A", "a b", "a/b", "../x", "ä", "a" * 65, "a.b"])
def test_names_of_authorities_are_plain(name):
    assert not stamped.is_name(name)
    assert stamped.is_name("time-9")


def test_stamps_are_read_where_they_are_told_from_others():
    found = {(2, "b"): b"1", (10, "a"): b"2"}
    assert list(stamped.members(found)) == ["stamps/2-b.tsr", "stamps/10-a.tsr"]
    assert stamped.found({**stamped.members(found), "checkpoint": b""}) == found
    with pytest.raises(Unreadable):
        stamp.read(b"1")
