"""The command ``witness`` against a host over HTTP: what it keeps, what it cosigns, and what it cries about."""

import base64
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cli.host import ORIGIN, Host, statement
from comity.cli.witnessing import fetching, paced
from comity.cli.witnessing.mirror import Mirror
from comity.record import checkpoint, cosignature, note, rotation
from comity.record.leaf import leaf
from comity.record.note import COSIGNATURE
from record.signing import signer
from waiting import Ticking


@pytest.fixture
def host(tmp_path):
    folder = tmp_path / "host"
    folder.mkdir()
    with Host(folder).listening() as served:
        yield served


@pytest.fixture
def witness(comity, host, files):
    """``witness(…)``: a round of the witness in ``folder`` against the host."""
    files(**{"token.txt": "comity-secret\n"})

    def look(*words, folder="w", where=None):
        return comity("witness", where or host.address, "--folder", folder, "--once", "--token", "token.txt", *words)

    return look


def kept(tmp_path, folder="w"):
    (place,) = (tmp_path / folder / "logs").iterdir()
    return place


def evidence(tmp_path, code, folder="w"):
    (place,) = (tmp_path / folder / "evidence").glob(f"{code}-*")
    return {each.name: each.read_bytes() for each in place.iterdir()}


def signed_alike(data, signed):
    """Whether a file holds the note with its signatures, and more of them."""
    found = note.read(data)
    return found.text == signed.text and set(signed.signatures) <= set(found.signatures)


def last_posted(host):
    key, _, signed = host.posted[-1].partition(b"\n\n")
    key = note.read_key(key.decode())
    found = note.read(signed)
    (cosigned,) = cosignature.cosigned(found, (key,))
    return checkpoint.read(found.text), cosigned


@pytest.mark.parametrize("sizes", [(1, 2, 3), (255, 256, 257), (5, 5, 600), (300, 520)])
def test_round_by_round_the_record_is_proven_mirrored_and_cosigned(witness, host, tmp_path, sizes):
    old = 0
    for size in sizes:
        answer = witness() if host.grow(size) else None
        assert (answer.code, answer.out) == (0, "")
        assert f"Record of {size} act" in answer.err
        assert f"{size - old} new" in answer.err
        head, _ = last_posted(host)
        assert (head.size, head.root) == (size, host.hashes.root(size))
        old = size
    place = kept(tmp_path) / "mirror"
    served = {path: data for path, data in host.files().items() if path != "key"}
    mirrored = {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    posted = note.read(host.posted[-1].partition(b"\n\n")[2])
    assert note.verified(posted, (host.key,)) == (host.key,)
    assert mirrored.pop("checkpoint") == bytes(posted), "with the cosignature of this very round"
    assert served.pop("checkpoint") == bytes(host.note())
    assert mirrored == served
    assert list(Mirror(place).leaves(0, size)) == host.leaves


def test_the_first_key_is_trusted_with_a_sentence_and_another_is_not(witness, host, tmp_path):
    host.grow(3)
    assert f"{host.key}" in witness().err
    assert "trusted from now on" not in witness().err
    other = Host(host.folder, seed=2).grow(4)
    answer = witness()
    assert answer.code == 1
    assert "not signed with a key that is trusted" in answer.err
    assert evidence(tmp_path, "key")["checkpoint"] == bytes(other.note())
    assert len(host.posted) == 2


def test_a_key_that_the_trusted_one_announced_is_followed_and_stays_trusted(witness, host, tmp_path):
    host.grow(3)
    first = host.key
    witness()
    host.grow(5).pass_on(2).grow(6).pass_on(3).grow(7)
    answer = witness()
    assert answer.code == 0
    assert f"at 5 acts. {host.key}" not in answer.err
    for size in (5, 6):
        assert f"passed on its key when the record had {size} acts" in answer.err
    assert last_posted(host)[0].size == 7
    assert (kept(tmp_path) / "mirror/rotations").read_bytes() == host.rotations
    host.rotations = b""
    (host.folder / "rotations").unlink()
    again = witness() if host.grow(8) else None
    assert again.code == 0
    assert "passed on" not in again.err
    host.rotations = (kept(tmp_path) / "mirror/rotations").read_bytes()
    host.pass_on(4).grow(9)
    assert "at 8 acts" not in witness().err
    assert len(rotation.read_all((tmp_path / "w/rotations").read_bytes())) == 3, "each announcement is kept once"
    assert (tmp_path / "w/trusted").read_text().startswith(str(first)), "what was believed first is not written over"


def test_a_key_of_other_hands_is_followed_as_well_and_no_other(witness, host, files):
    host.grow(3)
    files(keys_txt=f"{host.key}\n", other_txt=f"{signer(ORIGIN, seed=9)[0]}\n")
    host.pass_on(2).grow(4)
    assert witness("--trust", "other.txt", folder="other").code == 1
    assert witness("--trust", "keys.txt").code == 0
    assert witness("--trust", "keys.txt").code == 0
    assert witness("--trust", "other.txt").code == 1, "what another key announced is not believed"


@pytest.mark.parametrize("told", [b"", b"trust me", bytes(200)])
def test_a_key_that_nobody_announced_is_cried_out(witness, host, tmp_path, told):
    host.grow(3)
    witness()
    host.pass_on(2, announced=False)
    host.rotations = told
    answer = witness() if host.grow(4) else None
    assert answer.code == 1
    assert "not signed with a key that is trusted" in answer.err
    assert evidence(tmp_path, "key").get("rotations", b"") == told


def test_a_key_passed_on_with_another_record_in_view_is_cried_out(witness, host, tmp_path):
    host.grow(6)
    other = Host(tmp_path / "elsewhere").grow(6).rewrite(2).pass_on(2)
    assert witness().code == 0
    before = host.note()
    host.pass_on(2, announced=False)
    host.rotations = other.rotations
    answer = witness() if host.grow(9) else None
    assert answer.code == 1
    assert "passed on its key with another record in view, at 6 acts" in answer.err
    assert set(evidence(tmp_path, "passed")) == {"checkpoint", "rotations"}
    assert signed_alike((kept(tmp_path) / "mirror/checkpoint").read_bytes(), before)
    assert len(host.posted) == 1
    assert witness().code == 1


def test_witnesses_on_both_sides_of_a_new_key_agree(witness, host, tmp_path):
    host.grow(3)
    witness()
    witness(folder="other")
    host.pass_on(2).grow(5)
    assert witness("--compare", kept(tmp_path, "other") / "mirror").code == 0
    assert witness("--compare", kept(tmp_path) / "mirror", folder="other").code == 0


def test_another_log_under_the_same_address_is_not_believed(witness, host):
    host.grow(3)
    witness()
    Host(host.folder, origin="comity/another").grow(3)
    assert witness().code == 1


def test_a_key_of_other_hands_is_the_only_one_believed(witness, host, files):
    host.grow(3)
    files(keys_txt=f"# from the embassy\n{host.key}\n")
    answer = witness("--trust", "keys.txt")
    assert answer.code == 0
    assert "as it was seen first" not in answer.err
    files(keys_txt=f"{Host(host.folder, seed=9).key}  # of somebody else\n")
    assert witness("--trust", "keys.txt").code == 1


def test_a_host_that_rewrites_an_act_is_caught_and_the_act_is_named(witness, host, tmp_path):
    host.grow(300)
    witness()
    before = host.note()
    host.rewrite(17).grow(310)
    answer = witness()
    assert answer.code == 1
    assert "ALARM: two histories. Act 17" in answer.err
    found = evidence(tmp_path, "forked")
    assert signed_alike(found["mirrored"], before)
    assert found["checkpoint"] == bytes(host.note())
    assert found["mirrored.json"] == leaf(1_000_017, 17, statement(17))
    assert len(host.posted) == 1
    assert signed_alike((kept(tmp_path) / "mirror/checkpoint").read_bytes(), before)
    assert witness().code == 1


def test_another_head_of_the_same_size_is_caught(witness, host):
    host.grow(20)
    witness()
    host.rewrite(19)
    assert "Act 19" in witness().err


def test_a_record_that_went_back_is_caught(witness, host, tmp_path):
    host.grow(20)
    witness()
    host.statements = host.statements[:15]
    host.serve()
    answer = witness()
    assert answer.code == 1
    assert "went back to 15 acts" in answer.err
    assert set(evidence(tmp_path, "back")) == {"checkpoint", "mirrored"}
    reminded, _ = last_posted(host)
    assert reminded.size == 20, "the host is shown what it signed"
    assert note.verified(note.read(host.posted[-1].partition(b"\n\n")[2]), (host.key,))


def test_a_host_that_shows_two_parties_different_heads_is_caught_when_they_compare(witness, host, tmp_path):
    host.grow(40)
    witness()
    place = tmp_path / "other-host"
    shutil.copytree(host.folder, place)
    with Host(place).listening() as twin:
        twin.statements = list(host.statements)
        twin.rewrite(33).grow(45)
        assert witness(where=twin.address, folder="other").code == 0
    mirror = kept(tmp_path, "other") / "mirror"
    answer = witness("--compare", mirror)
    assert answer.code == 1
    assert "Act 33" in answer.err
    found = evidence(tmp_path, "forked")
    assert {checkpoint.read(note.read(found[name]).text).size for name in ("checkpoint", "mirrored")} == {40, 45}


def test_acts_that_are_kept_from_one_party_are_missed_when_it_compares(witness, host, tmp_path):
    host.grow(40)
    place = tmp_path / "other-host"
    shutil.copytree(host.folder, place)
    with Host(place).listening() as twin:
        twin.statements = list(host.statements)
        twin.grow(41)
        assert witness(where=twin.address, folder="other").code == 0
    mirror = kept(tmp_path, "other") / "mirror"
    for _ in range(2):  # it is cried out for as long as it is so
        answer = witness("--compare", mirror)
        assert answer.code == 1
        assert f"shows 40 acts, but {mirror} holds 41" in answer.err
    found = evidence(tmp_path, "hidden")
    assert [checkpoint.read(note.read(found[name]).text).size for name in ("checkpoint", "elsewhere")] == [40, 41]
    assert host.posted == []
    host.grow(41)
    assert witness("--compare", mirror).code == 0


def test_an_act_that_comes_while_two_places_are_compared_is_no_reason(witness, host, tmp_path):
    host.grow(40)
    place = tmp_path / "other-host"
    shutil.copytree(host.folder, place)

    class Asked(list):
        def append(self, question):
            super().append(question)
            host.grow(41)

    with Host(place).listening() as twin:
        twin.statements = list(host.statements)
        twin.grow(41)
        twin.asked = Asked()
        assert witness("--compare", twin.address).code == 0
    assert last_posted(host)[0].size == 40


def test_two_witnesses_who_were_shown_the_same_agree_at_any_sizes(witness, host, tmp_path):
    host.grow(40)
    witness(folder="other")
    host.grow(300)
    assert witness("--compare", kept(tmp_path, "other") / "mirror").code == 0
    assert witness("--compare", kept(tmp_path, "w") / "mirror", folder="other").code == 0


def test_a_host_that_serves_what_does_not_add_up_is_not_cosigned(witness, host):
    host.grow(10)
    witness()
    host.grow(12)
    tile = host.folder / "tile/entries/000.p/12"
    tile.write_bytes(tile.read_bytes().replace(b"as filed", b"as faked"))
    answer = witness()
    assert (answer.code, len(host.posted)) == (2, 1)
    assert "does not add up" in answer.err


@pytest.mark.parametrize("cut", [b"", b"\x00", b"\xff\xff"])
def test_a_bundle_that_is_cut_short_is_not_believed(witness, host, cut):
    host.grow(3)
    (host.folder / "tile/entries/000.p/3").write_bytes(cut)
    assert witness().code == 2
    assert host.posted == []


@pytest.mark.parametrize("path", ["checkpoint", "key", "tile/entries/000.p/3"])
@given(data=st.one_of(st.binary(max_size=60), st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=3))))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_host_answers_it_is_said_in_a_sentence(witness, host, tmp_path, path, data):
    """Any bytes in the place of a file, or a few bytes of it changed: never cosigned, never a fault of ours."""
    host.grow(3)
    good = host.files()[path]
    at, change = data if isinstance(data, tuple) else (0, b"")
    at %= len(good)
    bad = good[:at] + change + good[at + len(change) :] if change else data
    assume(bad != good)
    (host.folder / path).write_bytes(bad)
    folder = f"w{len(list(tmp_path.iterdir()))}"
    answer = witness(folder=folder)
    assert answer.code in {1, 2}
    assert 0 < answer.err.count("\n") <= 2
    assert host.posted == []


def test_a_host_cannot_fill_the_memory(witness, host, monkeypatch):
    host.grow(600)
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    assert "more than 1000 bytes" in witness().err
    monkeypatch.setattr(fetching, "MOST_ACTS", 500)
    assert "more than 500" in witness().err
    assert host.posted == []


DRIPS = {
    "its answer": (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
    "one header": (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "the status": (b"HTTP/1.1 ", b"2"),
    "the size of a piece": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    "pieces": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "why it says no": (b"HTTP/1.1 500 No\r\n\r\n", b"x"),
    "that one may go on": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("name", DRIPS)
def test_a_host_that_drips_is_left(witness, host, monkeypatch, name):
    """Each byte is new patience to a socket; and none to a witness."""
    host.grow(3)
    host.begun, host.dripping = DRIPS[name]
    monkeypatch.setattr(paced, "time", Ticking())
    monkeypatch.setattr(paced, "PACE", 10**12)
    answer = witness()
    assert answer.code == 2
    assert ("status 500" if name == "why it says no" else "timed out") in answer.err


def test_what_comes_without_end_buys_no_time_without_end(witness, host, monkeypatch):
    host.grow(3)
    host.dripping = b"HTTP/1.1 100 Continue\r\n\r\n" * 4_000
    host.begun = b""
    monkeypatch.setattr(paced, "time", Ticking())
    answer = witness()
    assert answer.code == 2
    assert "timed out" in answer.err


NO_ACTS = (
    "no act",
    "[" * 30_000,
    '{"kind":"consultation.succeed"}',
    '{"kind":"consultation.succeed","lost":' + "[" * 30_000,
    '{"actor":7,"id":[],"log":null}',
)


@pytest.mark.parametrize("words", NO_ACTS)
def test_a_host_that_lists_what_is_no_act_stops_no_witness(witness, host, tmp_path, words):
    """Else its parties would not see what it does afterwards."""
    host.grow(2)
    own = tmp_path / "own"
    own.mkdir()
    for n in range(2):
        (own / f"{n}.json").write_text(statement(n))
    (own / "nested.json").write_text(words)
    (own / "bytes.json").write_bytes(b'{"actor":"\xff"}')
    host.statements.append(words)
    host.serve()
    answer = witness("--own", own, "--party", "KAZ")
    assert (answer.code, len(host.posted)) == (0, 1), answer.err
    host.rewrite(1)
    assert witness("--own", own, "--party", "KAZ").code == 1


def test_a_log_that_is_known_from_elsewhere_is_held_to_its_key(witness, host, tmp_path):
    """Whoever may read a log could else have it go on under a key of their own, in the name of its host."""
    host.grow(3)
    assert witness().code == 0
    (tmp_path / "forger").mkdir()
    with Host(tmp_path / "forger", seed=2).listening() as forger:
        forger.grow(5)
        answer = witness(where=forger.address)
        assert answer.code == 1
        assert "not signed with a key that is trusted" in answer.err
        assert forger.posted == []
    with Host(tmp_path / "host").listening() as again:
        again.grow(5)
        assert witness(where=again.address).code == 0


def test_the_partys_own_acts_are_found_as_they_were_filed(witness, host, tmp_path):
    host.grow(5).grow(6, party="RUS")
    own = tmp_path / "own"
    own.mkdir()
    for n in range(4):
        (own / f"{n}.json").write_text(statement(n))
    (own / "4.json").write_bytes(host.leaves[4])
    (own / "4.tlog-proof").write_bytes(host.receipt(4))
    (own / "notes.json").write_text("{}")
    (own / "elsewhere.json").write_text(statement(1).replace("test-2026", "other-2026"))
    answer = witness("--own", own, "--party", "KAZ")
    assert answer.code == 0
    assert "Own acts found as they were filed: 5." in answer.err


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("act_missing", "act-77 is not in the record"),
        ("act_altered", "act-2 stands in the record as number 2"),
        ("act_unknown", "act act-3 (number 3) is in the record in the name of KAZ"),
        ("receipt_forked", "two histories. The receipt 1.tlog-proof"),
        ("receipt_ahead", "the host signed 5 acts; now it shows 4"),
    ],
)
def test_what_was_done_to_the_partys_acts_is_named(witness, host, tmp_path, code, words):
    own = tmp_path / "own"
    own.mkdir()
    host.grow(4)
    for n in range(4):
        (own / f"{n}.json").write_text(statement(n, "other words" if (code, n) == ("act_altered", 2) else "as filed"))
    if code == "act_missing":
        (own / "77.json").write_text(statement(77))
    if code == "act_unknown":
        (own / "3.json").unlink()
    if code.startswith("receipt"):
        other = Host(tmp_path)
        other.statements = [statement(n) for n in range(5 if code == "receipt_ahead" else 4)]
        if code == "receipt_forked":
            other.statements[2] = statement(2, "for your eyes")
        (own / "1.tlog-proof").write_bytes(other.receipt(1))
    answer = witness("--own", own, "--party", "KAZ")
    assert answer.code == 1
    assert words in answer.err
    assert evidence(tmp_path, code)["checkpoint"] == bytes(host.note())
    assert host.posted == []


def test_a_witness_that_was_killed_at_any_file_goes_on(witness, host, tmp_path, monkeypatch):
    host.grow(300)
    witness()
    host.grow(600)
    real = Path.replace
    for fatal in range(1, 40):
        left = [fatal]

        def replace(self, target, left=left):
            left[0] -= 1
            if not left[0]:
                raise KeyboardInterrupt
            return real(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            answer = witness()
        if answer.code == 0:
            break
        assert answer.code == 130
    assert fatal > 5
    head, _ = last_posted(host)
    assert head.size == 600
    assert len(Mirror(kept(tmp_path) / "mirror")) == 600
    assert not list((kept(tmp_path) / "mirror").rglob("*.p/44"))


def test_a_copy_that_was_damaged_is_noticed_and_fetched_again(witness, host, tmp_path):
    host.grow(30)
    witness()
    tile = kept(tmp_path) / "mirror/tile/0/000.p/30"
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    answer = witness()
    assert answer.code == 2
    assert "damaged" in answer.err
    shutil.rmtree(kept(tmp_path) / "mirror")
    host.rewrite(3)
    answer = witness()
    assert answer.code == 1, "what was cosigned last is held against what is fetched anew"
    assert "two histories" in answer.err


def test_the_key_is_its_owners_alone_and_stays(witness, host, tmp_path):
    host.grow(1)
    witness("--name", "witness.example/kaz")
    key = tmp_path / "w/key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    _head, cosigned = last_posted(host)
    assert cosigned.key.name == "witness.example/kaz"
    witness()
    assert last_posted(host)[1].key == cosigned.key
    assert witness("--name", "witness.example/other").code == 2


def test_the_key_is_a_file_as_comity_key_makes_them(comity, witness, host, tmp_path):
    host.grow(1)
    witness("--name", "witness.example/kaz")
    shown = comity("key", "show", "w/key", "--name", "witness.example/kaz").out.splitlines()
    assert shown[-1] == (tmp_path / "w/key.pub").read_text().strip() == str(last_posted(host)[1].key)
    (tmp_path / "w/key.pub").unlink()
    assert witness("--name", "witness.example/kaz").code == 0
    (tmp_path / "w/key.pub").write_text(f"{signer('witness.example/kaz', COSIGNATURE, 3)[0]}\n")
    assert witness().code == 2
    (tmp_path / "other").mkdir()
    comity("key", "new", "other/key")
    witness(folder="other")
    first = last_posted(host)[1].key
    assert first.name.startswith("witness/")
    (tmp_path / "other/key.pub").unlink()
    witness(folder="other")
    assert last_posted(host)[1].key == first, "a name that was not given follows from the key"
    (tmp_path / "other/key").chmod(0o644)
    assert "chmod 600" in witness(folder="other").err


def test_a_key_that_an_earlier_version_made_is_read(witness, host, tmp_path):
    host.grow(1)
    key, _ = signer("witness.example/old", COSIGNATURE, seed=7)
    secret = base64.b64encode(bytes((COSIGNATURE, *bytes(31), 7))).decode()
    (tmp_path / "w").mkdir()
    (tmp_path / "w/key").write_text(f"PRIVATE+KEY+{key.name}+{key.id.hex()}+{secret}\n")
    assert witness().code == 0
    assert last_posted(host)[1].key == key
    (tmp_path / "w/key").write_text(f"PRIVATE+KEY+{key.name}+{key.id.hex()}+{secret[:-4]}\n")
    assert witness().code == 2


def test_a_host_that_does_not_take_a_cosignature_is_said(witness, host):
    host.grow(2)
    host.status = 409
    answer = witness()
    assert answer.code == 2
    assert "409. so says the host" in answer.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Name the address of a record"),
        (("http://example.org/c/x/log",), "is not private"),
        (("ftp://127.0.0.1/log", "--once"), "there is no such file"),
        (("https://example.org/log", "--every", "0"), "--every takes seconds"),
        (("https://example.org/log", "--party", "KAZ"), "--party needs --own"),
        (("--serve", "127.0.0.1:99999"), "--serve takes HOST:PORT"),
        (("--serve", "nowhere"), "--serve takes HOST:PORT"),
        (("--serve", "192.0.2.1:8400"), "Nothing can listen"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(comity, words, sentence):
    answer = comity("witness", *words)
    assert answer.code == 2
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


def test_a_line_that_is_refused_leaves_nothing_behind(comity, tmp_path):
    assert comity("witness", "http://example.org/c/x/log").code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_takes_the_token_nowhere(witness, host, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    with Host(tmp_path / "elsewhere").listening() as other:
        host.grow(2)
        assert witness().code == 0
        host.elsewhere = other.grow(3).address
        answer = witness()
    assert answer.code == 2
    assert "answers with status 302" in answer.err
    assert {token for _, token in host.asked} == {"Bearer comity-secret"}
    assert other.asked == []


def test_another_place_is_not_shown_the_token(witness, host, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    with Host(tmp_path / "elsewhere").listening() as other:
        host.grow(2)
        other.grow(2)
        assert witness("--compare", other.address).code == 0
    assert {token for _, token in other.asked} == {None}
