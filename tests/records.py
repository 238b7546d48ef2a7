"""Whole records to fold: the worked consultations, negotiations at random that were recorded once and for all, and one that says everything.

Each version keeps its own in ``core/golden/<version>``: the leaves of each record, a line each, the root and the hash of the state
that they give, and a statement of every kind. ``python tests/records.py`` writes those of the version being made anew. That
is a deliberate change of what acts mean; what a released version recorded is never written again.
"""

import json
import random
import re
import sys
from functools import cache
from pathlib import Path

import everything
from comity import __version__, worked
from comity.core import fold
from comity.core.acts import EXAMPLES, decode, encode
from comity.core.errors import Refused
from comity.core.fold import Entry
from comity.core.readings import composed, sites
from comity.core.wording.tokens import canonical
from comity.core.wording.values import ALGORITHM
from comity.record.leaf import leaf, read_leaf
from comity.record.tree import Frontier
from negotiation import PARTIES, tabled

GOLDEN = Path(__file__).parent / "core/golden"
VERSIONS = tuple(sorted((path.name for path in GOLDEN.iterdir()), key=lambda name: [*map(int, name.split("."))]))
CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"
TEXT = {"text": "statement"}
STANCES = ("support", "can_accept", "can_accept", "reserve", "object", "not_interested")
RULINGS = ("agree", "agree_ad_referendum", "keep_in_brackets", "defer", "reopen")


@cache
def records(version=VERSIONS[-1]):
    """All records of a version by name, as tuples of entries."""
    return {name: _entries(kept) for name, kept in leaves(version).items()}


def leaves(version=VERSIONS[-1]):
    """The same as bytes, with their signatures."""
    return {path.stem: tuple(path.read_bytes().splitlines()) for path in sorted(GOLDEN.glob(f"{version}/*.leaves"))}


def _entries(leaves):
    read = map(read_leaf, leaves)
    return tuple(Entry(leaf.seq, leaf.at, decode(leaf.stmt.encode())) for leaf in read)


def meant(version):
    """What the records of a version gave when they were recorded: root and state hash by name."""
    return json.loads((GOLDEN / version / "states.json").read_text("utf-8"))


def given(entries):
    """What a record gives now."""
    tree = Frontier()
    for each in entries:
        tree = tree.append(leaf(each.at, each.seq, encode(each.act).decode()))
    return {"root": tree.root().hex(), "state": fold.state_hash(fold.fold(entries))}


def statements(version):
    """The statement of each kind by kind, as the version published it."""
    lines = (GOLDEN / version / "statements.jsonl").read_bytes().splitlines()
    return {json.loads(line)["kind"]: line for line in lines}


def released(version):
    """Whether the changelog has a date for the version."""
    heading = re.search(rf"^## {re.escape(version)} .*$", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    return heading is None or "unreleased" not in heading[0]


def negotiated(seed, size):
    """A negotiation at random: what is refused is left out. Its acts depend on the rules, so it is recorded once."""
    chance = random.Random(seed)  # noqa: S311 - chance that can be repeated
    held = tabled()
    while len(held.entries) < size:
        try:
            _step(held, chance)
        except Refused:
            continue
    return held.entries


def _step(held, chance):
    text, seat = held.text, chance.choice([*PARTIES, "SEC"])
    provision, proposal = chance.choice(text.order), chance.choice([*sorted(text.proposals), "none"])
    on, about = {**TEXT, "provision": provision}, {**TEXT, "proposal": proposal}
    wordings = {each: _reworded(words, chance) for each, words in sorted(text.provisions[provision].wordings.items())}
    if chance.random() < 0.3:
        wordings = {each: wordings[each] for each in [chance.choice(sorted(wordings))]}
    after = {"after": chance.choice(["", *text.order])}
    steps = {
        "text.reword": (6, seat, {**on, "wordings": wordings}),
        "text.add": (1, seat, {**TEXT, **after, "provision_kind": "operative", "wordings": wordings}),
        "text.delete": (1, seat, on),
        "text.move": (1, seat, {**on, **after}),
        "text.merge": (1, seat, {**TEXT, "provisions": (provision, chance.choice(text.order)), "wordings": wordings}),
        "text.split": (1, seat, {**on, "pieces": (wordings, dict.fromkeys(wordings, "Meet."))}),
        "text.cosponsor": (2, seat, about),
        "text.withdraw": (1, seat, about),
        "text.insist": (1, seat, about),
        "text.revise": (2, seat, {**about, "pieces": (wordings,)}),
        "text.comment": (1, seat, {**on, "note": "A remark."}),
        "text.take_position": (6, seat, {**chance.choice((on, about)), "value": chance.choice(STANCES)}),
        "text.accept": (3, "SEC", about),
        "text.not_taken_up": (2, "SEC", about),
        "text.place": (1, "SEC", {**on, "wordings": wordings}),
        f"text.{chance.choice(RULINGS)}": (2, "SEC", on),
        "text.accept_alternative": (3, "SEC", {**on, **_alternative(text, provision, chance)}),
        "text.issue_revision": (1, "SEC", None),
    }
    kind = chance.choices(list(steps), [weight for weight, _, _ in steps.values()])[0]
    _, actor, fields = steps[kind]
    held.issue() if fields is None else held.do(kind, actor, **fields)


def _reworded(words, chance):
    kept = words.split(" ")
    at = chance.randrange(len(kept))
    kept[at : at + chance.randrange(3)] = [chance.choice(("shall", "may", "promptly", "data", "of waters"))]
    return canonical(" ".join(kept))


def _alternative(text, provision, chance):
    language = chance.choice(text.languages)
    found = [(site, each) for site in sites(composed(text, provision, language).parts) for each in site.alternatives]
    fields = {"language": language, "algorithm": ALGORITHM}
    if not found:
        return {**fields, "start": 0, "end": 0, "wording": "", "proposals": ("none",)}
    site, each = chance.choice(found)
    return {**fields, "start": site.start, "end": site.end, "wording": each.text, "proposals": each.proposals}


def write(folder):
    """Record what acts mean in the version being made: its worked consultations, and the negotiations as they were."""
    folder.mkdir(exist_ok=True)
    told = {
        name: tuple(leaf(at, seq, encode(act).decode()) for seq, (at, act) in enumerate(worked.acts(name)))
        for name in worked.CONSULTATIONS
    }
    told |= {name: kept for name, kept in leaves().items() if name.startswith("random")}
    told["everything"] = everything.leaves()
    for name, kept in told.items():
        (folder / f"{name}.leaves").write_bytes(b"".join(line + b"\n" for line in kept))
    states = {name: given(_entries(kept)) for name, kept in told.items()}
    (folder / "states.json").write_text(json.dumps(states, indent=2) + "\n")
    (folder / "statements.jsonl").write_bytes(b"".join(encode(act) + b"\n" for act in EXAMPLES.values()))


if __name__ == "__main__":
    if released(__version__):
        sys.exit(f"{__version__} is released: raise the version, then record what acts mean in it")
    write(GOLDEN / __version__)
