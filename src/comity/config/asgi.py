"""The application as an ASGI server runs it: ``uvicorn comity.config.asgi:application``."""

import os
import sys

from django.conf import settings
from django.core.asgi import get_asgi_application

from comity.config.bounded import bounded
from comity.config.start import behind, unsafe
from comity.locale import reader_language, say

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")


def _examine() -> None:
    """Tell what is wrong with the store, one sentence each; a store that may lose what it acknowledged is not served."""
    dangers = list(unsafe())
    for refusal in dangers or behind():
        sys.stderr.write(say(reader_language(), f"refused.{refusal.code}", **refusal.facts) + "\n")
    if dangers:
        sys.exit(2)


application = bounded(get_asgi_application(), settings.COMITY_REQUEST)
if not settings.COMITY_DEMONSTRATION:  # which is thrown away, and may run on a store that is too
    _examine()
