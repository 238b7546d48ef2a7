"""Signatures of time stamps checked by OpenSSL, through the library rfc3161-client, up to certificates that the reader trusts.

Needs a library, as ``openssl`` does: nothing here imports it, and it is given from above where the library is there.
"""

from cryptography import x509
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from comity.core.errors import Unreadable
from comity.record import stamp
from comity.record.stamp import Stamp
from comity.record.stamped import Judge


def judge(certificates: bytes) -> Judge:
    """What checks stamps under the certificates of authorities (PEM): their own, or those that issued them.

    A stamp is proven where its signature is right (RFC 5652, section 5.6), its certificate is for time stamps alone (RFC 3161, section
    2.3) and led, at the time that it says, to one of these that signed itself. It is false where it carries a certificate
    in the name of one of these and is not proven. Whether a certificate was revoked is not asked.

    ``Unreadable`` (``certificates_malformed``) where there are none.
    """
    try:
        trusted = x509.load_pem_x509_certificates(certificates)
        names = {each.subject.public_bytes() for each in trusted}
    except ValueError:
        raise Unreadable("certificates", "certificates_malformed") from None
    verifier = VerifierBuilder(roots=trusted).build()

    def judged(found: Stamp) -> bool | None:
        try:
            answer = decode_timestamp_response(stamp.response(found.token))
            verifier.verify(answer, found.imprint)
        except (ValueError, VerificationError):
            return None if names.isdisjoint(found.issuers) else False
        return int(answer.tst_info.gen_time.timestamp()) == found.at // 1_000

    return judged
