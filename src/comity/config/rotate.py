"""``python -m comity.config.rotate``: a new host key, announced under the old one; the server is stopped meanwhile."""

import os
import sys

import django

from comity.cli.terminal.output import sentence, tell, write
from comity.config import secret
from comity.core.errors import Refused, Unreadable
from comity.locale import reader_language, say

BAD_INPUT = 2


def main() -> int:
    """Pass the host's key on, and print the new key of every log as parties keep it. Returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")
    language = reader_language()
    try:
        django.setup()
        lines = _rotated()
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
        return BAD_INPUT
    write("".join(f"{line}\n" for line in lines))
    tell(say(language, "rotate.done"))
    return 0


def _rotated() -> tuple[str, ...]:
    """Announce first and only then put the new key in the place of the old: a power cut between leaves the old one in use."""
    from django.conf import settings  # noqa: PLC0415 - read only once Django is set up

    from comity.registry.rotation import announce  # noqa: PLC0415 - its tables are known only then

    following = secret.next_host_key(settings.COMITY_DATA)
    announced = announce(bytes.fromhex(following))
    secret.replace_host_key(settings.COMITY_DATA)
    return tuple(str(each.new) for each in announced)


if __name__ == "__main__":
    sys.exit(main())
