"""The program of a process at work: ``python -m comity.web.work FOLDER``, which the server starts and nobody else."""

import sys
import traceback
from pathlib import Path

import msgspec

from comity.core.errors import Refused, Unreadable
from comity.web.work.limits import bound, place
from comity.web.work.orders import Failure, Order, Stage
from comity.web.work.tasks import do


def main(folder: Path) -> int:
    """Do the order of ``folder`` and leave there what came of it. Returns the exit code."""
    try:
        order = _order(folder)
        bound(order.limits)
        with place(folder.parent.parent / "places"):
            result = do(order.task, lambda stage, percent: _tell(folder, stage, percent))
        _put(folder / "result", result)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file brought about is told in one sentence
        failure = _failure(error)
        _put(folder / "failure", msgspec.msgpack.encode(failure))
        return 1
    return 0


def _order(folder: Path) -> Order:
    """The order, which is gone from the disk once it has been read: what was sent in is not kept."""
    path = folder / "order"
    data = path.read_bytes()
    path.unlink()
    return msgspec.msgpack.decode(data, type=Order)


def _failure(error: Exception) -> Failure:
    match error:
        case Refused():
            return Failure(error.code, error.facts)
        case Unreadable():
            return Failure(error.why, error.facts, error.where)
        case MemoryError() | RecursionError():
            return Failure("work_too_large")
        case _:
            traceback.print_exception(error)
            return Failure("work_failed")


def _tell(folder: Path, stage: Stage, percent: int) -> None:
    _put(folder / "stage", f"{stage} {percent}".encode())


def _put(path: Path, data: bytes) -> None:
    """Nobody finds half of it."""
    aside = path.with_suffix(".part")
    aside.write_bytes(data)
    aside.replace(path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
