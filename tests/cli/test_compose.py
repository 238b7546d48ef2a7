import json
import re
import unicodedata
from pathlib import Path

import pytest

from formats.visible import visible

DRAFT = "# Draft\n\n1. The Parties shall cooperate.\n\n2. They exchange data voluntarily.\n\n3. Disputes are settled by consultation.\n"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "wording-cases.json"
CASES = json.loads(CORPUS.read_text("utf-8"))["cases"] if CORPUS.is_file() else []


def plain(text):
    """As the cases are compared: NFC, a no-break space as a space."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").removesuffix("\n")


@pytest.mark.corpus
@pytest.mark.skipif(not CASES, reason="the corpus of wording cases is not beside the repository")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_one_paragraph_gives_the_rendering_of_its_case(comity, tmp_path, case):
    (tmp_path / "base.txt").write_text(case["base"], "utf-8")
    named = []
    for number, proposal in enumerate(case["proposals"]):
        (tmp_path / f"{number}.txt").write_text(proposal["text"], "utf-8")
        named.append(f"{','.join(proposal['sponsors'])}={number}.txt")
    answer = comity("compose", "base.txt", *named)
    assert answer.code == 0
    assert plain(answer.out) in (case["expected"], *case["acceptable"])


def test_what_is_done_to_whole_paragraphs_is_shown_as_such(comity, files):
    files(
        base_md=DRAFT,
        kaz_md=DRAFT.replace(
            "3. Disputes", "2 bis. The Secretariat keeps a register of [all] points of contact.\n\n3. Disputes"
        ),
        rus_md=DRAFT.replace("2. They exchange data voluntarily.\n\n", ""),
        blr_md=DRAFT.replace("1. The Parties shall cooperate.\n\n", "") + "\n1. The Parties shall cooperate.\n",
    )
    code, out, err = comity("compose", "base.md", "KAZ=kaz.md", "RUS=rus.md", "BLR=blr.md")
    assert code == 0
    assert out.split("\n\n") == [
        "# Draft",
        "[BLR: move after “3. Disputes are settled by consultation.”]",
        "1. The Parties shall cooperate.",
        "[RUS: delete: 2. They exchange data voluntarily.]",
        r"[KAZ: new paragraph: 2 bis. The Secretariat keeps a register of \[all\] points of contact.]",
        "3. Disputes are settled by consultation.",
        "[BLR: moved here: “1. The Parties shall cooperate.”]\n",
    ]
    assert err == "4 provisions, 2 sites, 2 alternatives, 1 new paragraph, 1 moved; nobody touches 2 provisions.\n"


def test_paragraphs_that_are_divided_or_joined(comity, files):
    one = "The Secretariat collects the data of all Parties every year. It publishes them in a report to the Council."
    first, second = one.split(". ")
    files(one_txt=one, two_txt=f"{first}.\n\n{second}\n")
    divided = comity("compose", "one.txt", "KAZ=two.txt").out
    assert divided.startswith("[KAZ: split into 2 paragraphs at ¶]\n\n")
    assert "¶" in divided.split("\n\n")[1]
    joined = comity("compose", "two.txt", "KAZ=one.txt").out
    assert joined.startswith("[KAZ: merge into one paragraph at ¶]\n\n")


def test_sponsors_of_one_wording_merge_and_joint_files_name_all(comity, files):
    files(base_txt=DRAFT, kaz_txt=DRAFT.replace("shall", "should"), joint_txt=DRAFT.replace("shall", "should"))
    _, out, _ = comity("compose", "base.txt", "RUS=kaz.txt", "UZB,KAZ=joint.txt")
    assert "1. The Parties [shall][KAZ, RUS, UZB: should] cooperate." in out


def test_several_files_of_one_party_that_change_other_words_are_several_proposals(comity, files):
    files(base_txt=DRAFT, a_txt=DRAFT.replace("shall", "should"), b_txt=DRAFT.replace(" voluntarily", ""))
    code, out, err = comity("compose", "base.txt", "KAZ=a.txt", "KAZ=b.txt")
    assert code == 0
    assert "[shall][KAZ: should]" in out
    assert "[KAZ: delete: voluntarily]" in out
    assert "read back under its own name: KAZ, KAZ#2." in err


def test_two_files_of_one_party_that_contradict_each_other_are_refused(comity, files, tmp_path):
    files(base_txt=DRAFT, a_txt=DRAFT.replace("shall", "should"), b_txt=DRAFT.replace("shall", "may"))
    answer = comity("compose", "base.txt", "KAZ=a.txt", "KAZ=b.txt", "-o", "out.txt")
    assert answer.code == 2
    assert answer.err == (
        "KAZ is named with several files (a.txt, b.txt) that change the same words differently, at “1. The Parties shall"
        " cooperate.”; keep one of them, or give the other a code of its own, such as KAZ-2.\n"
    )
    assert not (tmp_path / "out.txt").exists()


def test_the_same_file_twice_is_one_wish(comity, files):
    files(base_txt=DRAFT, a_txt=DRAFT.replace("shall", "should"))
    code, out, _ = comity("compose", "base.txt", "KAZ=a.txt", "KAZ=a.txt")
    assert code == 0
    assert "[shall][KAZ: should]" in out


def test_unattributed_brackets_name_nobody(comity, files):
    files(base_txt=DRAFT, kaz_txt=DRAFT.replace("shall", "should"))
    _, out, _ = comity("compose", "base.txt", "KAZ=kaz.txt", "--style", "un")
    assert "1. The Parties [shall] [should] cooperate." in out
    assert "KAZ" not in out


def test_the_comparative_table(comity, files):
    files(
        base_txt=DRAFT,
        kaz_txt=DRAFT.replace("shall", "should | <may>"),
        rus_txt=DRAFT.replace("2. They exchange data voluntarily.", ""),
    )
    words = ("compose", "base.txt", "KAZ=kaz.txt", "RUS=rus.txt", "--style", "table")
    assert "  KAZ: 1. The Parties [-shall-]{+should | <may>+} cooperate.\n" in comity(*words).out
    assert "Provision 2\n  Draft: 2. They exchange data voluntarily.\n  RUS: delete\n" in comity(*words).out
    comity(*words, "-o", "table.md")
    rows = Path("table.md").read_text("utf-8").splitlines()
    assert rows[0] == "| No. | Draft | Sponsors | Proposed wording |"
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert r"<del>shall</del><ins>should \| \<may\></ins>" in "\n".join(rows)
    comity(*words, "-o", "table.html")
    page = Path("table.html").read_text("utf-8")
    assert "<del>shall</del><ins>should | &lt;may&gt;</ins>" in page


def test_a_page_shows_each_provision_exactly_as_the_text_does(comity, files):
    hostile = DRAFT.replace("shall", "<script>alert(1)</script> & [shall]\u200b")
    files(base_md=DRAFT, kaz_md=hostile, rus_md=DRAFT.replace("2. They", "1 bis. New.\n\n2. Both"))
    words = ("compose", "base.md", "KAZ=kaz.md", "RUS=rus.md")
    text = comity(*words).out.rstrip("\n").split("\n\n")
    assert comity(*words, "-o", "out.html").out == ""
    page = Path("out.html").read_text("utf-8")
    blocks = re.findall(r'<(p|h\d) class="wording[^"]*"[^>]*>(.*?)</\1>', page)
    assert [visible(markup) for _, markup in blocks] == text
    assert "<script" not in page
    assert "replace “shall” with" in visible(re.search(r"<body>.*</body>", page, re.DOTALL)[0])


def test_files_appear_whole_with_the_right_to_read_them_and_nothing_is_left_behind(comity, files, tmp_path):
    files(base_txt=DRAFT, kaz_txt=DRAFT.replace("shall", "should"), out_md="old")
    (tmp_path / "out.md").chmod(0o640)
    assert comity("compose", "base.txt", "KAZ=kaz.txt", "-o", "out.md").out == ""
    assert "[KAZ: should]" in (tmp_path / "out.md").read_text("utf-8")
    assert (tmp_path / "out.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base.txt", "kaz.txt", "out.md"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("KAZ",), "“KAZ” does not say whose document it is"),
        (("=kaz.txt",), "“=kaz.txt” does not say whose document it is"),
        (("K Z=kaz.txt",), "“K Z” in “K Z=kaz.txt” is not a party code"),
        (("KAZ,=kaz.txt",), "is not a party code"),
        (("KAZ=-", "RUS=-"), "can be only one of the files"),
        (("KAZ=kaz.txt", "-o", "base.txt"), "base.txt is one of the documents read"),
        (("KAZ=kaz.txt", "-o", "./kaz.txt"), "./kaz.txt is one of the documents read"),
        (("KAZ=kaz.txt", "-o", "out.rtf"), "cannot be written as .rtf"),
        (("KAZ=kaz.txt", "-o", "no/such/out.txt"), "cannot be written: there is no such folder; make it first"),
        (("KAZ=kaz.txt", "-o", "kaz.txt/out.txt"), "cannot be written: there is no such folder; make it first"),
        (("KAZ=kaz.txt", "kaz=kaz.txt"), "“KAZ” and “kaz” look like one party"),
        (("TKM=kaz.txt", "UZB,ТКМ=kaz.txt"), "“TKM” and “ТКМ” look like one party"),
        (("KAZ=kaz.txt", "--style", "acme"), "invalid choice: 'acme'"),
        (("KAZ=",), "“KAZ=” does not say whose document it is"),
    ],
)
def test_a_wrong_line_is_one_sentence(comity, files, words, sentence):
    files(base_txt=DRAFT, kaz_txt=DRAFT.replace("shall", "should"))
    answer = comity("compose", "base.txt", *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert sentence in answer.err


def test_standard_input_may_be_any_one_of_the_files(comity, files):
    files(base_txt=DRAFT, kaz_txt=DRAFT.replace("shall", "should"))
    given = DRAFT.replace("shall", "may").encode()
    assert "[shall][KAZ: should][RUS: may]" in comity("compose", "base.txt", "KAZ=kaz.txt", "RUS=-", stdin=given).out
    assert "[may][KAZ: should]" in comity("compose", "-", "KAZ=kaz.txt", stdin=given).out


def test_the_summary_has_plurals_in_both_languages(comity, files):
    files(base_txt="Стороны обязуются сотрудничать.", kaz_txt="Стороны стремятся сотрудничать.")
    words = ("compose", "base.txt", "KAZ=kaz.txt")
    assert comity(*words).err == "1 provision, 1 site, 1 alternative; nobody touches 0 provisions.\n"
    russian = comity(*words, "--language", "ru").err
    assert russian == "1 положение, 1 место расхождения, 1 вариант; 0 положений никто не затрагивает.\n"


def test_a_paragraph_of_a_megabyte(comity, files):
    words = "слово другое третье " * 30_000
    files(base_txt=words + "конец.", kaz_txt=words + "начало.")
    answer = comity("compose", "base.txt", "KAZ=kaz.txt")
    assert answer.code == 0
    assert "[конец][KAZ: начало]" in answer.out


def test_options_may_stand_anywhere(comity, files):
    files(base_txt=DRAFT, a_txt=DRAFT.replace("shall", "should"), b_txt=DRAFT.replace("shall", "may"))
    _, expected, _ = comity("compose", "--style", "un", "base.txt", "A=a.txt", "B=b.txt")
    assert "[shall] [should] [may]" in expected
    assert comity("compose", "base.txt", "--style=un", "A=a.txt", "-o", "-", "B=b.txt").out == expected
