"""The application as an ASGI server runs it: ``uvicorn comity.config.asgi:application``."""

import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from comity.cli.terminal.output import sentence, tell
from comity.config.bounded import Application, bounded
from comity.config.command import BAD_INPUT
from comity.config.database import pooled
from comity.config.discreet import Discreet
from comity.core.errors import Refused
from comity.locale import reader_language, say

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")


def _begun() -> Application:
    """The application on a store that is safe; where it cannot be begun, one sentence says why and the process ends."""
    language = reader_language()
    logging.getLogger("uvicorn.access").addFilter(Discreet())
    try:
        begun = bounded(get_asgi_application(), settings.COMITY_REQUEST)
        # The demonstration may run on a store that is thrown away too.
        safe = settings.COMITY_DEMONSTRATION or _examined(language)
    except Refused as refused:
        tell(sentence(refused, language))
    except (OSError, ImproperlyConfigured) as error:
        tell(say(language, "serve.no_store", why=str(error)))
    else:
        if safe:
            # Only now: what is wrong with a database is said best by a connection of one's own.
            pooled(settings.DATABASES["default"])
            return begun
    sys.exit(BAD_INPUT)


def _examined(language: str) -> bool:
    """Whether the store keeps what it acknowledges; what is wrong with it and with its records is told, a sentence each."""
    from comity.config.start import behind, compared, unsafe  # noqa: PLC0415 - its tables are known only once Django is set up

    dangers = list(unsafe())
    for error in dangers or (*compared(settings.COMITY_DATA), *behind()):
        tell(sentence(error, language))
    connection.close()  # of this thread, which ends
    return not dangers


with ThreadPoolExecutor(1) as thread:  # where this is imported a loop may run, in which no database can be asked
    application = thread.submit(_begun).result()
