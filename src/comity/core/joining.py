"""Several provisions read as one wording, as a merger or a split of provisions needs it."""

from collections.abc import Iterable, Mapping

JOIN = " ¶ "
"""Stands between the wordings of provisions that are read as one. The sign is no part of either."""


def joined(wordings: Iterable[str]) -> str:
    """The wordings as one; those that are empty are left out."""
    return JOIN.join(wording for wording in wordings if wording)


def joined_by_language(pieces: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Pieces as one wording in each language that all of them have."""
    held = list(pieces)
    shared = [language for language in held[0] if all(language in piece for piece in held)] if held else []
    return {language: joined(piece[language] for piece in held) for language in shared}
