"""The name that a printed document carries, so that Comity knows it again when it comes back.

``comity:iis-2020/statement@57;ru;rolling`` is the rolling text in Russian as of the first 57 acts of the record;
``…;delegation;KAZ`` that of one delegation. Within the document each provision is named by its bookmark.
"""

import re
from hashlib import sha256

from msgspec import Struct

from comity.formats.publication.values import View

_FORM = re.compile(
    r"comity:(?P<log>[a-z0-9-]{1,128})/(?P<text>[a-z0-9][a-z0-9-]{0,63})@(?P<size>[1-9][0-9]{0,14})"
    r";(?P<language>[A-Za-z0-9-]{2,40});(?P<view>clean|rolling|adopted|original|delegation)(?:;(?P<party>[A-Z0-9-]{1,16}))?"
)


class Identifier(Struct, frozen=True):
    """Which view of which text a document prints, as of the first ``size`` acts of the record ``log``.

    ``party`` is set where ``view`` is ``delegation``, and only there.
    """

    log: str
    text: str
    size: int
    language: str
    view: View
    party: str = ""

    def __str__(self) -> str:
        """The name as the document carries it."""
        name = f"comity:{self.log}/{self.text}@{self.size};{self.language};{self.view}"
        return f"{name};{self.party}" if self.party else name


def read_identifier(name: str) -> Identifier | None:
    """What a document's identifier says; none where it is not one of ours."""
    found = _FORM.fullmatch(name)
    if not found or (found["view"] == "delegation") != bool(found["party"]):
        return None
    view: View = found["view"]  # type: ignore[assignment] # the pattern admits nothing else
    return Identifier(found["log"], found["text"], int(found["size"]), found["language"], view, found["party"] or "")


def bookmark(provision: str) -> str:
    """The name of a provision's bookmark.

    At most 40 letters, digits and underscores, beginning with a letter (ECMA-376 Part 1, 17.13.6.2 and Word's own
    limit), which a provision's id is not.
    """
    return f"p_{sha256(provision.encode()).hexdigest()[:16]}"
