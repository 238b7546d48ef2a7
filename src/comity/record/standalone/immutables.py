"""``immutables.Map`` in plain Python: a changed map is a copy, so a change costs what the map holds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Map(Mapping[K, V]):
    """A mapping that never changes."""

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        self._held = dict(held)

    def __getitem__(self, key: K) -> V:
        return self._held[key]

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[K]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def set(self, key: K, value: V) -> "Map[K, V]":
        """The map with ``value`` at ``key``."""
        return self.update({key: value})

    def delete(self, key: K) -> "Map[K, V]":
        """The map without ``key``; ``KeyError`` where it is not held."""
        held = dict(self._held)
        del held[key]
        return Map(held)

    def update(self, changes: Mapping[K, V] | Iterable[tuple[K, V]]) -> "Map[K, V]":
        """The map with all ``changes``."""
        return Map({**self._held, **dict(changes)})
