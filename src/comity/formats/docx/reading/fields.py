"""Which field characters of a part belong together, so that a field that was cut in half hides nothing."""

from collections.abc import Iterable

from lxml import etree

from comity.formats.docx.reading.names import word

FIELD_CHARACTER = word("fldChar")
_TYPE = word("fldCharType")


def whole_fields(characters: Iterable[etree._Element]) -> dict[etree._Element, str]:
    """The field characters of whole fields (begin, perhaps separate, end) with their types.

    ECMA-376 part 1, 17.16.18. A beginning without an end, or an end without a beginning, is not among them: the text
    after it stays to be read. Linear.
    """
    whole: list[etree._Element] = []
    open_fields: list[list[etree._Element]] = []
    for character in characters:
        kind = character.get(_TYPE)
        if kind == "begin":
            open_fields.append([character])
        elif kind == "separate" and open_fields:
            open_fields[-1].append(character)
        elif kind == "end" and open_fields:
            whole += [*open_fields.pop(), character]
    return {character: character.get(_TYPE) or "" for character in whole}
