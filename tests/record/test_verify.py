"""A record as it is, or altered in every way that was thought of: always found, and the first wrong act named."""

import base64
import json
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.acts import EXAMPLES, encode
from comity.core.errors import Unreadable
from comity.locale import LANGUAGES
from comity.record import bundle, findings, heads, note, sealed
from comity.record.archive import unzipped, zipped
from comity.record.leaf import leaf, read_leaf
from comity.record.note import ED25519, Note
from comity.record.report import Report, Witnessed
from comity.record.standalone import FOLDER
from comity.record.tile import bundled
from comity.record.verify import verify
from record.bundles import (
    COSIGNED_AT,
    HOST,
    ORIGIN,
    OTHER,
    TRUST,
    WITNESS,
    changed,
    consultation,
    head,
    packed,
    signed,
)
from record.signing import signer


def faults(data, trust=TRUST):
    """The faults of a bundle: act and key of each."""
    report = verify(data, trust)
    assert all(list(findings.lines(report, language)) for language in LANGUAGES)
    return [(fault.seq, fault.key) for fault in report.faults]


def rewritten(seq, /, **fields):
    """The leaves of ``signed`` with other values in one of them."""
    leaves = list(signed())
    old = read_leaf(leaves[seq])
    made = replace(old, **fields)
    leaves[seq] = leaf(made.at, made.seq, made.stmt, made.sigs)
    return leaves


@pytest.mark.parametrize("name", ["anzus-1951", "iis-2022"])
def test_a_worked_consultation_is_sound(name):
    leaves = consultation(name)
    report = verify(packed(leaves), TRUST)
    assert report.sound
    assert (report.size, report.counted.attested, report.trusted) == (len(leaves), len(leaves), True)
    assert report.witnesses == (Witnessed(WITNESS.name, COSIGNED_AT),)
    assert not report.foreign


def test_the_hash_of_every_text_is_computed_again():
    assert verify(packed(consultation("anzus-1951"))).counted.texts == 8


def test_signatures_of_acts_are_checked_and_counted():
    report = verify(packed(signed()), TRUST)
    assert report.sound
    assert (report.counted.signed, report.counted.attested) == (6, 4)


def test_without_keys_it_is_said_that_nobody_trusted_signed():
    report = verify(packed(signed()))
    assert (report.sound, report.trusted, report.witnesses) == (True, None, ())
    assert "--trust" in "\n".join(findings.lines(report, "en"))
    assert str(HOST) in "\n".join(findings.lines(report, "ru"))


def test_a_witness_that_has_not_cosigned_is_named():
    assert verify(packed(signed()), (*TRUST, OTHER)).witnesses[1] == Witnessed(OTHER.name, None)


# A bundle that is altered without the host's key.


def entries(leaves):
    return {f"tile/entries/000.p/{len(signed())}": bundled(leaves)}


def swapped(one, other):
    leaves = list(signed())
    leaves[one], leaves[other] = leaves[other], leaves[one]
    return leaves


FIRST = {
    "an act altered": (entries(rewritten(5, at=5_001)), (5, "verify.act_altered")),
    "the first act altered": (entries(rewritten(0, at=1)), (0, "verify.act_altered")),
    "two acts altered": (entries([*rewritten(4, at=4_001)[:8], *rewritten(8, at=8_001)[8:]]), (4, "verify.act_altered")),
    "acts swapped": (entries(swapped(6, 8)), (6, "verify.act_altered")),
    "an act dropped": (entries([*signed()[:6], *signed()[7:]]), (6, "verify.act_altered")),
    "the last act dropped": (entries(signed()[:-1]), (9, "verify.act_missing")),
    "an act added": (entries([*signed(), signed()[-1]]), (10, "verify.act_added")),
    "an act twice": (entries([*signed()[:5], signed()[4], *signed()[5:-1]]), (5, "verify.act_altered")),
    "signatures taken off": (entries(rewritten(7, sigs=())), (7, "verify.act_altered")),
    "a length too long": ({"tile/entries/000.p/10": bundled(signed())[:-3]}, (9, "verify.act_altered")),
    "entries of no length": ({"tile/entries/000.p/10": bytes(2_000_000)}, (0, "verify.act_altered")),
    "no entries": ({"tile/entries/000.p/10": None}, (0, "verify.act_missing")),
    "a hash of the tree": ({"tile/0/000.p/10": bytes(320)}, (None, "verify.member_differs")),
    "no hashes": ({"tile/0/000.p/10": None}, (None, "verify.member_differs")),
    "a tile that is none": ({"tile/1/000.p/1": bytes(32)}, (None, "verify.member_differs")),
    "facts": ({"record.json": b'{"key":"k","verifier":"v"}'}, (None, "unreadable.member_malformed")),
    "no facts": ({"record.json": None}, (None, "unreadable.member_missing")),
    "facts that are none": ({"record.json": b"[" * 100_000}, (None, "unreadable.member_malformed")),
    "facts without a key": ({"record.json": b'{"verifier":""}'}, (None, "unreadable.member_malformed")),
    "no checkpoint": ({"checkpoint": None}, (None, "unreadable.member_missing")),
    "a checkpoint that is none": ({"checkpoint": b"\n\n"}, (None, "unreadable.member_malformed")),
    "a checkpoint that says nothing": ({"checkpoint": head(signed()).replace(b"\n10\n", b"\nten\n")}, (None, "unreadable.member_malformed")),
    "a checkpoint of another log": ({"checkpoint": head(consultation())}, (0, None)),
    "a checkpoint of a longer log": ({"checkpoint": head((*signed(), b"more"))}, (None, None)),
    "a checkpoint of a shorter log": ({"checkpoint": head(signed()[:-1])}, (None, None)),
    "the page for people": ({"record.html": b"<p>All agreed.</p>"}, (None, "verify.member_differs")),
    "no page for people": ({"record.html": None}, (None, "verify.member_differs")),
    "the verifier": ({f"{FOLDER}/comity/__init__.py": b""}, (None, "verify.member_differs")),
    "what is run": ({"__main__.py": b"print('sound')"}, (None, "verify.member_differs")),
    "something besides": ({"readme.txt": b"hello"}, (None, "verify.member_differs")),
    "a part nobody named": ({f"blobs/{sealed.digest(b'x')}": b"x"}, (None, "verify.part_unknown")),
    "a part under another name": ({f"blobs/{'0' * 64}": b"x"}, (None, "verify.part_altered")),
}  # fmt: skip


@pytest.mark.parametrize("name", FIRST)
def test_what_is_altered_is_found_and_the_first_wrong_act_named(name):
    members, (seq, key) = FIRST[name]
    (found_seq, found_key), *_ = faults(changed(packed(signed()), **members))
    if key is not None:
        assert (found_seq, found_key) == (seq, key)


def test_the_first_wrong_act_is_told_as_a_sentence():
    data = changed(packed(signed()), **entries(rewritten(5, at=5_001)))
    told = "\n".join(findings.lines(verify(data), "en"))
    assert re.search(
        r"^Act 5 \(“KAZ proposed a question.*”\): It is not the act that the tree holds", told, re.MULTILINE
    )


def test_members_in_another_order_are_found():
    members = unzipped(packed(signed()))
    assert faults(zipped(dict(reversed(members.items())))) == [(None, "verify.archive_differs")]


@pytest.mark.parametrize("data", [b"comment", b"PK\x05\x06" + bytes(18)])
def test_what_stands_behind_the_archive_is_found(data):
    assert faults(packed(signed()) + data) == [(None, "verify.archive_differs")]


def test_a_bundle_of_another_version_is_sound_and_says_so():
    members = unzipped(packed(signed()))
    members[f"{FOLDER}/comity/__init__.py"] += b"# a later version\n"
    sources = {name: data for name, data in members.items() if name == "__main__.py" or name.startswith(f"{FOLDER}/")}
    told = json.loads(members["record.json"])
    members["record.json"] = json.dumps(
        {**told, "verifier": bundle.digest(sources)}, separators=(",", ":"), sort_keys=True
    ).encode()
    report = verify(zipped(members), TRUST)
    assert (report.sound, report.foreign) == (True, True)
    members["record.json"] = members["record.json"].replace(b"comity/record/v1", b"comity/record/v2")
    assert faults(zipped(members)) == [(None, "verify.member_differs")]


# Keys that the reader trusts.


def test_a_head_that_no_trusted_key_signed_is_found():
    stranger = signer(ORIGIN, seed=9)[0]
    assert faults(packed(signed()), (stranger,)) == [(None, "verify.not_trusted")]
    assert faults(packed(signed()), (stranger, HOST)) == []


@pytest.mark.parametrize("key", [WITNESS, replace(HOST, name="comity/other"), replace(HOST, kind=WITNESS.kind)])
def test_that_no_trusted_key_is_of_this_record_is_told_apart(key):
    assert faults(packed(signed()), (key,))[0] == (None, "verify.not_named")


def test_another_key_in_the_facts_is_found():
    data = packed(signed(), key=str(signer(ORIGIN, seed=9)[0]))
    assert faults(data) == [(None, "verify.not_signed")]


def test_a_forged_signature_of_the_host_is_found():
    own = note.read(head(signed()))
    forged = Note(own.text, (replace(own.signatures[0], value=bytes(64)), *own.signatures[1:]))
    assert (None, "unreadable.signature_wrong") in faults(packed(signed(), checkpoint=bytes(forged)))


@pytest.mark.parametrize(
    "change",
    [
        {"name": "witness.example/uzb"},
        {"value": bytes(72)},
        {"value": b"short"},
    ],
)
def test_a_cosignature_that_is_renamed_or_forged_is_found(change):
    own = note.read(head(signed()))
    forged = Note(own.text, (own.signatures[0], replace(own.signatures[1], **change)))
    assert faults(packed(signed(), checkpoint=bytes(forged))) == [(None, "verify.cosignature_wrong")]


def test_a_cosignature_passed_off_as_that_of_another_witness_is_found():
    own = note.read(head(signed()))
    forged = Note(own.text, (own.signatures[0], replace(own.signatures[1], name=OTHER.name, id=OTHER.id)))
    data = packed(signed(), checkpoint=bytes(forged))
    assert faults(data, (HOST, OTHER)) == [(None, "verify.cosignature_wrong")]
    assert verify(data, TRUST).witnesses == (Witnessed(WITNESS.name, None),)


def test_keys_are_read_one_a_line():
    written = f"# the host\n{HOST}\n\n  {WITNESS}  \n".encode()
    assert heads.read_keys(written) == TRUST
    for wrong in (b"no key\n", b"\xff\xfe", str(replace(HOST, kind=ED25519)).encode()[:-2]):
        with pytest.raises(Unreadable) as refusal:
            heads.read_keys(b"# keys\n" + wrong)
        assert (refusal.value.why, refusal.value.facts) == ("keys_malformed", {"line": 2})


# A host that rewrites the record and signs it: the rules, the heads that authors saw, and their signatures find it.


def stated(seq, text):
    return rewritten(seq, stmt=text)


def statement(seq):
    return read_leaf(signed()[seq]).stmt


def raw(seq, data):
    leaves = list(signed())
    leaves[seq] = data
    return leaves


def sentence_with(seq, **fields):
    return encode(replace(EXAMPLES["question.propose"], id=f"act-{seq}", **fields)).decode()


PUBLIC = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
SMALL = base64.b64encode(b"\x01" + bytes(31)).decode()

REWRITTEN = {
    "an instant": (rewritten(5, at=5_001), (6, "refused.seen_unknown")),
    "an instant that goes back": (rewritten(5, at=3_999), (5, "refused.record_out_of_order")),
    "a number": (rewritten(5, seq=6), (5, "refused.record_out_of_order")),
    "acts swapped": (swapped(6, 8), (6, "refused.record_out_of_order")),
    "an act dropped": ([*signed()[:6], *signed()[7:]], (6, "refused.record_out_of_order")),
    "an act that was not allowed": (stated(5, statement(5).replace('"session":"first"', '"session":"none"')), (5, "refused.session_unknown")),
    "words of a signed act": (stated(5, statement(5).replace("water flow", "gas flow")), (5, "refused.signature_wrong")),
    "a signature of another act": (rewritten(5, sigs=read_leaf(signed()[4]).sigs), (5, "refused.signature_wrong")),
    "a signature that is none": (rewritten(5, sigs=("ed25519 x y",)), (5, "refused.signature_malformed")),
    "a signature under an unknown key": (rewritten(5, sigs=(read_leaf(signed()[5]).sigs[0].replace("act-3", "act-1"),)), (5, "refused.key_unknown")),
    "a key of small order": (stated(3, re.sub('"public":"[^"]*"', f'"public":"{SMALL}"', statement(3))), (3, "refused.key_unsound")),
    "a head that never was": (stated(5, re.sub('"root":"[^"]*"', f'"root":"{"0" * 64}"', statement(5))), (5, "refused.seen_unknown")),
    "a head that is yet to come": (stated(5, statement(5).replace('"size":5', '"size":6')), (5, "refused.seen_ahead")),
    "nothing seen, with a root": (stated(5, statement(5).replace('"size":5', '"size":0')), (5, "refused.seen_unknown")),
    "an act of another log": (stated(5, statement(5).replace("water-2026", "gas-2026")), (5, "refused.log_wrong")),
    "a statement sent again": (rewritten(6, stmt=statement(5), sigs=read_leaf(signed()[5]).sigs), (6, "refused.id_taken")),
    "a space in a statement": (stated(5, statement(5).replace('{"actor"', '{ "actor"')), (5, "refused.statement_not_canonical")),
    "keys in another order": (stated(5, "{" + ",".join(reversed(statement(5)[1:-1].split(",", 1))) + "}"), (5, "refused.statement_not_canonical")),
    "a key twice": (stated(5, statement(5)[:-1] + ',"session":"first"}'), (5, "refused.statement_not_canonical")),
    "a fraction": (stated(5, statement(5).replace('"size":5', '"size":5.0')), (5, "refused.field_malformed")),
    "a huge number": (stated(5, statement(5).replace('"size":5', '"size":1' + "0" * 5_000)), None),
    "deep nesting": (stated(5, '{"a":' * 5_000), (5, "refused.statement_not_json")),
    "an unknown kind": (stated(5, statement(5).replace("question.propose", "question.forget")), (5, "refused.kind_unknown")),
    "an unknown field": (stated(5, statement(5)[:-1] + ',"z":1}'), (5, "refused.field_unknown")),
    "no act": (stated(5, "[]"), (5, "refused.statement_not_act")),
    "words shown in another order": (stated(5, statement(5).replace("water flow", "\u202ewater flow")), (5, "refused.bidirectional_override")),
    "no opening": (signed()[1:], (0, "refused.record_out_of_order")),
    "another act first": (rewritten(0, stmt=statement(1)), (0, "refused.not_opened")),
    "a leaf that is none": (raw(5, b"{}"), (5, "unreadable.leaf_malformed")),
    "an empty leaf": (raw(5, b""), (5, "unreadable.leaf_malformed")),
    "a leaf not written as leaves are": (raw(5, signed()[5].replace(b'{"at"', b'{ "at"')), (5, "unreadable.leaf_malformed")),
    "a leaf with a key twice": (raw(5, signed()[5].replace(b'{"at"', b'{"at":1,"at"')), (5, "unreadable.leaf_malformed")),
    "a leaf with a fraction": (raw(5, signed()[5].replace(b'"at":5000', b'"at":5000.0')), (5, "unreadable.leaf_malformed")),
    "a leaf with a huge number": (raw(5, signed()[5].replace(b'"at":5000', b'"at":' + b"9" * 5_000)), (5, "unreadable.leaf_malformed")),
    "half a surrogate pair": (raw(5, signed()[5].replace(b"water", rb"\ud800")), (5, "unreadable.leaf_malformed")),
    "a leaf of another version": (raw(5, signed()[5].replace(b'"v":1', b'"v":2')), (5, "unreadable.leaf_malformed")),
    "bytes": (raw(5, bytes(range(256))), (5, "unreadable.leaf_malformed")),
}  # fmt: skip


@pytest.mark.parametrize("name", REWRITTEN)
def test_what_the_host_itself_rewrites_and_signs_is_found(name):
    leaves, expected = REWRITTEN[name]
    found = faults(rewrapped(leaves))
    assert found
    assert expected is None or found[0] == expected
    assert found[0][0] is not None


def rewrapped(leaves):
    """The bundle of leaves that may be no record: its page is that of another."""
    found = unzipped(packed(signed()))
    tree = bundle.Hashes(map(bundle.leaf_hash, leaves))
    record = bundle.Record(tuple(leaves), head(leaves), str(HOST))
    return zipped(
        {**bundle.verifier(), **bundle.evidence(record, tree, "water-2026"), "record.html": found["record.html"]}
    )


def test_the_hash_of_a_text_that_was_not_displayed_is_found():
    leaves = list(consultation())
    seq = next(n for n, each in enumerate(leaves) if b"text.issue_revision" in each)
    old = read_leaf(leaves[seq])
    stmt = re.sub('"sha256":"[^"]*"', f'"sha256":"{"0" * 64}"', old.stmt)
    leaves[seq] = leaf(old.at, old.seq, stmt)
    assert faults(rewrapped(leaves), ())[0] == (seq, "refused.hash_differs")


def test_a_bundle_without_acts_is_no_record():
    assert faults(rewrapped(())) == [(None, "verify.no_acts")]


@given(st.data())
@settings(max_examples=40)
def test_a_bit_flipped_anywhere_is_found(data):
    bundled = bytearray(packed(signed()))
    at = data.draw(st.integers(0, len(bundled) - 1))
    bundled[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        assert not verify(bytes(bundled), TRUST).sound
    except Unreadable as error:
        assert error.why in {"bundle_foreign", "bundle_cut", "bundle_too_large"}  # noqa: PT017 - either answer will do


@given(st.data())
@settings(max_examples=40)
def test_a_bit_flipped_in_an_act_names_the_act(data):
    seq = data.draw(st.integers(0, len(signed()) - 1))
    flipped = bytearray(signed()[seq])
    flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    leaves = raw(seq, bytes(flipped))
    assert faults(changed(packed(signed()), **entries(leaves)))[0] == (seq, "verify.act_altered")
    assert faults(rewrapped(leaves))[0][0] in {seq, seq + 1, None}


@given(st.data())
@settings(max_examples=60)
def test_whatever_members_hold_is_answered(data):
    names = st.sampled_from(["record.json", "checkpoint", "tile/entries/000.p/10", "tile/0/000.p/10", "blobs/x"])
    members = data.draw(st.dictionaries(names, st.binary(max_size=300), min_size=1))
    assert faults(changed(packed(signed()), **members))


# The verifier inside.


def inside(path, *words):
    command = [sys.executable, "-I", "-S", str(path), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(params=["anzus-1951", "iis-2020"])
def file(request, tmp_path):
    """A bundle in a file."""
    found = tmp_path / "record.zip"
    found.write_bytes(packed(consultation(request.param)))
    return found


def test_the_bundle_verifies_itself_with_the_standard_library_alone(file, tmp_path):
    keys = tmp_path / "keys.txt"
    keys.write_text(f"{HOST}\n{WITNESS}\n")
    done = inside(file, "--trust", str(keys), "--language", "en")
    assert (done.returncode, done.stderr) == (0, "")
    told = list(findings.lines(verify(file.read_bytes(), TRUST), "en"))
    assert done.stdout.splitlines()[:-1] == told
    assert "came inside the very file" in done.stdout


def test_the_verifier_inside_checks_signatures_and_names_the_wrong_act(tmp_path):
    file = tmp_path / "record.zip"
    file.write_bytes(packed(signed()))
    assert "6 acts bear signatures" in inside(file, "--language", "en").stdout
    file.write_bytes(changed(packed(signed()), **entries(rewritten(5, at=5_001))))
    done = inside(file, "--language", "ru")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Акт 5 (" in done.stdout


MANY = """
import sys
archive = sys.argv[1]
sys.path[:0] = [archive + "/verifier/comity/record/standalone", archive + "/verifier"]
from comity.record.verify import verify
for file in sys.argv[2:]:
    faults = verify(open(file, "rb").read()).faults
    print([fault.seq for fault in faults])
"""


def test_the_verifier_inside_finds_what_the_other_finds(tmp_path):
    bundles = [packed(signed()), *(rewrapped(leaves) for leaves, _ in REWRITTEN.values())]
    files = [tmp_path / f"{number}.zip" for number in range(len(bundles))]
    for file, data in zip(files, bundles, strict=True):
        file.write_bytes(data)
    command = [sys.executable, "-I", "-S", "-c", MANY, str(files[0]), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str([seq for seq, _ in faults(data, ())]) for data in bundles]


def test_the_verifier_inside_says_what_it_cannot_read(tmp_path):
    file = tmp_path / "record.zip"
    file.write_bytes(packed(signed()))
    done = inside(file, "--trust", str(tmp_path / "none.txt"), "--language", "en")
    assert done.returncode == 2
    assert "none.txt" in done.stdout
    (tmp_path / "bad.txt").write_text("no key\n")
    assert inside(file, "--trust", str(tmp_path / "bad.txt")).returncode == 2


@pytest.mark.parametrize("place", [b"def verify(", b"class Replay", b"def brackets("])
def test_a_verifier_inside_that_was_damaged_gives_no_verdict(tmp_path, place):
    file = tmp_path / "record.zip"
    file.write_bytes(packed(signed()).replace(place, place[:-1] + b"\0"))
    done = inside(file)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("The verifier inside this file does not run (")
    assert "Traceback" not in done.stderr


def test_the_verifier_inside_speaks_on_any_terminal(tmp_path):
    file = tmp_path / "record.zip"
    file.write_bytes(packed(signed()))
    command = [sys.executable, str(file), "--language", "ru"]
    done = subprocess.run(command, env={"PYTHONIOENCODING": "cp1252"}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("Материалы «water-2026» в порядке")


def test_the_verifier_inside_explains_itself(tmp_path):
    file = tmp_path / "record.zip"
    file.write_bytes(packed(signed()))
    told = " ".join(inside(file, "--help").stdout.split())
    assert "a file of the keys that you trust" in told
    assert "came inside the very file" in told


def test_a_report_of_nothing_is_sound_only_without_faults():
    assert Report().sound
    assert not verify(changed(packed(signed()), checkpoint=None)).sound
