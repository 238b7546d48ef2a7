"""A proposal in each language in which it has words: as sentences, and as a redline of its base."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from comity.core.joining import joined
from comity.core.state import Proposal, Text
from comity.web import marked, speech
from comity.web.words import LANGUAGES


@dataclass(frozen=True)
class Version:
    """One language version."""

    tongue: str
    name: str
    sentences: tuple[str, ...]
    redlines: tuple[SafeString, ...]


def versions(text: Text, proposal: Proposal, named: speech.Labels) -> tuple[Version, ...]:
    """Every language version of a proposal; one without redline where it has no words (a deletion, a move)."""
    if not proposal.pieces:
        tongue = text.languages[0]
        return (Version(tongue, "", speech.said(text, proposal, tongue, named), ()),)
    spoken = [tongue for tongue in text.languages if tongue in proposal.pieces[0]]
    return tuple(_version(text, proposal, tongue, named) for tongue in spoken)


def _version(text: Text, proposal: Proposal, tongue: str, named: speech.Labels) -> Version:
    kind = text.provisions[proposal.targets[0]].kind if proposal.targets else proposal.provision_kind
    base = joined(names.get(tongue, "") for names in speech.base_of(text, proposal).values())
    wanted = joined(piece.get(tongue, "") for piece in proposal.pieces)
    sentences = speech.said(text, proposal, tongue, named)
    return Version(tongue, LANGUAGES.get(tongue, tongue), sentences, (marked.redline(base, wanted, kind, tongue),))
