"""One proposal's own wording, or the base, read back from a composition."""

from collections.abc import Iterable, Iterator

from comity.core.errors import Refused
from comity.core.wording.values import Composition, Part, Same


def project(composition: Composition, proposal: str | None) -> str:
    """Exactly the text of ``proposal``, or the base for ``None``. Linear in the composition.

    Raises ``Refused("proposal_unknown")`` for a proposal that was not composed.
    """
    if proposal is None:
        return "".join(part.text if isinstance(part, Same) else part.base for part in composition.parts)
    if proposal not in composition.proposals:
        raise Refused("proposal_unknown", proposal=proposal)
    return "".join(_spoken(composition.parts, proposal))


def _spoken(parts: Iterable[Part], proposal: str) -> Iterator[str]:
    """The pieces of one proposal's text: its alternative where it has one, else what stands inside, else the base."""
    for part in parts:
        if isinstance(part, Same):
            yield part.text
            continue
        own = next((alternative.text for alternative in part.alternatives if proposal in alternative.proposals), None)
        if own is not None:
            yield own
        elif part.content:
            yield from _spoken(part.content, proposal)
        else:
            yield part.base
