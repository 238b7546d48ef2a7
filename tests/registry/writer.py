"""A writer in a process of its own: ``python -m registry.writer PREFIX ACTS`` admits parties, and tells its receipts.

It waits for a line on its input, so that all writers begin together.
"""

import json
import sys

from comity import registry
from registry.acts import LOG, admit, append


def write(prefix, acts):
    """Number and instant of each act, by the party it admits."""
    receipts = {}
    for n in range(acts):
        receipt = append(admit(f"{prefix}{n}", registry.head(LOG)))
        receipts[f"{prefix}{n}"] = (receipt.seq, receipt.at)
    return receipts


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(write(sys.argv[1], int(sys.argv[2]))))
