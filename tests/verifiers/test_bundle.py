"""What lies in a bundle is taken by Go as well, and what our verifier refuses of it Go refuses too."""

import pytest

from comity.record.archive import unzipped
from comity.record.verify import verify
from record.bundles import HOST, NEXT, WITNESS, changed, consultation, packed, passed_on, signed, signed_anew


@pytest.mark.parametrize("leaves", [consultation(), consultation("iis-2020"), signed()], ids=len)
def test_go_takes_the_tiles_of_a_bundle_and_no_others(golang, leaves):
    data = packed(leaves)
    members = unzipped(data)
    tiles = {name: held for name, held in members.items() if name.startswith("tile/")}
    assert not verify(data, (HOST,)).faults
    assert golang.checkpoint(str(HOST), members["checkpoint"], [str(WITNESS)]) == ""
    assert golang.tiles(str(HOST), members["checkpoint"], tiles) == ""
    for name, held in tiles.items():
        flipped = held[:-1] + bytes((held[-1] ^ 1,))
        assert golang.tiles(str(HOST), members["checkpoint"], tiles | {name: flipped})
        assert verify(changed(data, **{name: flipped}), (HOST,)).faults


def test_go_takes_a_head_that_the_next_key_signed_under_that_key_alone(golang):
    facts = {"checkpoint": signed_anew(signed()), "key": str(NEXT), "rotations": passed_on(signed(), 7)}
    members = unzipped(data := packed(signed(), **facts))
    tiles = {name: held for name, held in members.items() if name.startswith("tile/")}
    assert verify(data, (HOST,)).sound
    assert golang.tiles(str(NEXT), members["checkpoint"], tiles) == ""
    assert golang.tiles(str(HOST), members["checkpoint"], tiles)
