"""Every word of the pages in Russian, with the same facts in it."""

import io
import re
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from comity import locale, web
from comity.core import state
from comity.core.queries.awaiting import What
from comity.web import words

WEB = Path(web.__file__).parent
CATALOGUE = Path(locale.__file__).parent / "ru/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "context": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
FACT = re.compile(r"%\((\w+)\)s")


def sources():
    for path in sorted(WEB.rglob("*.py")):
        yield path.read_bytes()
    for path in sorted((WEB / "templates").rglob("*.html")):
        yield templatize(path.read_text("utf-8")).encode()


def wanted():
    return {
        (context, message)
        for source in sources()
        for _, message, _, context in extract("python", io.BytesIO(source), KEYWORDS)
    }


def held():
    with CATALOGUE.open("rb") as file:
        return {(each.context, each.id): each.string for each in read_po(file) if each.id}


def several(value):
    return (value,) if isinstance(value, str) else value


def test_every_sentence_has_its_russian_words_and_none_is_left_over():
    russian = held()
    assert wanted() == set(russian)
    assert all(string and all(several(string)) for string in russian.values())


def test_the_same_facts_stand_in_both_languages():
    for (_, message), string in held().items():
        facts = set(FACT.findall(" ".join(several(message))))
        assert all(set(FACT.findall(each)) == facts for each in several(string)), message


def test_every_code_of_the_core_has_its_word():
    assert set(words.STANCES) == set(state.StanceValue.__args__)
    assert set(words.STANCE_LETTERS) == {"proposes", *words.STANCES}
    assert set(words.PROVISION_KINDS) == set(state.ProvisionKind.__args__)
    assert set(words.PROVISION_STATES) == {"disputed", *state.ProvisionState.__args__}
    assert set(words.PROPOSAL_KINDS) == set(state.ProposalKind.__args__)
    assert set(words.PROPOSAL_STATES) == set(state.ProposalState.__args__)
    assert set(words.AWAITED) == set(What.__args__)
    assert set(words.PARTY_KINDS) == set(state.PartyKind.__args__)


def test_every_mark_is_drawn():
    drawn = set(re.findall(r'<symbol id="(\w+)"', (WEB / "static/comity/marks.svg").read_text("utf-8")))
    assert {*words.PROVISION_STATES, *words.PROPOSAL_STATES} <= drawn
