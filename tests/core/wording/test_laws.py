"""The fourteen laws of the wording engine, one test for each, in their order; whatever the engine does must keep them.

1 tokens · 2 lossless · 3 order-free · 4 sponsors merge · 5 locality · 6 meeting · 7 nesting · 8 minimality ·
9 stability · 10 accept · 11 rebase · 12 size · 13 strict round trip · 14 well-formed
"""

import itertools
import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.wording.accept import accept, apply, boundaries
from comity.core.wording.compose import compose
from comity.core.wording.diff import diff
from comity.core.wording.notations.attributed import by_sponsors, read, render
from comity.core.wording.project import project
from comity.core.wording.rebase import rebase
from comity.core.wording.tokens import canonical, cells, tokens
from comity.core.wording.values import Hunk, Reading, Same, Site
from core.wording.making import proposals, shifted, word_hunk
from core.wording.wordings import CLOSE, COLLISION, TAIL, THROUGH, flat, law, on_provisions, overlap, provisions

_SNIPPETS = re.split(
    r"\s",
    """a é e\u0301 и\u0306 за\u0301мок non-Party don’t 1 27 100 2027 000 10.5 10:30 (a) (iv) a) 1) and/or A/RES/78 Հայ՞ ( )
    [ ] / . , ; : ¶ « » - _ ' \\""",
)
ANY = st.one_of(
    st.lists(st.sampled_from([*_SNIPPETS, *" \n\t\u00a0\u202f\u00ad\u200b\u0301", *" " * 9])).map("".join), st.text()
)
# Sixty different words in sentences of fifteen: long enough that no small change rewrites one, and nothing repeats.
FRESH = [f"слово{n}" if n % 3 else f"word{n}" for n in range(60)]
LONG = " ".join(word + "." * (n % 15 == 14) for n, word in enumerate(FRESH))
SPOTS = st.tuples(st.sampled_from([3, 4, 5, 6]), st.integers(0, 4), st.sampled_from(["", "x", "x y", "x, y z", "may"]))
BASE = "The Parties shall regularly exchange hydrological data with the Secretariat voluntarily"


@law
@given(ANY)
@example("In 2027 100 States paid 10 000 000,5 (a) за\u0301мок, non-Party States’ и\u0306 cut.In two")
@example("A/RES/78 100 and A/B\u0301 и/или\u0301")
def test_01_tokens_lose_nothing(text):
    """Only what cannot be seen is dropped, nothing but spaces is changed, and words and gaps make the text again."""
    wording = tokens(text)
    assert wording.text == canonical(text) == canonical(canonical(text))
    assert wording.text.split() == unicodedata.normalize("NFC", _visible(text)).split()
    assert unicodedata.is_normalized("NFC", wording.text)
    assert wording.text == wording.text.strip()
    assert "  " not in wording.text
    assert "".join(itertools.chain(*zip(wording.gaps, (*wording.words, ""), strict=True))) == wording.text
    assert [*wording.gaps[:1], *wording.gaps[-1:]] == ["", ""]
    assert set(wording.gaps) <= {"", " "}
    assert all(word and " " not in word for word in wording.words)
    assert "".join(cells(wording.text)) == wording.text
    for left, gap, right in zip(wording.words, wording.gaps[1:], wording.words[1:], strict=False):
        whole = left[-1].isalnum() and (right[0].isalnum() or "\u0300" <= right[0] <= "\u036f")
        assert gap or not whole, "a word is cut in two"
    assert all(len(word) == 1 or any(map(_inner, word)) for word in wording.words), "marks stand alone"

    for number in re.findall("[0-9\u00a0]+", wording.text) if "\u00a0" not in text else ():
        assert "\u00a0" not in number or re.fullmatch("[0-9]{1,3}(\u00a0[0-9]{3})+", number), "no number is made of two"


def _visible(text):
    return "".join(mark for mark in text if mark not in "\u00ad\u200b\u200c\u200d\u2060\ufeff")


def _inner(mark):
    return mark.isalnum() or mark == "_" or unicodedata.category(mark)[0] in "MN"


@on_provisions
def test_02_lossless(provision):
    """Every proposal, and the base, is read back exactly."""
    base, readings = provision
    composition = compose(base, readings)
    assert composition.base == base == project(composition, None)
    for reading in readings:
        assert project(composition, reading.proposal) == reading.text
        hunks = diff(base, reading.text)
        assert apply(base, hunks) == reading.text
        assert all(one.end <= other.start for one, other in itertools.pairwise(hunks)), "one stands in another"


@law
@given(provisions(), st.randoms(use_true_random=False))
@example(COLLISION, None)
@example(CLOSE, None)
def test_03_order_free(provision, random):
    """Neither the order of proposals, nor their names, nor what was compared before matters."""
    base, readings = provision
    composition = compose(base, readings)
    shuffled = readings[::-1]
    if random:
        random.shuffle(shuffled)
    diff.cache_clear()
    assert compose(base, shuffled) == composition
    names = {reading.proposal: f"q{number}" for number, reading in enumerate(shuffled)}
    renamed = compose(base, [replace(reading, proposal=names[reading.proposal]) for reading in readings])
    assert renamed == replace(
        composition, proposals=tuple(sorted(names.values())), parts=_renamed(composition.parts, names)
    )


def _renamed(parts, names):
    return tuple(
        part
        if isinstance(part, Same)
        else replace(
            part,
            content=_renamed(part.content, names),
            alternatives=tuple(
                replace(each, proposals=tuple(sorted(names[name] for name in each.proposals)))
                for each in part.alternatives
            ),
        )
        for part in parts
    )


@on_provisions
def test_04_sponsors_merge(provision):
    """Equal readings are one alternative with all their sponsors; none is the base; all are in one order."""
    base, readings = provision
    twins = [replace(each, proposal=f"twin {each.proposal}", sponsors=("BLR",)) for each in readings[::2]]
    readings = [*readings, *twins]
    composition = compose(base, [*readings, Reading("as is", ("TJK",), base)])
    for site in flat(composition.parts):
        texts = [alternative.text for alternative in site.alternatives]
        assert len(set(texts)) == len(texts) > 0
        assert site.base not in texts
        assert list(site.alternatives) == sorted(site.alternatives, key=lambda each: (each.sponsors, each.text))
        who = [name for alternative in site.alternatives for name in alternative.proposals]
        assert len(set(who)) == len(who)
        assert "as is" not in who
        for alternative in site.alternatives:
            sponsors = {s for r in readings if r.proposal in alternative.proposals for s in r.sponsors}
            assert alternative.proposals == tuple(sorted(alternative.proposals)) != ()
            assert alternative.sponsors == tuple(sorted(sponsors))
            for each in twins:
                original = each.proposal.removeprefix("twin ")
                assert (each.proposal in alternative.proposals) == (original in alternative.proposals)


@law
@given(st.lists(st.lists(SPOTS, min_size=1, max_size=3), min_size=1, max_size=3), provisions())
def test_05_locality(wishes, provision):
    """Only words that somebody edits stand in sites, and the gaps beside them; a site is no wider than its changes."""
    words, changed, readings = LONG.split(" "), set(), []
    for number, wish in enumerate(wishes):
        row, here = words[:], 60
        for back, length, new in wish:
            to = here - back
            here = max(0, to - length)
            row[here:to] = new.split()
            first, last = (len(tokens(" ".join(words[:at])).words) for at in (here, to))
            changed |= set(range(2 * first, 2 * last + 1))
        readings.append(Reading(f"p{number}", (f"P{number}",), canonical(" ".join(row))))
    for site in flat(compose(LONG, readings).parts):
        assert set(range(site.start, site.end)) | {site.start} <= changed
    base, readings = provision
    for site in flat(compose(base, readings).parts):
        hunks = [hunk for each in readings if each.proposal in _who(site) for hunk in diff(base, each.text)]
        cells_changed = {cell for hunk in hunks for cell in range(hunk.start, hunk.end)}
        assert cells_changed >= set(range(site.start, site.end))
        assert site.start < site.end or any(hunk.start <= site.start <= hunk.end for hunk in hunks)


def _who(site):
    """The proposals that take part in a site."""
    return {proposal for alternative in site.alternatives for proposal in alternative.proposals}


@on_provisions
def test_06_meeting(provision):
    """Who shares a site is joined by overlapping changes; whose changes overlap shares one, or stands in the other's."""
    base, readings = provision
    hunks = {reading.proposal: diff(base, reading.text) for reading in readings}
    sites = list(flat(compose(base, readings).parts))
    for site in sites:
        near = {name: [hunk for hunk in hunks[name] if _touches(site, hunk)] for name in _who(site)}
        assert len(_connected(near)) == 1
    for one, other in itertools.combinations(readings, 2):
        for mine, theirs in itertools.product(hunks[one.proposal], hunks[other.proposal]):
            if one.text != other.text and overlap(mine, theirs):
                near = [site for site in sites if _touches(site, mine) and _touches(site, theirs)]
                assert any(_stand_together(one.proposal, other.proposal, site) for site in near)


def _stand_together(one, other, site):
    """Both take part in a site, or one in it, which is no change of a few words, and the other inside it."""
    inner = {name for each in flat(site.content) for name in _who(each)}
    return (
        {one, other} <= _who(site) or (one in _who(site) and other in inner) or (other in _who(site) and one in inner)
    )


def _touches(site, hunk):
    return site.start <= hunk.end and hunk.start <= site.end


def _connected(near):
    """The groups of proposals that are joined by overlapping or equal changes."""
    groups = []
    for name, hunks in near.items():
        met = [
            group
            for group in groups
            if any(a == b or overlap(a, b) for member in group for a in hunks for b in near[member])
        ]
        groups = [group for group in groups if group not in met] + [{name}.union(*met)]
    return groups


@on_provisions
def test_07_nesting(provision):
    """Who rewrites an outer site takes no part inside it, and reads there just its own alternative."""
    base, readings = provision
    composition = compose(base, readings)
    for site in flat(composition.parts):
        inner = list(flat(site.content))
        assert not any(_who(site) & _who(one) for one in inner)
        assert site.level != "inline" or not inner
        assert all(one.level != "provision" for one in inner)
    for reading in readings:
        if base and not reading.text:
            assert [reading.proposal in _who(part) for part in composition.parts] == [True], "all of it is outermost"


@on_provisions
def test_08_minimality(provision):
    """No site begins or ends with words common to all, but one that all who take part rewrite just as it stands."""
    base, readings = provision
    hunks = {reading.proposal: diff(base, reading.text) for reading in readings}
    for site in flat(compose(base, readings).parts):
        spans = {name: {(hunk.start, hunk.end) for hunk in hunks[name]} for name in _who(site)}
        if site.level != "inline" and all((site.start, site.end) in own for own in spans.values()):
            continue
        texts = [site.base, *(each.text for each in site.alternatives)]
        rows = [tokens(text).words for text in texts]
        assert {text[:1] for text in texts} != {" "} != {text[-1:] for text in texts}, "a space is common to all"
        if all(rows):
            assert len({row[0] for row in rows}) > 1, site
            assert len({row[-1] for row in rows}) > 1, site


@on_provisions
@example(THROUGH)
def test_09_stability(provision):
    """One more proposal changes no site that its changes neither touch nor enclose; without it all is as before."""
    base, readings = provision
    after = list(flat(compose(base, readings).parts))
    hunks = {reading.proposal: diff(base, reading.text) for reading in readings}
    for added in readings:
        before = list(flat(compose(base, [each for each in readings if each is not added]).parts))
        others = [hunk for name, own in hunks.items() if name != added.proposal for hunk in own]
        for site in (*before, *after):
            # Words common to all are outside a site, so it may also be reached through a change that led to it.
            near = [hunk for name in _who(site) for hunk in hunks[name] if _touches(site, hunk)]
            reached = [
                one for one in hunks[added.proposal] for each in (site, *_led(near, others)) if _touches(each, one)
            ]
            assert reached or (site in before and site in after)


def _led(near, others):
    """``near``, and where wide changes are among them, which others may join or leave, all that they meet through these."""
    found, waiting = list(near), [hunk for hunk in others if hunk not in near]
    while any(hunk.level != "inline" for hunk in [*found, *waiting]):
        met = [hunk for hunk in waiting if any(_touches(hunk, each) for each in found)]
        if not met:
            break
        found, waiting = found + met, [hunk for hunk in waiting if hunk not in met]
    return found


@on_provisions
def test_10_accept(provision):
    """The accepted wording stands where the site stood; who wished only this is met; again, it changes nothing."""
    base, readings = provision
    composition = compose(base, readings)
    sites, offsets = list(flat(composition.parts)), boundaries(base)
    for site, alternative in ((one, each) for one in sites for each in one.alternatives):
        before, after = base[: offsets[site.start]], base[offsets[site.end] :]
        new = accept(composition, site, alternative)
        assert new == canonical(before + alternative.text + after)
        assert accept(composition, site, None) == base
        assert compose(new, [Reading("again", ("ARM",), new)]).parts == ((Same(0, len(cells(new)), new),))
        for proposal in alternative.proposals:
            if sum(proposal in _who(other) for other in sites) == 1:
                own = project(composition, proposal)
                rebased = rebase(base, diff(base, own), diff(base, new))
                assert (own, rebased.text, rebased.carried, rebased.conflicts) == (new, new, (), ())


@settings(law, max_examples=200)
@given(proposals(BASE), proposals(BASE), provisions())
@example((word_hunk(BASE, 2, 3, "x"), word_hunk(BASE, 4, 5, "y")), (word_hunk(BASE, 2, 5, "x regularly y"),), TAIL)
@example((word_hunk(BASE, 4, 7, ""),), (word_hunk(BASE, 4, 5, ""), word_hunk(BASE, 6, 7, "x")), TAIL)
@example((word_hunk(BASE, 4, 6, ""),), (word_hunk(BASE, 5, 7, ""),), TAIL)
def test_11_rebase(hunks, edits, provision):
    """Identity over nothing, met over itself, commuting where nothing overlaps, else a conflict that names both."""
    over_nothing, over_itself = rebase(BASE, hunks, ()), rebase(BASE, hunks, hunks)
    assert (over_nothing.text, over_nothing.carried) == (apply(BASE, hunks), hunks)
    assert (over_itself.text, over_itself.met) == (apply(BASE, hunks), hunks)
    there, back = rebase(BASE, hunks, edits), rebase(BASE, edits, hunks)
    assert _fates(there) == list(hunks)
    against = {hunk: [edit for edit in edits if overlap(hunk, edit)] for hunk in hunks}
    if not any(against.values()):
        together = apply(BASE, sorted((*hunks, *edits), key=lambda hunk: (hunk.start, hunk.end)))
        assert canonical(together) == there.text == back.text
        assert (there.carried, back.carried) == (hunks, edits)
    for hunk in hunks:
        if hunk.move is None and all(edit.move is None for edit in edits):
            _keeps_its_fate(hunk, against[hunk], there, _same_there(hunk, hunks, edits))
    refused = [conflict.hunk for conflict in there.conflicts]
    for gone, come in itertools.pairwise(hunks):
        if come.move is not None and gone.move == come.move and come not in there.met:
            assert (gone in refused) == (come in refused), "both halves of a move share one fate"
    aside = tuple(shifted(BASE, hunk) for hunk in hunks)
    if all(one.end <= other.start for one, other in itertools.pairwise(aside)):
        assert rebase(BASE, aside, edits).text == there.text
    all_of_it = Hunk(0, len(cells(BASE)), BASE, "", "provision")
    assert (rebase(BASE, hunks, [all_of_it]).text, rebase(BASE, hunks, [all_of_it]).carried) == ("", ())
    apart = [edit for edit in edits if not any(overlap(hunk, edit) for hunk in hunks)]
    adopted = sorted((*hunks, *(edit for edit in apart if edit.move is None)), key=lambda hunk: (hunk.start, hunk.end))
    if all(one.end <= other.start for one, other in itertools.pairwise(adopted)):
        assert rebase(BASE, hunks, adopted).met == hunks
        assert rebase(BASE, hunks, adopted).text == canonical(apply(BASE, adopted))
    base, readings = provision
    for one, other in itertools.pairwise([*readings, *readings[:1]]):
        mine, theirs = diff(base, one.text), diff(base, other.text)
        assert rebase(base, mine, mine).met == mine
        found = rebase(base, mine, theirs)
        assert found.carried or found.text == other.text


def _fates(rebased):
    told = [*rebased.carried, *rebased.met, *(conflict.hunk for conflict in rebased.conflicts)]
    return sorted(told, key=lambda hunk: (hunk.start, hunk.end))


def _keeps_its_fate(hunk, against, rebased, same):
    """What a hunk has met explains its fate."""
    gone = {word for edit in against if not edit.text for word in _words(edit)}
    left = set(_words(hunk)) - gone
    conflict = next((each for each in rebased.conflicts if each.hunk == hunk), None)
    if not against:
        assert hunk in rebased.carried
    elif same or hunk in against:
        assert hunk in rebased.met
    elif not hunk.text and not any(edit.text for edit in against):
        assert hunk in (rebased.carried if left else rebased.met)
    elif hunk.level == "wide" and all(_within(edit, hunk) and edit.level == "inline" for edit in against):
        assert hunk in rebased.carried
    else:
        assert conflict.edit in against
        assert conflict.reason == ("overlaps" if left or all(edit.text for edit in against) else "deleted")


def _same_there(hunk, hunks, edits):
    """Whether both sides leave the same text where this hunk and all that hangs together with it stand."""
    group = {hunk}
    while more := {one for one in (*hunks, *edits) if any(overlap(one, other) for other in group)} - group:
        group |= more
    start, end = min(one.start for one in group), max(one.end for one in group)
    mine, theirs = ([one for one in side if one in group] for side in (hunks, edits))
    return apply(BASE, mine, start, end) == apply(BASE, theirs, start, end)


def _words(hunk):
    return range(hunk.start // 2, hunk.end // 2)


def _within(edit, hunk):
    """The edit stands inside the hunk and does not span all of it."""
    return hunk.start <= edit.start and edit.end <= hunk.end and (edit.start, edit.end) != (hunk.start, hunk.end)


@on_provisions
def test_12_size(provision):
    """No more text is held than the base and what is put in its place; where nobody meets, just the replacements."""
    base, readings = provision
    sites = list(flat(compose(base, readings).parts))
    hunks = {reading.text: diff(base, reading.text) for reading in readings}
    for text, own in hunks.items():
        who = {reading.proposal for reading in readings if reading.text == text}
        held = [(site, each.text) for site in sites for each in site.alternatives if who & set(each.proposals)]
        assert sum(len(said) for _, said in held) <= len(text)
        for site, said in held:
            assert len(said) <= len(site.base) + sum(len(hunk.text) for hunk in own if _touches(site, hunk))
    spans = [hunk for own in hunks.values() for hunk in own]
    if not any(overlap(one, other) for one, other in itertools.combinations(spans, 2)):
        assert sorted(each.text for site in sites for each in site.alternatives) == sorted(hunk.text for hunk in spans)


@on_provisions
def test_13_strict_round_trip(provision):
    """What is written in brackets, the wording's own brackets included, reads back as the same composition."""
    composition = compose(*provision)
    written = render(composition)
    if canonical(written) == written:
        assert read(written) == by_sponsors(composition)
    assert render(by_sponsors(composition)) == written


@on_provisions
def test_14_well_formed(provision):
    """Sites are ordered, disjoint, and inner ones inside outer ones; all parts cover the base without gap."""
    base, readings = provision
    composition = compose(base, readings)
    _assert_covered(composition.parts, 0, len(boundaries(base)) - 1, base)
    assert composition.proposals == tuple(sorted(reading.proposal for reading in readings))


def _assert_covered(parts, start, end, base):
    offsets, here = boundaries(base), start
    for before, part in zip((None, *parts), parts, strict=False):
        text = part.text if isinstance(part, Same) else part.base
        assert part.start == here <= part.end <= end
        assert text == base[offsets[part.start] : offsets[part.end]]
        if isinstance(part, Same):
            assert part.start < part.end
            assert not isinstance(before, Same)
        else:
            assert not isinstance(before, Site) or (before.start, before.end) != (part.start, part.end)
            if part.content:
                assert any(isinstance(inner, Site) for inner in part.content)
                assert all((inner.start, inner.end) != (part.start, part.end) for inner in part.content)
                _assert_covered(part.content, part.start, part.end, base)
        here = part.end
    assert here == end
