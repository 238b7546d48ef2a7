"""What the registry gives out of a real record is taken by verifiers that are not ours, at every awkward size."""

import pytest

from comity import registry
from comity.record import note, receipt, tile
from comity.record.cosignature import cosign
from comity.record.note import COSIGNATURE
from comity.registry import store
from record.signing import signer
from registry.acts import LOG, OPEN, append, grow

pytestmark = pytest.mark.django_db
WITNESS, SIGNS = signer("example.org/witness", COSIGNATURE, seed=2)


def cosigned():
    """The log's checkpoint with a witness's line."""
    signed = note.read(registry.checkpoint(LOG))
    return bytes(note.Note(signed.text, (*signed.signatures, cosign(signed.text, WITNESS, 1_800_000_000, SIGNS))))


def test_a_record_as_it_grows(golang, sigstore):
    append(OPEN)
    older = ()
    size = 1
    for larger in (1, 2, 255, 256, 257, 1_000):
        grow(larger, start=size)
        size, key, signed = larger, str(registry.key(LOG)), cosigned()
        assert golang.checkpoint(key, signed, [str(WITNESS)]) == ""
        assert golang.tiles(key, signed, {each.path: registry.tile(LOG, each) for each in tile.tiles(size)}) == ""
        for at, before in older:
            assert golang.growth(key, before, signed, registry.consistency(LOG, at, size)) == ""
        for seq in {0, size // 2, size - 1}:
            ((leaf, _),) = store.leaves(LOG, seq, seq + 1)
            given = registry.receipt(LOG, seq)
            assert golang.receipt(key, bytes(leaf), given) == ""
            read = receipt.read(given)
            assert sigstore.inclusion(key, bytes(leaf), read.index, read.hashes, bytes(read.note)) == ""
        older = (*older, (size, signed))
    assert golang.checkpoint(key, registry.checkpoint(LOG), [str(WITNESS)]) == "signed by 1 of 2 keys"
