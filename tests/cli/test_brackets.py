import pytest

DRAFT = "# Draft\n\nThe Parties [shall][should] {placement} cooperate [fully.\n\nOption 1: none].\n\nOpen ["


def test_counts_and_what_does_not_balance_are_named_by_line(comity, files):
    files(a_md=DRAFT)
    code, out, err = comity("brackets", "a.md")
    assert code == 1
    assert err == ""
    assert "4  opening brackets" in out
    assert "1  pairs that span paragraphs" in out
    assert "1  options named" in out
    assert "line 7: [ is never closed" in out
    assert "line 3: {placement}" in out


def test_a_balanced_draft_is_done(comity):
    code, out, _ = comity("brackets", "-", "--language", "ru", stdin="Стороны [обязуются] сотрудничать.".encode())
    assert code == 0
    assert "1  открывающих скобок" in out
    assert "без пары" not in out


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("2015-02-12_geneva-negotiating-text.txt", ("1,273", "7", "515")),
        ("2015-10-23_draft-agreement-and-draft-decision.txt", ("1,617", "7", "229")),
    ],
)
def test_the_counts_of_the_real_drafts(comity, corpus, name, counts):
    _, out, _ = comity("brackets", corpus / "drafts" / name)
    lines = [line.strip().split("  ") for line in out.split("\n\n")[0].splitlines()]
    found = {label: number for number, label in lines}
    assert tuple(found[label] for label in ("opening brackets", "depth of nesting", "options named")) == counts
