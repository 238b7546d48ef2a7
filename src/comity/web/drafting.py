"""A draft on its way to the table: what its files say, what its reader makes of it, and the acts that table it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from msgspec.structs import replace

from comity import registry
from comity.core import fold
from comity.core.acts import Act, decode, encode
from comity.core.acts.tabling import Tabled, shares
from comity.core.errors import Refused
from comity.core.state import ProvisionKind, State
from comity.formats.drafting import Drafted, drafted, tabled
from comity.formats.tracked.values import Tracked
from comity.formats.tracked.views import accepted, marks
from comity.record import signing
from comity.registry.append import Receipt
from comity.web import naming
from comity.web.desk import Desk
from comity.web.submit import build, by_language, one_line
from comity.web.work import Work

_LONGEST = 40
"""Characters of a number."""


@dataclass(frozen=True)
class Row:
    """A paragraph as the page shows it: what it is to be, and its words in each language."""

    key: int
    kind: str
    number: str
    out: bool
    words: list[tuple[str, str]]


@dataclass(frozen=True)
class Draft:
    """The paragraphs of each version by language, the language of negotiation first, and the file each came from.

    ``chain`` names their works; ``tracked`` tells that a file holds tracked changes, which are read as accepted, ``brackets`` that
    it has brackets, which would be taken for words.
    """

    versions: Mapping[str, tuple[Drafted, ...]]
    names: Mapping[str, str]
    chain: str
    tracked: bool
    brackets: bool

    def parted(self) -> Refused | None:
        """Where the versions are not of one build, if anywhere."""
        try:
            tabled(self.versions)
        except Refused as refused:
            return refused
        return None

    def rows(self, form: Mapping[str, str]) -> list[Row]:
        """The paragraphs, as understood or as the form has them."""
        own = next(iter(self.versions.values()))
        return [
            Row(
                n,
                form.get(f"kind-{n}", each.kind),
                form.get(f"number-{n}", each.number),
                f"out-{n}" in form,
                [(tongue, version[n].words) for tongue, version in self.versions.items() if n < len(version)],
            )
            for n, each in enumerate(own)
        ]

    def about(self, state: State, form: Mapping[str, str]) -> Mapping[str, object]:
        """What is said of the text as a whole: its id, symbol, title and organ."""
        titles = {tongue: _title(version) for tongue, version in self.versions.items()}
        return {
            "text": form.get("text", f"text-{len(state.texts) + 1}"),
            "symbol": form.get("symbol", ""),
            "named": [
                (
                    tongue,
                    naming.tongue(tongue),
                    form.get(f"title-{tongue}", titles[tongue]),
                    form.get(f"organ-{tongue}", ""),
                )
                for tongue in self.versions
            ],
        }

    def provisions(self, form: Mapping[str, str]) -> tuple[Tabled, ...]:
        """What is to be tabled: without the paragraphs left out, of the kinds and numbers that the form gives."""
        own = next(iter(self.versions.values()))
        kept = [n for n in range(len(own)) if f"out-{n}" not in form]
        if not kept:
            raise Refused("draft_empty")
        if refused := self.parted():
            raise refused
        return tabled(
            {tongue: [_as_told(version[n], n, form) for n in kept] for tongue, version in self.versions.items()}
        )


def of(works: Iterable[Work], languages: Sequence[str]) -> Draft:
    """The draft in these files; of two in one language the later counts."""
    found = {work.about.facts["tongue"]: work for work in works}
    tongues = [each for each in languages if each in found]
    files = {tongue: found[tongue].value(Tracked) for tongue in tongues}
    versions = {tongue: drafted(accepted(tracked)) for tongue, tracked in files.items()}
    return Draft(
        versions=versions,
        names={tongue: found[tongue].about.facts["words"] for tongue in tongues},
        chain=",".join(found[tongue].id for tongue in tongues),
        tracked=any(True for tracked in files.values() for _ in marks(tracked.paragraphs)),
        brackets=any("[" in each.words for version in versions.values() for each in version),
    )


def acts(desk: Desk, form: Mapping[str, str], draft: Draft) -> tuple[Act, ...]:
    """The acts that table the draft as the form has it, in order. Refuses what cannot be tabled.

    Their ids follow from that of the form, so a form sent again tables nothing twice.
    """
    runs = tuple(shares(draft.provisions(form)))
    tongues = tuple(draft.versions)
    text = form.get("text", "").strip()
    title = by_language(form, tongues, "title")
    if not title:
        raise Refused("draft_untitled")
    about = {
        "title": title,
        "organ": by_language(form, tongues, "organ"),
        "symbol": one_line(form.get("symbol", "")),
        "languages": tongues,
    }
    last = len(runs) - 1
    first = build(desk, form, "text.table", text=text, **about, provisions=runs[0], more=last > 0 or None)
    rest = (
        build(
            desk,
            {**form, "act": f"{form.get('act', '')}-{n}"},
            "text.table_more",
            text=text,
            provisions=run,
            more=n < last or None,
        )
        for n, run in enumerate(runs[1:], 1)
    )
    made = tuple(decode(encode(each)) for each in (first, *rest))
    if text not in desk.state.texts:
        _require_all(desk.state, made)
    return made


def put(desk: Desk, made: Sequence[Act]) -> list[Receipt] | None:
    """Append the acts one after the other; none where they must be signed first."""
    if any(signing.level(desk.state, act) for act in made):
        return None
    return [registry.append(desk.log, encode(act)) for act in made]


def _require_all(state: State, made: Iterable[Act]) -> None:
    """Refuse all of the acts where one of them would be refused: no draft is left half on the table."""
    for act in made:
        fold.check(state, act)
        state = fold.apply(state, act, state.size, state.at)


def _title(version: Sequence[Drafted]) -> str:
    return next((each.words for each in version if each.kind == "title"), "")


def _as_told(draft: Drafted, n: int, form: Mapping[str, str]) -> Drafted:
    kind = form.get(f"kind-{n}", draft.kind)
    number = one_line(form.get(f"number-{n}", draft.number))[:_LONGEST]
    if kind not in get_args(ProvisionKind):
        raise Refused("field_malformed", field=f"kind-{n}")
    level = max(draft.level, 1) if kind == "sub_paragraph" else 0
    return replace(draft, kind=kind, number=number, level=level)
