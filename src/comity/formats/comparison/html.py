"""A comparison as a page: the redline in the middle, its sentences beside it, what is kept folded away."""

from collections.abc import Iterator
from html import escape

from comity.formats.comparison.changes import Change, Comparison, Section, runs
from comity.formats.comparison.told import amounts, kind, said, titled, told
from comity.formats.html.inline import redline
from comity.formats.html.page import element, page, prose, wrapped
from comity.formats.script import tongue
from comity.locale import say


def write(comparison: Comparison, language: str, title: str) -> str:
    """A self-contained page in ``language``."""
    return page(title, language, "\n".join(_body(comparison, language, title)))


def _body(comparison: Comparison, language: str, title: str) -> Iterator[str]:
    changes = [change for section in comparison.sections for change in section.changes]
    lang = tongue(" ".join(change.after or change.before for change in changes))
    yield "<header>"
    yield element("p", say(language, "diff.title"), "kind")
    yield element("h1", title)
    yield from (element("p", sentence, "summary") for sentence in told(comparison, language))
    if len(comparison.sections) > 1:
        yield _index(comparison, language, lang)
    yield "</header>\n<main>"
    for number, section in enumerate(comparison.sections, start=1):
        yield from _section(section, number, language, lang)
    yield "</main>"


def _index(comparison: Comparison, language: str, lang: str) -> str:
    """A link to every section in which something changed, with how much."""
    items = []
    for number, section in enumerate(comparison.sections, start=1):
        if section.count("kept") < len(section.changes):
            title = element("b", titled(section, language), lang=lang if section.title else language)
            amount = element("span", amounts(section, language), "amounts")
            items.append(wrapped("li", wrapped("a", f"{title} {amount}", href=f"#s{number}")))
    return wrapped("details", element("summary", say(language, "diff.index")) + wrapped("ol", "".join(items)), "index")


def _section(section: Section, number: int, language: str, lang: str) -> Iterator[str]:
    yield f'<section id="s{number}" aria-labelledby="t{number}">'
    yield element("h2", titled(section, language), "section", id=f"t{number}", lang=lang if section.title else language)
    if section.count("kept") < len(section.changes):
        yield element("p", amounts(section, language), "amounts")
    for group in runs(section.body):
        yield _change(group, language, lang) if isinstance(group, Change) else _run(group, language, lang)
    yield "</section>"


def _change(change: Change, language: str, lang: str) -> str:
    """What became of a provision, its redline, and a sentence for each change."""
    label = element("span", kind(change, language), "tag")
    sentences = "".join(wrapped("li", escape(sentence, quote=False)) for sentence in said(change, language))
    beside = wrapped("li", label) + sentences
    words = prose(redline(change.before, change.after), "", lang)
    return wrapped("div", words + wrapped("ul", beside, "changes"), f"provision {change.kind}")


def _run(run: tuple[Change, ...], language: str, lang: str) -> str:
    """Provisions that did not change, to open when they are wanted."""
    kept = "".join(element("p", change.after, "wording", lang=lang) for change in run)
    return wrapped("details", element("summary", say(language, "diff.run", n=len(run))) + kept, "run")
