"""What a verification found."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from comity.core.errors import Fact
from comity.core.state import Key, Predecessor

Facts = Mapping[str, Fact]


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


class Stamped(Struct, frozen=True):
    """A time stamp: that the first ``size`` acts existed ``at`` (milliseconds since 1970), as ``authority`` says.

    ``proof``: ``checked`` where the reader trusts the authority and it signed this, ``forged`` where it did not; ``foreign`` of
    another authority; ``unchecked`` where the reader named none. ``ahead`` are minutes by which the host dates the
    last of these acts later, where they are more than clocks differ. ``name`` is what the host calls the authority.
    """

    size: int
    name: str
    authority: str
    at: int
    ahead: int
    proof: Literal["checked", "forged", "foreign", "unchecked"]


class Passed(Struct, frozen=True):
    """The host's key passed on: ``new`` followed ``old``, both as they are written, when the record had ``size`` acts."""

    old: str
    new: str
    size: int


class Withheld(Struct, frozen=True):
    """A sealed part, by its digest, that is not in the bundle: act ``seq``, ``told`` as a sentence, vouches for it.

    ``erased`` is the act that had it erased, ``gone`` its sentence; none where the host, or whoever made the bundle, left it out.
    """

    part: str
    seq: int
    told: tuple[str, Facts] | None = None
    erased: int | None = None
    gone: tuple[str, Facts] | None = None


class Counted(Struct, frozen=True):
    """What was checked: acts with signatures of their own, acts that only the host attests, hashes of texts computed again."""

    signed: int = 0
    attested: int = 0
    texts: int = 0


class Report(Struct, frozen=True):
    """A verification's outcome; the record is what it says to be where there are no ``faults``; ``predecessors`` are the logs that it continues.

    ``trusted`` tells whether a key that the reader named signed the head; none where the reader named no keys; ``passed`` how
    trust came to the key that signed, where it is not such a key itself. ``keys`` are those of parties for which no earlier key of theirs
    vouches: what the record shows of a party's signatures hangs on them. ``withheld`` are sealed parts that are not in the
    bundle, in the order of their acts. ``foreign`` says that another version of the house made it, so that its page for people
    and the verifier inside could not be compared.
    """

    log: str = ""
    predecessors: tuple[Predecessor, ...] = ()
    origin: str = ""
    size: int = 0
    root: str = ""
    at: int = 0
    key: str = ""
    trusted: bool | None = None
    passed: tuple[Passed, ...] = ()
    witnesses: tuple[Witnessed, ...] = ()
    stamps: tuple[Stamped, ...] = ()
    counted: Counted = Counted()
    keys: tuple[Key, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    foreign: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults
