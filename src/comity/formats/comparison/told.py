"""A comparison in words: counts, and what became of one provision."""

from collections.abc import Iterator

from comity.core.wording.sentence import sentences
from comity.formats.comparison.changes import KINDS, Change, Comparison, Section
from comity.locale import number, say


def told(comparison: Comparison, language: str) -> Iterator[str]:
    """How many provisions there were and are, and how many of each kind; how many brackets, where there are any."""
    if comparison.same:
        yield say(language, "diff.same")
        return
    counts = comparison.counts
    kinds = [say(language, f"diff.count.{kind}", n=counts[kind]) for kind in KINDS if counts[kind]]
    before, after = (say(language, "count.provisions", n=n) for n in comparison.provisions)
    yield say(language, "diff.told", before=before, after=after, kinds=", ".join(kinds))
    if any(comparison.brackets):
        before, after = (number(language, n) for n in comparison.brackets)
        yield say(language, "diff.brackets", before=before, after=after)


def amounts(section: Section, language: str) -> str:
    """How many provisions of a section are of each kind."""
    return ", ".join(
        say(language, f"diff.count.{kind}", n=section.count(kind)) for kind in KINDS if section.count(kind)
    )


def titled(section: Section, language: str) -> str:
    """The heading of a section, or words for what stands before the first one."""
    return section.title or say(language, "diff.front")


def kind(change: Change, language: str) -> str:
    """What became of a provision, with the lines on which it stands, where its file has lines."""
    sides = {"old": change.old, "new": change.new}
    lines = {side: ", ".join(str(each.line) for each in given if each.line) for side, given in sides.items()}
    label = say(language, f"diff.kind.{change.kind}", count=max(len(change.old), len(change.new)))
    numbered = [side for side, found in lines.items() if found]
    if not numbered:
        return label
    which = "both" if len(numbered) == len(sides) else numbered[0]
    return f"{label} ({say(language, f'diff.lines.{which}', **lines)})"


def said(change: Change, language: str) -> Iterator[str]:
    """Where a provision came from, if it moved, and every change of its words, long quotations shortened."""
    if change.origin:
        yield say(language, "diff.moved_from", section=change.origin)
    if change.old and change.new:
        yield from sentences(change.before, change.after, language, brief=True)
