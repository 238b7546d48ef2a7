"""What lies in a bundle is taken by Go as well, and what our verifier refuses of it Go refuses too."""

import pytest

from comity.record.archive import unzipped
from comity.record.verify import verify
from record.bundles import HOST, WITNESS, changed, consultation, packed, signed


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
