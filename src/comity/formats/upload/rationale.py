"""What the comments of a file say: the reason of a proposal, or a remark on a provision. None is lost."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from comity.core.wording.tokens import canonical
from comity.formats.tracked.values import Comment, Tracked
from comity.formats.upload.pending import Key, key
from comity.formats.upload.values import Remark


class Thread:
    """A comment of the uploader with the answers to it; or the answers alone, where the comment was sent along."""

    def __init__(self, first: Comment, answers: Sequence[Comment], *, sent: bool) -> None:
        own = list(answers) if sent else [first, *answers]
        self.first = first
        self.sent = sent
        self.author = own[0].author if own else ""
        self.at = own[0].at if own else None
        self.text = "\n".join(comment.text.strip() for comment in own if comment.text.strip())


def threads(upload: Tracked, sent: Tracked) -> Iterator[Thread]:
    """Every thread in which somebody else than we says something."""
    ours = {_said(comment) for comment in sent.comments}
    known = {comment.id: comment for comment in upload.comments}
    answers: dict[str, list[Comment]] = defaultdict(list)
    for comment in upload.comments:
        first = _first(comment, known)
        if comment.id != first.id and _said(comment) not in ours:
            answers[first.id].append(comment)
    for comment in upload.comments:
        if _first(comment, known).id == comment.id:
            thread = Thread(comment, answers[comment.id], sent=_said(comment) in ours)
            if thread.text:
                yield thread


def sent_along(upload: Tracked, sent: Tracked) -> int:
    """How many comments of the upload are those that had been sent."""
    ours = {_said(comment) for comment in sent.comments}
    return sum(_said(comment) in ours for comment in upload.comments)


def places(upload: Tracked) -> Mapping[str, tuple[int, ...]]:
    """The paragraphs that each comment spans."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for n, paragraph in enumerate(upload.paragraphs):
        for run in paragraph.runs:
            for comment in run.comments:
                found[comment][n] = None
    return {comment: tuple(at) for comment, at in found.items()}


def remark(
    thread: Thread, provision: str | None, upload: Tracked, sent: Tracked, whose: Mapping[Key, frozenset[str]]
) -> Remark:
    """A thread that goes with no proposal of the file: on pending versions where it answers, or spans, nothing but theirs."""
    versions = _versions(thread.first, sent, whose) if thread.sent else _spanned(thread.first, upload, whose)
    return Remark(thread.text, thread.author, thread.at, provision, tuple(sorted(versions)))


def _versions(comment: Comment, sent: Tracked, whose: Mapping[Key, frozenset[str]]) -> frozenset[str]:
    """The versions on whose words a comment had been sent."""
    ids = {each.id for each in sent.comments if _said(each) == _said(comment)}
    runs = (run for paragraph in sent.paragraphs for run in paragraph.runs if ids & set(run.comments))
    return frozenset(version for run in runs for mark in run.marks for version in whose[key(mark)])


def _spanned(comment: Comment, upload: Tracked, whose: Mapping[Key, frozenset[str]]) -> frozenset[str]:
    """The versions on whose words alone a comment of the uploader stands."""
    runs = [run for paragraph in upload.paragraphs for run in paragraph.runs if comment.id in run.comments and run.text]
    pending = [{version for mark in run.marks for version in whose.get(key(mark), ())} for run in runs]
    return frozenset().union(*pending) if all(pending) else frozenset()


def _first(comment: Comment, known: Mapping[str, Comment]) -> Comment:
    seen = {comment.id}
    while (parent := known.get(comment.parent or "")) and parent.id not in seen:
        comment = parent
        seen.add(comment.id)
    return comment


def _said(comment: Comment) -> tuple[str, str]:
    return comment.author, canonical(comment.text)
