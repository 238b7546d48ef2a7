"""Records that go on as other logs, as leaves: every act has seen all before it, an hour after the last."""

from msgspec.structs import replace

from comity.core import fold
from comity.core.acts import EXAMPLES, Seen, decode, encode
from comity.record.leaf import leaf, read_leaf
from comity.record.tree import Frontier

HOUR = 3_600_000
ORIGIN = "comity/ffeeddccbbaa99887766554433221100"
LOG = EXAMPLES["consultation.open"].log


def head(leaves):
    """The head of the tree of leaves."""
    tree = Frontier()
    for data in leaves:
        tree = tree.append(data)
    return Seen(root=tree.root().hex(), size=tree.size)


def with_act(leaves, kind, **fields):
    """The leaves with one more act."""
    given = {"id": f"act-{len(leaves)}", "seen": head(leaves), **fields}
    statement = encode(replace(EXAMPLES[kind], **given)).decode()
    return (*leaves, leaf(len(leaves) * HOUR, len(leaves), statement))


def grown(leaves, size, log):
    """The leaves, and parties admitted to the log until it has ``size`` acts."""
    while len(leaves) < size:
        code = f"P{len(leaves)}"
        leaves = with_act(leaves, "party.admit", log=log, admitted=code, party_kind="member", names={"en": code})
    return leaves


def begun(size, log=LOG):
    """A record of ``size`` acts."""
    return grown(with_act((), "consultation.open", log=log), size, log)


def succeeded(leaves, new, **fields):
    """The record goes on as the log ``new``."""
    given = {"log": new, "predecessor": state(leaves).log, "origin": ORIGIN, "lost": None, **fields}
    return with_act(leaves, "consultation.succeed", **given)


def state(leaves):
    """What leaves fold to."""
    read = map(read_leaf, leaves)
    return fold.fold(fold.Entry(each.seq, each.at, decode(each.stmt.encode())) for each in read)


def reseated(leaves, seq, **fields):
    """The leaves with other values in the statement of one."""
    old = read_leaf(leaves[seq])
    statement = encode(replace(decode(old.stmt.encode()), **fields)).decode()
    return (*leaves[:seq], leaf(old.at, old.seq, statement), *leaves[seq + 1 :])
