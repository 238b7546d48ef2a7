"""How things are called on a page: provisions by number or kind, revisions by number, places by what stands before."""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.core.state import Provision, Text
from comity.web import words
from comity.web.words import LANGUAGES

HANGS = 6
"""Characters of a number that hang in the margin; a longer one (Article VIII) stands above its provision."""

_SHOWN = 48
"""Characters of a provision that name it in an outline."""


def labels(text: Text) -> Mapping[str, str]:
    """What each provision that ever was in the text is called: its printed number, or its kind and place in its kind."""
    ids = [*text.order, *(each for each in text.provisions if each not in set(text.order))]
    bare = Counter(provision.kind for each in ids if not (provision := text.provisions[each]).number)
    named: dict[str, str] = {}
    counted: Counter[str] = Counter()
    above: dict[int, str] = {}
    for each in ids:
        provision = text.provisions[each]
        counted[provision.kind] += not provision.number
        place = f" {counted[provision.kind]}" if bare[provision.kind] > 1 else ""
        own = provision.number.rstrip(".") or f"{words.PROVISION_KINDS[provision.kind]}{place}"
        under = above.get(provision.level - 1, "") if provision.kind == "sub_paragraph" else ""
        named[each] = above[provision.level] = f"{under} {own}".strip()
    return named


def full(provision: Provision, label: str) -> str:
    """A provision by its kind and label, for a heading; a label that says the kind already (Article 8) stands alone."""
    return f"{words.PROVISION_KINDS[provision.kind]} {label}" if 0 < len(provision.number) <= HANGS else label


def place(text: Text, after: str | None, named: Mapping[str, str]) -> str:
    """Where something would stand."""
    if not after:
        return _("at the beginning")
    return _("after provision %(label)s") % {"label": named.get(after) or added(text, after)}


def added(text: Text, proposal: str) -> str:
    """What a proposed provision is called."""
    return _("proposal %(number)s") % {"number": text.proposals[proposal].number} if proposal in text.proposals else ""


def revision(number: int) -> str:
    """A revision by its number: the draft as tabled, Rev.1, Rev.2."""
    return _("Rev.%(number)s") % {"number": number} if number else _("draft as tabled")


def brief(provision: Provision, tongue: str) -> str:
    """The first words of a provision, for an outline."""
    wording = provision.wordings.get(tongue) or next(iter(provision.wordings.values()), "")
    return wording if len(wording) <= _SHOWN else wording[:_SHOWN].rsplit(" ", 1)[0] + "…"


def title(text: Text) -> str:
    """A text's title in the reader's language, or in the first that has one."""
    return text.title.get(get_language() or "en") or next(iter(text.title.values()), text.id)


def tongues(text: Text) -> list[tuple[str, str]]:
    """The languages of a text, each in its own words."""
    return [(each, tongue(each)) for each in text.languages]


def tongue(tag: str) -> str:
    """A language in its own words, or by its tag."""
    return LANGUAGES.get(tag, tag)
