"""The file that an account was made of, where its reader chose at the upload to keep it with the record: the first statement of all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from comity.core.characters import prose
from comity.core.errors import Refused
from comity.core.filenames import LONGEST, filename
from comity.core.state import File, Text
from comity.formats.kinds import kind_of
from comity.registry.append import Receipt
from comity.web import sealing, submit
from comity.web.desk import Desk
from comity.web.understood import Account

KEY = "file"
"""By which the form names it, as it names the other statements."""

SUFFIXES: Mapping[str, str] = {
    "docx": ".docx",
    "odt": ".odt",
    "html": ".html",
    "akn": ".xml",
    "text": ".txt",
    "markdown": ".md",
}


@dataclass(frozen=True)
class Offered:
    """The file as the account offers it; ``stands`` once it is enclosed. ``name`` and ``note`` are as typed."""

    key: str
    name: str
    note: str
    size: int
    longest: int
    checked: bool
    stands: File | None
    refusal: str


def wished(account: int, data: bytes, name: str) -> dict[str, str]:
    """Seal an uploaded file that is to be kept with the record; what its work has to know of it. Refuses as ``sealing.keep`` does."""
    kind = kind_of(data, name)
    return {"sealed": sealing.keep(account, data), "bytes": str(len(data)), "format": kind}


def dropped(account: int, facts: Mapping[str, str]) -> None:
    """Nothing comes of the work: the file it read is not kept."""
    if "sealed" in facts:
        sealing.forget(account, facts["sealed"])


def standing(text: Text, facts: Mapping[str, str]) -> File | None:
    """The file of the work, if it is enclosed with the text."""
    digest = facts.get("sealed")
    return next((each for each in text.files.values() if each.sealed == digest), None)


def offered(account: Account) -> Offered | None:
    """The file, if its reader wished to keep it."""
    facts, told = account.facts, account.told
    if "sealed" not in facts:
        return None
    return Offered(
        key=KEY,
        name=told.form.get("file-name", named(facts["words"], facts["format"])),
        note=told.form.get("file-note", ""),
        size=int(facts["bytes"]),
        longest=LONGEST,
        checked=told.chosen is None or KEY in told.chosen,
        stands=standing(account.text, facts),
        refusal=told.refusals.get(KEY, ""),
    )


def is_chosen(account: Account) -> bool:
    """Whether the file is to be enclosed now."""
    offer = offered(account)
    return offer is not None and offer.stands is None and KEY in (account.told.chosen or ())


def enclose(account: Account) -> Receipt:
    """Enclose it: before the proposals, which name it. Raises ``Refused`` as the core and the registry do."""
    facts, offer, desk = account.facts, offered(account), account.desk
    if offer is None:
        raise Refused("no_file")
    note = prose(offer.note)
    return submit.submit(
        desk,
        {**account.told.act(KEY), "act": act_id(desk, facts)},
        "text.enclose_file",
        text=account.text.id,
        name=named(offer.name, facts["format"]),
        format=facts["format"],
        size=offer.size,
        sealed=facts["sealed"],
        behalf=facts["sponsor"],
        note={facts["tongue"]: note} if note else {},
    )


def done(account: Account) -> Account:
    """The account once the file is enclosed: what it proposes names the file as its source."""
    told = replace(account.told, done=account.told.done | {KEY})
    return replace(account, told=told, source=act_id(account.desk, account.facts))


def act_id(desk: Desk, facts: Mapping[str, str]) -> str:
    """The id of the act, the same however often the form is sent or the account is opened."""
    return f"{desk.code.lower()}-file-{facts['sealed'][:12]}"


def named(given: str, kind: str) -> str:
    """A file name as the record takes it, with the ending of its kind."""
    ending = SUFFIXES[kind]
    plain = filename(given) or "file"
    return plain if plain.lower().endswith(ending) else filename(plain[: LONGEST - len(ending)]) + ending
