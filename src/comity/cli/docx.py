"""``comity docx``: what a Word file, or another with tracked changes, holds beside its words."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from comity.cli.terminal import account, intake
from comity.cli.terminal.output import write
from comity.cli.terminal.parser import Grammar
from comity.core.errors import Refused
from comity.formats.tracked.changes import Change, changes
from comity.formats.tracked.values import Comment, Outside, Tracked
from comity.formats.tracked.views import authors
from comity.locale import say

_END = 150
"""Characters that are shown of each end of long words; ``--json`` has them all."""

_SPACE = {"inserted": "space_inserted", "deleted": "space_deleted"}


def arguments(grammar: Grammar) -> None:
    """One file."""
    grammar.argument("file", metavar="FILE", key="docx.file")
    grammar.argument("--json", action="store_true", key="docx.json")


def run(options: Namespace) -> int:
    """Print changes, comments, what stands outside provisions and what no proposal can be made of."""
    document = intake.document(options.file)
    if document.tracked is None:
        raise Refused("no_tracked_changes", file=options.file)
    if options.json:
        write(_json(document.kind, document.tracked))
    else:
        write("".join(f"{line}\n" for line in _report(document.tracked, options)))
    return 0


def _json(kind: str, tracked: Tracked) -> bytes:
    """The same for programs; instants are milliseconds since 1970 UTC, paragraphs are counted from 0."""
    holds = {
        "kind": kind,
        "paragraphs": len(tracked.paragraphs),
        "authors": authors(tracked),
        "changes": changes(tracked),
        "comments": tracked.comments,
        "outside": tracked.outside,
        "ignored": tracked.ignored,
        "properties": tracked.properties,
    }
    return msgspec.json.format(msgspec.json.encode(holds), indent=2) + b"\n"


def _report(tracked: Tracked, options: Namespace) -> Iterator[str]:
    language = options.language
    found = changes(tracked)
    counts = (
        say(language, "docx.paragraphs", n=len(tracked.paragraphs)),
        say(language, "docx.changes", n=len(found)),
        say(language, "docx.comments", n=len(tracked.comments)),
    )
    yield say(language, "docx.holds", file=options.file, what=", ".join(counts))
    yield from _listed("changes", [_change(tracked, change, language) for change in found], language)
    yield from _listed("comments", list(_comments(tracked.comments, language)), language)
    yield from _listed("outside", [_outside(one, language) for one in tracked.outside], language)
    yield from _listed("ignored", list(account.ignored(tracked, language)), language)


def _listed(key: str, lines: Sequence[str], language: str) -> Iterator[str]:
    """Lines under a heading; neither where there are none."""
    if lines:
        yield ""
        yield say(language, f"docx.{key}_are")
        yield from (f"  {line}" for line in lines)


def _change(tracked: Tracked, change: Change, language: str) -> str:
    """Where, who, when, what."""
    paragraph = tracked.paragraphs[change.paragraph]
    place = f"¶ {change.paragraph + 1}" + (f" ({paragraph.number})" if paragraph.number else "")
    done = say(
        language,
        f"docx.did.{_done(change)}",
        old=_inline(change.old),
        new=_inline(change.new),
        to=(change.to or 0) + 1,
    )
    return f"{place}  {_who(change.author, change.at, language)}: {done}{_seen(change.comments)}"


def _done(change: Change) -> str:
    """What was done; white space alone cannot be quoted so that anybody sees it."""
    return change.kind if (change.old + change.new).strip() else _SPACE.get(change.kind, change.kind)


def _seen(comments: tuple[str, ...]) -> str:
    return f" [{', '.join(comments)}]" if comments else ""


def _comments(comments: Sequence[Comment], language: str) -> Iterator[str]:
    """Each comment, and under it what answers it; an answer to nothing stands by itself."""
    known = {comment.id for comment in comments}
    for comment in comments:
        if comment.parent is None or comment.parent not in known:
            yield f"[{comment.id}] {_said(comment, language)}"
            yield from (f"    {_said(reply, language)}" for reply in comments if reply.parent == comment.id)


def _said(comment: Comment, language: str) -> str:
    resolved = f" ({say(language, 'docx.resolved')})" if comment.resolved else ""
    return f"{_who(comment.author, comment.at, language)}{resolved}: {_inline(comment.text)}"


def _outside(one: Outside, language: str) -> str:
    kind = say(language, f"docx.kind.{one.kind}")
    return f"{say(language, 'outside.changed', what=kind) if one.changed else kind}: {_inline(one.text)}"


def _who(author: str, at: int | None, language: str) -> str:
    name = author or say(language, "docx.nobody")
    if at is None:
        return name
    return f"{name}, {datetime.fromtimestamp(at // 1000, UTC):%Y-%m-%d %H:%M} UTC"


def _inline(words: str) -> str:
    """Words on one line, long ones without their middle; a pilcrow stands for the end of a paragraph."""
    lines = (" ".join(line.split()) for line in words.strip("\n").split("\n"))
    shown = " ¶ ".join(filter(None, lines)) or " "
    return shown if len(shown) <= 2 * _END else f"{shown[:_END].rstrip()} … {shown[-_END:].lstrip()}"
