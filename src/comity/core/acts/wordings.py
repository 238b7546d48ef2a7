"""The law of words in an act: in the languages of the text, canonical, never empty."""

from collections.abc import Iterable, Mapping

from comity.core.errors import Refused
from comity.core.wording.tokens import canonical


def require_wordings(wordings: Mapping[str, str], languages: Iterable[str], *, among: Iterable[str]) -> None:
    """Refuse wordings that lack one of ``languages``, have another than those ``among``, or are not canonical."""
    for language in languages:
        if language not in wordings:
            raise Refused("language_missing", language=language)
    if not wordings:
        raise Refused("wording_missing")
    for language, wording in wordings.items():
        if language not in among:
            raise Refused("language_unknown", language=language)
        _require_canonical(wording, language)


def _require_canonical(wording: str, language: str) -> None:
    exact = canonical(wording)
    if not exact:
        raise Refused("wording_empty", language=language)
    if exact != wording:
        raise Refused("wording_not_canonical", language=language)
