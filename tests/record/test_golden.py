"""Records that were signed once: their signatures and heads hold for ever, under whatever version verifies them."""

import pytest

from comity.record.hashes import Hashes
from comity.record.openssl import CURVES
from comity.record.replay import Replay
from comity.record.signature import PURE
from comity.record.tree import leaf_hash
from records import VERSIONS, leaves

SAYING_HEADS = ("anzus-1951", "everything", "iis-2020", "iis-2022")
"""The others are negotiations whose authors name no head."""


def played(kept, curves):
    replay = Replay(Hashes(map(leaf_hash, kept)), curves)
    replay.play(kept)
    return replay


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", SAYING_HEADS)
def test_a_record_that_was_sound_once_is_sound(version, name):
    kept = leaves(version)[name]
    replay = played(kept, CURVES)
    assert (replay.fault, replay.size) == (None, len(kept))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("curves", [PURE, CURVES])
def test_what_was_signed_once_is_signed(version, curves):
    replay = played(leaves(version)["everything"], curves)
    assert replay.fault is None
    assert replay.counted.attested == 7, "the opening act and the first key of each party"
    assert replay.counted.signed == replay.size - 7
