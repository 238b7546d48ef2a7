"""A record as one file: the same bytes for the same record, and nothing in it that anybody has to believe."""

import base64
import hashlib
import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.errors import Unreadable
from comity.record import archive, bundle, sealed
from comity.record.archive import unzipped, zipped
from comity.record.hashes import Hashes
from comity.record.leaf import read_leaf
from comity.record.page import instant
from comity.record.tile import read_bundle, tiles
from comity.record.tree import leaf_hash
from record.bundles import HOST, consultation, head, packed, signed, state_of

members = st.dictionaries(
    st.text("abc/._", min_size=1, max_size=8), st.binary(max_size=40), min_size=1, max_size=5
)  # fmt: skip


@given(members)
def test_an_archive_gives_back_what_it_was_made_of(held):
    data = zipped(held)
    assert unzipped(data) == held
    assert list(unzipped(data)) == list(held)
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        assert found.testzip() is None
        assert {each.filename: found.read(each) for each in found.infolist()} == held


@given(members, st.data())
def test_no_bytes_make_reading_an_archive_fail_otherwise_than_by_a_sentence(held, data):
    written = bytearray(zipped(held))
    for _ in range(data.draw(st.integers(1, 4))):
        written[data.draw(st.integers(0, len(written) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        assert sum(map(len, unzipped(bytes(written)).values())) <= len(written)


@given(st.binary(max_size=200))
def test_what_is_no_archive_is_refused(data):
    with pytest.raises(Unreadable):
        unzipped(data)


def test_a_packed_archive_is_none_of_ours_so_nothing_unpacks_into_more_than_it_is():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("checkpoint", bytes(50_000_000))
    with pytest.raises(Unreadable):
        unzipped(file.getvalue())


def test_a_bundle_beyond_the_limit_is_not_looked_into(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 10)
    with pytest.raises(Unreadable) as refusal:
        unzipped(bytes(11))
    assert refusal.value.why == "bundle_too_large"


def test_an_archive_of_countless_members_is_refused():
    with pytest.raises(Unreadable):
        unzipped(zipped({f"blobs/{number}": b"" for number in range(archive.MOST + 1)}))


def test_the_same_record_gives_the_same_bytes():
    leaves = consultation()
    state = state_of(leaves)
    turned = replace(state, title=dict(reversed(state.title.items())))
    assert packed(leaves, state) == packed(leaves, turned) == packed(leaves)
    blobs = dict([sealed.seal(b"one", bytes(32)), sealed.seal(b"two", bytes(32))])
    assert packed(leaves, blobs=blobs) == packed(leaves, blobs=dict(reversed(blobs.items())))


def test_the_same_record_gives_the_same_bytes_in_other_processes():
    script = "import hashlib; from record.bundles import *; print(hashlib.sha256(packed(consultation())).hexdigest())"
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1]), "TZ": zone},
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Almaty"))
    }  # fmt: skip
    assert found == {hashlib.sha256(packed(consultation())).hexdigest()}


def test_nothing_in_the_archive_is_packed_dated_or_owned():
    with zipfile.ZipFile(io.BytesIO(packed(signed()))) as found:
        for each in found.infolist():
            assert each.date_time == (1980, 1, 1, 0, 0, 0)
            assert stat.S_IMODE(each.external_attr >> 16) == 0o644
            assert each.compress_type == zipfile.ZIP_STORED
            assert not each.extra


def test_the_facts_name_the_record_its_head_and_its_key():
    leaves = signed()
    tree = Hashes(map(leaf_hash, leaves))
    told = json.loads(unzipped(packed(leaves))["record.json"])
    assert told == {
        "format": "comity/record/v1",
        "key": str(HOST),
        "log": "water-2026",
        "origin": HOST.name,
        "root": tree.root(len(leaves)).hex(),
        "size": len(leaves),
        "verifier": bundle.own_digest(),
    }


@pytest.mark.parametrize("size", [1, 255, 256, 257, 600])
def test_the_tiles_are_those_of_a_log_over_http(size):
    leaves = tuple(b"leaf %d" % n for n in range(size))
    tree = Hashes(map(leaf_hash, leaves))
    found = bundle.tiled(leaves, tree)
    assert list(found) == [each.path for each in tiles(size)]
    entries = [each for each in tiles(size) if each.level < 0]
    assert tuple(leaf for each in entries for leaf in read_bundle(found[each.path])) == leaves
    assert all(found[each.path] == tree.tile(each) for each in tiles(size) if each.level >= 0)


def test_the_page_tells_every_act_in_both_languages_and_runs_nothing():
    page = unzipped(packed(signed()))["record.html"].decode()
    assert [int(each) for each in re.findall(r'id="act-(\d+)"', page)] == list(range(len(signed())))
    assert page.count('<td lang="en">') == page.count('<td lang="ru">') == len(signed())
    assert "<script" not in page
    assert "Waters &lt;script&gt;" in page
    assert "Воды &amp; реки" in page
    assert not re.search(r"\s(?:src|href|on[a-z]+|style)=", page)
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page


def test_the_page_says_of_every_act_who_vouches_for_it():
    page = unzipped(packed(signed()))["record.html"].decode()
    leaves = [read_leaf(each) for each in signed()]
    for leaf in leaves:
        (row,) = re.findall(rf'<tr id="act-{leaf.seq}">.*', page)
        assert all(f"signed with the key {line.split(' ')[1]} (" in row for line in leaf.sigs)
        assert ("attested by the host" in row) == (not leaf.sigs)
        assert row.count("<small>") == 2 * max(len(leaf.sigs), 1)
    assert any(leaf.sigs for leaf in leaves)
    assert not all(leaf.sigs for leaf in leaves)


def test_an_instant_that_no_calendar_reaches_is_a_number():

    assert instant(-1) == "1969-12-31 23:59:59"
    assert instant(2**53 - 1) == str(2**53 - 1)


def test_the_checkpoint_stands_in_the_bundle_with_its_cosignatures():
    assert unzipped(packed(signed()))["checkpoint"] == head(signed())


def test_a_sealed_part_is_named_by_salt_and_content():
    name, blob = sealed.seal(b"private", bytes(range(32)))
    assert name == hashlib.sha256(bytes(range(32)) + b"private").hexdigest() == sealed.digest(blob)
    assert sealed.seal(b"private", bytes(32))[0] != name
    assert set(sealed.named({"a": [{"sealed": "x"}, {"sealed": 1}], "sealed": "y"})) == {"x", "y"}
    with pytest.raises(ValueError, match="short"):
        sealed.seal(b"private", b"short")
