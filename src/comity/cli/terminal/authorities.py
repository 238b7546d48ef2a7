"""What checks signatures of time stamps, where the library rfc3161-client is installed."""

from importlib import import_module
from importlib.util import find_spec

from comity.core.errors import Refused
from comity.record.stamped import Judge


def judge(certificates: bytes) -> Judge:
    """The judge of stamps under these certificates (PEM).

    Refuses ``stamps_not_installed``; ``Unreadable`` (``certificates_malformed``) where they are none.
    """
    if find_spec("rfc3161_client") is None:
        raise Refused("stamps_not_installed")
    found: Judge = import_module("comity.record.authorities").judge(certificates)
    return found
