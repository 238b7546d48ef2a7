"""Characters that no statement may hold, and prose made fit for one."""

from hypothesis import given
from hypothesis import strategies as st

from comity.core.characters import prose, refuse_characters
from comity.record.statement import canonical, read


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), max_size=20))  # fmt: skip
def test_prose_is_fit_for_a_statement_and_stays_as_it_is(text):
    made = prose(text)
    assert prose(made) == made
    assert read(canonical(made)) == made


def test_prose_keeps_its_lines():
    assert prose(" one\r\ntwo\rthree\tfour\n") == "one\ntwo\nthree four"


def test_escaped_strokes_are_not_escapes():
    for text in ("\\b", "\\\\u0041", 'a "quoted" \\n'):
        refuse_characters(canonical(text).decode())
