import pytest

from comity.formats.script import tongue


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("Стороны сотрудничают в рамках ITU.", "ru"),
        ("The Parties (Стороны) cooperate in good faith.", "en"),
        ("«10 000»", "und"),
        ("", "und"),
    ],
)
def test_the_script_of_most_letters_decides(wording, expected):
    assert tongue(wording) == expected
