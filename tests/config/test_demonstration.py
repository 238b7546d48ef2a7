"""Who may sit where in the demonstration."""

from hypothesis import given
from hypothesis import strategies as st
from immutables import Map

from comity.config.demonstration import parts
from comity.core.state import Party, State

CODES = ("KAZ", "MDA", "RCC", "SEC", "UZB")
KINDS = st.sampled_from(["member", "observer", "body"])


@st.composite
def states(draw):
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    parties = Map({code: Party(code=code, kind=draw(KINDS), names={"en": code}) for code in codes})
    seat = st.builds("{}/{}".format, st.sampled_from(codes), st.integers(1, 3))
    return State(
        log="water",
        size=1,
        at=0,
        title={"en": "Waters"},
        languages=("en",),
        rule="consensus",
        rules_version=1,
        secretariat=codes[0],
        chair=draw(st.none() | seat),
        parties=parties,
    )


@given(states())
def test_every_party_has_one_seat_besides_the_chair_and_nobody_shares_one(state):
    found = list(parts(state))
    seats = [seat for _, seat in found]
    assert len(set(seats)) == len(seats)
    besides = [seat.partition("/")[0] for part, seat in found if part != "chair"]
    assert sorted(besides) == sorted(state.parties)
    assert [seat for part, seat in found if part == "chair"] == ([state.chair] if state.chair else [])


@given(states())
def test_those_who_serve_come_first_then_those_who_decide(state):
    order = ["chair", "secretariat", "member", "observer", "body"]
    found = [part for part, _ in parts(state)]
    assert found == sorted(found, key=order.index)
    assert found.count("secretariat") == 1
