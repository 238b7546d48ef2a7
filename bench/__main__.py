"""``make bench``: run every benchmark of this folder, print one table, write ``bench/results.json``.

A benchmark is a module with ``rows()``; each row is a dict: ``area``, ``work``, ``size``, ``value`` and ``bound`` (with
their units, as text), ``ratio`` (value over bound, or a growth exponent) and ``demand`` (what the design asks for).
``python -m bench NAME …`` runs only the modules named. A benchmark is not a test and never fails the build.
"""

import importlib
import json
import pkgutil
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

import bench

COLUMNS = {"area": 10, "work": 58, "size": 24, "value": 14, "bound": 20, "ratio": 8, "demand": 10}


def measured(names: list[str]) -> Iterator[dict[str, object]]:
    """Rows of the modules named, or of all, printed as they come."""
    print("".join(f"{column:<{width}}" for column, width in COLUMNS.items()))
    for module in pkgutil.iter_modules(bench.__path__):
        if module.name == "__main__" or (names and module.name not in names):
            continue
        rows = getattr(importlib.import_module(f"bench.{module.name}"), "rows", None)
        for row in rows() if rows else ():
            print("".join(f"{shown(row.get(column, '')):<{width}}" for column, width in COLUMNS.items()), flush=True)
            yield row


def shown(value: object) -> str:
    """A cell of the table."""
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def main(names: list[str]) -> None:
    """Print the table and keep the figures."""
    rows = list(measured(names))
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    results = Path(__file__).parent / "results.json"
    results.write_text(json.dumps({"machine": machine, "rows": rows}, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
