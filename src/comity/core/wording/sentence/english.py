"""Changes in English, as delegations send them: ``replace “shall” with “should”``."""

from collections.abc import Callable

from comity.core.wording.sentence.change import Change, Where
from comity.core.wording.sentence.segment import Pieces, quoted

QUOTES = ("“”", "‘’")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def told(change: Change) -> Pieces:
    """The sentence of a change in pieces."""
    return _FORMS[change.kind](change)


def _replace(change: Change) -> Pieces:
    return [*_object("replace ", change), " with ", quoted(change.new)]


def _insert(change: Change) -> Pieces:
    verb = "add" if change.where.at == "end" else "insert"
    return [*_place(change.where), f" {verb} ", _sentences(change), quoted(change.new)]


def _move(change: Change) -> Pieces:
    end = change.where.at != "after"
    return [*_object("move ", change), " to ", *([f"the {change.where.at}"] if end else _place(change.where))]


def _space(change: Change) -> Pieces:
    return [*_place(change.where), " insert a space" if change.new else " delete the space"]


_FORMS: dict[str, Callable[[Change], Pieces]] = {
    "replace": _replace,
    "insert": _insert,
    "delete": lambda change: _object("delete ", change),
    "move": _move,
    "space": _space,
    "add": lambda change: ["add the provision ", quoted(change.new)],
    "drop": lambda _: ["delete the provision"],
    "rewrite": lambda change: ["replace the whole provision with ", quoted(change.new)],
}


def _object(verb: str, change: Change) -> Pieces:
    """The verb and the words it takes, with what is needed to find them."""
    within: Pieces = ["in ", quoted(change.within), " "] if change.within else []
    return [*within, verb, _sentences(change), quoted(change.old), _nth(change.nth)]


def _place(where: Where) -> Pieces:
    if where.at != "after":
        return [f"at the {where.at}"]
    return ["after ", quoted(where.words), _nth(where.nth)]


def _sentences(change: Change) -> str:
    return "" if not change.clauses else "the sentence " if change.clauses == 1 else "the sentences "


def _nth(number: int) -> str:
    if not number:
        return ""
    return f" ({_ORDINALS[number - 1]} occurrence)" if number <= len(_ORDINALS) else f" (occurrence {number})"
