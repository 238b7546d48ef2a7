"""A record signed by passkeys of either algorithm, one act at a time and several at once: verified with nothing installed."""

import subprocess
import sys
from functools import cache

from msgspec.structs import replace

from comity.core.acts import EXAMPLES, Seen, encode
from comity.record.archive import unzipped
from comity.record.hashes import Hashes
from comity.record.leaf import leaf, read_leaf
from comity.record.tree import leaf_hash
from comity.record.verify import verify
from record.bundles import TRUST, packed
from record.devices import Phone, Stick


@cache
def record():
    """Acts 3 and 4 bring in a key of each algorithm; 5 to 9 are signed at once with the second, 10 alone with the first."""
    leaves = []

    def act(kind, actor="SEC/1", **fields):
        tree = Hashes(map(leaf_hash, leaves))
        seen = Seen(tree.root(len(tree)).hex(), len(tree))
        return replace(EXAMPLES[kind], **{"id": f"act-{len(leaves)}", "actor": actor, "seen": seen, **fields})

    def file(made, *sigs):
        leaves.append(leaf(1_000 * len(leaves), len(leaves), encode(made).decode(), sigs))

    file(act("consultation.open", signing=1))
    # The secretariat has signed before the level was reached: its first key is attested, all else is signed.
    file(act("key.add", **Phone(8).fields))
    admit = act("party.admit", admitted="KAZ")
    file(admit, Phone(8).sign(admit, "act-1"))
    file(act("key.add", "KAZ/1", label="Telephone", **Phone().fields))
    stick = act("key.add", "KAZ/1", label="Stick <of the mission>", **Stick().fields)
    file(stick, Phone().sign(stick, "act-3"))
    convene = act("session.convene")
    file(convene, Phone(8).sign(convene, "act-1"))
    together = [act("question.propose", "KAZ/1", id=f"question-{n}") for n in range(5)]
    for each, line in zip(together, Stick().sign_all(together, "act-4"), strict=True):
        file(each, line)
    last = act("question.propose", "KAZ/1")
    file(last, Phone().sign(last, "act-3"))
    return tuple(leaves)


def test_the_record_is_sound_and_each_act_of_the_batch_is_verified_by_itself():
    report = verify(packed(record()), TRUST)
    assert (report.faults, report.counted.signed) == ((), 9)


def test_a_path_of_another_act_names_the_act_that_bears_it():
    leaves = list(record())
    kept = read_leaf(leaves[7])
    leaves[7] = leaf(kept.at, kept.seq, kept.stmt, read_leaf(leaves[8]).sigs)
    faults = verify(packed(tuple(leaves)), TRUST).faults
    assert (faults[0].seq, faults[0].key) == (7, "refused.signature_wrong")


def test_the_standard_library_alone_verifies_it(tmp_path):
    file = tmp_path / "record.zip"
    file.write_bytes(packed(record()))
    command = [sys.executable, "-I", "-S", str(file), "--language", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "9 acts bear signatures" in done.stdout


def test_the_page_names_the_passkeys_and_escapes_what_they_are_called():
    page = unzipped(packed(record()))["record.html"].decode()
    assert "signed with the passkey act-4 (Stick &lt;of the mission&gt;), held by KAZ/1" in page
    assert "подписано ключом доступа act-3 (Telephone), место KAZ/1" in page
    assert page.count("attested by the host") == 3
