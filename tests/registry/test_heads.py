"""What the host signs: every head, with a proof for every act and of every step by which the record grew."""

import pytest

from comity import registry
from comity.core.errors import Refused
from comity.record import checkpoint, note, receipt, tile
from comity.record.proof import grew, includes, inclusion
from comity.record.tree import leaf_hash, node_hash
from comity.registry import store
from comity.registry.rotation import announce
from registry.acts import LOG, OPEN, append, grow

pytestmark = pytest.mark.django_db


def leaves():
    return [bytes(leaf) for leaf, _ in store.leaves(LOG)]


def head():
    signed = note.read(registry.checkpoint(LOG))
    assert note.verified(signed, (registry.key(LOG),))
    return checkpoint.read(signed.text)


def test_every_act_is_followed_by_a_signed_head():
    before = []
    append(OPEN)
    for size in range(2, 12):
        grow(size, start=size - 1)
        found = head()
        assert (found.size, found.root.hex()) == (size, registry.head(LOG).root)
        for old in before:
            assert grew((old.size, old.root), (size, found.root), registry.consistency(LOG, old.size, size))
        before.append(found)
    assert len({each.origin for each in before}) == 1


def test_every_act_has_its_receipt():
    grow(11)
    for seq, leaf in enumerate(leaves()):
        found = receipt.read(registry.receipt(LOG, seq))
        assert found.index == seq
        assert receipt.holds(found, leaf, registry.key(LOG))
        assert not receipt.holds(found, leaf + b" ", registry.key(LOG))
    with pytest.raises(Refused) as refusal:
        registry.receipt(LOG, 11)
    assert refusal.value.code == "act_unknown"


def test_two_records_have_names_of_their_own():
    append(OPEN)
    with store.hold("other-2026"):
        pass
    assert store.origin(LOG) != store.origin("other-2026")


def test_a_record_that_is_not_kept_has_no_head():
    for log in ("nothing-2026", LOG):
        with pytest.raises(Refused) as refusal:
            registry.checkpoint(log)
        assert refusal.value.code == "record_unknown"


def test_a_record_kept_before_heads_were_signed_is_signed_when_asked_for():
    grow(3)
    with store.hold(LOG):
        store.keep_checkpoint(LOG, b"")
    assert head().size == 3


def test_what_another_key_signed_is_shown_as_it_is_and_not_continued(settings):
    grow(3)
    signed, own = registry.checkpoint(LOG), settings.COMITY_HOST_KEY
    settings.COMITY_HOST_KEY = "5" * 64
    assert registry.checkpoint(LOG) == signed
    assert registry.broken(LOG).code == "host_key_other"
    for step in (lambda: grow(4, start=3), lambda: registry.export(LOG), lambda: announce(bytes(32))):
        with pytest.raises(Refused) as refusal:
            step()
        assert refusal.value.code == "host_key_other"
    assert registry.checkpoint(LOG) == signed
    settings.COMITY_HOST_KEY = own
    assert registry.broken(LOG) is None
    grow(4, start=3)
    assert head().size == 4


def test_what_a_key_signed_that_was_passed_on_is_signed_again_and_continued(settings):
    grow(3)
    (passed,) = announce(bytes.fromhex("6" * 64))
    settings.COMITY_HOST_KEY = "6" * 64
    assert note.verified(note.read(registry.checkpoint(LOG)), (passed.new,))
    grow(4, start=3)
    assert head().size == 4


def test_a_record_whose_host_lost_its_key_goes_on_as_another(settings):
    grow(3)
    settings.COMITY_HOST_KEY = "7" * 64
    registry.succeed(registry.propose(LOG, "water-2027"))
    assert registry.broken("water-2027") is None
    assert note.verified(note.read(registry.checkpoint("water-2027")), (registry.key("water-2027"),))


def test_tiles_are_what_the_tree_is_made_of():
    grow(300)
    found = {each: registry.tile(LOG, each) for each in tile.tiles(300)}
    entries = [entry for each in found if each.level < 0 for entry in tile.read_bundle(found[each])]
    assert entries == leaves()
    hashes = b"".join(found[each] for each in found if each.level == 0)
    assert hashes == b"".join(map(leaf_hash, entries))
    assert found[tile.Tile(1, 0, 1)] == _root(list(map(leaf_hash, entries[:256])))
    proof = inclusion(7, 300, lambda start, end: _root(list(map(leaf_hash, entries[start:end]))))
    assert includes(head().root, 300, 7, leaf_hash(entries[7]), proof)


@pytest.mark.parametrize("asked", [tile.Tile(0, 0), tile.Tile(-1, 0, 4), tile.Tile(0, 1, 1), tile.Tile(1, 0, 1)])
def test_a_tile_that_the_record_does_not_fill_is_not_there(asked):
    grow(3)
    assert registry.tile(LOG, asked) is None


def _root(hashes):
    while len(hashes) > 1:
        half = 1 << (len(hashes) - 1).bit_length() - 1
        return node_hash(_root(hashes[:half]), _root(hashes[half:]))
    return hashes[0]
