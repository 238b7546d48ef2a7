"""The documentation leads where it says, names every option, and is not left behind by its translations."""

import ast
import re

import pytest

from house.source import ROOT, catalogue, entries, modules, tracked, tree

TRANSLATED = [page for page in tracked() if page.name.endswith(".ru.md")]
LISTED = ("tutorial", "how-to", "reference", "why", "decisions")
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)


def text(path):
    return path.read_text("utf-8")


def original(page):
    return page.with_name(page.name.replace(".ru.md", ".md"))


def headings(page):
    """The levels of a page's headings, in their order."""
    return [len(marks) for marks in re.findall(r"^(#+) ", FENCE.sub("", text(page)), re.MULTILINE)]


def commands(page):
    """What a reader types, without the remarks behind it."""
    blocks = [block for _, kind, block in FENCE.findall(text(page)) if kind in {"sh", "ini", "python"}]
    shown = [line for _, kind, block in FENCE.findall(text(page)) if kind == "console" for line in block.splitlines()]
    typed = [line for line in shown if line.startswith("$ ")]
    return [re.sub(r"\s+#.*", "", line).strip() for block in blocks for line in block.splitlines()] + typed


def rows(page):
    """How many lines each table has."""
    return [table.count("\n") for table in re.findall(r"(?:^\|.*\n)+", text(page), re.MULTILINE)]


def options(path):
    """Every ``--option`` that a module adds to a parser."""
    calls = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    words = (word for call in calls for word in call.args if isinstance(word, ast.Constant))
    return {word.value for word in words if re.fullmatch(r"--[a-z]+(-[a-z]+)*", str(word.value))}


def anchors(page):
    """The anchors that a page's headings make, as repositories on the web make them."""
    for title in re.findall(r"^#+ (.*)", FENCE.sub("", text(page)), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", re.sub(r"\[(.*?)\]\(.*?\)", r"\1", title).lower()).replace(" ", "-")


def test_the_first_users_find_what_they_need_in_russian():
    found = {str(page.relative_to(ROOT)) for page in TRANSLATED}
    assert found >= {"README.ru.md", "docs/tutorial/first-consultation.ru.md", "docs/how-to/run-a-witness.ru.md"}


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_translation_has_the_parts_and_the_commands_of_its_original(page):
    assert headings(page) == headings(original(page))
    assert commands(page) == commands(original(page))
    assert rows(page) == rows(original(page))


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_and_its_translation_lead_to_each_other(page):
    assert f"]({page.name})" in text(original(page))
    assert f"]({original(page).name})" in text(page)


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_translation_calls_what_is_on_the_screen_as_the_screen_does(page):
    words = {key: " ".join(strings[0].split()) for key, strings in entries(catalogue("ru", "django"))}
    marked = (match.group(2) for match in re.finditer(r"(\*\*?)([A-Z][^*]+?)\1", FENCE.sub("", text(original(page)))))
    labels = {" ".join(mark.split()) for mark in marked}
    told = " ".join(text(page).split())
    assert {label for label in labels & words.keys() if words[label].rstrip(".") not in told} == set()


@pytest.mark.parametrize("folder", LISTED)
def test_every_page_is_listed_where_its_folder_is_described(folder):
    index = ROOT / "docs" / folder / "README.md"
    index = index if index.exists() else ROOT / "docs/README.md"
    pages = (page for page in (ROOT / "docs" / folder).glob("*.md") if page.name != "README.md")
    links = re.findall(r"\]\((?:\w+/)?([\w.-]+\.md)", text(index))
    assert {page.name for page in pages if not page.name.endswith(".ru.md")} <= set(links)


@pytest.mark.parametrize(
    "page", [page for page in tracked() if page.suffix == ".md"], ids=lambda page: str(page.relative_to(ROOT))
)
def test_links_into_a_page_find_their_heading(page):
    for target, anchor in re.findall(r"\]\(([\w./-]*)#([^)\s]+)\)", text(page)):
        assert anchor in set(anchors(page.parent / target if target else page)), f"{target}#{anchor}"


@pytest.mark.parametrize(
    "path",
    [path for path in modules("cli") if path.parent.name == "cli" and "__" not in path.stem],
    ids=lambda path: path.stem,
)
def test_every_option_of_a_command_stands_in_its_section(path):
    reference = text(ROOT / "docs/reference/cli.md")
    of_all = reference.partition("\n## ")[0]
    section = reference.partition(f"\n## comity {path.stem}\n")[2].partition("\n## ")[0]
    assert section
    assert {
        option for option in options(path) if f"`{option}" not in of_all + section and option not in section
    } == set()


@pytest.mark.parametrize("path", [path for path in modules("config") if options(path)], ids=lambda path: path.stem)
def test_every_option_of_a_servers_command_stands_in_the_reference(path):
    reference = text(ROOT / "docs/reference/server.md").partition("\n## Commands\n")[2]
    assert f"`python -m comity.config.{path.stem}" in reference
    assert {option for option in options(path) if f"`{option}" not in reference} == set()


def test_files_that_contributors_are_sent_to_are_there():
    named = re.findall(r"`((?:src|tests|docs|bench)/[\w/.-]+)`", text(ROOT / "CONTRIBUTING.md"))
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []
