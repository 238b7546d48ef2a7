"""A draft of any length is cut into acts that fit the record."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.acts import EXAMPLES, encode
from comity.core.acts.tabling import ROOM, Tabled, shares
from comity.core.wording.tokens import canonical
from comity.record.leaf import leaf
from negotiation import opened

WORDINGS = st.tuples(st.sampled_from(['"\\', "слово ", "word "]), st.integers(1, 3_000)).map(
    lambda part: part[0] * part[1]
)
PROVISIONS = st.lists(WORDINGS.map(canonical), min_size=1, max_size=30).map(
    lambda wordings: [Tabled(f"p{at}", "operative", {"en": wording}) for at, wording in enumerate(wordings)]
)


@settings(deadline=None, max_examples=40)
@given(PROVISIONS)
def test_every_share_fits_a_leaf_and_nothing_is_lost(provisions):
    cut = list(shares(provisions))
    assert [each for share in cut for each in share] == provisions
    for share in cut:
        made = replace(EXAMPLES["text.table_more"], provisions=share, more=True)
        if len(share) > 1:
            assert sum(len(msgspec.json.encode(each)) for each in share) <= ROOM
            assert leaf(0, 0, encode(made).decode())


def test_a_draft_of_55_125_words_and_1_000_provisions_goes_on_the_table():
    provisions = [Tabled(f"p{at}", "operative", {"en": "words of a long draft " * 11 + "end."}) for at in range(1_000)]
    held = opened()
    first, *rest = shares(provisions)
    held.do("text.table", text="t", title={"en": "Long"}, languages=("en",), provisions=first, more=bool(rest))
    for number, share in enumerate(rest, start=1):
        held.do("text.table_more", text="t", provisions=share, more=number < len(rest))
    assert held.state.texts["t"].revisions[0].order == tuple(each.id for each in provisions)
