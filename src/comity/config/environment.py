"""What the environment may say: a value that would silently mean something else than it seems to is refused (``setting_malformed``)."""

import re

from comity.core.errors import Refused

_MEGABYTES = re.compile("[1-9][0-9]{0,3}")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")
_SWITCH = {"": False, "0": False, "1": True}


def megabytes(setting: str, value: str) -> int:
    """The bytes that a setting tells in megabytes: a number from 1 to 9999."""
    if not _MEGABYTES.fullmatch(value):
        raise Refused("setting_malformed", name=setting)
    return int(value) * 1024**2


def switch(setting: str, value: str) -> bool:
    """Whether a setting is on: ``1``, or ``0`` or nothing. Another word is no answer: who wrote ``true`` meant to be safe."""
    if value not in _SWITCH:
        raise Refused("setting_malformed", name=setting)
    return _SWITCH[value]


def hosts(setting: str, value: str) -> list[str]:
    """The names of hosts between commas; an address, a port or a pattern is none, and would let nobody in, or everybody."""
    found = [host.strip() for host in value.split(",") if host.strip()]
    if not all(map(_HOST.fullmatch, found)):
        raise Refused("setting_malformed", name=setting)
    return found
