"""Rows and cells that contradict what stands in them."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from comity.formats.tracked.values import Mark, Paragraph


def settled(paragraphs: Sequence[Paragraph], marks: Iterable[Mark]) -> list[Paragraph]:
    """The paragraphs of a row or cell that carries ``marks``, without those that its own words contradict.

    An editor that inserts or deletes a row marks the row and the words in it; some writers mark the row alone. Both take
    the words along. Where words of an inserted row are marked as inserted beside others that are not, tracking was off
    for a moment, or the row was filled with old words: the words decide, so that none is lost with the row (LibreOffice
    and Docxodus read it so too; ECMA-376 part 1, 17.13.5.17 does not say).
    """
    refuted = {mark for mark in marks if _mixed(paragraphs, mark.kind)}
    if not refuted:
        return list(paragraphs)
    return [replace(each, around=tuple(mark for mark in each.around if mark not in refuted)) for each in paragraphs]


def _mixed(paragraphs: Iterable[Paragraph], kind: str) -> bool:
    told = {
        any(mark.kind == kind for mark in run.marks)
        for paragraph in paragraphs
        for run in paragraph.runs
        if run.text.strip()
    }
    return len(told) > 1
