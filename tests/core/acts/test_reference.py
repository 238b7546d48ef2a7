"""The reference of the acts says what the code does: each page shows the example, every field, and known refusals."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import fields, replace

from comity.core.acts import EMPTY_ROOT, EXAMPLES, KINDS, Seen, encode
from comity.core.acts.act import Act
from comity.core.errors import Refused
from comity.core.fold import check, fold
from comity.locale import say
from records import records

PAGES = Path(__file__).parents[3] / "docs/reference/acts"
COMMON = {field.name for field in fields(Act)}


def page(kind):
    return (PAGES / f"{kind}.md").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shows_the_example_and_every_field(kind):
    (shown,) = re.findall(r"```json\n(.*?)```", page(kind), re.DOTALL)
    assert json.loads(shown) == json.loads(encode(EXAMPLES[kind]))
    rows = re.findall(r"^\| `(\w+)` \| (optional)? ?\|", page(kind), re.MULTILINE)
    own = [field for field in fields(KINDS[kind]) if field.name not in COMMON]
    assert rows == [(field.name, "" if field.required else "optional") for field in own]


@pytest.mark.parametrize("kind", [*KINDS, "README"])
def test_a_page_names_refusals_that_have_words(kind):
    (told,) = re.findall(r"^\*\*Refused\.\*\* (.*)$", page(kind), re.MULTILINE) or [page(kind)]
    codes = set(re.findall(r"`([a-z]+(?:_[a-z0-9]+)+)`", told)) - COMMON
    assert codes
    assert [code for code in codes if say("ru", f"refused.{code}") == f"refused.{code}"] == []


def test_the_list_of_acts_links_them_all():
    assert re.findall(r"\(([a-z_.]+)\.md\)", page("README")) == list(KINDS)


def test_a_page_names_every_refusal_that_real_negotiations_meet():
    """Acts of a long negotiation tried again at many other moments of it, each against the page of its kind."""
    common = set(re.findall(r"`([a-z_]+)`", page("README")))
    entries = max(records().values(), key=len)
    met = {kind: set() for kind in KINDS}
    for size in range(10, len(entries), 9):
        state = fold(entries[:size])
        for entry in entries[9:]:
            act = replace(entry.act, seen=Seen(EMPTY_ROOT, size), id=f"again-{entry.seq}")
            met[act.kind] |= refusal(state, act)
    unnamed = {kind: codes - common - set(re.findall(r"`([a-z_]+)`", page(kind))) for kind, codes in met.items()}
    assert not any(unnamed.values()), unnamed
    assert sum(map(len, met.values())) > 40


def refusal(state, act):
    try:
        check(state, act)
    except Refused as refused:
        return {refused.code}
    return set()
