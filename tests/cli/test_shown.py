"""What pages of the documentation show is what the commands print."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from comity.record.archive import unzipped
from record.bundles import HOST, changed, consultation, packed, signed

HOW_TO = Path(__file__).parents[2] / "docs/how-to"
DRAFT = """## Article 1

The Parties shall cooperate in the rational use of transboundary waters and exchange data voluntarily.

## Article 2

The Secretariat shall report to the Council every two years.
"""
SHOULD = DRAFT.replace("shall coop", "should coop")
UNDERTAKE = DRAFT.replace("shall coop", "undertake to coop").replace("two years", "year")
REV_1 = "# Waters\n\nA.\n\nThe Parties [shall][should] cooperate in the rational use of waters.\n\nB.\n"


def shown(page, kind=""):
    """The blocks of a page that show output, or a program."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```\n", (HOW_TO / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [block for of, block in blocks if of == kind]


def test_a_round_is_merged_as_the_page_shows(comity, files):
    rus = f"{UNDERTAKE}\n## Article 3\n\nDisputes are settled by consultation.\n"
    files(draft_md=DRAFT, kaz_md=SHOULD, uzb_md=SHOULD, rus_md=rus)
    answer = comity("compose", "draft.md", "KAZ=kaz.md", "RUS=rus.md", "UZB=uzb.md")
    assert {answer.out, answer.err} <= set(shown("merge-a-round.md"))


def test_versions_are_compared_as_the_page_shows(comity, files):
    files(rev1_md=REV_1, rev2_md=REV_1.replace("[shall][should]", "shall"))
    code, out, _ = comity("diff", "rev1.md", "rev2.md")
    assert code == 1
    told, change = shown("see-what-changed.md")[:2]
    assert out.startswith(told)
    assert change in out


@pytest.mark.parametrize("page", ["check-with-python-alone.md", "check-with-python-alone.ru.md"])
def test_the_program_on_the_page_finds_the_root_that_was_signed(tmp_path, page):
    (program,) = shown(page, "python")
    (tmp_path / "root.py").write_text(program, "utf-8")
    assert computed(tmp_path, packed(consultation("iis-2020"))) in shown(page)
    entries = unzipped(packed(signed()))["tile/entries/000.p/10"]
    altered = {"tile/entries/000.p/10": entries.replace(b"KAZ/1", b"RUS/1", 1)}
    found, told = computed(tmp_path, changed(packed(signed()), **altered)).splitlines()
    assert found != told


def computed(folder, record):
    """The two lines that the program prints of a record."""
    (folder / "record.zip").write_bytes(record)
    command = [sys.executable, "root.py", "record.zip"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("language", "page"), [("en", "check-a-record.md"), ("ru", "check-a-record.ru.md")])
def test_a_record_is_checked_as_the_page_shows(comity, files, language, page):
    files(record_zip=packed(consultation("iis-2020")), keys_txt=str(HOST))
    code, out, _ = comity("verify", "record.zip", "--trust", "keys.txt", "--language", language)
    assert code == 0
    assert out in shown(page)
