"""Every bad file is one sentence that says where and what to do, and exit code 2."""

import os
from pathlib import Path

import pytest

from comity.cli.terminal.intake import LIMIT, LONGEST

TEXT = "The Parties shall cooperate.\n"


def refused(answer, *words):
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    for word in words:
        assert word in answer.err
    return True


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            "Стороны обеспечивают защиту".encode("windows-1251"),
            ("not UTF-8 from byte 1", "windows-1251", "Save it as UTF-8"),
        ),
        (b"", ("holds no text",)),
        (" \u200b\n\u00ad\n".encode(), ("holds no text",)),
        (b"words\0words", ("byte 6 is zero", "plain text")),
        (b"PK\x03\x04\0\0", ("breaks off",)),
        (b"one\n\xed\xa0\x80", ("not UTF-8 from byte 5",)),
        ("one\n\ntwo \u202eeerht".encode(), ("line 3", "U+202E", "delete it")),
    ],
)
def test_what_a_file_cannot_hold(comity, files, content, words):
    files(base_txt=TEXT, kaz_txt=content)
    assert refused(comity("compose", "base.txt", "KAZ=kaz.txt"), "kaz.txt", *words)
    assert refused(comity("diff", "kaz.txt", "base.txt"), "kaz.txt", *words)


def test_a_file_that_is_not_there(comity, files):
    files(base_txt=TEXT)
    assert refused(comity("compose", "base.txt", "KAZ=kaz.txt"), "kaz.txt", "no such file")
    assert refused(comity("brackets", "a\0b"), "cannot be read")


def test_a_folder(comity, files, tmp_path):
    (tmp_path / "kaz").mkdir()
    files(base_txt=TEXT)
    assert refused(comity("compose", "base.txt", "KAZ=kaz"), "kaz is a folder")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_nobody_may_read(comity, files, tmp_path):
    files(base_txt=TEXT, kaz_txt=TEXT)
    (tmp_path / "kaz.txt").chmod(0)
    assert refused(comity("compose", "base.txt", "KAZ=kaz.txt"), "kaz.txt", "not allowed")


def test_a_huge_file_is_refused_before_it_is_read(comity, files, tmp_path):
    files(base_txt=TEXT)
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    assert refused(comity("compose", "base.txt", "KAZ=huge.txt"), "huge.txt", f"larger than {LIMIT} MB")


def test_a_huge_stream_is_read_no_further_than_the_limit(comity):
    answer = comity("brackets", "-", stdin=b"a" * (LIMIT * 1_000_000 + 1))
    assert refused(answer, "standard input", f"larger than {LIMIT} MB")


def test_sentences_are_russian_for_a_russian_reader(comity, files):
    files(base_txt=TEXT)
    answer = comity("compose", "base.txt", "KAZ=kaz.txt", "--language=ru")
    assert refused(answer, "kaz.txt: такого файла нет")


def test_a_lost_reader_is_no_error(files, in_shell):
    files(base_txt=TEXT)
    done = in_shell("comity compose base.txt KAZ=base.txt | true; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", ["diff base.txt base.txt", "compose --help", "--help"])
@pytest.mark.parametrize(
    ("result", "sentence"), [("> /dev/full", "no space left"), (">&-", "Standard output is closed")]
)
def test_a_result_that_nobody_can_take_is_one_sentence(files, words, result, sentence, in_shell):
    files(base_txt=TEXT)
    done = in_shell(f"LC_ALL=C comity {words} {result}")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_one_sentence(comity, files):
    files(base_txt=TEXT)
    assert refused(comity("diff", "base.txt", "base.txt", "-o", "/dev/full"), "/dev/full", "no space left")


@pytest.mark.parametrize("nobody", ["2>&-", "2>/dev/full"])
def test_a_result_stands_although_nobody_hears_the_summary(files, nobody, in_shell):
    files(base_txt=TEXT)
    done = in_shell(f"comity compose base.txt KAZ=base.txt {nobody}")
    assert (done.returncode, done.stdout) == (0, TEXT)


def test_a_closed_standard_input_holds_nothing(files, in_shell):
    files(base_txt=TEXT)
    done = in_shell("comity compose base.txt KAZ=- --language en <&-")
    assert done.returncode == 2
    assert done.stderr == "standard input holds no text; a party that proposes nothing need not be named.\n"


def test_a_name_that_is_no_unicode_is_shown_as_well_as_can_be(files, tmp_path, in_shell):
    files(base_txt=TEXT)
    done = in_shell(r"cp base.txt $'\xff.txt'; comity compose $'\xff.txt' KAZ=base.txt -o out.html")
    assert done.returncode == 0
    assert "<title>?</title>" in (tmp_path / "out.html").read_text("utf-8")


def test_documents_that_do_not_fit_in_memory_are_one_sentence(files, in_shell):
    files(base_txt=("word " * 300_000 + "\n\n") * 10, kaz_txt=("other " * 300_000 + "\n\n") * 10)
    done = in_shell("ulimit -v 120000; comity compose base.txt KAZ=kaz.txt --language en")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "too large to be worked on together" in done.stderr


def test_a_device_is_written_directly(files, in_shell):
    files(base_txt=TEXT)
    done = in_shell("comity compose base.txt KAZ=base.txt -o /dev/stdout | cat")
    assert done.stdout == TEXT


def test_a_pipe_is_read_like_a_file(files, in_shell):
    files(base_txt=TEXT)
    done = in_shell("comity compose <(cat base.txt) KAZ=<(sed s/shall/should/ base.txt)")
    assert done.stdout == "The Parties [shall][KAZ: should] cooperate.\n"


def test_a_paragraph_that_no_comparison_should_hold_is_named_by_its_line(comity, tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(TEXT + "\n" + "word " * (LONGEST // 5 + 1), "utf-8")
    answer = comity("compose", str(file), f"KAZ={file}")
    assert refused(answer, "one.txt", "line 3", "2 million")
