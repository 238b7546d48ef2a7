"""Whatever has happened to a file, reading it gives a document or one sentence, soon and in little memory."""

import resource
import time
from pathlib import Path
from random import Random

import msgspec
import pytest

from comity.core.errors import Unreadable
from comity.formats import docx, odt
from comity.formats.package import kind_of
from comity.formats.tracked.views import accepted, original
from comity.locale import LANGUAGES, say
from formats.garbling import garbled
from formats.samples import FILES

CORPUS = Path(__file__).parents[3] / "shared/corpus/docx"
REAL = sorted(CORPUS.glob("*.docx"))
READERS = {"docx": docx.read, "odt": odt.read}
ROUNDS = 25
SLOWEST = 5
"""Seconds of processor time for one file; the slowest of the corpus takes 0.05."""
LARGEST = 400_000_000
"""Bytes by which the memory of this process may grow over all of them."""


def read(data, name="x.docx"):
    """What the readers make of a file: a document whose views can be told and which can be sent on, or a reason."""
    try:
        kind = kind_of(data, name)
        if kind not in READERS:
            return kind
        document = READERS[kind](data, name)
    except Unreadable as error:
        return said(error)
    original(document)
    accepted(document)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(document), type=type(document)) == document
    return document


def said(error):
    for language in LANGUAGES:
        key = f"unreadable.{error.why}"
        assert say(language, key, where=error.where, **error.facts) != key
    return error.why


def fuzz(data, seed, rounds):
    """Read a file garbled so many times; the seed of each is in the message of a failure."""
    for number in range(rounds):
        random = Random(f"{seed} {number}")  # noqa: S311 - the same files at every run are the point
        worse = garbled(data, random)
        begun = time.process_time()
        try:
            read(worse)
        except Exception as error:
            error.add_note(f"garbled by {seed} {number}")
            raise
        assert time.process_time() - begun < SLOWEST, f"{seed} {number}"


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.corpus
@pytest.mark.skipif(not REAL, reason="the corpus of Word files is not beside the repository")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_files_garbled(path):
    before = peak()
    fuzz(path.read_bytes(), path.stem, ROUNDS if path.stat().st_size < 20_000 else ROUNDS // 3)
    assert peak() - before < LARGEST


@pytest.mark.parametrize("name", sorted(FILES))
def test_small_files_garbled(name):
    before = peak()
    assert not isinstance(read(FILES[name]), str), "what is garbled is a document at first"
    fuzz(FILES[name], name, ROUNDS * 8)
    assert peak() - before < LARGEST
