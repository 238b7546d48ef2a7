"""The record for programs: checkpoint, tiles, receipts (C2SP tlog-tiles, tlog-proof), and where witnesses cosign."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from comity import registry
from comity.core.errors import Refused, Unreadable
from comity.record import note
from comity.record.tile import read_path
from comity.web.desk import Desk
from comity.web.entrance import at_log
from comity.web.screen import REFUSED
from comity.web.submit import reason

TEXT = "text/plain; charset=utf-8"
OCTETS = "application/octet-stream"

_NEW = "private, no-cache"
_FOR_EVER = "private, max-age=31536000, immutable"
_FORKED = {"witness_forked", "record_behind", "record_forked"}
_CONFLICT = 409
_MOST = 16_384
"""Bytes of a posted cosignature: a key, a checkpoint and a few lines."""


@require_safe
@at_log
def checkpoint(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The newest signed checkpoint, with the witnesses' cosignatures of it."""
    del request
    return _answer(registry.checkpoint(desk.log), TEXT, _NEW)


@require_safe
@at_log
def key(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The key that signs the checkpoints, as a verifier key: what a witness trusts on first use."""
    del request
    return _answer(f"{registry.key(desk.log)}\n".encode(), TEXT, _NEW)


@require_safe
@at_log
def tile(request: HttpRequest, desk: Desk, place: str) -> HttpResponse:
    """A tile of the tree or of its entries; only such as the record fills."""
    del request
    asked = read_path(f"tile/{place}")
    found = registry.tile(desk.log, asked) if asked and asked.span[1] <= desk.state.size else None
    if found is None:
        raise Http404(place)
    return _answer(found, OCTETS, _FOR_EVER)


@require_safe
@at_log
def receipt(request: HttpRequest, desk: Desk, seq: int) -> HttpResponse:
    """The receipt of an act: its proof against the newest checkpoint."""
    del request
    try:
        found = registry.receipt(desk.log, seq)
    except Refused as refused:
        if refused.code != "act_unknown":
            raise
        raise Http404(str(seq)) from refused
    return _file(found, TEXT, f"{desk.log}-{seq}.tlog-proof")


@require_safe
@at_log
def leaf(request: HttpRequest, desk: Desk, seq: int) -> HttpResponse:
    """The act that a receipt proves: the bytes of its leaf."""
    del request
    found = registry.leaf(desk.log, seq) if seq < desk.state.size else None
    if found is None:
        raise Http404(str(seq))
    return _file(found, "application/json", f"{desk.log}-{seq}.json")


@csrf_exempt
@require_POST
@partial(at_log, machines_only=True)
def cosign(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take a witness's cosignature: its verifier key, an empty line, and the checkpoint as it cosigned it.

    200 with the size and the instant that are kept of this witness; 400 for what cannot be read, 409 for a head that
    this record does not have, 422 for what the rules of the house refuse, each with a sentence. A head that this host signed
    and does not have ends the writing to the record.
    """
    written, _, signed = request.read(_MOST).partition(b"\n\n")
    try:
        kept = registry.cosign(desk.log, desk.code, note.read_key(written.decode(errors="replace")), note.read(signed))
    except Unreadable as error:
        return _sentence(reason(error), 400)
    except Refused as refused:
        return _sentence(reason(refused), _CONFLICT if refused.code in _FORKED else REFUSED)
    return _answer(f"{kept.size}\n{kept.at}\n".encode(), TEXT, _NEW)


def _answer(body: bytes, kind: str, cache: str) -> HttpResponse:
    return HttpResponse(body, content_type=kind, headers={"Cache-Control": cache})


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = _answer(body, kind, _NEW)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sentence(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", content_type=TEXT, status=status)


urls = [
    path("c/<slug:log>/log/checkpoint", checkpoint, name="log-checkpoint"),
    path("c/<slug:log>/log/key", key, name="log-key"),
    path("c/<slug:log>/log/tile/<path:place>", tile, name="log-tile"),
    path("c/<slug:log>/log/<int:seq>.tlog-proof", receipt, name="log-receipt"),
    path("c/<slug:log>/log/<int:seq>.json", leaf, name="log-leaf"),
    path("c/<slug:log>/log/cosignatures", cosign, name="log-cosign"),
]
