"""The application as an ASGI server runs it: ``uvicorn comity.config.asgi:application``."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")

application = get_asgi_application()
