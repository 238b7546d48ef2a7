"""What an uploaded file says beside its proposals: remarks that may be made as comments, and what was left out, and why."""

from dataclasses import dataclass

from django.utils.translation import get_language

from comity.core.errors import Refused
from comity.core.wording.tokens import canonical
from comity.formats.upload.values import Ignored
from comity.locale import say
from comity.registry.append import Receipt
from comity.web import naming, submit
from comity.web.understood import Account


@dataclass(frozen=True)
class Remark:
    """A comment of the file that goes with no proposal of it; what it is on has a name or, if it is on nothing, none."""

    key: str
    author: str
    on: str
    note: str
    subject: dict[str, str]
    checked: bool
    done: bool
    refusal: str


def remarks(account: Account) -> list[Remark]:
    """Every remark, with the words as they were typed, else as the file has them.

    A comment counts for whoever makes it: what a party sent by note the secretariat cannot make for it.
    """
    return [_remark(account, number) for number in range(len(account.understood.remarks))]


def say_remark(account: Account, remark: Remark) -> Receipt:
    """Make it as a comment. Raises ``Refused`` as the core does."""
    note = canonical(remark.note)
    if not note:
        raise Refused("comment_empty")
    told = account.told.act(remark.key)
    return submit.submit(account.desk, told, "text.comment", text=account.text.id, note=note, **remark.subject)


def ignored(account: Account) -> list[str]:
    """What no proposal was made of, in sentences."""
    named = naming.labels(account.text)
    return [
        " · ".join(filter(None, (named.get(each.provision or ""), _sentence(each))))
        for each in account.understood.ignored
    ]


def _sentence(each: Ignored) -> str:
    """One of the catalogue's sentences: it counts, or else it quotes what would be lost otherwise."""
    language, key = get_language() or "en", f"ignored.{each.code}"
    counting = say(language, key, n=each.count, text=each.text)
    return say(language, key, text=each.text) if counting == key else counting


def _remark(account: Account, number: int) -> Remark:
    found, key, told = account.understood.remarks[number], f"c{number}", account.told
    proposal = next((each for each in found.versions if each in account.text.proposals), "")
    on, subject = "", dict[str, str]()
    if proposal:
        on, subject = naming.added(account.text, proposal), {"proposal": proposal}
    elif found.provision is not None and found.provision in account.text.provisions:
        on, subject = naming.labels(account.text)[found.provision], {"provision": found.provision}
    return Remark(
        key=key,
        author=found.author,
        on=on,
        note=told.form.get(f"comment-{key}", found.text),
        subject={} if account.facts["sponsor"] else subject,
        checked=key in (told.chosen or ()),
        done=key in told.done,
        refusal=told.refusals.get(key, ""),
    )
