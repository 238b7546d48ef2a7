"""The notation of the International Telecommunication Union: each proposal on a provision under ``MOD KAZ/1``.

``ADD`` a provision, ``MOD`` its words, ``SUP`` (suppress) it, ``NOC`` (no change). The code of the party and the running
number of its proposal identify it, codes of common proposals joined by a slash (General Rules of conferences, No. 42). A modified text shows
what goes as ``[-…-]`` and what comes as ``{+…+}``; ``Reasons:`` follow where they are known. For reading only.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from comity.core.wording.diff import diff
from comity.core.wording.project import project
from comity.core.wording.tokens import cells
from comity.core.wording.values import Composition


class Asked(Struct, frozen=True):
    """What some parties want of a provision: ``text`` is the whole wording, empty for ``SUP``."""

    verb: Literal["ADD", "MOD", "SUP", "NOC"]
    sponsors: tuple[str, ...]
    text: str
    proposals: tuple[str, ...]


def render(
    composition: Composition,
    sponsors: Mapping[str, Sequence[str]] | None = None,
    reasons: Mapping[str, str] | None = None,
    counted: Counter[str] | None = None,
    number: str = "",
) -> str:
    """All proposals on a provision, on lines; a provision on which there is none stands under a bare ``NOC``.

    ``sponsors`` and ``reasons`` are by proposal; a proposal without sponsors given is named for them (``KAZ,UZB#2``).
    ``counted`` holds how many proposals of each party, or parties, were written before, and is counted on through a
    document. ``number`` is printed before the words. Linear in the wordings.
    """
    counted = Counter() if counted is None else counted
    found = asked(composition, sponsors or {})
    if not found:
        return f"NOC\n{number}{composition.base}"
    return "\n".join(line for one in found for line in _lines(one, composition.base, reasons or {}, counted, number))


def asked(composition: Composition, sponsors: Mapping[str, Sequence[str]]) -> tuple[Asked, ...]:
    """Each distinct wording with all who want it, in the order of their codes. Who reads the base wants no change."""
    wishes: dict[str, list[str]] = {}
    for proposal in composition.proposals:
        wishes.setdefault(project(composition, proposal), []).append(proposal)
    found = (
        Asked(
            _verb(composition.base, text),
            tuple(sorted({party for proposal in proposals for party in sponsors.get(proposal, _named(proposal))})),
            text,
            tuple(proposals),
        )
        for text, proposals in wishes.items()
    )
    return tuple(sorted(found, key=lambda one: (one.sponsors, one.text)))


def _named(proposal: str) -> list[str]:
    return proposal.partition("#")[0].split(",")


def _verb(base: str, text: str) -> Literal["ADD", "MOD", "SUP", "NOC"]:
    if text == base:
        return "NOC"
    return "ADD" if not base else "MOD" if text else "SUP"


def _lines(one: Asked, base: str, reasons: Mapping[str, str], counted: Counter[str], number: str) -> Iterator[str]:
    """The lines of one proposal."""
    code = "/".join(one.sponsors)
    counted[code] += 1
    yield f"{one.verb} {code}/{counted[code]}"
    if one.verb == "MOD":
        yield number + _marked(base, one.text)
    elif one.text:
        yield number + one.text
    given = dict.fromkeys(reasons[proposal] for proposal in one.proposals if reasons.get(proposal))
    if given:
        yield f"Reasons: {' '.join(' '.join(given).split())}"


def _marked(base: str, text: str) -> str:
    """The base with what goes and what comes marked."""
    words, done, out = cells(base), 0, ""
    for hunk in diff(base, text):
        out += "".join(words[done : hunk.start])
        out += f"[-{hunk.old}-]" * bool(hunk.old) + f"{{+{hunk.text}+}}" * bool(hunk.text)
        done = hunk.end
    return out + "".join(words[done:])
