"""What stands at the head of a page that is printed of a text."""

from collections.abc import Mapping

from comity.core.state import State, Text
from comity.formats.publication.values import Letterhead, Variant
from comity.locale import say


def letterhead(state: State, text: Text, language: str, variant: Variant) -> Letterhead:
    """The head of a text as of ``state``, in one of the languages of the text."""
    return Letterhead(
        title=in_language(text.title, language) or text.id,
        language=language,
        variant=variant,
        symbol=text.symbol,
        revision=revision(language, text.revisions[0 if variant == "original" else -1].number),
        organ=in_language(text.organ, language),
        remark=in_language(text.remark or state.remark, language),
        at=state.at,
    )


def revision(language: str, number: int) -> str:
    """A revision as it is printed: the draft as tabled, Rev.1, Rev.2."""
    return say(language, "publication.revision", number=number) if number else say(language, "publication.draft")


def in_language(names: Mapping[str, str], language: str) -> str:
    """Words in ``language``, or in the first language that has them; empty where there are none."""
    return names.get(language) or next(iter(names.values()), "")
