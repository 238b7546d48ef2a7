"""Where records are kept: one append-only log per consultation.

``append`` is the door in, ``load`` the door for a whole record that was made elsewhere, ``read`` holds the doors out.
"""

from comity.registry.append import Receipt, append
from comity.registry.asking import ask, compare
from comity.registry.export import export
from comity.registry.hostkeys import key
from comity.registry.known import broken, remembered, remind
from comity.registry.load import load, recover
from comity.registry.parts import erase, part
from comity.registry.read import entries, head, logs, state
from comity.registry.seats import seats
from comity.registry.stamps import latest as stamp
from comity.registry.succeeded import successor
from comity.registry.succession import propose, succeed
from comity.registry.tree import consistency, leaf, receipt, tile
from comity.registry.witnesses import Witness, checkpoint, cosign, witnesses

__all__ = [
    "Receipt",
    "Witness",
    "append",
    "ask",
    "broken",
    "checkpoint",
    "compare",
    "consistency",
    "cosign",
    "entries",
    "erase",
    "export",
    "head",
    "key",
    "leaf",
    "load",
    "logs",
    "part",
    "propose",
    "receipt",
    "recover",
    "remembered",
    "remind",
    "seats",
    "stamp",
    "state",
    "succeed",
    "successor",
    "tile",
    "witnesses",
]
