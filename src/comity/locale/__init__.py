"""The catalogues: every sentence a person reads, in English and Russian, by key and facts.

Catalogues are GNU gettext files. ``comity.po`` holds what the core and the record say (refusals, acts as sentences),
``cli.po`` the command line; ``django.po`` belongs to the pages and is read by Django itself. Keys are stable codes
(``refused.provision_gone``); the English catalogue gives them their English words.
"""

import gettext
import os
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

LANGUAGES = ("en", "ru")


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    catalogue = _read(language, "comity")
    catalogue.add_fallback(_read(language, "cli"))
    return catalogue


def _read(language: str, domain: str) -> gettext.NullTranslations:
    """A catalogue that is installed, in a folder or in the archive of a record; else one without words."""
    file = files("comity.locale") / language / "LC_MESSAGES" / f"{domain}.mo"
    if not file.is_file():
        return gettext.NullTranslations()
    with file.open("rb") as opened:
        return gettext.GNUTranslations(opened)


def say(language: str, key: str, /, **facts: str | int | Mapping[str, str]) -> str:
    """The sentence of ``key`` in ``language`` (any language unknown to the house reads English).

    Facts are put in by name (``str.format``); one that is given by language reads as in that of the sentence, else as in
    the first it is given in. A fact called ``n`` chooses the plural form, one called ``date`` (ISO 8601) is a day in words. A
    key that no catalogue holds is returned as it is; the house test sees to it that none is missing.
    """
    catalogue = _catalogue(language if language in LANGUAGES else "en")
    count = facts.get("n")
    sentence = catalogue.ngettext(key, key, count) if isinstance(count, int) else catalogue.gettext(key)
    if not facts or sentence == key:
        return sentence
    spoken = {name: _spoken(fact, language) for name, fact in facts.items()}
    if "date" in spoken:
        spoken["date"] = day(language, str(spoken["date"]))
    return sentence.format(**spoken)


def _spoken(fact: str | int | Mapping[str, str], language: str) -> str | int:
    return fact if isinstance(fact, str | int) else fact.get(language) or next(iter(fact.values()), "")


def day(language: str, iso: str) -> str:
    """A date as it is written in ``language``: 15 July 2026, 15 июля 2026 года; whether there is such a day or not."""
    year, month, date = iso.split("-")
    named = say(language, "calendar.months").split()[int(month) - 1]
    return say(language, "calendar.day", day=int(date), month=named, year=year)


def number(language: str, count: int) -> str:
    """A number as it is written in ``language``: thousands apart by a comma in English, by a space in Russian."""
    return f"{count:,}".replace(",", "\u00a0" if language == "ru" else ",")


def reader_language() -> str:
    """The language of the person at this terminal, from ``COMITY_LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES`` or ``LANG``."""
    for variable in ("COMITY_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "ru" if value.lower().startswith("ru") else "en"
    return "en"
