"""Acts to write with: a consultation that is opened and admits one party after another."""

from msgspec.structs import replace

from comity import registry
from comity.core.acts import EXAMPLES, encode

OPEN = EXAMPLES["consultation.open"]
ADMIT = EXAMPLES["party.admit"]
LOG = OPEN.log


def admit(code, seen):
    """The secretariat admits a party, having seen a head."""
    return replace(ADMIT, id=f"admit-{code.lower()}", admitted=code, seen=seen)


def append(act):
    """The receipt of an act."""
    return registry.append(act.log, encode(act))


def grow(size, start=0):
    """Open the record and admit parties until it holds ``size`` acts; the receipts."""
    receipts = [] if start else [append(OPEN)]
    return receipts + [append(admit(f"P{n}", registry.head(LOG))) for n in range(max(start, 1), size)]
