"""What a verification found."""

from collections.abc import Mapping

from msgspec import Struct

Facts = Mapping[str, str | int]


class Fault(Struct, frozen=True):
    """Something that is wrong: the sentence by its key and facts; ``seq`` and ``told`` where it is one act, and which."""

    key: str
    facts: Facts = {}
    seq: int | None = None
    told: tuple[str, Facts] | None = None


class Witnessed(Struct, frozen=True):
    """A witness that the reader trusts, and when it cosigned (seconds since 1970); none where it did not."""

    name: str
    at: int | None


class Counted(Struct, frozen=True):
    """What was checked: acts with signatures of their own, acts that only the host attests, hashes of texts computed again."""

    signed: int = 0
    attested: int = 0
    texts: int = 0


class Report(Struct, frozen=True):
    """A verification's outcome; the record is what it says to be where there are no ``faults``.

    ``trusted`` tells whether a key that the reader named signed the head; none where the reader named no keys. ``withheld`` are
    digests of sealed parts that are not in the bundle. ``foreign`` says that another version of the house made it, so
    that its page for people and the verifier inside could not be compared.
    """

    log: str = ""
    origin: str = ""
    size: int = 0
    root: str = ""
    at: int = 0
    key: str = ""
    trusted: bool | None = None
    witnesses: tuple[Witnessed, ...] = ()
    counted: Counted = Counted()
    withheld: tuple[str, ...] = ()
    foreign: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults
