"""What stands around the words in every printed file: what it is, what it is filed by, the record behind it."""

from collections.abc import Mapping

from comity.formats.publication.identifier import read_identifier
from comity.formats.publication.values import Letterhead
from comity.locale import number, say


def named(head: Letterhead) -> str:
    """Symbol and revision, by which a document is filed; empty where it has neither."""
    return " · ".join(filter(None, (head.symbol, head.revision)))


def kind(head: Letterhead, names: Mapping[str, str] = {}) -> str:
    """What the document is; of one delegation's proposals also whose they are, by its name or else its code."""
    known = read_identifier(head.identifier) if head.variant == "delegation" else None
    if known is None or not known.party:
        return say(head.language, f"variant.{head.variant}")
    return say(head.language, "variant.delegation_of", party=names.get(known.party, known.party))


def record(head: Letterhead) -> str:
    """The size and the root of the record that the document was printed from; empty where there is none."""
    if not head.record:
        return ""
    size, root = head.record
    return say(head.language, "print.record", size=number(head.language, size), root=root)
