"""Every sentence exists in English and Russian, with the same facts in it."""

import ast
import re

import pytest

from house.source import SRC, catalogue, entries, modules, places, tree

DOMAINS = ("comity", "cli")
TAG = re.compile(r"""\{%\s*(?:translate|trans)\s+(["'])(.+?)\1""")


def raised(name: str, position: int) -> set[str]:
    """Literal codes given to ``Refused`` or ``Unreadable`` anywhere in the source."""
    return {
        node.args[position].value
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == name
        and len(node.args) > position
        and isinstance(node.args[position], ast.Constant)
    }


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_hold_the_same_keys(domain):
    english, russian = (dict(entries(catalogue(language, domain))) for language in ("en", "ru"))
    assert english
    assert english.keys() == russian.keys()


def test_no_two_catalogues_say_the_same_key():
    core, command_line = (dict(entries(catalogue("en", domain))) for domain in DOMAINS)
    assert core.keys() & command_line.keys() <= {""}


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_name_the_same_facts(domain):
    russian = dict(entries(catalogue("ru", domain)))
    for key, sentences in entries(catalogue("en", domain)):
        assert all(sentences), key
        assert all(russian[key]), key
        facts = set().union(*map(places, sentences)) | {"n"}
        assert all(places(sentence) <= facts for sentence in russian[key]), key
        assert set().union(*map(places, russian[key])) | {"n"} == facts, key


@pytest.mark.parametrize(("name", "position", "prefix"), [("Refused", 0, "refused."), ("Unreadable", 1, "unreadable.")])
def test_every_code_that_is_raised_has_its_words(name, position, prefix):
    known = {key for domain in DOMAINS for key, _ in entries(catalogue("en", domain))}
    codes = raised(name, position)
    assert codes
    assert {prefix + code for code in codes} <= known


def test_every_string_of_the_pages_has_russian_words():
    russian = dict(entries(catalogue("ru", "django")))
    wanted = set()
    for template in (SRC / "web/templates").rglob("*.html"):
        source = template.read_text("utf-8")
        wanted |= {match[1] for match in TAG.findall(source)}
    assert wanted
    assert sorted(text for text in wanted if not any(russian.get(text, [""]))) == []
