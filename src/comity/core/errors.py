"""The two ways the core says no: ``Refused`` for the law of the house, ``Unreadable`` for input that cannot be read.

Both carry a stable code and facts. The words live in the catalogues (``comity.locale``), in English and Russian,
under ``refused.<code>`` and ``unreadable.<code>``; the facts are the named places of the sentence.
"""

from collections.abc import Mapping

Fact = str | int | Mapping[str, str]
"""What a sentence names: plain, or in words of its own for each language (``locale.say`` chooses)."""


class Refused(Exception):  # noqa: N818 - the vocabulary's word, read as a sentence: "the act is refused"
    """An act, or a request, that the rules do not allow.

    ``code`` is stable and in snake case; ``facts`` are what the sentence names (party codes, act numbers, how a
    provision is called in each language), never objects.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class Unreadable(Exception):  # noqa: N818
    """Input that cannot be read: ``where`` names the place (a file, a line), ``why`` is the code of the reason."""

    def __init__(self, where: str, why: str, **facts: Fact) -> None:
        super().__init__(where, why, facts)
        self.where = where
        self.why = why
        self.facts = facts
