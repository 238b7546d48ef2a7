"""Whole records to fold: the worked consultations, and negotiations at random that were recorded once and for all.

``python tests/records.py`` writes the hashes of their states anew. That is a deliberate change of what acts mean.
"""

import json
import random
from functools import cache
from pathlib import Path

from comity import worked
from comity.core import fold
from comity.core.acts import decode, encode
from comity.core.errors import Refused
from comity.core.fold import Entry
from comity.core.readings import composed, sites
from comity.core.wording.tokens import canonical
from comity.core.wording.values import ALGORITHM
from negotiation import PARTIES, tabled

GOLDEN = Path(__file__).parent / "core/golden"
HASHES = GOLDEN / "states.json"
TEXT = {"text": "statement"}
STANCES = ("support", "can_accept", "can_accept", "reserve", "object", "not_interested")
RULINGS = ("agree", "agree_ad_referendum", "keep_in_brackets", "defer", "reopen")


@cache
def records():
    """All records by name, as tuples of entries."""
    told = {f"worked {name}": _entries(worked.acts(name)) for name in worked.CONSULTATIONS}
    return told | {f"random {path.stem}": recorded(path) for path in sorted(GOLDEN.glob("*.jsonl"))}


def recorded(path):
    """The entries of a recorded negotiation: a statement a line."""
    return _entries((1_000 * seq, decode(line)) for seq, line in enumerate(path.read_bytes().splitlines()))


def _entries(acts):
    return tuple(Entry(seq, at, act) for seq, (at, act) in enumerate(acts))


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


if __name__ == "__main__":
    for seed, size in ((1, 120), (2, 160), (3, 200)):
        path = GOLDEN / f"{seed}.jsonl"
        if not path.exists():
            path.write_bytes(b"\n".join(encode(entry.act) for entry in negotiated(seed, size)) + b"\n")
    hashes = {name: fold.state_hash(fold.fold(entries)) for name, entries in records().items()}
    HASHES.write_text(json.dumps(hashes, indent=2) + "\n")
