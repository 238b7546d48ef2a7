"""Where records are kept: one append-only log per consultation.

``append`` is the door in, ``load`` the door for a whole record that was made elsewhere, ``read`` holds the doors out.
"""

from comity.registry.append import Receipt, append
from comity.registry.load import load
from comity.registry.read import entries, head, logs, state

__all__ = ["Receipt", "append", "entries", "head", "load", "logs", "state"]
