"""Language versions: which is behind, what brings it into line, and what is on offer for it."""

import pytest

from comity.core.queries import Discord, concordance
from comity.core.readings import composed, sites
from comity.core.wording.values import ALGORITHM
from negotiation import opened, tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}
WISH = {
    "en": "The Parties shall exchange data regularly.",
    "ru": "Стороны обмениваются данными на регулярной основе.",
}
RUSSIAN = "Стороны обмениваются данными на добровольной основе."


@pytest.fixture
def held():
    return tabled()


def take(held, proposal, language):
    """Accept the one alternative that reads what ``proposal`` wants in a language."""
    (site,) = sites(composed(held.text, "p1", language).parts)
    (chosen,) = (each for each in site.alternatives if proposal in each.proposals)
    given = {"start": site.start, "end": site.end, "wording": chosen.text, "proposals": chosen.proposals}
    held.do("text.accept_alternative", language=language, algorithm=ALGORITHM, **given, **ON_P1)


@pytest.mark.parametrize("issued", [False, True])
def test_a_ruling_in_one_language_leaves_the_other_behind_until_it_follows(held, issued):
    mine = held.do("text.reword", "KAZ", wordings=WISH, **ON_P1)
    assert concordance(held.text) == ()
    take(held, mine, "en")
    if issued:
        held.issue()
    assert concordance(held.text) == (Discord("p1", "ru", (mine,)),)
    take(held, mine, "ru")
    assert concordance(held.text) == ()
    held.issue()
    assert (held.text.provisions["p1"].wordings, held.text.proposals[mine].state) == (WISH, "met")


@pytest.mark.parametrize("issued", [False, True])
@pytest.mark.parametrize("words", ["Стороны регулярно обмениваются данными.", RUSSIAN])
def test_the_chair_places_a_version_that_is_behind_or_confirms_it_as_it_stands(held, issued, words):
    assert held.refusal("text.place", wordings={"ru": RUSSIAN}, **ON_P1) == "nothing_changed"
    take(held, held.reword("KAZ", "p1", WISH["en"]), "en")
    if issued:
        held.issue()
    held.do("text.place", wordings={"ru": words}, **ON_P1)
    assert concordance(held.text) == ()
    assert held.refusal("text.place", wordings={"ru": RUSSIAN}, **ON_P1) in {"nothing_changed", "overlaps_settled"}
    held.issue()
    assert held.text.provisions["p1"].wordings == {"en": WISH["en"], "ru": words}
    assert concordance(held.text) == ()


def test_a_proposal_in_both_languages_leaves_nothing_behind(held):
    held.do("text.accept", proposal=held.do("text.reword", "KAZ", wordings=WISH, **ON_P1), **TEXT)
    assert concordance(held.text) == ()
    held.do("text.reopen", **ON_P1)
    held.do("text.place", wordings={"en": "Data are exchanged."}, **ON_P1)
    assert [(each.provision, each.language) for each in concordance(held.text)] == [("p1", "ru")]
    held.do("text.reopen", **ON_P1)
    assert concordance(held.text) == ()


def test_words_in_different_languages_are_settled_side_by_side(held):
    held.do("text.accept", proposal=held.reword("KAZ", "p1", WISH["en"]), **TEXT)
    russian = held.do("text.reword", "RUS", wordings={"ru": WISH["ru"]}, **ON_P1)
    both = held.do("text.reword", "UZB", wordings=WISH, **ON_P1)
    assert held.refusal("text.accept", proposal=both, **TEXT) == "overlaps_settled"
    held.do("text.accept", proposal=russian, **TEXT)
    held.issue()
    assert held.text.provisions["p1"].wordings == WISH
    assert held.text.proposals[both].state == "met"


def test_what_is_left_out_of_a_language_is_behind_in_it():
    held = opened()
    draft = [{"id": each, "kind": "operative", "wordings": {"en": f"Provision {each}."}} for each in ("p1", "p2")]
    held.do("text.table", title={"en": "T"}, languages=("en", "ru"), provisions=tuple(draft), **TEXT)
    assert concordance(held.text) == (Discord("p1", "ru", ()), Discord("p2", "ru", ()))
    for each in ("p1", "p2"):
        held.do("text.place", provision=each, wordings={"ru": "Положение."}, **TEXT)
    held.issue()
    added = held.do("text.add", "KAZ", after="p2", provision_kind="annex", wordings={"ru": "Ещё."}, **TEXT)
    divided = held.do("text.split", "KAZ", provision="p2", pieces=({"en": "One."}, {"en": "Two."}), **TEXT)
    for each in (added, divided):
        held.do("text.accept", proposal=each, **TEXT)
    held.issue()
    late = [(each.provision, each.language) for each in concordance(held.text)]
    assert late == [("p2", "ru"), (f"{divided}.2", "ru"), (added, "en")]
    merged = held.do("text.merge", "KAZ", provisions=("p1", "p2"), wordings={"en": "All.", "ru": "Всё."}, **TEXT)
    held.do("text.accept", proposal=merged, **TEXT)
    held.issue()
    assert [(each.provision, each.language) for each in concordance(held.text)] == late[1:]
