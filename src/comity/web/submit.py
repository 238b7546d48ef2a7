"""The one place where a form becomes an act: who acts, what was seen, canonical words, and the door of the registry."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from comity.core.acts import KINDS, Act, Seen, encode
from comity.core.errors import Refused, Unreadable
from comity.core.wording.tokens import canonical
from comity.locale import say
from comity.registry.append import Receipt
from comity.web import sealing
from comity.web.desk import Desk
from comity.web.wanted import require_none

Form = QueryDict | Mapping[str, str]

_FIRST = ("after", "")


def fresh(desk: Desk) -> dict[str, str]:
    """The fields that every form carries: an id for the act that nobody else chooses, and the head of the record seen."""
    act = f"{desk.code.lower()}-{secrets.token_hex(6)}"
    return {"act": act, "root": desk.head.root, "size": str(desk.head.size)}


def build(desk: Desk, form: Form, kind: str, **fields: Any) -> Act:
    """The act of ``kind`` that a form asks for.

    The form carries the act's id and the head of the record its reader had before the eyes, so a form sent twice is
    one act, and words about a base that has changed meanwhile are refused. Fields that are none or empty are left out,
    but for ``after``, whose empty value is the beginning of the text.
    """
    seen = Seen(root=form.get("root", ""), size=_size(form.get("size", "")))
    given = {
        name: value for name, value in fields.items() if value not in (None, "", {}, ()) or (name, value) == _FIRST
    }
    return KINDS[kind](id=form.get("act", ""), log=desk.log, actor=desk.seat, seen=seen, **given)


def submit(desk: Desk, form: Form, kind: str, **fields: Any) -> Receipt:
    """Append the act that a form asks for. Raises ``Refused`` as the core and the registry do.

    Where the act must be signed, ``SignatureWanted``: the answer is then the page on which that is done. A file that the act
    vouches for is the one that waits for it (``sealing``); it waits no longer once the act stands.
    """
    try:
        act = build(desk, form, kind, **fields)
    except TypeError as error:
        raise Refused("field_malformed", field=kind) from error
    require_none(desk, act)
    return sealing.append(desk.account.pk, desk.log, encode(act))


def reason(refused: Refused | Unreadable) -> str:
    """A refusal, or why a file cannot be read, as a sentence in the reader's language."""
    language = get_language() or "en"
    if isinstance(refused, Unreadable):
        return say(language, f"unreadable.{refused.why}", **{"where": refused.where, **refused.facts})
    return say(language, f"refused.{refused.code}", **refused.facts)


def wordings(form: Form, languages: tuple[str, ...], field: str = "wording") -> Mapping[str, str]:
    """The canonical wordings of a form's fields ``wording-ru``, ``wording-en`` …; what was left empty is left out."""
    return by_language(form, languages, field, canonical)


def one_line(given: str) -> str:
    """Words on one line, with single spaces."""
    return " ".join(given.split())


def by_language(
    form: Form, languages: Iterable[str], field: str, clean: Callable[[str], str] = one_line
) -> dict[str, str]:
    """A form's fields ``field-ru``, ``field-en`` … made ``clean``; what was left empty is left out."""
    given = {language: clean(form.get(f"{field}-{language}", "")) for language in languages}
    return {language: words for language, words in given.items() if words}


def _size(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0  # noqa: PLR2004 - fits 2**53
