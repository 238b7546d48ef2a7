"""Verifiers that are not ours and ours give one verdict, on what is right and on everything that somebody altered."""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.record import note, proof
from comity.record.checkpoint import Checkpoint
from comity.record.cosignature import cosign
from comity.record.note import Key
from verifiers import mirrored
from verifiers.mirrored import LEAVES, LOG, LOG_SIGNS, OTHER, WITNESS, WITNESS_SIGNS, head, receipted, signed, tiles

SIZES = (1, 2, 3, 255, 256, 257, 511, 512, 513, 1_000)
SIZE = st.sampled_from((1, 2, 3, 7, 8, 255, 256, 257, 1_000))
BIT = st.integers(0, 7)


@st.composite
def flipped(draw, data):
    """The bytes with one bit turned round."""
    at = draw(st.integers(0, len(data) - 1))
    return data[:at] + bytes((data[at] ^ 1 << draw(BIT),)) + data[at + 1 :]


@st.composite
def altered_heads(draw, size):
    """A checkpoint of another size, root or name, signed or with the signatures of the true one."""
    true = head(size)
    other = draw(
        st.sampled_from(
            [
                replace(true, size=size + 1),
                replace(true, size=max(size - 1, 1)),
                replace(true, origin=OTHER.name),
                replace(true, root=draw(flipped(true.root))),
                head(max(size // 2, 1)),
            ]
        )
    )
    return signed(other) if draw(st.booleans()) else replace(signed(true), head=other)


@st.composite
def altered_lines(draw, true):
    """A checkpoint under lines that are renamed, flipped, dropped, swapped, of another key, or of another time."""
    log, witness = true.lines
    which = draw(st.sampled_from((0, 1)))
    line = true.lines[which]
    later = (1_700_000_001).to_bytes(8, "big")
    other = draw(
        st.sampled_from(
            [
                (replace(line, name=OTHER.name),),
                (replace(line, name="example.org/other"),),
                (replace(line, id=draw(flipped(line.id))),),
                (replace(line, value=draw(flipped(line.value))),),
                (replace(line, value=line.value[:-1]),),
                (replace(line, value=line.value + b"\0"),),
                (),
                (note.Signature(OTHER.name, OTHER.id, log.value),),
                (note.Signature(LOG.name, LOG.id, witness.value[8:]),),
                (replace(witness, value=later + witness.value[8:]),),
                (cosign(head(999).text, WITNESS, 1, WITNESS_SIGNS),),
            ]
        )
    )
    kept = (true.lines[1 - which],)
    return replace(true, lines=draw(st.sampled_from([other + kept, kept + other])))


@settings(max_examples=80)
@given(st.data())
def test_where_go_refuses_two_lines_of_one_key_so_do_we(golang, data):
    """Go looks at the first line of a key alone; a note is refused here wherever the wrong one stands (signed-note: SHOULD)."""
    true = signed(head(7))
    which = data.draw(st.integers(0, 1))
    line, other = true.lines[which], true.lines[1 - which]
    wrong = replace(line, value=data.draw(flipped(line.value)))
    lines = data.draw(st.sampled_from([(line, wrong), (wrong, line), (line, line), (wrong, wrong)]))
    altered = replace(true, lines=(*lines, other) if data.draw(st.booleans()) else (other, *lines))
    ours = mirrored.accepts_receipt(LOG, LEAVES[3], bytes(replace(receipted(3, 7), signed=altered)), (WITNESS,))
    refused = golang.checkpoint(str(LOG), bytes(altered), [str(WITNESS)])
    assert ours == (wrong not in lines)
    assert bool(refused) == (lines[0] is wrong), refused


@st.composite
def altered_receipts(draw):
    """A receipt of which one part was altered, or nothing."""
    size = draw(SIZE)
    index = draw(st.integers(0, size - 1))
    true = receipted(index, size)
    another = receipted(draw(st.integers(0, size - 1)), size)
    hashes = true.hashes
    at = draw(st.integers(0, max(len(hashes) - 1, 0)))
    options = [
        st.just(true),
        st.builds(replace, st.just(true), leaf=flipped(true.leaf)),
        st.just(replace(true, leaf=another.leaf)),
        st.just(replace(true, leaf=true.leaf + b" ")),
        st.just(replace(true, index=another.index)),
        st.just(replace(true, index=index + size)),
        st.just(replace(true, hashes=another.hashes)),
        st.just(replace(true, hashes=hashes[:-1])),
        st.just(replace(true, hashes=(*hashes, bytes(32)))),
        st.just(replace(true, hashes=hashes[::-1])),
        st.just(replace(true, hashes=(*hashes[:at], bytes(32), *hashes[at + 1 :]))),
        st.just(replace(true, hashes=hashes[:at] + hashes[at + 1 :])),
        st.builds(replace, st.just(true), signed=altered_heads(size)),
        st.builds(replace, st.just(true), signed=altered_lines(true.signed)),
        st.just(replace(true, signed=receipted(0, draw(SIZE)).signed)),
    ]
    return draw(st.one_of(options))


@pytest.mark.parametrize("size", SIZES)
def test_all_take_the_receipts_of_a_log(golang, sigstore, size):
    for index in {0, 1, size // 2, size - 1} & set(range(size)):
        given = receipted(index, size)
        assert golang.receipt(str(LOG), given.leaf, bytes(given), [str(WITNESS)]) == ""
        assert sigstore.inclusion(str(LOG), given.leaf, index, given.hashes, bytes(given.signed)) == ""
        assert mirrored.accepts_receipt(LOG, given.leaf, bytes(given), (WITNESS,))


@settings(max_examples=200)
@given(altered_receipts(), st.sampled_from([LOG, LOG, LOG, OTHER]), st.booleans())
def test_a_receipt_has_one_verdict(golang, sigstore, altered, log, cosigned):
    witnesses = (WITNESS,) if cosigned else ()
    ours = mirrored.accepts_receipt(log, altered.leaf, bytes(altered), witnesses)
    wrong = golang.receipt(str(log), altered.leaf, bytes(altered), list(map(str, witnesses)))
    assert ours == (wrong == ""), wrong
    refused = sigstore.inclusion(str(log), altered.leaf, altered.index, altered.hashes, bytes(altered.signed))
    assert not (ours and refused), refused  # it does not look at all that we look at


@st.composite
def flipped_receipts(draw):
    """A receipt, and its bytes with one bit turned round."""
    size = draw(SIZE)
    true = receipted(size // 2, size)
    return true, draw(flipped(bytes(true)))


@settings(max_examples=150)
@given(flipped_receipts())
def test_a_receipt_with_a_flipped_bit_is_taken_by_nobody(golang, given_receipt):
    true, data = given_receipt
    assert not mirrored.accepts_receipt(LOG, true.leaf, data, (WITNESS,))
    if golang.receipt(str(LOG), true.leaf, data, [str(WITNESS)]) == "":
        assert respelled(data) == bytes(true)


def respelled(data):
    """A receipt with all base64 as it should be spelled: Go takes bits that are set after the last byte."""
    lines = data.decode().split("\n")
    return "\n".join(" ".join((*rest, _spelled(last))) for *rest, last in (line.split(" ") for line in lines)).encode()


def _spelled(word):
    return b64encode(b64decode(word)).decode() if word.endswith("=") else word


@pytest.mark.parametrize("size", SIZES)
def test_all_take_the_tiles_of_a_log(golang, size):
    found, given = tiles(size), bytes(signed(head(size)))
    assert golang.tiles(str(LOG), given, found) == ""
    assert mirrored.accepts_tiles(LOG, given, found)


@st.composite
def altered_tiles(draw):
    """A mirror of which one file was altered, cut, dropped, swapped for another or kept from an earlier size."""
    size = draw(st.sampled_from((1, 3, 255, 256, 257, 600)))
    found = tiles(size)
    path = draw(st.sampled_from(sorted(found)))
    other = draw(st.sampled_from(sorted(found)))
    data = found[path]
    options = [
        st.just(found),
        st.builds(lambda flip: found | {path: flip}, flipped(data)),
        st.integers(0, len(data) - 1).map(lambda end: found | {path: data[:end]}),
        st.just(found | {path: data + bytes(2)}),
        st.just(found | {path: found[other], other: data}),
        st.just({each: kept for each, kept in found.items() if each != path}),
        st.just(tiles(max(size - 1, 1)) | {"tile/none": b""}),
        st.just(tiles(size + 1)),
    ]
    return size, draw(st.one_of(options))


@settings(max_examples=80)
@given(altered_tiles(), st.data())
def test_a_mirror_has_one_verdict(golang, altered, data):
    size, found = altered
    given = bytes(data.draw(st.one_of(st.just(signed(head(size))), altered_heads(size))))
    wrong = golang.tiles(str(LOG), given, found)
    assert mirrored.accepts_tiles(LOG, given, found) == (wrong == ""), wrong


@st.composite
def altered_growths(draw):
    """Two checkpoints and the proof between them, of which something may be altered."""
    old, new = sorted((draw(st.integers(1, 1_000)), draw(st.integers(1, 1_000))))
    hashes = proof.consistency(old, new, mirrored.subtree)
    at = draw(st.integers(0, max(len(hashes) - 1, 0)))
    proofs = [
        hashes,
        hashes,
        hashes[:-1],
        hashes[::-1],
        (*hashes, bytes(32)),
        (*hashes[:at], bytes(32), *hashes[at + 1 :]),
        proof.consistency(max(old - 1, 1), new, mirrored.subtree),
    ]
    heads = st.one_of(st.just((old, new)), st.just((new, old)))
    older, newer = draw(heads)
    was, now = (draw(st.one_of(st.just(signed(head(each))), altered_heads(each))) for each in (older, newer))
    return bytes(was), bytes(now), draw(st.sampled_from(proofs))


@settings(max_examples=120)
@given(altered_growths())
def test_growth_has_one_verdict(golang, altered):
    was, now, hashes = altered
    wrong = golang.growth(str(LOG), was, now, hashes)
    assert mirrored.accepts_growth(LOG, was, now, hashes) == (wrong == ""), wrong


TRUE = receipted(128, 257)
FALSE = {
    "altered": (TRUE.leaf.replace(b"1", b"2", 1), TRUE),
    "swapped": (LEAVES[127], TRUE),
    "moved": (TRUE.leaf, replace(TRUE, index=129)),
    "dropped": (TRUE.leaf, replace(TRUE, hashes=TRUE.hashes[:-1])),
    "flipped": (TRUE.leaf, replace(TRUE, hashes=(bytes(32), *TRUE.hashes[1:]))),
    "resized": (TRUE.leaf, replace(TRUE, signed=replace(TRUE.signed, head=replace(head(257), size=258)))),
    "resized and signed": (TRUE.leaf, replace(TRUE, signed=signed(replace(head(257), size=513)))),
    "another head": (TRUE.leaf, replace(TRUE, signed=signed(head(256)))),
    "another key": (TRUE.leaf, replace(TRUE, signed=signed(head(257), replace(LOG, public=WITNESS.public)))),
    "renamed key": (TRUE.leaf, replace(TRUE, signed=signed(head(257), OTHER))),
    "unsigned": (TRUE.leaf, replace(TRUE, signed=replace(TRUE.signed, lines=TRUE.signed.lines[1:]))),
}


@pytest.mark.parametrize("what", FALSE)
def test_all_refuse_what_is_false(golang, sigstore, what):
    leaf, given = FALSE[what]
    assert golang.receipt(str(LOG), leaf, bytes(given))
    assert sigstore.inclusion(str(LOG), leaf, given.index, given.hashes, bytes(given.signed))
    assert not mirrored.accepts_receipt(LOG, leaf, bytes(given))


def test_a_log_does_not_stand_in_for_another_of_the_same_host(golang):
    """The host's signature under the name of another log verifies; what it says is still about this one."""
    relabelled = replace(TRUE.signed, lines=(note.signed(head(257).text, OTHER, LOG_SIGNS),))
    given = bytes(replace(TRUE, signed=relabelled))
    assert "not a checkpoint of this log" in golang.receipt(str(OTHER), TRUE.leaf, given)
    assert not mirrored.accepts_receipt(OTHER, TRUE.leaf, given)


def test_a_cosignature_under_another_name_or_of_another_head_is_none(golang):
    log, witness = TRUE.signed.lines
    other = Key("example.org/other", WITNESS.public, WITNESS.kind)
    for lines, key in (
        ((log, replace(witness, name=other.name)), other),
        ((log, note.Signature(other.name, other.id, witness.value)), WITNESS),
        ((log, cosign(Checkpoint(LOG.name, 1, bytes(32)).text, WITNESS, 1, WITNESS_SIGNS)), WITNESS),
        ((log,), WITNESS),
    ):
        given = bytes(replace(TRUE, signed=replace(TRUE.signed, lines=lines)))
        assert golang.receipt(str(LOG), TRUE.leaf, given, [str(key)])
        assert not mirrored.accepts_receipt(LOG, TRUE.leaf, given, (key,))
