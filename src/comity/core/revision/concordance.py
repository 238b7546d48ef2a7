"""Which language versions of a provision have yet to be brought into line with another that moved on."""

from collections.abc import Collection

from comity.core.state import Provision, Text


def unsaid(text: Text, said: Collection[str]) -> tuple[str, ...]:
    """The languages of a text that words newly given are not ``said`` in."""
    return tuple(language for language in text.languages if language not in said)


def behind(text: Text, provision: Provision) -> tuple[str, ...]:
    """The languages behind on ``provision`` once its settlements are in, in the order of the text's languages.

    A ruling on words in some languages leaves the others behind; one in nothing but languages that are behind brings
    those into line. Whether two versions say the same no rule can tell: what counts is that the chair ruled on both.
    """
    late = provision.behind
    for settled in provision.settled:
        ruled = settled.wordings.keys() | settled.edits.keys()
        if ruled and ruled <= set(late):
            late = tuple(language for language in late if language not in ruled)
        elif ruled:
            late = unsaid(text, ruled)
    return late
