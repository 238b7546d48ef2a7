"""Signatures of time stamps checked by OpenSSL, through the library rfc3161-client, up to certificates that the reader trusts.

Needs a library, as ``openssl`` does: nothing here imports it, and it is given from above where the library is there.
"""

from cryptography import x509
from rfc3161_client import VerificationError, Verifier, VerifierBuilder, decode_timestamp_response

from comity.core.errors import Unreadable
from comity.record import stamp
from comity.record.stamp import Stamp
from comity.record.stamped import Judge


def judge(certificates: bytes) -> Judge:
    """What checks stamps under certificates (PEM): roots, and such as lead from an authority's own to a root.

    A stamp is proven where its signature is right (RFC 5652, section 5.6), its certificate is for time stamps (RFC 3161, section
    2.3), is named in what is signed (RFC 5816), and led at the time that it says to one of the roots. It is false where it
    carries a certificate issued in the name of one of these and is not proven. Whether a certificate was revoked is not asked.

    ``Unreadable``: ``certificates_malformed`` where there are none, ``certificates_rootless`` where none issued itself.
    """
    try:
        trusted = x509.load_pem_x509_certificates(certificates)
        names = _names([(each.issuer.public_bytes(), each.subject.public_bytes()) for each in trusted])
    except ValueError:
        raise Unreadable("certificates", "certificates_malformed") from None
    if not names:
        raise Unreadable("certificates", "certificates_rootless")
    verifier = VerifierBuilder(roots=trusted).build()

    def judged(found: Stamp) -> bool | None:
        return _is_signed(found, verifier) or (None if names.isdisjoint(found.issuers) else False)

    return judged


def _is_signed(found: Stamp, verifier: Verifier) -> bool:
    """Whether the library and OpenSSL take the token for what we read in it."""
    try:
        answer = decode_timestamp_response(stamp.response(found.token))
        verifier.verify(answer, found.imprint)
    except (ValueError, VerificationError):
        return False
    return found.is_bound and int(answer.tst_info.gen_time.timestamp()) == found.at // 1_000


def _names(issued: list[tuple[bytes, bytes]]) -> set[bytes]:
    """For whom certificates are, given by whom and for whom each is, from those on that somebody issued to himself."""
    names = {subject for issuer, subject in issued if issuer == subject}
    while more := {subject for issuer, subject in issued if issuer in names} - names:
        names |= more
    return names
