"""Every act can be told as a sentence in both languages, whatever it is about."""

from itertools import product

import pytest
from msgspec.structs import replace

from comity.core import fold
from comity.core.acts import EXAMPLES
from comity.core.acts.subjects import unsettled
from comity.core.acts.tabling import Tabled
from comity.core.errors import Refused
from comity.core.positions import FAVOUR
from comity.core.queries import told
from comity.locale import LANGUAGES, say
from negotiation import opened, tabled

EITHER = [
    replace(EXAMPLES[kind], **{"provision": None, "proposal": None, **about})
    for kind in ("text.comment", "text.take_position", "text.reopen")
    for about in ({"provision": "p1"}, {"proposal": "kaz-p1"})
]
STANCES = [replace(act, value=value) for act, value in product(EITHER[2:4], FAVOUR)]
ACTS = [*EXAMPLES.values(), *EITHER, *STANCES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", ACTS, ids=lambda act: told(act, None)[0])
def test_there_is_a_sentence_for(act, language):
    for state in (None, tabled().state):
        key, facts = told(act, state)
        sentence = say(language, key, **facts)
        assert sentence != key
        assert "{" not in sentence
        assert key.startswith(f"act.{act.kind}")


@pytest.mark.parametrize(
    ("provision", "called"), [("p1", "1"), ("p1-a", "1 a)"), ("p1-a-i", "1 a) i)"), ("p2-a", "2 a)"), ("stray", "b)")]
)
def test_a_sub_paragraph_is_called_with_the_numbers_above_it(provision, called):
    words = {"en": "words"}
    numbered = {"p1-a": (1, "a)"), "p1-a-i": (2, "i)"), "p2-a": (1, "a)"), "stray": (1, "b)")}
    subs = {
        each: Tabled(id=each, kind="sub_paragraph", level=level, number=number, wordings=words)
        for each, (level, number) in numbered.items()
    }
    title, p1, p2 = EXAMPLES["text.table"].provisions
    order = (title, subs["stray"], p1, subs["p1-a"], subs["p1-a-i"], p2, subs["p2-a"])
    held = opened()
    held.file(replace(EXAMPLES["text.table"], provisions=order))
    assert told(replace(EITHER[0], provision=provision), held.state)[1]["provision"] == called


FORMULA = {"en": "have agreed as follows:", "ru": "согласились о нижеследующем:"}
LONG = (
    "Recalling the purposes and principles of the Charter of the United Nations, and in particular its first article,"
)


def unnumbered(*provisions):
    """A consultation whose draft has these provisions, by id: words by language."""
    held = opened()
    order = tuple(Tabled(id=each, kind="preambular", wordings=words) for each, words in provisions)
    languages = tuple(provisions[0][1])
    held.file(
        replace(EXAMPLES["text.table"], languages=languages, title=dict.fromkeys(languages, "T"), provisions=order)
    )
    return held.state


@pytest.mark.parametrize(
    ("words", "language", "called"),
    [
        (FORMULA, "en", "provision “have agreed as follows”"),
        (FORMULA, "ru", "положению «согласились о нижеследующем»"),
        ({"en": "have agreed:"}, "ru", "положению “have agreed”"),
        ({"en": LONG, "ru": "Признавая,"}, "en", "provision “Recalling the purposes and principles of the…”"),
    ],
)
def test_a_provision_without_number_is_called_by_its_first_words(words, language, called):
    key, facts = told(replace(EITHER[0], provision="formula"), unnumbered(("formula", words)))
    assert called in say(language, key, **facts)


def test_several_provisions_are_called_in_one_language():
    state = unnumbered(("formula", FORMULA), ("end", {"en": "done;", "ru": "свершилось;"}))
    key, facts = told(replace(EXAMPLES["text.merge"], provisions=("formula", "end")), state)
    assert "provisions “have agreed as follows”, “done”." in say("en", key, **facts)
    assert "положения «согласились о нижеследующем», «свершилось»." in say("ru", key, **facts)


def test_a_refusal_calls_it_so_too():
    state = unnumbered(("formula", FORMULA))
    agreed = replace(EXAMPLES["text.agree"], provision="formula")
    with pytest.raises(Refused) as refused:
        unsettled(fold.apply(state, agreed, 99, 99).texts[agreed.text].provisions["formula"])
    assert "«согласились о нижеследующем»" in say("ru", f"refused.{refused.value.code}", **refused.value.facts)


@pytest.mark.parametrize(("language", "day"), [("en", "for 15 July 2026."), ("ru", "на 15 июля 2026 года.")])
def test_a_session_is_convened_for_a_day_in_words(language, day):
    key, facts = told(replace(EXAMPLES["session.convene"], date="2026-07-15"), None)
    assert say(language, key, **facts).endswith(day)
