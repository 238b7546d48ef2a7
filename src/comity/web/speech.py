"""A proposal as sentences: the form for the ear, the phone and the protocol."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from comity.core.state import Names, Proposal, Text
from comity.core.wording.sentence import sentences
from comity.web import naming

Said = tuple[str, ...]
Labels = Mapping[str, str]
_LONG = 90
"""Characters of a wording that a brief sentence quotes."""


def said(text: Text, proposal: Proposal, tongue: str, named: Labels, *, brief: bool = False) -> Said:
    """What ``proposal`` would do, in the reader's language; words of the text are quoted in ``tongue``.

    ``brief`` shortens long quotations.
    """
    if proposal.kind == "reword":
        return _reword(text, proposal, tongue, brief=brief)
    return _SAID[proposal.kind](text, proposal, _Quoting(tongue, brief), named)


def base_of(text: Text, proposal: Proposal) -> Mapping[str, Names]:
    """The wordings that a proposal's words are to be read against: the base now, or for a broken one the base it met."""
    if proposal.state == "open" or proposal.id in text.accepted:
        return {each: text.provisions[each].wordings for each in proposal.targets}
    provisions = text.revisions[proposal.revision].provisions
    return {each: provisions[each].wordings for each in proposal.targets if each in provisions}


def words_in(names: Names, tongue: str) -> str:
    """A wording in ``tongue``, or in the first language that has one."""
    return names.get(tongue) or next(iter(names.values()), "")


def quoted(words: str) -> str:
    """Words of a text between the quotation marks of the reader's language."""
    return _("“%(words)s”") % {"words": words}


def reworded(base: str, wording: str, *, brief: bool = False) -> Said:
    """A change of words as sentences in the reader's language."""
    return _sentences(base, wording, get_language() or "en", brief)


@lru_cache(maxsize=8192)
def _sentences(base: str, wording: str, language: str, brief: bool) -> Said:
    """Kept, because a page says again what the page before it said; pure in its arguments."""
    return sentences(base, wording, language, brief=brief)


@dataclass(frozen=True)
class _Quoting:
    """How words of the text are quoted."""

    tongue: str
    brief: bool

    def quote(self, names: Names) -> str:
        words = words_in(names, self.tongue)
        return words if not self.brief or len(words) <= _LONG else words[:_LONG].rsplit(" ", 1)[0] + " …"


def _reword(text: Text, proposal: Proposal, tongue: str, *, brief: bool) -> Said:
    base = base_of(text, proposal).get(proposal.targets[0], {})
    spoken = tongue if tongue in proposal.pieces[0] else next(iter(proposal.pieces[0]))
    return reworded(base.get(spoken, ""), proposal.pieces[0][spoken], brief=brief)


def _add(text: Text, proposal: Proposal, quoting: _Quoting, named: Labels) -> Said:
    where = naming.place(text, proposal.after, named)
    return (_("Add %(where)s: “%(words)s”") % {"where": where, "words": quoting.quote(proposal.pieces[0])},)


def _delete(_text: Text, proposal: Proposal, _quoting: _Quoting, named: Labels) -> Said:
    return (_("Delete the whole of provision %(label)s.") % {"label": named[proposal.targets[0]]},)


def _move(text: Text, proposal: Proposal, _quoting: _Quoting, named: Labels) -> Said:
    where = naming.place(text, proposal.after, named)
    return (_("Move provision %(label)s: %(where)s.") % {"label": named[proposal.targets[0]], "where": where},)


def _merge(_text: Text, proposal: Proposal, quoting: _Quoting, named: Labels) -> Said:
    joined = ", ".join(named[each] for each in proposal.targets)
    told = {"labels": joined, "words": quoting.quote(proposal.pieces[0])}
    return (_("Make one provision of provisions %(labels)s: “%(words)s”") % told,)


def _split(_text: Text, proposal: Proposal, quoting: _Quoting, named: Labels) -> Said:
    number = len(proposal.pieces)
    told = {"label": named[proposal.targets[0]], "n": number}
    head = (
        ngettext("Split provision %(label)s into %(n)s part:", "Split provision %(label)s into %(n)s parts:", number)
        % told
    )
    return (head, *(quoted(quoting.quote(piece)) for piece in proposal.pieces))


_SAID: dict[str, Callable[[Text, Proposal, _Quoting, Labels], Said]] = {
    "add": _add,
    "delete": _delete,
    "move": _move,
    "merge": _merge,
    "split": _split,
}
