"""Time stamps of heads: what is asked reads as OpenSSL reads it, what is answered says what OpenSSL says, and no bytes surprise."""

import contextlib
import hashlib
import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.errors import Unreadable
from comity.record import authorities, der, stamp
from comity.record.checkpoint import Checkpoint
from record.authority import KINDS, Authority, needed

HEAD = Checkpoint("comity/00112233445566778899aabbccddeeff", 5, hashlib.sha256(b"five acts").digest())
LATER = replace(HEAD, size=6)

pytestmark = needed


@pytest.fixture(scope="module", params=sorted(KINDS))
def authority(request, tmp_path_factory):
    return Authority(tmp_path_factory.mktemp(request.param) / "own", request.param)


@pytest.fixture(scope="module")
def answer(authority):
    return authority.answer(stamp.request(HEAD))


def text(authority, data):
    """What OpenSSL prints of an answer."""
    (authority.folder / "shown").write_bytes(data)
    return authority.run("ts", "-reply", "-in", "shown", "-text").stdout.decode()


def test_what_is_asked_is_what_openssl_would_ask(authority):
    (authority.folder / "head").write_bytes(HEAD.text.encode())
    authority.run("ts", "-query", "-data", "head", "-sha256", "-cert", "-no_nonce", "-out", "theirs")
    assert stamp.request(HEAD) == (authority.folder / "theirs").read_bytes()


def test_the_text_with_its_last_line_break_is_stamped_and_nothing_else(authority, answer):
    assert stamp.imprint(HEAD) == hashlib.sha256(HEAD.text.encode()).digest()
    assert authority.accepts(answer, HEAD.text.encode())
    assert not authority.accepts(answer, HEAD.text.rstrip("\n").encode())
    assert not authority.accepts(answer, LATER.text.encode())


def test_an_answer_says_what_openssl_reads_in_it(authority, answer):
    found, shown = stamp.read(answer), text(authority, answer)
    assert found.is_of(HEAD)
    assert not found.is_of(LATER)
    assert found.policy == "1.3.6.1.4.1.99999.7"
    assert f"Policy OID: {found.policy}" in shown
    assert f"Serial number: 0x{found.serial:02X}" in shown
    instant = datetime.fromtimestamp(found.at / 1_000, UTC)
    stamped = re.search(r"Time stamp: (.*) GMT", shown)[1]
    whole, _, fraction = stamped.replace(instant.strftime(" %Y"), "").partition(".")
    assert whole == f"{instant:%b} {instant.day:2} {instant:%H:%M:%S}"
    assert (fraction or "0").ljust(3, "0") == f"{found.at % 1_000:03}"
    assert (found.authority, found.nonce) == ("Time of Examples", None)


def test_a_nonce_is_told(authority):
    (authority.folder / "head").write_bytes(HEAD.text.encode())
    authority.run("ts", "-query", "-data", "head", "-sha256", "-cert", "-out", "with-nonce")
    found = authority.answer((authority.folder / "with-nonce").read_bytes())
    assert f"Nonce: 0x{stamp.read(found).nonce:016X}" in text(authority, found)


def test_a_bare_token_says_the_same_and_is_written_as_an_answer_again(authority, answer):
    (authority.folder / "whole").write_bytes(answer)
    authority.run("ts", "-reply", "-in", "whole", "-token_out", "-out", "token")
    token = (authority.folder / "token").read_bytes()
    assert stamp.read(token) == stamp.read(answer)
    assert stamp.response(token) == answer
    assert authority.accepts(stamp.response(stamp.read(answer).token), HEAD.text.encode())


def test_the_name_is_that_of_the_certificate_where_the_token_gives_none(tmp_path):
    unnamed = Authority(tmp_path / "own", "ecdsa", "Служба времени", named="no")
    assert stamp.read(unnamed.answer(stamp.request(HEAD))).authority == "Служба времени"


def test_why_no_stamp_was_granted_is_told(authority):
    sha1 = stamp.request(HEAD).replace(
        bytes.fromhex("300d06096086480165030402010500"), bytes.fromhex("300906052b0e03021a0500")
    )
    for asked in (b"anything", bytes((0x30, len(sha1) - 6)) + sha1[2:]):
        with pytest.raises(Unreadable) as refusal:
            stamp.read(authority.answer(asked))
        assert refusal.value.why == "stamp_refused"
        assert re.search("badDataFormat|badAlg|badRequest", refusal.value.facts["reason"])


def test_its_own_authority_and_no_other_proves_a_stamp(authority, answer, tmp_path):
    other = Authority(tmp_path / "other", "ecdsa", "Another")
    found = stamp.read(answer)
    assert authorities.judge(authority.root)(found) is True
    assert authorities.judge(authority.root + other.root)(found) is True
    assert authorities.judge(other.root)(found) is None


def test_a_certificate_that_is_not_for_time_stamps_proves_nothing(tmp_path):
    mail, time = (Authority(tmp_path / use, "ecdsa", use=use) for use in ("emailProtection", "timeStamping"))
    content, *_ = taken_apart(time.answer(stamp.request(HEAD)))
    for signing in (mail, time):
        found = stamp.read(sealed(signing, content, "-cades"))
        assert found.is_of(HEAD)
        assert authorities.judge(signing.root)(found) is (signing is time)


def test_a_token_that_does_not_name_its_certificate_proves_nothing(tmp_path):
    time = Authority(tmp_path / "own", "ecdsa")
    content, *_ = taken_apart(time.answer(stamp.request(HEAD)))
    unbound = sealed(time, content)
    assert not time.accepts(stamp.response(unbound), HEAD.text.encode())
    assert authorities.judge(time.root)(stamp.read(unbound)) is False
    assert authorities.judge(time.root)(stamp.read(sealed(time, content, "-cades"))) is True


def test_another_certificate_over_the_same_key_cannot_take_the_place_of_the_one_that_signed(tmp_path):
    time = Authority(tmp_path / "own", "rsa")
    answer = time.answer(stamp.request(HEAD))
    number = time.run("x509", "-in", "own.pem", "-noout", "-serial").stdout.decode().strip().split("=")[1]
    time.run("x509", "-req", "-in", "own.csr", "-CA", "root.pem", "-CAkey", "root.key", "-set_serial", f"0x{number}", "-days",
             "8", "-extfile", "settings", "-extensions", "stamps", "-out", "twin.pem")  # fmt: skip
    own, twin = (time.run("x509", "-in", f"{each}.pem", "-outform", "DER").stdout for each in ("own", "twin"))
    assert len(own) == len(twin)
    assert answer.count(own) == 1
    swapped = answer.replace(own, twin)
    assert stamp.read(swapped).is_of(HEAD)
    assert not time.accepts(swapped, HEAD.text.encode())
    assert [authorities.judge(time.root)(stamp.read(each)) for each in (answer, swapped)] == [True, False]


def test_a_certificate_is_named_by_its_older_hash_too(tmp_path):
    time = Authority(tmp_path / "own", "ecdsa", ess="sha1")
    found = stamp.read(time.answer(stamp.request(HEAD)))
    assert (found.is_bound, authorities.judge(time.root)(found)) == (True, True)


def sealed(signing, content, *words):
    """A token over ``content`` as ``openssl cms`` makes it, which is no authority."""
    (signing.folder / "info").write_bytes(content)
    signing.run("cms", "-sign", "-binary", "-nodetach", "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in", "info",
                "-signer", "own.pem", "-inkey", "own.key", "-outform", "DER", "-out", "token", *words)  # fmt: skip
    return (signing.folder / "token").read_bytes()


def test_a_root_has_to_be_among_the_certificates_and_others_may_be(authority, answer, tmp_path):
    own = (authority.folder / "own.pem").read_bytes()
    with pytest.raises(Unreadable) as refusal:
        authorities.judge(own)
    assert refusal.value.why == "certificates_rootless"
    found = stamp.read(answer)
    assert authorities.judge(own + authority.root)(found) is True
    other = Authority(tmp_path / "other", "ecdsa", "Another")
    assert authorities.judge(own + other.root)(found) is None


def test_what_holds_no_certificates_is_said(authority):
    for content in (b"", b"anything", authority.root[:200], b"\xff" * 40):
        with pytest.raises(Unreadable) as refusal:
            authorities.judge(content)
        assert refusal.value.why == "certificates_malformed"


def taken_apart(answer):
    """Of an answer what is stamped, what the signer says of it, and the signature: all that is signed."""
    parts = der.Parts(der.only(answer, der.SEQUENCE))
    parts.take(der.SEQUENCE)
    outer = der.Parts(parts.take(der.SEQUENCE))
    outer.take(der.OID)
    signed = der.Parts(der.only(outer.take(der.context(0)).content, der.SEQUENCE))
    signed.take(der.INTEGER)
    signed.take(der.SET)
    content = der.Parts(signed.take(der.SEQUENCE))
    content.take(der.OID)
    info = der.only(content.take(der.context(0)).content, der.OCTET_STRING).content
    signed.take(der.context(0))
    signer = der.Parts(der.only(signed.take(der.SET).content, der.SEQUENCE))
    for tag in (der.INTEGER, der.SEQUENCE, der.SEQUENCE):
        signer.take(tag)
    attributes = signer.take(der.context(0)).content
    signer.take(der.SEQUENCE)
    return info, attributes, signer.take(der.OCTET_STRING).content


def test_every_flipped_byte_of_what_is_signed_is_found(authority, answer):
    judge = authorities.judge(authority.root)
    starts = [(answer.index(part), len(part)) for part in taken_apart(answer)]
    places = [start + at for start, size in starts for at in range(size)]
    assert len(places) > 300
    for place in places:
        altered = bytearray(answer)
        altered[place] ^= 1
        try:
            found = stamp.read(bytes(altered))
        except Unreadable:
            continue
        assert judge(found) is False, place


def test_a_flipped_bit_anywhere_never_makes_another_stamp_of_it(authority, answer):
    judge, whole = authorities.judge(authority.root), stamp.read(answer)
    for place in range(len(answer)):
        altered = bytearray(answer)
        altered[place] ^= 1 << place % 8
        try:
            found = stamp.read(bytes(altered))
        except Unreadable:
            continue
        if judge(found):
            assert replace(found, token=b"", issuers=(), authority="") == replace(
                whole, token=b"", issuers=(), authority=""
            )


@given(st.binary(max_size=200) | st.integers(0, 7).map(lambda n: b"\x30\x80" * 10**n))
@example(b"\x30\x84\xff\xff\xff\xff")
@example(b"0" * stamp.LARGEST)
@example(b"\x30\x02" * 40_000)
def test_any_bytes_are_a_stamp_or_unreadable(data):
    with contextlib.suppress(Unreadable):
        assert stamp.read(data).token in data


@given(st.data())
def test_any_stamp_with_bytes_changed_is_a_stamp_or_unreadable(answer, data):
    altered = bytearray(answer)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(altered)))
        altered[start : start + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        found = stamp.read(bytes(altered))
    except Unreadable:
        return
    assert found.authority == "" or found.authority.isprintable()


@given(st.integers(-(2**64), 2**64))
def test_numbers_are_read_in_their_shortest_form_alone(number):
    size = (number + (number < 0)).bit_length() // 8 + 1
    data = number.to_bytes(size, signed=True)
    assert der.integer(der.Element(der.INTEGER, data, b"")) == number
    longer = (b"\xff" if number < 0 else b"\0") + data
    with pytest.raises(ValueError, match=r"."):
        der.integer(der.Element(der.INTEGER, longer, b""))


@given(st.integers(0, 2), st.integers(0, 39), st.lists(st.integers(0, 2**40), max_size=6))
def test_identifiers_are_read_as_they_are_written(first, second, more):
    content = b""
    for arc in (40 * first + second, *more):
        groups = [arc >> 7 * at & 0x7F for at in range(max(1, -(-arc.bit_length() // 7)))]
        content += bytes(each | 0x80 for each in groups[:0:-1]) + bytes(groups[:1])
    element = der.Element(der.OID, content, b"")
    assert der.identifier(element) == ".".join(map(str, (first, second, *more)))


@given(st.integers(0, 255), st.lists(st.binary(max_size=300), max_size=3))
def test_what_is_written_is_read(tag, contents):
    data = der.write(tag & 0xEF, *contents) if tag & 0x1F == 0x1F else der.write(tag, *contents)
    (found,) = der.elements(data)
    assert (found.content, found.whole) == (b"".join(contents), data)


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("20261124122539Z", 1_795_523_139_000),
        ("20261124122539.05Z", 1_795_523_139_050),
        ("20261124122539.0541234Z", 1_795_523_139_054),
        ("20261124122539.050Z", None),
        ("20261124122539.Z", None),
        ("20261124122539", None),
        ("20261124122539+0300", None),
        ("20261324122539Z", None),
        ("00001124122539Z", None),
        ("20261124122560Z", None),
        ("202611241225Z", None),
        ("２０261124122539Z", None),
    ],
)
def test_instants_are_read_as_the_standard_writes_them(written, at):
    if at is not None:
        assert stamp._instant(written) == at
        return
    with pytest.raises(ValueError, match=r"."):
        stamp._instant(written)
