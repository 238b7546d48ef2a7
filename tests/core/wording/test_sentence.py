import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.wording.accept import apply
from comity.core.wording.diff import diff
from comity.core.wording.sentence import Segment, segments, sentence, sentences
from comity.core.wording.sentence.change import changes
from comity.core.wording.tokens import canonical, tokens
from comity.core.wording.values import Hunk

FEW = st.lists(
    st.sampled_from(["The", "Parties", "shall", "act", "and", "shall", "report", ",", ".", "If", "able", "5", "30"]),
    max_size=14,
)
TEXTS = FEW.map(lambda words: canonical(" ".join(words).replace(" ,", ",").replace(" .", ".")))


def found(words, phrase, nth=0):
    """Where the words of ``phrase`` stand: the only place, or the one counted."""
    sought = tokens(phrase).words
    places = [at for at in range(len(words)) if words[at : at + len(sought)] == sought]
    assert len(places) == 1 or nth, f"{phrase!r} stands {len(places)} times"
    return places[nth - 1 if nth else 0]


def old_place(words, change):
    if not change.within:
        return found(words, change.old, change.nth)
    around = found(words, change.within)
    return around + found(tokens(change.within).words, change.old)


def new_place(words, where):
    if where.at != "after":
        return 0 if where.at == "beginning" else len(words)
    return found(words, where.words, where.nth) + len(tokens(where.words).words)


def followed(base, told):
    """The words that come out when somebody does what the changes say, with nothing else to go by than the base."""
    words = tokens(base).words
    edits = []
    for change in told:
        if change.kind in {"add", "drop", "rewrite"}:
            edits.append((0, len(words), tokens(change.new).words))
        elif change.kind == "insert":
            at = new_place(words, change.where)
            edits.append((at, at, tokens(change.new).words))
        elif change.kind == "move":
            at, to = old_place(words, change), new_place(words, change.where)
            phrase = tokens(change.old).words
            edits += [(at, at + len(phrase), ()), (to, to, phrase)]
        elif change.kind != "space":
            at = old_place(words, change)
            edits.append((at, at + len(tokens(change.old).words), tokens(change.new).words))
    out = list(words)
    for start, end, new in sorted(edits, reverse=True):
        out[start:end] = new
    return tuple(word.casefold() for word in out)


@given(TEXTS, TEXTS)
def test_who_follows_the_sentences_arrives_at_the_wording(base, wording):
    told = changes(base, diff(base, wording))
    assert followed(base, told) == tuple(word.casefold() for word in tokens(wording).words)


@given(TEXTS, TEXTS, st.sampled_from(["en", "ru"]), st.booleans())
def test_segments_say_what_the_sentences_say(base, wording, language, brief):
    told = segments(diff(base, wording), base, language, brief=brief)
    plain = sentences(base, wording, language, brief=brief)
    assert len(told) == len(plain)
    for pieces, text in zip(told, plain, strict=True):
        assert all(piece.text in text for piece in pieces)
        assert len(text) == sum(len(piece.text) + 2 * piece.quoted for piece in pieces)


@given(TEXTS)
def test_no_change_needs_no_sentence(base):
    assert sentences(base, base, "en") == ()


BASE = (
    "The Parties shall cooperate. The Council shall, if able, report within 30 days of receipt, and publish the report."
)


def changed(old, new, base=BASE):
    start = base.index(old)
    return base[:start] + new + base[start + len(old) :]


@pytest.mark.parametrize(
    ("wording", "english", "russian"),
    [
        (changed("cooperate", "act"), "replace “cooperate” with “act”", "слово «cooperate» заменить словом «act»"),
        (
            changed("Council shall", "Council should"),
            "in “Council shall” replace “shall” with “should”",
            "в словах «Council shall» слово «shall» заменить словом «should»",
        ),
        (changed("30", "60"), "replace “30” with “60”", "цифры «30» заменить цифрами «60»"),
        (changed(" within 30 days of receipt", ""), "delete “within 30 days of receipt”", "слова «within 30 days of receipt» исключить"),
        (
            changed("cooperate", "cooperate, where appropriate,"),
            "after “cooperate” insert “, where appropriate,”",
            "после слова «cooperate» дополнить словами «, where appropriate,»",
        ),
        (
            changed("the report.", "the report in full."),
            "after “the report” insert “in full”",
            "после слов «the report» дополнить словами «in full»",
        ),
        (
            BASE + " Decisions are final.",
            "at the end add the sentence “Decisions are final.”",
            "в конце дополнить предложением следующего содержания: «Decisions are final.»",
        ),
        (
            changed(" The Council", " Decisions are final. The Council"),
            "after “shall cooperate.” insert the sentence “Decisions are final.”",
            "после слов «shall cooperate.» дополнить предложением следующего содержания: «Decisions are final.»",
        ),
        (
            changed("The Parties shall cooperate. ", ""),
            "delete the sentence “The Parties shall cooperate.”",
            "предложение «The Parties shall cooperate.» исключить",
        ),
        ("", "delete the provision", "положение исключить"),
    ],
)  # fmt: skip
def test_a_change_is_told_as_delegations_put_it(wording, english, russian):
    assert sentences(BASE, wording, "en") == (english,)
    assert sentences(BASE, wording, "ru") == (russian,)


def test_several_words_are_words():
    hunk = Hunk(5, 8, "shall cooperate", "undertake to act")
    assert sentence(hunk, BASE, "en") == "replace “shall cooperate” with “undertake to act”"
    assert sentence(hunk, BASE, "ru") == "слова «shall cooperate» заменить словами «undertake to act»"


def test_a_new_provision_and_a_rewritten_one():
    assert sentences("", "Water is life.", "en") == ("add the provision “Water is life.”",)
    assert sentences("", "Water is life.", "ru") == ("дополнить положением следующего содержания: «Water is life.»",)
    hunk = Hunk(0, 7, "All act.", "None speak.", level="provision")
    assert sentence(hunk, "All act.", "en") == "replace the whole provision with “None speak.”"
    assert sentence(hunk, "All act.", "ru") == "изложить в следующей редакции: «None speak.»"


MOVED = "The Parties shall regularly exchange data through the Secretariat."


@pytest.mark.parametrize(
    ("start", "text", "english", "russian"),
    [
        (18, " regularly", "move “regularly” to after “Secretariat”", "слово «regularly» переместить после слова «Secretariat»"),
        (1, "Regularly ", "move “regularly” to the beginning", "слово «regularly» переместить в начало"),
        (20, " regularly", "move “regularly” to the end", "слово «regularly» переместить в конец"),
    ],
)  # fmt: skip
def test_a_move_is_one_sentence(start, text, english, russian):
    halves = sorted((Hunk(6, 8, " regularly", "", move=0), Hunk(start, start, "", text, move=0)), key=lambda h: h.start)
    for language, told in (("en", english), ("ru", russian)):
        (pieces,) = segments(halves, MOVED, language)
        plain = "".join(f"“{one.text}”" if one.quoted else one.text for one in pieces)
        assert plain.replace("“", "«").replace("”", "»") == told.replace("“", "«").replace("”", "»")


def test_what_moves_and_changes_is_told_as_two_changes():
    halves = (Hunk(6, 8, " regularly", "", move=0), Hunk(18, 18, "", " always", move=0))
    assert len(segments(halves, MOVED, "en")) == 2


@pytest.mark.parametrize(
    ("hunk", "english", "russian"),
    [
        (Hunk(5, 6, "x", "y"), "replace “x” (second occurrence) with “y”", "слово «x» (второе упоминание) заменить словом «y»"),
        (Hunk(4, 4, "", " y"), "after “x” (second occurrence) insert “y”", "после слова «x» (второе упоминание) дополнить словом «y»"),
        (Hunk(39, 40, "x", "y"), "replace “x” (occurrence 20) with “y”", "слово «x» (20-е упоминание) заменить словом «y»"),
    ],
)  # fmt: skip
def test_what_no_context_tells_apart_is_counted(hunk, english, russian):
    base = " ".join(["x"] * 40)
    if hunk.start == 5:
        hunk = Hunk(3, 4, "x", "y")
    assert sentence(hunk, base, "en") == english
    assert sentence(hunk, base, "ru") == russian


def test_marks_digits_and_spaces_have_their_names():
    assert sentences("Goods, services and capital", "Goods, services, and capital", "ru") == (
        "после слова «services» дополнить знаком «,»",
    )
    assert sentences("Article 5 applies", "Article 6 applies", "ru") == ("цифру «5» заменить цифрой «6»",)
    assert sentences("1 марта", "1 июня", "ru") == ("слово «марта» заменить словом «июня»",)
    gap = Hunk(2, 3, " ", "")
    assert sentence(gap, "5 %", "en") == "after “5” delete the space"
    assert sentence(gap, "5 %", "ru") == "после цифры «5» исключить пробел"
    assert sentence(Hunk(2, 3, "", " "), "5%", "en") == "after “5” insert a space"


def test_a_place_is_told_by_a_word_that_catches_the_eye():
    base = "The Parties act on soil and on air."
    assert sentences(base, base.replace("soil and", "soil and soon"), "en") == ("after “soil and” insert “soon”",)


def test_a_brief_sentence_shortens_long_quotations_only():
    base = "All act."
    wording = "All act in the best interest of every one of the peoples of the region."
    assert sentences(base, wording, "en", brief=True) == ("after “act” insert “in the best … of the region”",)
    assert sentences(base, wording, "en") == (
        "after “act” insert “in the best interest of every one of the peoples of the region”",
    )


def test_wording_that_quotes_is_put_into_the_other_quotation_marks():
    hunk = Hunk(1, 2, "a", "the “b”")
    assert sentence(hunk, "a c", "en") == "replace “a” with ‘the “b”’"
    assert sentence(Hunk(1, 2, "a", "«b»"), "a c", "ru") == "слово «a» заменить словом „«b»“"


def test_a_language_unknown_to_the_house_reads_english():
    assert sentences("Parties act", "Parties speak", "fr") == sentences("Parties act", "Parties speak", "en")


def test_segments_set_quoted_words_apart():
    hunk = Hunk(3, 4, "act", "speak")
    assert segments((hunk,), "Parties act", "en") == (
        (Segment("replace "), Segment("act", quoted=True), Segment(" with "), Segment("speak", quoted=True)),
    )
    assert apply("Parties act", (hunk,)) == "Parties speak"
