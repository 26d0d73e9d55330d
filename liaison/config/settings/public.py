"""The public site: no account, no cookie, no key, no second database."""

import os
import re
from pathlib import Path

from csp.constants import NONE, SELF

from liaison.config.onion import onion_site
from liaison.config.settings.base import *  # noqa: F403 (one set of settings, extended)
from liaison.config.settings.base import DATABASES, INSTALLED_APPS
from liaison.kernel.errors import MistakenInput

# LIAISON_DEBUG=1 says: somebody works on the code, on a machine of their own.
DEBUG = os.environ.get("LIAISON_DEBUG", "") == "1"
_BEHIND_HTTPS = os.environ.get("LIAISON_HTTPS", "") == "1"
# LIAISON_FORWARDED=1 says: a server in front sets X-Forwarded-For itself, to who asks.
FORWARDED = os.environ.get("LIAISON_FORWARDED", "") == "1"
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("LIAISON_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]


def _contact(said: str) -> str:
    """Where a reader reaches whoever runs the site: a mail or web address, or ""."""
    if not said or _WEB.fullmatch(said) or _MAIL.fullmatch(said):
        return said
    raise MistakenInput(
        f"LIAISON_CONTACT is {said!r} and should be an address that a reader can write to",
        "give a mail address, or a web address that starts with https://",
    )


_WEB = re.compile(r"https?://[^\s/]\S*")
_MAIL = re.compile(r"[^\s@:/?&]+@[^\s@:/?&]+\.[^\s@:/?&]+")
CONTACT = _contact(os.environ.get("LIAISON_CONTACT", "").strip())
ONION = onion_site(os.environ.get("LIAISON_ONION", "").strip())
if ONION:
    ALLOWED_HOSTS.append(ONION.partition("://")[2])

INSTALLED_APPS = [
    *INSTALLED_APPS,
    "liaison.publish",
    "liaison.design",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "liaison.publish.kept.KeptPagesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "liaison.publish.api.limits.LimitMiddleware",
    "liaison.publish.answers.AnswerMiddleware",
]
if DEBUG:
    MIDDLEWARE.remove("liaison.publish.kept.KeptPagesMiddleware")  # what changed is seen at once
ROOT_URLCONF = "liaison.config.urls_debug" if DEBUG else "liaison.config.urls"
WSGI_APPLICATION = "liaison.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "liaison.publish.environment.environment",
            "context_processors": ["liaison.publish.context.every_page"],
        },
    },
]
# A page asks several small questions: opening the file anew for each page costs more than they do.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
]
USE_I18N = True
LOCALE_PATHS = [Path(__file__).resolve().parents[3] / "locale"]

STATIC_URL = "/static/"
STORAGES = {
    "staticfiles": {"BACKEND": "liaison.design.static_files.VersionedStaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = "^/static/"  # the address of a file carries its version

# No script runs and nothing is asked of anyone but this site.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        # No script is there to connect. Checkers that stand in a page read robots.txt from it.
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _BEHIND_HTTPS:
    # LIAISON_HTTPS=1 says: a server in front speaks HTTPS and sets this header itself.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

# A fault of the site is told to whoever runs it; what readers ask for is not written down.
LOGGING_CONFIG = "logging.config.dictConfig"  # type: ignore[assignment] # base has none
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without words": {"()": "liaison.publish.logged.WithoutWords"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without words"],
        }
    },
    "loggers": {
        "django.request": {"level": "ERROR"},
        # What a stranger sends is no fault of the site, and would fill its log.
        "django.security": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
