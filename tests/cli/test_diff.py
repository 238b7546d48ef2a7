import re

import pytest

OLD = """# Draft

## Article 1

1. The Parties shall cooperate in the rational use of waters.

2. The Parties shall exchange data on a regular basis.

3. Disputes are settled by consultation.

## Article 2

4. The Secretariat reports to the Council every two years.

5. The Council meets annually.
"""
NEW = """# Draft

## Article 1

1. The Parties should cooperate in the rational use of waters.

2. Disputes are settled by consultation.

## Article 2

3. The Secretariat reports to the Council every two years.

4. This Agreement is open for accession by any State.

5. The Council meets annually.
"""


def test_versions_that_read_the_same_are_done(comity, files):
    files(old_md=OLD, new_txt=OLD.replace("\n\n", "\r\n\r\n\r\n").replace("shall", "shall\u200b"))
    answer = comity("diff", "old.md", "new.txt")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "The two versions have the same wording.\n"


def test_what_changed_is_counted_first_and_then_shown_by_heading(comity, files):
    files(old_md=OLD, new_md=NEW)
    code, out, err = comity("diff", "old.md", "new.md")
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0] == "8 provisions before, 8 provisions now: 4 kept, 3 reworded, 1 added, 1 deleted."
    assert "  Article 1: 1 kept, 2 reworded, 1 deleted" in lines
    assert "    1. The Parties [-shall-]{+should+} cooperate in the rational use of waters." in lines
    assert "  • replace “shall” with “should”" in lines
    assert "    [-2. The Parties shall exchange data on a regular basis.-]" in lines
    assert "    {+4. This Agreement is open for accession by any State.+}" in lines
    assert "Deleted (line 7 before)" in lines
    assert "  1 provision kept" in lines


def test_in_russian(comity, files):
    files(old_txt="Стороны обязуются обмениваться данными.", new_txt="Стороны стремятся обмениваться данными.")
    code, out, _ = comity("diff", "old.txt", "new.txt", "--language", "ru")
    assert code == 1
    assert out.startswith("Было 1 положение, стало 1 положение: изменено 1.\n")
    assert "слово «обязуются» заменить словом «стремятся»" in out


def test_a_page_by_extension_or_by_format(comity, files, tmp_path):
    files(old_md=OLD, new_md=NEW)
    assert comity("diff", "old.md", "new.md", "-o", "changes.html") == (1, "", "")
    page = (tmp_path / "changes.html").read_text("utf-8")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "1. The Parties <del>shall</del><ins>should</ins> cooperate" in page
    assert comity("diff", "old.md", "new.md", "--format", "html").out == page


def test_brackets_of_either_version_are_counted(comity, files):
    files(old_txt="The Parties [shall][should] cooperate.", new_txt="The Parties shall cooperate.")
    assert "Opening brackets: 2 before, 0 now." in comity("diff", "old.txt", "new.txt").out


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("old", "new"),
    [("agreement_1_2015-10-23", "agreement_2_2015-12-04"), ("agreement_2_2015-12-04", "agreement_3_2015-12-09")],
)
def test_real_drafts_are_told_completely(comity, corpus, old, new):
    drafts = corpus / "drafts"
    code, out, _ = comity("diff", drafts / f"{old}.md", drafts / f"{new}.md")
    assert code == 1
    counts = {
        kind: int(n)
        for n, kind in re.findall(r"(\d+) (kept|reworded|moved|split|merged|added|deleted)", out.splitlines()[0])
    }
    assert sum(counts.values()) > 400
    assert len(re.findall(r"^Reworded \(line", out, re.MULTILINE)) == counts["reworded"]
    assert len(re.findall(r"^Deleted \(line", out, re.MULTILINE)) == counts["deleted"]
    assert counts["kept"] < counts["reworded"]
