"""The settings of the server. The environment is read here and nowhere else.

``COMITY_DATA``           the folder of everything that is kept (default ``var``)
``COMITY_DATABASE``       an SQLite path or a ``postgresql://`` URL (default ``COMITY_DATA/comity.sqlite3``)
``COMITY_HOSTS``          the names by which the server may be addressed, separated by commas (default: this machine)
``COMITY_HTTPS``          ``1`` where the server is reached over TLS only: secure cookies and strict transport
``COMITY_UPLOAD``         the largest file that is read, in megabytes (default 32)
``COMITY_PORT``           the port of ``make run`` (default 8000; the next free one if it is taken)
``COMITY_DEMONSTRATION``  ``1`` where the sign-in page shows a link per role; ``make run`` sets it, on this machine only
"""

import os
from pathlib import Path

from comity.config.database import database
from comity.config.environment import hosts, megabytes, switch
from comity.config.secret import host_key, private, secret

_PACKAGE = Path(__file__).parent.parent

COMITY_DATA = Path(os.environ.get("COMITY_DATA") or "var").resolve()
COMITY_UPLOAD = megabytes("COMITY_UPLOAD", os.environ.get("COMITY_UPLOAD") or "32")
COMITY_DEMONSTRATION = os.environ.get("COMITY_DEMONSTRATION") == "1"
COMITY_PORT = os.environ.get("COMITY_PORT") or "8000"
_HTTPS = switch("COMITY_HTTPS", os.environ.get("COMITY_HTTPS", ""))
_HOSTS = hosts("COMITY_HOSTS", os.environ.get("COMITY_HOSTS", ""))
COMITY_ADDRESS = f"http{'s' * _HTTPS}://{_HOSTS[0]}" if _HOSTS else f"http://127.0.0.1:{COMITY_PORT}"
"""Where people reach this server, as far as it knows: the beginning of the links that commands print."""

DEBUG = False
SECRET_KEY = secret(COMITY_DATA)
COMITY_HOST_KEY = host_key(COMITY_DATA)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_HOSTS]

ROOT_URLCONF = "comity.config.urls"
ASGI_APPLICATION = "comity.config.asgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "comity.registry",
    "comity.people",
    "comity.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "comity.config.security.Headers",
    "django.middleware.gzip.GZipMiddleware",
    "comity.config.static.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database(os.environ.get("COMITY_DATABASE") or str(COMITY_DATA / "comity.sqlite3"))}
private(DATABASES["default"])

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["comity.people.backend.Invited"]
LOGIN_URL = "sign-in"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский")]
LOCALE_PATHS = [_PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [("fonts", _PACKAGE / "fonts")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

CSRF_FAILURE_VIEW = "comity.web.kept.unsent"
SESSION_COOKIE_AGE = 90 * 24 * 3600  # from one session of the experts to the next; a delegation ends it at any time
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _HOSTS] if _HTTPS else []
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
# ``check --deploy``: other names below the host's are not ours to bind (W005, W021), and what comes without TLS is sent on by the proxy (W008).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the account of a long upload has a few fields a proposal
DATA_UPLOAD_MAX_NUMBER_FILES = 1
COMITY_REQUEST = max(COMITY_UPLOAD, DATA_UPLOAD_MAX_MEMORY_SIZE) + 1024**2
"""Bytes of a request after which it is not read any further (``config.bounded``)."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "comity.config.discreet.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A page that was not found, or a form that came back, is the business of the reader, not of the terminal.
    # So is a wrong Host header, which is answered with 400.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
