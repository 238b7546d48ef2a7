"""The sealed parts that a record vouches for: in which act, and with which act they were erased."""

from collections.abc import Iterator

from msgspec import Struct

from comity.core.state import State


class Part(Struct, frozen=True):
    """A sealed part by its ``digest``, of ``size`` bytes without salt: named by act ``seq``, erased by act ``erased``."""

    digest: str
    size: int
    seq: int
    erased: int | None = None


def parts(state: State, before: State | None = None) -> Iterator[Part]:
    """Every part that was ever named, each once; what the law knows of them, not which of them lie anywhere. Linear.

    Given an earlier state ``before``, only those of texts whose files have changed since.
    """
    known = before.texts if before else {}
    for text in state.texts.values():
        if text.id in known and known[text.id].files is text.files:
            continue
        for each in text.files.values():
            yield Part(each.sealed, each.size, each.seq, each.erased.seq if each.erased else None)
