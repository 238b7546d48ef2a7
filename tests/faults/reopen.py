"""A server that is started again: ``python -m faults.reopen continued|read`` tells what the record in each folder says.

It reads the folders from its input. One JSON object a line: ``refused`` where something was, or else of a record that is
``continued`` ``acts`` (number by party admitted), ``heads`` (root by size), the size ``signed`` and the number of the
``next`` act; of one that is ``read`` all that leaves the house: every entry, receipt and tile.
"""

import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import DatabaseError, connection

from comity import registry
from comity.core.errors import Refused
from comity.record import tile
from comity.registry import store
from comity.registry.kept import KEPT
from registry.acts import LOG, admit, append


def told(folder, how):
    """What the record in ``folder`` says, held to its tree and its signed checkpoint."""
    connection.close()
    KEPT.clear()
    settings.COMITY_DATA = Path(folder)
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = f"{folder}/comity.sqlite3"
    try:
        return continued() if how == "continued" else read()
    except (Refused, DatabaseError) as refusal:
        return {"refused": getattr(refusal, "code", "unreadable")}


def continued():
    signed = registry.checkpoint(LOG).decode().split("\n")
    acts = {entry.act.admitted: entry.seq for entry in registry.entries(LOG)[1:]}
    heads = {size: root.hex() for size, (_, root) in enumerate(store.leaves(LOG), 1)}
    last = append(admit("NEXT", registry.head(LOG))).seq
    return {"acts": acts, "heads": heads, "signed": int(signed[1]), "next": last}


def read():
    size = registry.state(LOG).size
    checkpoint = registry.checkpoint(LOG).decode()
    entries = [registry.leaf(LOG, seq).decode() for seq in range(size)]
    receipts = [registry.receipt(LOG, seq).decode() for seq in range(0, size, 8)]
    tiles = {each.path: registry.tile(LOG, each).hex() for each in tile.tiles(size)}
    parties = sorted(registry.state(LOG).parties)
    return {"checkpoint": checkpoint, "entries": entries, "receipts": receipts, "tiles": tiles, "parties": parties}


if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        print(json.dumps(told(line.strip(), sys.argv[1])), flush=True)
