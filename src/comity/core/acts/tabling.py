"""Provisions as they are put on the table, and a text that has been tabled to its end."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from comity.core.acts.act import ByLanguage, Count, Id
from comity.core.acts.wordings import require_wordings
from comity.core.errors import Refused
from comity.core.revision.concordance import unsaid
from comity.core.revision.hash import text_hash
from comity.core.state import Provision, ProvisionKind, Revision, Span, Text

ROOM = 24_000
"""Bytes of provisions that fit one statement with room to spare: a leaf holds 65,535 and escapes what it quotes."""


class Tabled(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A provision of the draft: ``number`` as printed, ``level`` its depth in the outline from 0."""

    id: Id
    kind: ProvisionKind
    wordings: ByLanguage
    number: str = ""
    level: Count = 0


def shares(provisions: Iterable[Tabled], room: int = ROOM) -> Iterator[tuple[Tabled, ...]]:
    """Provisions cut into runs that fit one statement each, for ``text.table`` and its ``text.table_more``."""
    run: list[Tabled] = []
    taken = 0
    for provision in provisions:
        size = len(encode(provision))
        if run and taken + size > room:
            yield tuple(run)
            run, taken = [], 0
        run.append(provision)
        taken += size
    yield tuple(run)


def require_tabled(provisions: tuple[Tabled, ...], languages: tuple[str, ...], known: Iterable[str]) -> None:
    """Refuse provisions with an id that is taken, or without wording in the language of negotiation."""
    ids = set(known)
    for provision in provisions:
        if provision.id in ids:
            raise Refused("provision_taken", provision=provision.id)
        ids.add(provision.id)
        require_wordings(provision.wordings, languages[:1], among=languages)


def with_tabled(text: Text, provisions: tuple[Tabled, ...], seq: int) -> Text:
    """The text with more of its draft; every word of it comes from the draft as tabled."""
    held = text.provisions.update({each.id: _provision(text, each, seq) for each in provisions})
    return replace(text, provisions=held, order=(*text.order, *(each.id for each in provisions)))


def on_table(text: Text, seq: int, at: int) -> Text:
    """The text with its revision 0: the draft is complete."""
    zero = Revision(number=0, seq=seq, at=at, order=text.order, provisions=text.provisions, sha256=text_hash(text))
    return replace(text, revisions=(zero,))


def _provision(text: Text, tabled: Tabled, seq: int) -> Provision:
    return Provision(
        id=tabled.id,
        kind=tabled.kind,
        number=tabled.number,
        level=tabled.level,
        wordings=tabled.wordings,
        origins={language: (Span(wording, seq, (), ()),) for language, wording in tabled.wordings.items()},
        behind=unsaid(text, tabled.wordings),
    )
