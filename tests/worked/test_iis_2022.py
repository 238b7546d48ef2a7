"""The consultations of 6 December 2022: questions and a chair from a body that is no state, and no text."""

from worked.folding import folded


def test_seven_states_and_two_bodies_consider_the_eight_questions_that_the_notice_names():
    state = folded("iis-2022")
    kinds = [party.kind for party in state.parties.values()]
    assert (kinds.count("member"), kinds.count("body"), len(kinds)) == (7, 2, 9)
    assert len(state.questions) == 8
    assert all(set(question.title) == {"ru", "en"} for question in state.questions.values())
    assert not state.texts


def test_an_official_of_the_communications_body_presides_in_moscow():
    state = folded("iis-2022")
    (session,) = state.sessions.values()
    assert state.chair == "RCC/1"
    assert (session.date, session.format) == ("2022-12-06", "in_person")
    assert "Moscow" in session.place["en"]
