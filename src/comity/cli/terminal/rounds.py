"""Work that is done again and again until the command is stopped, and that says when it found what."""

import time

from comity.cli.terminal.output import tell
from comity.core.errors import Refused

MOST = 7 * 24 * 3600
"""Seconds between two rounds."""


def require_pause(seconds: int) -> None:
    """Refuse (``witness_every``) a pause between two rounds that is none, or longer than ``MOST``."""
    if not 0 < seconds <= MOST:
        raise Refused("witness_every", most=MOST)


def tell_now(sentence: str) -> None:
    """Say a sentence with the time before it (UTC)."""
    tell(f"{time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime())}  {sentence}")
