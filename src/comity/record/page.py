"""The record for people: every act as a sentence, in one file that asks nothing of any host and runs nothing."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from importlib.resources import files

from comity.core.acts import decode
from comity.core.queries import told
from comity.core.state import Key, State
from comity.locale import LANGUAGES, say
from comity.record import checkpoint, signature
from comity.record.leaf import read_leaf

_HEAD = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
"""
_FOOT = "</main>\n</body>\n</html>\n"
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)


def page(leaves: Iterable[bytes], state: State, head: str, key: str) -> bytes:
    """The page of a record: its facts, how to check them, its acts in order. ``head`` is the text of the checkpoint."""
    return "".join(_written(leaves, state, checkpoint.read(head), key)).encode()


def instant(at: int) -> str:
    """Milliseconds since 1970 as people write them, in UTC to the second; as a number where no calendar reaches."""
    try:
        return (_BEGAN + timedelta(milliseconds=at)).strftime("%Y-%m-%d %H:%M:%S")
    except OverflowError:
        return str(at)


def _written(leaves: Iterable[bytes], state: State, head: checkpoint.Checkpoint, key: str) -> Iterator[str]:
    titles = {tag: state.title[tag] for tag in sorted(state.title)}
    encoded = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    language = next((each for each in LANGUAGES if each in titles), "en")
    title = titles.get(language, state.log)
    yield _HEAD.format(language=language, digest=encoded, title=escape(title), style=_style())
    for tag, words in titles.items():
        yield f'<h1 lang="{escape(tag)}">{escape(words)}</h1>\n'
    facts = {"log": state.log, "size": str(head.size), "root": head.root.hex(), "origin": head.origin, "key": key}
    for spoken in LANGUAGES:
        yield from _explained(spoken, facts)
    yield from _table(leaves, state)
    yield _FOOT


def _explained(language: str, facts: dict[str, str]) -> Iterator[str]:
    """What this is and how to check it, in one language."""
    yield f'<section lang="{language}">\n<h2>{escape(say(language, "bundle.check"))}</h2>\n'
    yield f"<p>{escape(say(language, 'bundle.derived'))}</p>\n"
    yield "<p><code>comity verify record.zip --trust keys.txt</code></p>\n<dl>\n"
    for name, fact in facts.items():
        yield f"<dt>{escape(say(language, f'bundle.{name}'))}</dt><dd><code>{escape(fact)}</code></dd>\n"
    yield "</dl>\n</section>\n"


def _table(leaves: Iterable[bytes], state: State) -> Iterator[str]:
    named = "".join(f'<th scope="col" lang="{each}">{escape(say(each, "bundle.acts"))}</th>' for each in LANGUAGES)
    yield f'<table>\n<thead><tr><th scope="col">№</th><th scope="col">UTC</th>{named}</tr></thead>\n<tbody>\n'
    for data in leaves:
        kept = read_leaf(data)
        key, facts = told(decode(kept.stmt.encode()), state)
        cells = "".join(
            f'<td lang="{each}">{escape(say(each, key, **facts))}{_signed(each, kept.sigs, state)}</td>'
            for each in LANGUAGES
        )
        yield f'<tr id="act-{kept.seq}"><td>{kept.seq}</td><td>{instant(kept.at)}</td>{cells}</tr>\n'
    yield "</tbody>\n</table>\n"


def _signed(language: str, sigs: Iterable[str], state: State) -> str:
    """Who vouches for an act: the keys that signed it, or without any the host."""
    if not sigs:
        return _attested(language)
    keys = [state.keys[signature.read(line).key] for line in sigs]
    told = (say(language, f"signed.{key.kind}", key=_named(key), seat=key.holder) for key in keys)
    return "".join(f"<small>◆ {escape(sentence)}</small>" for sentence in told)


def _named(key: Key) -> str:
    return f"{key.id} ({key.label})" if key.label else key.id


@cache
def _attested(language: str) -> str:
    return f"<small>◇ {escape(say(language, 'signed.host'))}</small>"


@cache
def _style() -> str:
    return files("comity.record").joinpath("page.css").read_text("utf-8")
