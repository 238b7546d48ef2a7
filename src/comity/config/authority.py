"""A time-stamping authority asked by HTTP (RFC 3161, section 3.4), at an address that the administrator gives."""

from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

from comity.cli.witnessing import paced
from comity.core.errors import Refused, Unreadable
from comity.record.stamp import LARGEST

PATIENCE = 30
"""Seconds in which the authority has to say something, as ``paced`` says."""

_ASKED, _ANSWERED = "application/timestamp-query", "application/timestamp-reply"
_GOOD = 200
_KIND = 60


def answer(address: str, request: bytes) -> bytes:
    """What the authority answers; redirects are not followed.

    Refuses ``authority_address``. ``Unreadable``: ``authority_silent`` where nobody answers, ``authority_answer`` where the answer
    is none of the protocol, ``stamp_too_large``.
    """
    _require_web(address)
    asked = Request(address, request, {"Content-Type": _ASKED, "Accept": _ANSWERED})  # noqa: S310 - the scheme has been seen
    try:
        with paced.opener(LARGEST, PATIENCE).open(asked, timeout=PATIENCE) as response:
            _require_stamp(address, response.status, response.headers.get_content_type())
            data: bytes = response.read(LARGEST + 1)
    except HTTPError as error:
        with error:
            raise _other(address, error.code, error.headers.get_content_type()) from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise Unreadable(address, "authority_silent", reason=getattr(reason, "strerror", None) or str(reason)) from None
    if len(data) > LARGEST:
        raise Unreadable(address, "stamp_too_large", limit=LARGEST // 1_000)
    return data


def _require_web(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise Refused("authority_address", address=address)


def _require_stamp(address: str, status: int, kind: str) -> None:
    if (status, kind) != (_GOOD, _ANSWERED):
        raise _other(address, status, kind)


def _other(address: str, status: int, kind: str) -> Unreadable:
    return Unreadable(address, "authority_answer", status=status, kind="".join(filter(str.isprintable, kind))[:_KIND])
