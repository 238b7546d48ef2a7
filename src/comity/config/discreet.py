"""Tokens of sign-in links stay out of logs: whoever reads one before its person comes would be let in."""

import re
from logging import Filter, LogRecord

_TOKEN = re.compile(r"(/sign-in/)[^/\s?\"']+")


class Discreet(Filter):
    """Lets everything through, with ``/sign-in/…`` in the place of an address that lets somebody in."""

    def filter(self, record: LogRecord) -> bool:
        """Take the tokens out of a message and of what is to be put into it."""
        record.msg = _without(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_without, record.args))
        return True


def _without(told: object) -> object:
    return _TOKEN.sub(r"\1…", told) if isinstance(told, str) else told
