import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comity.core.errors import Refused
from comity.core.wording.compose import compose
from comity.core.wording.diff import diff
from comity.core.wording.project import project
from comity.core.wording.tokens import tokens
from comity.core.wording.values import Reading, Same, Site
from core.wording.wordings import COLLISION, edited, flat, law, overlap, provisions, spaced


def composed(base, *wordings):
    return compose(base, [Reading(f"p{n}", (f"P{n}",), text) for n, text in enumerate(wordings)])


def taking_part(site):
    return {proposal for alternative in site.alternatives for proposal in alternative.proposals}


@law
@given(provisions())
@example(COLLISION)
def test_every_proposal_and_the_base_are_read_back_exactly(provision):
    base, readings = provision
    composition = compose(base, readings)
    assert composition.base == base == project(composition, None)
    for reading in readings:
        assert project(composition, reading.proposal) == reading.text


@law
@given(provisions(), st.randoms(use_true_random=False))
def test_the_order_of_proposals_does_not_matter(provision, random):
    base, readings = provision
    shuffled = readings[:]
    random.shuffle(shuffled)
    diff.cache_clear()
    assert compose(base, shuffled) == compose(base, readings)


@law
@given(provisions(), st.data())
def test_sponsors_of_one_wording_stand_together(provision, data):
    base, readings = provision
    if readings:
        readings = [*readings, Reading("again", ("BLR",), data.draw(st.sampled_from(readings)).text)]
    for site in flat(compose(base, readings).parts):
        texts = [alternative.text for alternative in site.alternatives]
        assert len(set(texts)) == len(texts) > 0
        assert site.base not in texts
        assert list(site.alternatives) == sorted(site.alternatives, key=lambda each: (each.sponsors, each.text))
        for alternative in site.alternatives:
            sponsors = {s for r in readings if r.proposal in alternative.proposals for s in r.sponsors}
            assert alternative.proposals == tuple(sorted(alternative.proposals)) != ()
            assert alternative.sponsors == tuple(sorted(sponsors))
        assert len(taking_part(site)) == sum(len(alternative.proposals) for alternative in site.alternatives)


@law
@given(provisions())
@example(COLLISION)
def test_equal_wordings_read_the_same_everywhere(provision):
    base, readings = provision
    twins = [Reading("twin " + reading.proposal, ("BLR",), reading.text) for reading in readings]
    for site in flat(compose(base, [*readings, *twins]).parts):
        for alternative in site.alternatives:
            assert {f"twin {name}" for name in alternative.proposals if not name.startswith("twin")} == {
                name for name in alternative.proposals if name.startswith("twin")
            }


def insides(site):
    """The proposals that take part in a site or in one inside it."""
    return taking_part(site).union(*(insides(inner) for inner in site.content if isinstance(inner, Site)))


@law
@given(provisions())
@example(COLLISION)
def test_proposals_meet_if_and_only_if_their_changes_overlap(provision):
    base, readings = provision
    hunks = {reading.proposal: diff(base, reading.text) for reading in readings}
    sites = list(flat(compose(base, readings).parts))
    texts = {reading.proposal: reading.text for reading in readings}
    for site in sites:
        near = {p: [h for h in hunks[p] if site.start <= h.end and h.start <= site.end] for p in taking_part(site)}
        assert len(near) == 1 or len(_connected(near, texts)) == 1
    for one in readings:
        for other in readings:
            for mine in hunks[one.proposal]:
                for theirs in hunks[other.proposal]:
                    if overlap(mine, theirs):
                        assert any(
                            {one.proposal, other.proposal} <= insides(site)
                            and touches(site, mine)
                            and touches(site, theirs)
                            for site in sites
                        )


def touches(site, hunk):
    return site.start <= hunk.end and hunk.start <= site.end


def _connected(near, texts):
    """The groups of proposals that are joined by overlapping changes (or by having the same text)."""
    groups = []
    for name, hunks in near.items():
        met = [
            group
            for group in groups
            if any(
                texts[name] == texts[member] or overlap(a, b) for member in group for a in hunks for b in near[member]
            )
        ]
        groups = [group for group in groups if group not in met] + [{name}.union(*met)]
    return groups


@law
@given(provisions())
@example(COLLISION)
def test_who_rewrites_a_site_takes_no_part_inside_it(provision):
    for site in flat(compose(*provision).parts):
        inner = list(flat(site.content))
        assert not any(taking_part(site) & taking_part(one) for one in inner)


@law
@given(provisions())
@example(COLLISION)
def test_no_site_begins_or_ends_with_words_common_to_all(provision):
    for site in flat(compose(*provision).parts):
        rows = [tokens(text).words for text in (site.base, *(each.text for each in site.alternatives))]
        if site.level == "inline" and all(rows):
            assert len({row[0] for row in rows}) > 1, site
            assert len({row[-1] for row in rows}) > 1, site


@law
@given(provisions(), st.data())
def test_one_more_proposal_changes_only_what_it_touches_or_encloses(provision, data):
    base, readings = provision
    added = Reading("added", ("BLR",), data.draw(st.one_of(edited(base), spaced())))
    before, after = compose(base, readings), compose(base, [*readings, added])
    hunks = diff(base, added.text)
    kept = list(flat(after.parts))
    for site in flat(before.parts):
        if not any(hunk.start <= site.end and site.start <= hunk.end for hunk in hunks):
            assert site in kept
    assert compose(base, readings) == before


@law
@given(provisions())
@example(COLLISION)
def test_a_composition_holds_no_more_text_than_its_readings(provision):
    base, readings = provision
    sites = list(flat(compose(base, readings).parts))
    for text in {reading.text for reading in readings}:
        who = {reading.proposal for reading in readings if reading.text == text}
        held = [a.text for site in sites for a in site.alternatives if who & set(a.proposals)]
        assert sum(map(len, held)) <= len(text)


@law
@given(provisions())
@example(COLLISION)
def test_where_nobody_meets_a_composition_holds_the_replacements_and_no_more(provision):
    base, readings = provision
    hunks = {(reading.text, hunk) for reading in readings for hunk in diff(base, reading.text)}
    spans = [hunk for _, hunk in hunks]
    if any(overlap(a, b) for n, a in enumerate(spans) for b in spans[n + 1 :]):
        return
    held = [each.text for site in flat(compose(base, readings).parts) for each in site.alternatives]
    assert sorted(held) == sorted(hunk.text for hunk in spans)


@law
@given(provisions())
@example(COLLISION)
def test_parts_cover_the_base_in_order_without_gap(provision):
    base, readings = provision
    composition = compose(base, readings)
    cells = 2 * len(tokens(base).words) + 1
    _assert_covered(composition.parts, 0, cells, base)
    assert composition.proposals == tuple(sorted(reading.proposal for reading in readings))


def _assert_covered(parts, start, end, text):
    here = start
    for part in parts:
        assert part.start == here <= part.end <= end
        assert part.start < part.end or isinstance(part, Site)
        here = part.end
        if isinstance(part, Site) and part.content:
            _assert_covered(part.content, part.start, part.end, part.base)
    assert here == end
    assert "".join(part.text if isinstance(part, Same) else part.base for part in parts) == text


def test_two_readings_of_one_name_are_refused():
    with pytest.raises(Refused) as refused:
        compose("a", [Reading("p", ("KAZ",), "b"), Reading("p", ("KAZ",), "c")])
    assert refused.value.code == "proposal_twice"


def test_an_unknown_proposal_is_refused():
    with pytest.raises(Refused) as refused:
        project(composed("a", "b"), "p7")
    assert refused.value.code == "proposal_unknown"


def test_a_wide_rewrite_holds_the_changes_of_others_inside():
    base = "First one. The Council shall report to all the Parties every two years. Last one."
    composition = composed(base, "First one. Last one.", base.replace("shall", "should"), base.replace("two", "five"))
    (outer,) = [part for part in composition.parts if isinstance(part, Site)]
    assert [each.text for each in outer.alternatives] == [""]
    assert [site.base for site in outer.content if isinstance(site, Site)] == ["shall", "two"]
    assert project(composition, "p1") == base.replace("shall", "should")


def test_a_change_across_the_edge_of_a_wide_one_joins_it():
    base = "One two. Three four five six seven eight nine ten. Eleven twelve."
    composition = composed(
        base,
        "One two. Eleven twelve.",
        base.replace("ten. Eleven", "X"),
        base.replace("six", "Y"),
        base.replace("nine", "Z"),
    )
    (outer,) = [part for part in composition.parts if isinstance(part, Site)]
    assert len(outer.alternatives) == 2
    assert [site.base for site in outer.content if isinstance(site, Site)] == ["six", "nine"]


def test_insertions_at_the_edges_of_a_replaced_span_stay_apart():
    base = "The Parties shall exchange data."
    composition = composed(base, "The Parties shall share data.", "The Parties shall also exchange all data.")
    assert [site.base for site in flat(composition.parts)] == ["", "exchange", ""]


def test_an_insertion_inside_a_deletion_meets_it():
    composition = composed("The big grey koala sleeps.", "The koala sleeps.", "The big old grey koala sleeps.")
    (site,) = flat(composition.parts)
    assert site.base.strip() == "big grey"
    assert [each.text.strip() for each in site.alternatives] == ["", "big old grey"]


def test_both_halves_of_a_move_carry_its_number():
    base = "The Parties shall regularly exchange hydrological data through the Secretariat."
    composition = composed(base, "The Parties shall exchange hydrological data through the Secretariat regularly.")
    gone, come = flat(composition.parts)
    assert gone.move == come.move is not None
    assert gone.base.strip() == come.alternatives[0].text.strip() == "regularly"
