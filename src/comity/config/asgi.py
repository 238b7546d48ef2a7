"""The application as an ASGI server runs it: ``uvicorn comity.config.asgi:application``."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from comity.config.bounded import bounded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")

application = bounded(get_asgi_application(), settings.COMITY_REQUEST)
