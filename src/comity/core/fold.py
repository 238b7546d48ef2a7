"""Acts become state: one act checked, one act applied, a whole log folded."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from msgspec.structs import FieldInfo, fields, replace

from comity.core.acts.act import Act
from comity.core.acts.consultation.open import Open
from comity.core.acts.consultation.succeed import Succeed
from comity.core.acts.rights import party_of
from comity.core.errors import Refused
from comity.core.state import State


class Entry(NamedTuple):
    """An act in its place: number ``seq`` of the log, accepted at instant ``at`` (milliseconds, UTC)."""

    seq: int
    at: int
    act: Act


def check(state: State | None, act: Act) -> None:
    """Raise ``Refused`` if ``act`` may not be the next act of the log; raise nothing else."""
    if isinstance(act, Open):
        act.check(state)
        return
    if state is None:
        raise Refused("not_opened", log=act.log)
    if (log := _follows(act)) != state.log:
        raise Refused("log_wrong", log=log, expected=state.log)
    if act.seen.size > state.size:
        raise Refused("seen_ahead", seen=act.seen.size, size=state.size)
    party_of(state, act)
    if state.closed:
        raise Refused("closed")
    act.check(state)


def _follows(act: Act) -> str:
    """The log whose acts an act follows: its own, unless it is the one by which another log goes on."""
    return act.predecessor if isinstance(act, Succeed) else act.log


def apply(state: State | None, act: Act, seq: int, at: int) -> State:
    """The state after ``act``, which has passed ``check``: act ``seq`` of the log, accepted at instant ``at``."""
    if state is None or isinstance(act, Open):
        return _opened(act, seq, at)
    return replace(act.apply(state, seq, at), size=seq + 1, at=at)


def _opened(act: Act, seq: int, at: int) -> State:
    if not isinstance(act, Open):
        raise Refused("not_opened", log=act.log)
    return act.opened(seq, at)


def fold(entries: Iterable[Entry], state: State | None = None) -> State | None:
    """The state after ``entries``, which follow those of ``state``. O(1) calls of ``apply`` an entry, no checks."""
    for seq, at, act in entries:
        state = apply(state, act, seq, at)
    return state


_ENCODER = msgspec.json.Encoder(order="sorted")


def state_hash(state: State) -> str:
    """SHA-256, hexadecimal, of everything in a state, as canonical JSON: two folds agree if and only if their hashes do.

    A field that holds its default is left out, so a record keeps its hash when later rules give the state more fields
    than its acts fill.
    """
    return hashlib.sha256(_ENCODER.encode(_said(state))).hexdigest()


def _said(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        held = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _said(each) for field, each in held if each != _default(field)}
    if isinstance(value, Mapping):
        return {key: _said(each) for key, each in value.items()}
    return [_said(each) for each in value] if isinstance(value, tuple) else value


def _default(field: FieldInfo) -> object:
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
