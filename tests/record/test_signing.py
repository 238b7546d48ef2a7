"""Which signatures an act needs, and which are none: every refusal, and that nothing slips between them."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.acts import encode
from comity.core.errors import Refused
from comity.record.signing import FINAL, MOST, level, require, signers
from negotiation import PARTIES, Negotiation, example
from record.devices import Card, Phone, Stick

QUESTION = {"title": {"en": "Water"}, "session": "first"}
SMALL = [  # the eight points of small order, and one more spelling (RFC 8032, section 5.1.3, refuses what is not canonical)
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


class Signed(Negotiation):
    """A consultation whose acts are signed: ``sigs`` are checked before an act is applied."""

    def __init__(self, **levels):
        super().__init__()
        self.file(example("consultation.open", **levels))
        for code, kind in PARTIES.items():
            self.do("party.admit", admitted=code, party_kind=kind, names={"en": code})
        self.file(example("session.convene"))

    def refused(self, act, *sigs):
        """The code with which an act so signed is refused, or none."""
        try:
            require(self.state, act, encode(act), sigs)
        except Refused as refused:
            return refused.code
        return None

    def question(self, actor="KAZ/1", **fields):
        return self.act("question.propose", actor, **{**QUESTION, **fields})


@pytest.fixture
def held():
    """Kazakhstan's first seat has a card and a telephone, its second a telephone."""
    made = Signed(signing=1, signing_final=2)
    made.do("key.add", "KAZ/1", id="card", **Card().fields)
    made.do("key.add", "KAZ/1", id="phone", **Phone().fields)
    made.do("key.add", "KAZ/2", id="other", **Phone(2).fields)
    return made


def test_an_act_is_signed_with_a_key_of_its_seat(held):
    act = held.question()
    assert held.refused(act) == "signature_needed"
    assert held.refused(act, Phone().sign(act, "phone")) is None
    assert held.refused(act, Card().sign(act, "card")) is None
    assert held.refused(act, Phone().sign(act, "phone"), Card().sign(act, "card")) is None


def test_what_fixes_a_text_is_signed_with_a_key_of_its_own(held):
    act = held.act("approval.initial", "KAZ/1", text="statement", sha256="0" * 64)
    assert act.kind in FINAL
    assert held.refused(act) == "signature_key_needed"
    assert held.refused(act, Phone().sign(act, "phone")) == "signature_key_needed"
    assert held.refused(act, Card().sign(act, "card")) is None


def test_of_two_levels_the_higher_one_counts():
    held = Signed(signing=2)
    held.do("key.add", "KAZ/1", id="phone", **Phone().fields)
    for act in (held.question(), held.act("approval.initial", "KAZ/1", text="statement", sha256="0" * 64)):
        assert held.refused(act, Phone().sign(act, "phone")) == "signature_key_needed"


def test_where_nothing_is_asked_nothing_is_needed_and_what_is_given_is_checked():
    held = Signed()
    held.do("key.add", "KAZ/1", id="card", **Card().fields)
    act = held.question()
    assert held.refused(act) is None
    assert held.refused(act, Card().sign(act, "card")) is None
    assert held.refused(act, Card(2).sign(act, "card")) == "signature_wrong"


def test_signatures_of_others_are_none(held):
    act, other = held.question(), held.question(id="another")
    spoilt = Phone().sign(act, "phone")
    for lines, code in [
        ([Card().sign(act, "nothing")], "key_unknown"),
        ([Phone(2).sign(act, "other")], "key_foreign"),
        ([Card(2).sign(act, "card")], "signature_wrong"),
        ([Card().sign(other, "card")], "signature_wrong"),
        ([Phone().sign(other, "phone")], "signature_wrong"),
        ([Phone().sign(act, "card")], "signature_wrong"),
        ([Card().sign(act, "phone")], "signature_wrong"),
        ([Phone().sign(act, "phone", site="evil.example")], "signature_wrong"),
        ([Phone().sign(act, "phone", flags=1)], "signature_wrong"),
        ([spoilt[:-4] + "AAA="], "signature_wrong"),
        (["nonsense"], "signature_malformed"),
        ([""], "signature_malformed"),
        ([Card().sign(act, "card") + "\n"], "signature_malformed"),
        ([Card().sign(act, "card"), Card().sign(act, "card")], "signature_repeated"),
        ([Card().sign(act, f"key-{n}") for n in range(MOST + 1)], "signatures_too_many"),
        ([Card().sign(act, "card"), Card(2).sign(act, "nothing")], "key_unknown"),
    ]:
        assert held.refused(act, *lines) == code, lines


def test_another_party_signs_nothing(held):
    act = held.question("RUS/1")
    assert held.refused(act, Card().sign(act, "card")) == "key_foreign"


@pytest.mark.parametrize("changed", [{"log": "other-2026"}, {"seen": 0}, {"id": "again"}, {"title": {"en": "Wine"}}])
def test_a_signature_is_worth_nothing_for_another_record_moment_or_word(held, changed):
    line = Card().sign(held.question(), "card")
    assert held.refused(held.question(), line) is None
    assert held.refused(held.question(**changed), line) == "signature_wrong"


def test_a_key_of_the_whole_party_signs_for_each_of_its_seats(held):
    held.do("key.add", "KAZ/1", id="ministry", holder="KAZ", **Card(3).fields)
    act = held.question("KAZ/9")
    assert held.refused(act, Card(3).sign(act, "ministry")) is None
    assert [key.id for key in signers(held.state, "KAZ/9")] == ["ministry"]
    assert [key.id for key in signers(held.state, "KAZ/1")] == ["card", "phone", "ministry"]


def test_a_key_signs_up_to_and_with_the_act_that_ends_it(held):
    end = held.act("key.revoke", "KAZ/1", key="phone")
    assert held.refused(end, Phone().sign(end, "phone")) is None
    held.file(end)
    act = held.question()
    assert held.refused(act, Phone().sign(act, "phone")) == "key_revoked"
    assert [key.id for key in signers(held.state, "KAZ/1")] == ["card"]


@pytest.mark.parametrize("levels", [{}, {"signing": 1}, {"signing": 2, "signing_final": 2}])
def test_the_first_key_of_a_party_is_attested_and_every_other_is_signed_for(levels):
    held = Signed(**levels)
    first = held.act("key.add", "KAZ/1", id="phone", **Phone().fields)
    assert held.refused(first) is None
    held.file(first)
    for seat in ("KAZ/1", "KAZ/2"):
        second = held.act("key.add", seat, **Card().fields)
        assert held.refused(second) == "signature_needed"
    second = held.act("key.add", "KAZ/1", holder="KAZ/2", **Card().fields)
    assert held.refused(second, Phone().sign(second, "phone")) is None
    assert held.refused(held.act("key.revoke", "KAZ/1", key="phone")) == "signature_needed"


def test_a_host_cannot_revoke_all_keys_and_begin_anew():
    held = Signed()
    held.do("key.add", "KAZ/1", id="phone", **Phone().fields)
    held.do("key.revoke", "KAZ/1", key="phone")
    again = held.act("key.add", "KAZ/1", **Card().fields)
    assert held.refused(again) == "signature_needed"
    assert held.refused(again, Phone().sign(again, "phone")) == "key_revoked"


def test_the_secretariat_recovers_and_revokes_at_the_level_of_final_acts(held):
    held.do("key.add", "SEC/1", id="sec-phone", **Phone(7).fields)
    held.do("key.add", "SEC/1", id="sec-card", **Card(7).fields)
    for act in (
        held.act("key.recover", "SEC/1", of="KAZ", **Card(9).fields),
        held.act("key.revoke", "SEC/1", key="card", behalf="KAZ"),
    ):
        assert held.refused(act) == "signature_key_needed"
        assert held.refused(act, Phone(7).sign(act, "sec-phone")) == "signature_key_needed"
        assert held.refused(act, Card(7).sign(act, "sec-card")) is None


@pytest.mark.parametrize("encoded", SMALL)
def test_a_key_under_which_anything_verifies_is_no_key(held, encoded):
    public = base64.b64encode(bytes.fromhex(encoded)).decode()
    act = held.act("key.add", "RUS/1", key_kind="ed25519", public=public)
    assert held.refused(act) == "key_unsound"


@pytest.mark.parametrize("encoded", SMALL)
def test_a_passkey_under_which_anything_verifies_is_no_key(held, encoded):
    public = base64.b64encode(bytes.fromhex(encoded)).decode()
    act = held.act("key.add", "RUS/1", key_kind="passkey", public=public, site="comity.example")
    assert held.refused(act) == "key_unsound"


def test_a_passkey_of_either_algorithm_signs_at_the_first_level_and_no_further(held):
    held.do("key.add", "RUS/1", id="stick", **Stick(4).fields)
    act = held.question("RUS/1")
    assert held.refused(act, Stick(4).sign(act, "stick")) is None
    final = held.act("approval.initial", "RUS/1", text="statement", sha256="0" * 64)
    assert held.refused(final, Stick(4).sign(final, "stick")) == "signature_key_needed"


def test_acts_signed_together_are_each_accepted_in_any_order(held):
    acts = [held.question(id=f"q-{n}") for n in range(5)]
    lines = Phone().sign_all(acts, "phone")
    for act, line in reversed(list(zip(acts, lines, strict=True))):
        assert held.refused(act, line) is None
        held.file(act)
    assert held.refused(held.question(id="q-9"), lines[0]) == "signature_wrong"
    assert held.refused(acts[0], lines[1]) == "signature_wrong"
    assert held.refused(acts[0], Phone(2).sign_all(acts, "phone")[0]) == "signature_wrong"


def test_a_point_off_the_curve_is_no_key(held):
    public = base64.b64encode(b"\4" + bytes(64)).decode()
    act = held.act("key.recover", "SEC/1", of="KAZ", key_kind="passkey", public=public, site="comity.example")
    assert held.refused(act) == "key_unsound"


def test_the_opening_act_is_attested_and_bears_no_signature_of_a_key_that_nobody_has():
    act = example("consultation.open", signing=2)
    assert level(None, act) == 0
    require(None, act, encode(act), ())
    with pytest.raises(Refused) as refused:
        require(None, act, encode(act), [Card().sign(act, "card")])
    assert refused.value.code == "key_unknown"


@settings(max_examples=40)
@given(place=st.integers(0, 10_000), letter=st.sampled_from("ABCabc019+/= "))
def test_one_letter_of_a_signature_changed_is_refused(place, letter):
    held = Signed(signing=1)
    held.do("key.add", "KAZ/1", id="card", **Card().fields)
    act = held.question()
    line = Card().sign(act, "card")
    at = place % len(line)
    changed = line[:at] + letter + line[at + 1 :]
    assert (held.refused(act, changed) is None) == (changed == line)
