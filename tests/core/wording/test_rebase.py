import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.wording.accept import apply
from comity.core.wording.diff import diff
from comity.core.wording.rebase import rebase
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Hunk
from core.wording.making import shifted, word_hunk, wordings

BASE = "The Parties shall regularly exchange hydrological data with the Secretariat voluntarily"
WORDS = BASE.split()
TWO = st.tuples(wordings(BASE), wordings(BASE))


def hunk(change, level="inline", move=None):
    """``shall>should``, ``+after> word``, ``word>``: a change of BASE by its words."""
    old, new = change.split(">")
    if old.startswith("+"):
        at = to = WORDS.index(old[1:]) + 1
    else:
        at = WORDS.index(old.split()[0])
        to = at + len(old.split())
    return replace(word_hunk(BASE, at, to, new), level=level, move=move)


def on(mine, theirs):
    return rebase(BASE, [hunk(change) for change in mine], [hunk(change) for change in theirs])


def reasons(rebased):
    return [(conflict.hunk.old, conflict.edit.old, conflict.reason) for conflict in rebased.conflicts]


@given(wordings(BASE))
def test_a_proposal_of_nothing_reads_the_new_base(edits):
    assert rebase(BASE, (), edits).text == apply(BASE, edits)


@given(TWO)
def test_the_new_base_is_never_lost(two):
    hunks, edits = two
    rebased = rebase(BASE, hunks, edits)
    inserted = " ".join(edit.text for edit in edits).split()
    assert all(word in rebased.text.split() for word in inserted)


@given(TWO)
def test_no_two_words_are_glued_and_no_space_is_doubled(two):
    hunks, edits = two
    text = rebase(BASE, hunks, edits).text
    assert text == canonical(text)
    assert set(text.split()) <= {*WORDS, "x", "y", "z"}


@given(TWO, st.data())
def test_the_side_on_which_a_space_stands_changes_nothing(two, data):
    hunks, edits = two
    other = tuple(shifted(BASE, hunk) if data.draw(st.booleans()) else hunk for hunk in hunks)
    if all(one.end <= next_.start for one, next_ in itertools.pairwise(other)):
        one, two = rebase(BASE, hunks, edits), rebase(BASE, other, edits)
        assert one.text == two.text
        assert (len(one.carried), len(one.met)) == (len(two.carried), len(two.met))


@pytest.mark.parametrize(
    ("mine", "theirs", "text"),
    [
        (
            ["shall>should"],
            ["data>data and forecasts"],
            "The Parties should regularly exchange hydrological data and forecasts with",
        ),
        (["+exchange>freely"], ["regularly>"], "The Parties shall exchange freely hydrological"),
        (["+shall>freely"], ["shall>should"], "The Parties should freely regularly"),
        (["+Parties>concerned"], ["shall>should"], "The Parties concerned should"),
        (["regularly>"], ["+shall>freely"], "The Parties shall freely exchange"),
        (["+shall>fully"], ["regularly>"], "The Parties shall fully exchange"),
    ],
)
def test_what_does_not_meet_is_carried(mine, theirs, text):
    rebased = on(mine, theirs)
    assert text in rebased.text
    assert not rebased.conflicts
    assert not rebased.met


def test_an_insertion_already_adopted_is_met_and_not_inserted_twice():
    rebased = on(["+data>promptly"], ["shall>should", "+data>promptly"])
    assert rebased.text.count("promptly") == 1
    assert [met.text for met in rebased.met] == [" promptly"]


def test_an_adopted_insertion_is_met_beside_another_change_whichever_side_its_space_stands_on():
    mine = (hunk("shall>should"), shifted(BASE, hunk("+shall>fully")))
    rebased = rebase(BASE, mine, [hunk("+shall>fully")])
    assert (rebased.carried, rebased.met) == (mine[:1], mine[1:])
    assert rebased.text.count("fully") == 1


def test_two_different_insertions_in_one_slot_compete():
    rebased = on(["+data>promptly"], ["+data>free of charge"])
    assert reasons(rebased) == [("", "", "overlaps")]
    assert "promptly" not in rebased.text


def test_the_same_words_changed_differently_is_a_conflict_that_names_both():
    rebased = on(["shall>should"], ["shall>undertake to"])
    assert reasons(rebased) == [("shall", "shall", "overlaps")]
    assert rebased.text == BASE.replace("shall", "undertake to")


@pytest.mark.parametrize("mine", ["hydrological>water", "+hydrological>quality", "exchange hydrological>share water"])
def test_a_hunk_inside_deleted_words_has_no_place(mine):
    assert [reason for *_, reason in reasons(on([mine], ["exchange hydrological data>"]))] == ["deleted"]


def test_only_partly_deleted_words_overlap():
    assert [reason for *_, reason in reasons(on(["data with>results in"], ["hydrological data>"]))] == ["overlaps"]


def test_a_deletion_of_what_is_gone_is_met():
    assert len(on(["hydrological>"], ["exchange hydrological data>"]).met) == 1


def test_a_deletion_of_what_is_partly_gone_deletes_the_rest():
    assert on(["exchange hydrological data>"], ["hydrological>"]).text == BASE.replace(
        " exchange hydrological data", ""
    )
    assert on(["exchange hydrological>"], ["hydrological data>"]).text == BASE.replace(
        " exchange hydrological data", ""
    )


def test_two_deletions_with_their_spaces_on_different_sides_leave_one_space():
    mine, edit = hunk("exchange hydrological>"), shifted(BASE, hunk("hydrological data>"))
    assert rebase(BASE, [mine], [edit]).text == BASE.replace(" exchange hydrological data", "")


def test_two_deletions_that_took_both_spaces_give_one_back():
    mine = (Hunk(3, 5, "b ", "x "), Hunk(5, 9, "c d ", ""))
    rebased = rebase("a b c d e", mine, [Hunk(2, 6, " b c", "")])
    assert rebased.text == "a e"
    assert rebased.carried == mine[1:]


def test_a_deletion_around_an_edit_is_a_conflict():
    assert [reason for *_, reason in reasons(on(["hydrological data>"], ["data>results"]))] == ["overlaps"]


def test_a_declared_rewrite_stands_around_a_smaller_edit():
    mine, edit = hunk("shall regularly exchange hydrological data>cooperate", level="wide"), hunk("regularly>always")
    rebased = rebase(BASE, [mine], [edit])
    assert rebased.carried == (mine,)
    assert rebased.text == "The Parties cooperate with the Secretariat voluntarily"


@pytest.mark.parametrize("change", ["shall>should", "data>facts", "+shall>always", "exchange>"])
def test_a_declared_rewrite_stands_around_an_edit_at_its_edge(change):
    mine = hunk("shall regularly exchange hydrological data>cooperate", level="wide")
    rebased = rebase(BASE, [mine], [hunk(change)])
    assert (rebased.carried, rebased.text) == ((mine,), "The Parties cooperate with the Secretariat voluntarily")


def test_two_rewrites_of_one_sentence_compete():
    mine, edit = (
        hunk(f"shall regularly exchange hydrological data>{new}", level="wide") for new in ("cooperate", "act")
    )
    assert len(rebase(BASE, [mine], [edit]).conflicts) == 1


def test_a_provision_deleted_whole_leaves_no_place_for_anything():
    all_of_it = Hunk(0, 2 * len(WORDS), BASE, "", level="provision")
    for change in ("shall>should", "+Secretariat>promptly", "+voluntarily>always"):
        assert [reason for *_, reason in reasons(rebase(BASE, [hunk(change)], [all_of_it]))] == ["deleted"]
    at_the_beginning = Hunk(1, 1, "", "Henceforth ")
    assert [reason for *_, reason in reasons(rebase(BASE, [at_the_beginning], [all_of_it]))] == ["deleted"]
    assert rebase(BASE, [all_of_it], [hunk("shall>should"), hunk("+voluntarily>always")]).text == ""


def test_a_provision_rewritten_whole_takes_in_what_stands_at_its_edges():
    rewrite = Hunk(1, 2 * len(WORDS), BASE, "Data are exchanged", level="provision")
    assert rebase(BASE, [rewrite], [hunk("+voluntarily>always")]).text == "Data are exchanged"


def test_several_changes_that_come_to_one_edit_are_met():
    rebased = on(["shall>should", "exchange>share"], ["shall regularly exchange>should regularly share"])
    assert len(rebased.met) == 2


def moved(away, to, number=1):
    phrase = away[:-1]
    return [hunk(away, move=number), hunk(f"{to}>{phrase}", move=number)]


def test_a_moved_phrase_that_was_deleted_is_not_put_in_elsewhere():
    rebased = rebase(BASE, moved("regularly>", "+Secretariat"), [hunk("regularly>")])
    assert rebased.text == BASE.replace(" regularly", "")
    assert {reason for *_, reason in reasons(rebased)} == {"deleted"}
    assert len(rebased.conflicts) == 2


def test_a_moved_phrase_that_was_changed_keeps_its_place():
    rebased = rebase(BASE, moved("regularly>", "+Secretariat"), [hunk("regularly>always")])
    assert rebased.text == BASE.replace("regularly", "always")
    assert len(rebased.conflicts) == 2


def test_a_phrase_moved_to_two_places_stands_once():
    rebased = rebase(BASE, moved("regularly>", "+Secretariat"), moved("regularly>", "+data"))
    assert rebased.text.count("regularly") == 1
    assert {reason for *_, reason in reasons(rebased)} == {"overlaps"}


def test_a_phrase_moved_to_the_same_place_is_met():
    both = moved("regularly>", "+Secretariat")
    assert len(rebase(BASE, both, both).met) == 2


def test_a_moved_phrase_is_not_gone():
    rebased = rebase(BASE, [hunk("regularly>")], moved("regularly>", "+Secretariat"))
    assert [reason for *_, reason in reasons(rebased)] == ["overlaps"]


def test_a_provision_that_two_propose_to_add_competes_unless_it_is_the_same():
    one, other = Hunk(0, 0, "", "Water is life."), Hunk(0, 0, "", "Data are free.")
    assert len(rebase("", [one], [one]).met) == 1
    assert len(rebase("", [one], [other]).conflicts) == 1


def party_proposals(parties, paragraphs):
    """Paragraphs, and for each party the paragraph it amends, its own wording there, and that of all parties together."""
    bases = [" ".join(f"w{paragraph}x{at}" for at in range(2 * parties)) for paragraph in range(paragraphs)]
    rooms = [base.split() for base in bases]
    for party in range(parties):
        rooms[party % paragraphs][2 * party] = f"p{party}"
    for party in range(parties):
        base = bases[party % paragraphs]
        words = base.split()
        words[2 * party] = f"p{party}"
        yield base, " ".join(words), " ".join(rooms[party % paragraphs])


def test_amendments_that_do_not_meet_are_exact_for_every_party():
    for base, own, together in party_proposals(60, 4):
        hunks, edits = diff(base, own), diff(base, together)
        assert rebase(base, hunks, edits).text == together
        others = [edit for edit in edits if edit not in hunks]
        rebased = rebase(base, hunks, others)
        assert (rebased.text, rebased.carried, rebased.conflicts) == (together, hunks, ())
