"""What every act is: who did what to which record, having seen how much of it."""

from typing import Annotated

from msgspec import Meta, Struct

from comity.core.state import State

Id = Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,63}\Z")]
"""An id chosen by whoever files the act: of the act itself, a log, a text, a session."""

ProvisionId = Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,63}(\.[1-9][0-9]{0,2})?\Z")]
"""A tabled provision's id, the id of the proposal that added it, or ``proposal.2`` for the second piece of a split."""

Place = Annotated[str, Meta(pattern=r"\A([a-z0-9][a-z0-9-]{0,63}(\.[1-9][0-9]{0,2})?)?\Z")]
"""The provision after which something stands; empty for the beginning of the text."""

PARTY_CODE = r"\A[A-Z0-9][A-Z0-9-]{0,15}\Z"
PartyCode = Annotated[str, Meta(pattern=PARTY_CODE)]
Seat = Annotated[str, Meta(pattern=r"\A[A-Z0-9][A-Z0-9-]{0,15}/[1-9][0-9]{0,3}\Z")]
Language = Annotated[str, Meta(pattern=r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")]
Digest = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Words = Annotated[str, Meta(min_length=1)]
ByLanguage = dict[Language, Words]
Named = Annotated[ByLanguage, Meta(min_length=1)]
"""A name or title: words in at least one language."""

Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]

EMPTY_ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""Root of the empty tree (RFC 6962, section 2.1): SHA-256 of nothing."""


class Seen(Struct, frozen=True, forbid_unknown_fields=True):
    """The head of the record its author had before the eyes: ``size`` acts under the Merkle ``root`` (hexadecimal)."""

    root: Digest
    size: Count


class Act(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"):
    """One thing a party did. A subclass adds the fields of its kind, ``check`` and ``apply``, and an ``EXAMPLE``.

    Fields that have a default are left out of the statement when they hold it, so an act has one statement only.
    """

    id: Id
    log: Id
    actor: Seat
    seen: Seen

    @property
    def kind(self) -> str:
        """The stable name of what was done, ``text.reword``; it never follows the name of the class."""
        return str(self.__struct_config__.tag)

    @property
    def party(self) -> str:
        """Code of the party whose seat acts."""
        return self.actor.partition("/")[0]

    def check(self, state: State) -> None:
        """Raise ``Refused`` if the rules do not allow this act in ``state``; raise nothing else."""
        raise NotImplementedError

    def apply(self, state: State, seq: int, at: int, /) -> State:
        """The state after this act, which has passed ``check``: act ``seq`` of the log, done at instant ``at``.

        Total and pure. ``size`` and ``at`` of the state are advanced by the fold, not here.
        """
        raise NotImplementedError
