"""On which keys a party's signatures rest is told to whoever verifies: a host that invented one cannot keep it out of sight."""

import subprocess
import sys

from msgspec.structs import replace

from comity.core.acts import EXAMPLES, Seen, encode
from comity.record import findings
from comity.record.hashes import Hashes
from comity.record.leaf import leaf
from comity.record.tree import leaf_hash
from comity.record.verify import verify
from record.bundles import TRUST, packed
from record.devices import Card

MINISTRY, TELEPHONE, RECOVERED, SECRETARIAT = (Card(seed) for seed in range(1, 5))


class Held:
    """A record that grows act by act; ``by`` are the keys that sign one, by their ids."""

    def __init__(self):
        self.leaves = []
        self.do("consultation.open", "SEC/1")
        self.do("party.admit", "SEC/1", admitted="KAZ")

    def do(self, kind, actor, by=(), **fields):
        tree = Hashes(map(leaf_hash, self.leaves))
        seen = Seen(tree.root(len(tree)).hex(), len(tree))
        act = replace(EXAMPLES[kind], **{"id": f"act-{len(tree)}", "actor": actor, "seen": seen, **fields})
        sigs = tuple(card.sign(act, key) for key, card in dict(by).items())
        self.leaves.append(leaf(1_000 * len(tree), len(tree), encode(act).decode(), sigs))

    def report(self):
        found = verify(packed(tuple(self.leaves)), TRUST)
        assert found.sound
        return found


def first(report):
    return [(key.party, key.seq, key.public) for key in report.keys]


def test_the_first_key_of_a_party_is_told_and_none_that_it_signed_for():
    held = Held()
    held.do("key.add", "KAZ/1", **MINISTRY.fields)
    held.do("key.add", "KAZ/1", {"act-2": MINISTRY}, **TELEPHONE.fields)
    held.do("key.revoke", "KAZ/1", {"act-3": TELEPHONE}, key="act-2")
    assert first(held.report()) == [("KAZ", 2, MINISTRY.fields["public"])]
    assert held.report().keys[0].revoked == 4


def test_a_key_that_only_the_secretariat_gave_is_told():
    held = Held()
    held.do("key.add", "SEC/1", **SECRETARIAT.fields)
    held.do("key.add", "KAZ/1", **MINISTRY.fields)
    held.do("key.recover", "SEC/1", {"act-2": SECRETARIAT}, of="KAZ", **RECOVERED.fields)
    wanted = [("SEC", SECRETARIAT), ("KAZ", MINISTRY), ("KAZ", RECOVERED)]
    assert first(held.report()) == [(party, seq, card.fields["public"]) for seq, (party, card) in enumerate(wanted, 2)]


def test_a_record_without_keys_tells_of_none():
    assert Held().report().keys == ()


def test_a_host_that_made_up_a_party_whole_shows_the_key_that_it_made(tmp_path):
    for card in (MINISTRY, TELEPHONE):  # the one is the party's, with the other the host signed everything anew
        held = Held()
        held.do("key.add", "KAZ/1", **card.fields)
        held.do("session.convene", "SEC/1")
        held.do("question.propose", "KAZ/1", {"act-2": card})
        told = list(findings.lines(held.report(), "en"))
        assert sum(f"act-2 (act 2): {card.fields['public']}" in line for line in told) == 1
        (tmp_path / "record.zip").write_bytes(packed(tuple(held.leaves)))
        alone = [sys.executable, "-I", "-S", "record.zip", "--language", "en"]
        said = subprocess.run(alone, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert card.fields["public"] in said.stdout
