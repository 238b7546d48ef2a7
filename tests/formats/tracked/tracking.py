"""Tracked documents as hypothesis makes them up."""

from hypothesis import strategies as st

from comity.formats.tracked.values import Mark, Paragraph, Run, Tracked

AUTHORS = ("KAZ", "RUS", "KAZ, RUS", "")
MARKS = st.builds(
    Mark,
    st.sampled_from(["inserted", "deleted"]),
    st.sampled_from(AUTHORS),
    st.sampled_from([None, 1_772_357_400_000, 1_772_361_000_000]),
)
SOME = st.lists(MARKS, max_size=2).map(tuple)
RUNS = st.builds(Run, st.sampled_from(["shall ", "Parties ", "cooperate", " ", "", "\t", "(a) "]), SOME)
PARAGRAPHS = st.builds(
    Paragraph,
    st.lists(RUNS, max_size=3).map(tuple),
    end=SOME,
    around=st.one_of(st.just(()), SOME),
    cell=st.sampled_from([None, None, 1, 2]),
    bookmarks=st.sampled_from([(), ("OP1",), ("OP2",)]),
    number=st.sampled_from(["", "1."]),
    heading=st.integers(0, 2),
)
DOCUMENTS = st.lists(PARAGRAPHS, max_size=6).map(lambda given: Tracked(tuple(given)))
