"""A process that reads a record until it is stopped: ``python -m faults.reader`` tells each signed head that is new."""

import os

import django

from comity import registry
from comity.record import checkpoint, note
from comity.record.leaf import read_leaf
from registry.acts import LOG

if __name__ == "__main__":
    os.nice(10)  # it asks again and again; the writers come first
    django.setup()
    told = 0
    while True:
        assert registry.state(LOG).size
        signed = note.read(registry.checkpoint(LOG))
        head = checkpoint.read(signed.text)
        if head.size > told:
            told = head.size
            assert read_leaf(registry.leaf(LOG, told - 1)).seq == told - 1
            print("head", told, head.root.hex(), flush=True)
