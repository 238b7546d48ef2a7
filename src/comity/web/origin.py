"""What an uploaded file was made from: the text as it was sent out, printed again from the record."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from comity import registry
from comity.core.errors import Refused
from comity.core.state import State, Text
from comity.formats.publication import Identifier, of_text, read_identifier
from comity.formats.publication.values import Publication
from comity.formats.tracked.values import Tracked
from comity.web import naming, printing
from comity.web.desk import Desk
from comity.web.templatetags.comity import instant
from comity.web.words import Words

_ORIGINS: Words = {
    "named": gettext_lazy(
        "It was made here from this text: %(view)s, %(revision)s, as it stood after act %(act)s, %(at)s."
    ),
    "unnamed": gettext_lazy(
        "The file does not say what it was made from. It was compared with the text as it stands (%(view)s)."
    ),
    "unknown": gettext_lazy(
        "The file names a state of the text that this record never had. It was compared with the text as it stands (%(view)s)."
    ),
}


class Origin(Struct, frozen=True):
    """``sent`` is what the file is held against; ``facts`` go with the work and tell its reader why (``told``).

    Among them ``revision``, the base that its words stand on, and ``tongue``, their language.
    """

    sent: Publication
    facts: Mapping[str, str]


def origin(desk: Desk, text: Text, upload: Tracked, tongue: str) -> Origin:
    """What ``upload`` says it was made from; where it says nothing that can be believed, the text as it stands in ``tongue``.

    Refuses (``another_text``) what was made from another one.
    """
    name = _named(upload)
    if name is None:
        return _current(desk, text, upload, tongue, "unnamed")
    if name.log not in _names(desk.state, name.size) or name.text != text.id:
        raise Refused("another_text", found=name.text, expected=text.id)
    then = _state(desk, name)
    if then is None or name.language not in text.languages:
        return _current(desk, text, upload, tongue, "unknown")
    return _of(desk, then, name, "named")


def told(text: Text, facts: Mapping[str, str]) -> list[str]:
    """What the reader has to know about it, in sentences."""
    view = str(printing.VIEWS[facts["view"]])
    own = f"{view} · {facts['party']}" if facts["party"] else view
    names = {"view": own, "revision": naming.revision(int(facts["revision"])), "act": int(facts["size"]) - 1}
    sentences = [str(_ORIGINS[facts["origin"]]) % {**names, "at": instant(int(facts["at"]))}]
    if int(facts["revision"]) < text.revisions[-1].number:
        newest = naming.revision(text.revisions[-1].number)
        sentences.append(
            _(
                "Meanwhile %(revision)s was issued. What is proposed has been carried onto it, where its words are still there."
            )
            % {"revision": newest}
        )
    return sentences


def _named(upload: Tracked) -> Identifier | None:
    """The name that the file carries, in the place of our own or in the usual one."""
    given = (upload.properties.get(place, "") for place in ("comity", "identifier"))
    return next((name for each in given if (name := read_identifier(each)) is not None), None)


def _names(state: State, size: int) -> set[str]:
    """What the record was called when it had ``size`` acts: its name, and those of logs that it continues so far."""
    return {state.log, *(each.log for each in state.predecessors if size <= each.size)}


def _state(desk: Desk, name: Identifier) -> State | None:
    """The state that a file was printed from; none where the record or the text in it was never there."""
    try:
        state = registry.state(desk.log, name.size)
    except Refused:
        return None
    found = state.texts.get(name.text)
    return state if found is not None and found.revisions else None


def _current(desk: Desk, text: Text, upload: Tracked, tongue: str, why: str) -> Origin:
    """The text as it stands: with all proposals where the file shows any of a party, else clean."""
    authors = {
        each.strip()
        for paragraph in upload.paragraphs
        for run in paragraph.runs
        for mark in run.marks
        for each in mark.author.split(",")
    }
    view = "rolling" if authors & set(desk.state.parties) else "clean"
    return _of(desk, desk.state, Identifier(desk.log, text.id, desk.state.size, tongue, view), why)  # type: ignore[arg-type] # one of two


def _of(desk: Desk, state: State, name: Identifier, why: str) -> Origin:
    facts = {
        "origin": why,
        "view": name.view,
        "party": name.party,
        "tongue": name.language,
        "size": str(name.size),
        "at": str(state.at),
        "revision": str(state.texts[name.text].revisions[-1].number),
    }
    return Origin(of_text(state, registry.head(desk.log, name.size).root, name), facts)
