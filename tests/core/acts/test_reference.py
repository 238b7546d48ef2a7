"""The reference of the acts says what the code does: each page shows the example, every field, and known refusals."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import fields

from comity.core.acts import EXAMPLES, KINDS, encode
from comity.core.acts.act import Act
from comity.locale import say

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
