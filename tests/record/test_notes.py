"""Notes, checkpoints, cosignatures and receipts: what is written is read, and nothing else is."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.errors import Unreadable
from comity.record import checkpoint, note, proof, receipt
from comity.record.checkpoint import Checkpoint
from comity.record.cosignature import cosign, cosigned
from comity.record.note import COSIGNATURE, Key, Note
from comity.record.receipt import Receipt
from comity.record.tree import Frontier, leaf_hash, node_hash
from record.signing import signer

LOG, LOG_SIGNS = signer("example.org/log")
WITNESS, WITNESS_SIGNS = signer("example.org/witness", COSIGNATURE, seed=2)
LEAVES = [b"one", b"two", b"three", b"four", b"five"]
ROOT = Frontier().root()


def head(leaves=LEAVES, origin="example.org/log"):
    tree = Frontier()
    for each in leaves:
        tree = tree.append(each)
    return Checkpoint(origin, tree.size, tree.root())


def signed(text):
    return Note(text, (note.signed(text, LOG, LOG_SIGNS),))


def subtree(start, end):
    if end - start == 1:
        return leaf_hash(LEAVES[start])
    half = 1 << (end - start - 1).bit_length() - 1
    return node_hash(subtree(start, start + half), subtree(start + half, end))


LINES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


@given(st.lists(LINES, min_size=1, max_size=5).map("\n".join))
def test_a_note_is_read_as_it_was_written(text):
    written = signed(f"x{text}\n")
    assert note.read(bytes(written)) == written
    assert note.verified(written, (LOG,)) == (LOG,)


@settings(max_examples=60)
@given(st.data())
def test_one_changed_byte_is_never_verified_as_the_note(data):
    whole = bytearray(bytes(signed(head().text)))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        found = note.verified(note.read(bytes(whole)), (LOG,))
    except Unreadable:
        return
    assert found == ()


@given(st.text(max_size=120))
def test_a_key_has_one_spelling(line):
    for given_line in (line, f"{LOG}{line}", f"{line}{LOG}"):
        with suppress(Unreadable):
            assert str(note.read_key(given_line)) == given_line


def test_keys_are_read_as_they_were_written():
    assert note.read_key(str(LOG)) == LOG
    assert note.read_key(str(WITNESS)) == WITNESS
    with pytest.raises(Unreadable):
        note.read_key(str(Key("log", bytes(32))))


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"text\n", b"text\n\n", b"text\n\n- log AAAAAAAA\n", "text\n\n— log AAAA\n".encode(), b"\xff\n\n",
     "a\tb\n\n— log AAAAAAAA\n".encode(), "text\n\n— log AAAAAAAA".encode(), "text\n\n— lo+g AAAAAAAA\n".encode(),
     "text\n\n— log AAAAAAA\n".encode(), ("text\n\n" + "— log AAAAAAAA\n" * 65).encode(), b"a" * 1_000_001],
)  # fmt: skip
def test_other_bytes_are_no_note(data):
    with pytest.raises(Unreadable) as refused:
        note.read(data)
    assert refused.value.why == "note_malformed"


def test_a_line_under_a_known_key_that_is_not_its_signature_spoils_the_note():
    text = head().text
    forged = Note(text, (note.signed("other\n", LOG, LOG_SIGNS),))
    with pytest.raises(Unreadable) as refused:
        note.verified(forged, (LOG,))
    assert refused.value.why == "signature_wrong"


def test_lines_of_other_keys_are_passed_over():
    other, signs = signer("example.org/log", seed=3)
    text = head().text
    both = Note(text, (note.signed(text, other, signs), note.signed(text, LOG, LOG_SIGNS)))
    assert note.verified(both, (LOG,)) == (LOG,)


@given(st.integers(0, 2**53 - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_as_it_was_written(size, root):
    found = Checkpoint("example.org/log", size, root)
    assert checkpoint.read(found.text) == found


@pytest.mark.parametrize(
    "text",
    ["", "log\n", "log\n01\nAAAA\n", "log\n1\nAAAA\n", "\n1\n" + "A" * 43 + "=\n", "log\n-1\n" + "A" * 43 + "=\n",
     "log\n1\n" + "A" * 43 + "=\nextension\n", "log\n1\n" + "A" * 43 + "=", "log\n٣\n" + "A" * 43 + "=\n"],
)  # fmt: skip
def test_other_texts_are_no_checkpoint(text):
    with pytest.raises(Unreadable):
        checkpoint.read(text)


@pytest.mark.parametrize("sign", ["\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff"])
def test_a_name_that_is_shown_turns_no_line_round(sign):
    with pytest.raises(Unreadable) as refused:
        checkpoint.read(Checkpoint(f"log{sign}gol", 1, bytes(32)).text)
    assert refused.value.why == "checkpoint_malformed"
    with pytest.raises(Unreadable) as refused:
        note.read_key(str(replace(WITNESS, name=f"kaz{sign}zak")))
    assert refused.value.why == "key_malformed"


def test_a_witness_cosigns_the_text_and_the_time():
    text = head().text
    line = cosign(text, WITNESS, 1_700_000_000, WITNESS_SIGNS)
    both = note.read(bytes(Note(text, (*signed(text).signatures, line))))
    assert [(each.key, each.at) for each in cosigned(both, (WITNESS,))] == [(WITNESS, 1_700_000_000)]
    assert note.verified(both, (LOG,)) == (LOG,)


def test_a_renamed_or_moved_cosignature_is_none():
    text = head().text
    line = cosign(text, WITNESS, 1, WITNESS_SIGNS)
    renamed = Note(text, (note.Signature("example.org/other", line.id, line.value),))
    assert cosigned(renamed, (WITNESS, Key("example.org/other", WITNESS.public, COSIGNATURE))) == ()
    other = Note(head(LEAVES[:4]).text, (line,))
    later = Note(text, (replace(line, value=bytes(7) + b"\2" + line.value[8:]),))
    short = Note(text, (replace(line, value=line.value[:-1]),))
    for wrong in (other, later, short):
        with pytest.raises(Unreadable) as refused:
            cosigned(wrong, (WITNESS,))
        assert refused.value.why == "signature_wrong"


def test_of_two_cosignatures_of_a_witness_the_last_counts_and_a_wrong_one_spoils_both():
    text = head().text
    one, two = (cosign(text, WITNESS, at, WITNESS_SIGNS) for at in (1, 2))
    assert [each.at for each in cosigned(Note(text, (one, two)), (WITNESS,))] == [2]
    wrong = replace(one, value=one.value[:-1] + b"\0")
    for lines in ((one, wrong), (wrong, one)):
        with pytest.raises(Unreadable):
            cosigned(Note(text, lines), (WITNESS,))


def test_who_signed_a_checkpoint_is_asked_of_keys_of_its_own_log():
    other = Key("example.org/other", LOG.public)
    assert checkpoint.signer(signed(head().text), (other, WITNESS, LOG)) == LOG
    assert checkpoint.signer(signed(head().text), (other, WITNESS)) is None
    assert checkpoint.signer(signed(head(origin=other.name).text), (LOG,)) is None
    forged = Note(head().text, (*signed(head().text).signatures, note.signed("other\n", LOG, LOG_SIGNS)))
    assert checkpoint.signer(forged, (LOG,)) is None
    with pytest.raises(Unreadable):
        checkpoint.signer(signed("no checkpoint\n"), (LOG,))


@pytest.mark.parametrize("index", range(5))
def test_a_receipt_holds_its_leaf_and_no_other(index):
    given_receipt = Receipt(index, proof.inclusion(index, 5, subtree), signed(head().text))
    found = receipt.read(bytes(given_receipt))
    assert found == given_receipt
    assert [receipt.holds(found, leaf, LOG) for leaf in LEAVES] == [at == index for at in range(5)]
    other, _ = signer("example.org/log", seed=9)
    assert not receipt.holds(found, LEAVES[index], other)


@pytest.mark.parametrize("change", [b"", b"c2sp", b"index 00", b"index -1", b"extra AAAA\nindex 0"])
def test_other_bytes_are_no_receipt(change):
    whole = bytes(Receipt(0, proof.inclusion(0, 5, subtree), signed(head().text)))
    with pytest.raises(Unreadable):
        receipt.read(whole.replace(b"index 0", change) if change else b"")


@pytest.mark.parametrize("path", [(bytes(31),), (bytes(64),), (bytes(32), b"\x01")])
def test_a_receipt_holds_nothing_but_hashes(path):
    with pytest.raises(Unreadable) as refused:
        receipt.read(bytes(Receipt(0, path, signed(head().text))))
    assert refused.value.why == "receipt_malformed"
