"""Any negotiation that the rules allow keeps the laws of the record: a machine that negotiates at random."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from comity.core import queries
from comity.core.errors import Refused
from comity.core.fold import fold
from comity.core.positions import standing
from comity.core.readings import composed, sites
from comity.core.revision.foreseen import foreseen
from comity.core.revision.issue import issued
from comity.core.revision.settle import adopted
from comity.core.wording.tokens import canonical
from comity.core.wording.values import ALGORITHM
from negotiation import PARTIES, example, tabled

LANGUAGES = ("en", "ru")
SEATS = (*PARTIES, "SEC")
WORDS = st.lists(
    st.sampled_from(
        ["the", "parties", "shall", "should", "not", "exchange", "data", "on", "water", ",", "and", "1", "000"]
    ),
    min_size=1,
    max_size=9,
).map(lambda words: canonical(" ".join(words)))
DATA = st.data()


class Negotiations(RuleBasedStateMachine):
    """Every rule tries an act that may be refused; what is refused changes nothing, what is done keeps the laws."""

    @initialize()
    def begin(self):
        """A draft with a proposal of every kind on it."""
        self.held = tabled()
        for kind in ("reword", "delete", "merge", "split", "move", "add"):
            self.held.file(example(f"text.{kind}", len(self.held.entries)))
        self.held.do("text.split", "KAZ", text="statement", provision="p3", pieces=({"en": "Meet."}, {"en": "Yearly."}))

    def attempt(self, kind, seat, **fields):
        act = self.held.act(kind, seat, **fields)
        before = self.held.state
        foreseen = queries.consequences(before, act)
        try:
            self.held.file(act)
            refusal = ""
        except Refused as refused:
            refusal = refused.code
        assert foreseen.refusal == refusal
        if refusal:
            assert self.held.state is before
            return False
        assert queries.told(act, self.held.state)[0].startswith(f"act.{kind}")
        return True

    def draw_from(self, data, values):
        return data.draw(st.sampled_from(sorted(values))) if values else "nothing"

    def provision(self, data):
        return self.draw_from(data, self.held.text.provisions)

    def proposal(self, data, *states):
        """A proposal in one of ``states`` four times out of five, else any."""
        held = self.held.text.proposals
        fitting = [each for each in held if held[each].state in states]
        return self.draw_from(data, fitting if fitting and data.draw(st.integers(0, 4)) else held)

    def sponsor_of(self, data, proposal):
        held = self.held.text.proposals.get(proposal)
        others = data.draw(st.integers(0, 4)) == 0 or held is None or not held.sponsors
        return data.draw(st.sampled_from(SEATS if others else held.sponsors))

    def wordings(self, data, base=None):
        chosen = data.draw(st.sets(st.sampled_from(LANGUAGES), min_size=1))
        return {each: self.words(data, (base or {}).get(each, "")) for each in sorted(chosen)}

    def words(self, data, base):
        """A wording near the base: some of its words out, others in; or one that has nothing to do with it."""
        if not base or data.draw(st.booleans()):
            return data.draw(WORDS)
        kept = base.split(" ")
        at = data.draw(st.integers(0, len(kept)))
        kept[at : at + data.draw(st.integers(0, 2))] = data.draw(st.lists(WORDS, max_size=1))
        return canonical(" ".join(kept)) or "nothing left"

    @rule(data=DATA, seat=st.sampled_from(SEATS))
    def reword(self, data, seat):
        provision = self.provision(data)
        base = self.held.text.provisions[provision].wordings
        self.attempt("text.reword", seat, text="statement", provision=provision, wordings=self.wordings(data, base))

    @rule(data=DATA, parties=st.sets(st.sampled_from(sorted(PARTIES)), max_size=2))
    def reword_by_note(self, data, parties):
        given = {"provision": self.provision(data), "wordings": self.wordings(data), "sponsors": tuple(sorted(parties))}
        self.attempt("text.reword", "SEC", text="statement", **given)

    @rule(data=DATA, seat=st.sampled_from(SEATS), kind=st.sampled_from(("add", "delete", "move", "merge", "split")))
    def restructure(self, data, seat, kind):
        fields = {
            "add": lambda: {"after": self.place(data), "provision_kind": "operative", "wordings": self.wordings(data)},
            "delete": lambda: {"provision": self.provision(data)},
            "move": lambda: {"provision": self.provision(data), "after": self.place(data)},
            "merge": lambda: {
                "provisions": tuple(self.provision(data) for _ in range(data.draw(st.integers(2, 3)))),
                "wordings": self.wordings(data),
            },
            "split": lambda: {"provision": self.provision(data), "pieces": (self.wordings(data), self.wordings(data))},
        }
        self.attempt(f"text.{kind}", seat, text="statement", **fields[kind]())

    def place(self, data):
        return data.draw(st.sampled_from(["", *sorted(self.held.text.provisions)]))

    @rule(data=DATA, seat=st.sampled_from(SEATS))
    def cosponsor(self, data, seat):
        self.attempt("text.cosponsor", seat, text="statement", proposal=self.proposal(data, "open", "broken"))

    @rule(data=DATA, verb=st.sampled_from((("withdraw", "open"), ("withdraw", "broken"), ("insist", "not_taken_up"))))
    def sponsor(self, data, verb):
        proposal = self.proposal(data, verb[1])
        self.attempt(f"text.{verb[0]}", self.sponsor_of(data, proposal), text="statement", proposal=proposal)

    @rule(data=DATA, behalf=st.sampled_from(sorted(PARTIES)), verb=st.sampled_from(("cosponsor", "withdraw")))
    def sponsor_by_note(self, data, behalf, verb):
        self.attempt(f"text.{verb}", "SEC", text="statement", proposal=self.proposal(data), behalf=behalf)

    @rule(data=DATA)
    def revise(self, data):
        proposal = self.held.text.proposals.get(self.proposal(data, "open", "broken"))
        if proposal:
            seat = (*proposal.sponsors, "SEC")[0]
            pieces = tuple(self.wordings(data, piece) for piece in proposal.pieces) or (self.wordings(data),)
            self.attempt("text.revise", seat, text="statement", proposal=proposal.id, pieces=pieces)

    @rule(data=DATA, seat=st.sampled_from(SEATS), on=st.sampled_from(("provision", "proposal")))
    def comment(self, data, seat, on):
        self.attempt("text.comment", seat, text="statement", note="A remark.", **{on: getattr(self, on)(data)})

    @rule(
        data=DATA,
        seat=st.sampled_from(SEATS),
        on=st.sampled_from(("provision", "proposal", "proposal")),
        value=st.sampled_from(("support", "can_accept", "reserve", "object", "not_interested")),
    )
    def take_position(self, data, seat, on, value):
        self.attempt("text.take_position", seat, text="statement", value=value, **{on: getattr(self, on)(data)})

    @rule(data=DATA, structural=st.booleans())
    def accept(self, data, structural):
        held = self.held.text.proposals
        fitting = [each for each in held if held[each].state == "open" and (held[each].kind != "reword") == structural]
        proposal = self.draw_from(data, fitting) if fitting else self.proposal(data)
        self.attempt("text.accept", "SEC", text="statement", proposal=proposal)

    @rule(data=DATA, language=st.sampled_from(LANGUAGES))
    def accept_alternative(self, data, language):
        provision = self.draw_from(data, self.held.text.order)
        if provision == "nothing":
            return
        found = sites(composed(self.held.text, provision, language).parts)
        options = [(site, alternative) for site in found for alternative in site.alternatives]
        if options:
            site, alternative = data.draw(st.sampled_from(options))
            given = {"start": site.start, "end": site.end, "wording": alternative.text, "algorithm": ALGORITHM}
            given |= {"text": "statement", "provision": provision, "language": language}
            self.attempt("text.accept_alternative", "SEC", proposals=alternative.proposals, **given)

    @rule(data=DATA, verb=st.sampled_from(("agree", "agree_ad_referendum", "keep_in_brackets", "defer", "reopen")))
    def rule_on_provision(self, data, verb):
        self.attempt(f"text.{verb}", "SEC", text="statement", provision=self.provision(data))

    @rule(data=DATA, seat=st.sampled_from(sorted(PARTIES)))
    def reopen_ad_referendum(self, data, seat):
        self.attempt("text.reopen", seat, text="statement", provision=self.provision(data))

    @rule(data=DATA, verb=st.sampled_from(("not_taken_up", "not_taken_up", "reopen")))
    def rule_on_proposal(self, data, verb):
        states = ("open", "broken") if verb == "not_taken_up" else ("accepted", "not_taken_up")
        self.attempt(f"text.{verb}", "SEC", text="statement", proposal=self.proposal(data, *states))

    @rule(data=DATA)
    def place_wording(self, data):
        provision = self.provision(data)
        base = self.held.text.provisions[provision].wordings
        self.attempt("text.place", "SEC", text="statement", provision=provision, wordings=self.wordings(data, base))

    def close_everything(self):
        """The chair clears the table as far as the rules let it, and the members initial."""
        for proposal in sorted(self.held.text.proposals):
            self.attempt("text.not_taken_up", "SEC", text="statement", proposal=proposal)
        self.attempt_issue()
        for provision in self.held.text.order:
            self.attempt("text.agree", "SEC", text="statement", provision=provision)
        for party in sorted(PARTIES):
            self.attempt("approval.initial", party, text="statement", sha256=queries.text_hash(self.held.text))

    @precondition(lambda self: queries.text_hash(adopted(self.held.text)) != queries.text_hash(self.held.text))
    @rule()
    def issue(self):
        self.attempt_issue()

    def attempt_issue(self):
        before = self.held.text
        expected = adopted(before)
        given = {"number": len(before.revisions), "sha256": queries.text_hash(expected), "algorithm": ALGORITHM}
        if not self.attempt("text.issue_revision", "SEC", text="statement", **given):
            return
        after, revision = self.held.text, self.held.text.revisions[-1]
        pending = {each.id for each in before.proposals.values() if each.state == "open"}
        assert {*revision.carried, *revision.met, *revision.broken} - pending <= {
            each.id for each in before.proposals.values() if each.state == "broken"
        }
        assert pending <= {*revision.carried, *revision.met, *revision.broken}
        assert all(after.proposals[each].state in {"open", "met", "broken"} for each in pending)
        assert revision.accepted == before.accepted
        assert [line.wording for line in queries.if_adopted(before, "en")] == [
            line.wording for line in queries.clean(after, "en")
        ]

    @invariant()
    def words_keep_their_origin(self):
        for provision in self.held.text.provisions.values():
            assert provision.origins.keys() == provision.wordings.keys()
            for language, spans in provision.origins.items():
                assert "".join(span.text for span in spans) == provision.wordings[language]
                assert canonical(provision.wordings[language]) == provision.wordings[language] != ""

    @invariant()
    def every_proposal_stands_in_one_unit(self):
        text = self.held.text
        standing = {each.id for each in text.proposals.values() if each.state in {"open", "broken"}} | {*text.accepted}
        for language in LANGUAGES:
            units = queries.rolling(text, language)
            shown = [
                each for unit in units for each in (*unit.proposals, *unit.moves, *unit.broken, *unit.untranslated)
            ]
            assert sorted(shown) == sorted(standing)
            assert sorted(each for unit in units for each in unit.provisions) == sorted(text.order)

    @invariant()
    def what_is_in_the_text_is_not_gone(self):
        text = self.held.text
        assert len(set(text.order)) == len(text.order)
        assert {each for each in text.provisions if text.provisions[each].gone is None} == set(text.order)
        assert all(text.proposals[each].state == "accepted" for each in text.accepted)
        assert queries.text_hash(text) == text.revisions[-1].sha256

    @invariant()
    def every_question_has_an_answer(self):
        state, text = self.held.state, self.held.text
        matrix = queries.matrix(state, text)
        assert all(len(row.cells) == len(matrix.parties) for row in matrix.rows)
        for party in state.parties:
            queries.awaits(state, party)
            queries.wishes(state, text, party)
        for each in text.order:
            queries.standing(state, text, each)
            queries.closing(state, text, each, "en")
        assert all(each.language in text.languages for each in queries.concordance(text))

    @invariant()
    def what_awaits_a_party_can_be_done(self):
        verbs = {
            "agree": ("text.agree", {}),
            "unsupported": ("text.not_taken_up", {}),
            "left_out": ("text.insist", {}),
            "stance": ("text.take_position", {"value": "not_interested"}),
        }
        for party in ("SEC", "KAZ", "MDA"):
            for each in queries.awaits(self.held.state, party):
                if each.what in verbs:
                    kind, fields = verbs[each.what]
                    on = {"proposal": each.proposal} if each.proposal else {"provision": each.provision}
                    assert self.held.refusal(kind, party, text=each.text, **on, **fields) is None

    @invariant()
    def whoever_is_said_to_be_met_is_met(self):
        text = self.held.text
        then = issued(text, self.held.state.size, 0)
        for each in (text.provisions[each] for each in text.order):
            for proposal in foreseen(text, each, standing(text, each)):
                assert then.proposals[proposal].state == "met"

    @invariant()
    def nobody_stands_in_the_way_of_what_is_agreed(self):
        state, text = self.held.state, self.held.text
        agreed = [each for each in text.order if text.provisions[each].state == "agreed"]
        assert not any(queries.standing(state, text, each).obstacles for each in agreed)

    def teardown(self):
        if not hasattr(self, "held"):
            return
        self.close_everything()
        entries = self.held.entries
        half = len(entries) // 2
        assert fold(entries) == self.held.state
        assert fold(entries[half:], fold(entries[:half])) == self.held.state


Negotiations.TestCase.settings = settings(
    max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestNegotiations = Negotiations.TestCase
