"""Every document that went into a composition comes out again, exactly."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.formats import text

BASE = "1. The Parties shall cooperate.\n\n2. They exchange data.\n"
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(["the", "Parties", "shall", "should", "[", "]", "\\", "¶", ":", "KAZ:", "delete", "data,", "<b>", "10 000", "è", "защиту", "  ", "."]), min_size=1, max_size=9).map(" ".join),
    min_size=1,
    max_size=5,
)  # fmt: skip
DOCUMENTS = PARAGRAPHS.map("\n\n".join).filter(text.paragraphs)


def canonical(words):
    return text.write([paragraph.text for paragraph in text.paragraphs(words)])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS, st.lists(DOCUMENTS, min_size=1, max_size=4))
def test_each_document_and_the_base_are_read_back_exactly(comity, base, documents):
    Path("base.txt").write_text(base, "utf-8")
    named = []
    for number, document in enumerate(documents):
        Path(f"{number}.txt").write_text(document, "utf-8")
        named.append(f"P{number}={number}.txt")
    assert comity("compose", "base.txt", *named, "--json", "-o", "round.json").code == 0
    assert comity("project", "round.json", "--base").out == canonical(base)
    for number, document in enumerate(documents):
        assert comity("project", "round.json", f"P{number}") == (0, canonical(document), "")


def test_a_co_sponsor_finds_the_joint_document(comity, files):
    joint = BASE.replace("shall", "should")
    files(base_txt=BASE, joint_txt=joint, kaz_txt=BASE.replace("data", "views"))
    composition = comity("compose", "base.txt", "KAZ,UZB=joint.txt", "KAZ=kaz.txt", "--json").out.encode()
    assert comity("project", "-", "UZB", stdin=composition).out == joint
    assert comity("project", "-", "KAZ,UZB", stdin=composition).out == joint
    assert comity("project", "-", "KAZ", stdin=composition).out == BASE.replace("data", "views")
    assert comity("project", "-", "KAZ", "-o", "kaz.back.txt", stdin=composition).out == ""
    assert Path("kaz.back.txt").read_text("utf-8") == BASE.replace("data", "views")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("RUS",), "No document of RUS is in this composition; there are: KAZ, KAZ,UZB, TJK,UZB."),
        (("UZB",), "UZB has several documents in this composition; name one of them: KAZ,UZB, TJK,UZB."),
        ((), "Say whose document to print: a party code, or --base, and not both."),
        (("KAZ", "--base"), "Say whose document to print: a party code, or --base, and not both."),
    ],
)
def test_whose_document_must_be_clear(comity, files, words, sentence):
    files(
        base_txt=BASE,
        a_txt=BASE.replace("shall", "may"),
        b_txt=BASE.replace("They", "All"),
        c_txt=BASE.replace("data", "views"),
    )
    comity("compose", "base.txt", "KAZ=a.txt", "KAZ,UZB=b.txt", "TJK,UZB=c.txt", "--json", "-o", "round.json")
    assert comity("project", "round.json", *words) == (2, "", sentence + "\n")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"format":"comity-composition/2","composition":{}}',
        b'{"composition":{"versions":[],"units":[]},"format":"comity-composition/1","more":1}',
        b'{"composition":{"versions":[{"id":"\\ud800","sponsors":[]}],"units":[]},"format":"comity-composition/1"}',
    ],
)  # fmt: skip
def test_what_is_not_a_composition_is_refused(comity, files, content):
    files(round_json=content)
    answer = comity("project", "round.json", "--base")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert answer.err.startswith("round.json is not a composition")


def test_the_file_is_the_same_whatever_the_order_of_the_parties(comity, files):
    files(base_txt=BASE, a_txt=BASE.replace("shall", "may"), b_txt=BASE.replace("They", "All"))
    one = comity("compose", "base.txt", "KAZ=a.txt", "RUS=b.txt", "--json").out
    assert one == comity("compose", "base.txt", "RUS=b.txt", "KAZ=a.txt", "--json").out
    assert json.loads(one)["format"] == "comity-composition/1"


THREE = "3. Disputes are settled by consultation between the Parties."


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('"unit": "1"', '"unit": "9"', "moves"),
        ('"after": "3"', '"after": "9"', "moves"),
        ('"after": "3"', '"after": "1"', "moves"),
        ('"id": "2"', '"id": "1"', "units"),
        ('"id": "KAZ"', '"id": "UZB"', "versions"),
        ('"sponsors": [\n     "KAZ"', '"sponsors": [\n     "RUS"', "versions"),
        ('"start": 2,\n    "end": 3', '"start": 3,\n    "end": 3', "units[2]"),
        ('"base": "settled"', '"base": "ended"', "units[2]"),
        ('"text": "resolved"', '"text": "settled"', "units[2]"),
        ('"text": "3. Disputes are ', '"text": "3. Quarrels are ', "units[2]"),
        ('"end": 10', '"end": 12', "units[2]"),
        ('"text": "resolved"', '"text": "\\u202eresolved"', "units[2]"),
        ('"proposals": [\n          "KAZ"', '"proposals": [\n          "RUS"', "units[2]"),
        ('"sponsors": [\n          "KAZ"', '"sponsors": [\n          "RUS"', "units[2]"),
    ],
)
def test_a_composition_that_was_tampered_with_is_refused(comity, files, old, new, part):
    one, two = BASE.strip().split("\n\n")
    files(base_txt=f"{one}\n\n{two}\n\n{THREE}", kaz_txt=f"{two}\n\n{THREE.replace('settled', 'resolved')}\n\n{one}")
    composition = comity("compose", "base.txt", "KAZ=kaz.txt", "--json").out
    assert old in composition
    answer = comity("project", "-", "--base", stdin=composition.replace(old, new, 1).encode())
    assert answer.code == 2
    assert answer.err == (
        f"standard input is not a composition written by comity compose --json: $.composition.{part};"
        " compose the documents again.\n"
    )


def test_a_composition_of_a_later_algorithm_is_refused_and_of_an_earlier_one_read(comity, files):
    files(base_txt=BASE, kaz_txt=BASE.replace("shall", "may"))
    composition = comity("compose", "base.txt", "KAZ=kaz.txt", "--json").out
    later = re.sub(r'"algorithm": \d+', '"algorithm": 9999', composition)
    answer = comity("project", "-", "KAZ", stdin=later.encode())
    assert answer.code == 2
    assert "composed by a later version of this program (algorithm 9999;" in answer.err
    earlier = re.sub(r'"algorithm": \d+', '"algorithm": 0', composition)
    assert comity("project", "-", "KAZ", stdin=earlier.encode()).out == BASE.replace("shall", "may")
