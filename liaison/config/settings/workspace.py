"""Settings of `liaison-vault`: the confidential half, a process and a system user of its own."""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

LIAISON_VAULTS = Path(os.environ.get("LIAISON_VAULTS") or "vaults").absolute()
LIAISON_VAULT_KEYS = Path(
    os.environ.get("LIAISON_VAULT_KEYS", LIAISON_VAULTS.with_name(f"{LIAISON_VAULTS.name}-keys"))
).absolute()
# The SOCKS proxy of Tor, through which envelopes go to other nodes: socks5h://127.0.0.1:9050
# LIAISON_DEBUG=1 says: nodes on this machine talk to one another without HTTPS, as in the demo.
LIAISON_LOOPBACK = os.environ.get("LIAISON_DEBUG", "") == "1"
LIAISON_TOR_PROXY = os.environ.get("LIAISON_TOR_PROXY", "")
# Where the public record takes in what is published; the two share nothing else.
LIAISON_INTAKE = (
    Path(os.environ["LIAISON_INTAKE"]).absolute() if os.environ.get("LIAISON_INTAKE") else None
)
DEBUG = False
# LIAISON_HTTPS=1 says: a server in front speaks HTTPS and sets X-Forwarded-Proto itself.
_HTTPS = os.environ.get("LIAISON_HTTPS", "") == "1"
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("LIAISON_VAULT_HOSTS", "localhost").split(",")
    if host.strip()
]

INSTALLED_APPS = [
    "liaison.workspace.frame",
    "liaison.workspace.audit",
    "liaison.workspace.members",
    "liaison.workspace.keeping",
    "liaison.workspace.people",
    "liaison.workspace.peers",
    "liaison.workspace.envelopes",
    "liaison.workspace.circles",
    "liaison.design",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "liaison.workspace.frame.answers.AnswerMiddleware",
    "liaison.workspace.frame.cookies.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "liaison.workspace.frame.cookies.CsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "liaison.workspace.members.gate.GateMiddleware",
]
ROOT_URLCONF = "liaison.config.vault_urls"
WSGI_APPLICATION = "liaison.config.vault_wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "liaison.workspace.frame.environment.environment",
            "context_processors": ["liaison.workspace.frame.context.every_page"],
        },
    },
]

# There is no database but the vaults, opened one by one: liaison.workspace.vault.opened.
DATABASES = {"default": {"ENGINE": "liaison.workspace.vault.at_hand"}}
DATABASE_ROUTERS = ["liaison.workspace.vault.opened.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {  # of tries alone
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "liaison.workspace.frame.limits.key",
    }
}

# -- signing in

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "liaison.workspace.members.passwords.SoonGuessed"},
]
ACCOUNT_ADAPTER = "liaison.workspace.members.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # no address is kept of anybody
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds: how long a step up lasts
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
# With LIAISON_FORWARDED=1 a server in front says who asks; tries are counted for each address.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LIAISON_FORWARDED", "") == "1")
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS  # browsers do, for localhost alone
MFA_ADAPTER = "liaison.workspace.members.adapter.MFAAdapter"
MFA_TOTP_ISSUER = "Liaison"
ACCOUNT_FORMS = {
    "login": "liaison.workspace.members.forms.SignIn",
    "reauthenticate": "liaison.workspace.members.forms.Again",
    "change_password": "liaison.workspace.members.forms.ChangePassword",
}
MFA_FORMS = {
    "authenticate": "liaison.workspace.members.forms.Code",
    "authenticate_webauthn": "liaison.workspace.members.forms.Passkey",
    "login_webauthn": "liaison.workspace.members.forms.PasskeyAlone",
    "reauthenticate_webauthn": "liaison.workspace.members.forms.PasskeyAgain",
    "reauthenticate": "liaison.workspace.members.forms.CodeAgain",
    "activate_totp": "liaison.workspace.members.forms.UseApp",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

SESSION_ENGINE = "django.contrib.sessions.backends.db"  # in the vault
SESSION_COOKIE_NAME = "vault"
SESSION_COOKIE_AGE = 1_800  # seconds without a request, and one signs in again
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "form"
CSRF_COOKIE_AGE = None  # until the browser is closed
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "liaison.workspace.frame.failures.form_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Of this process, which is one; what outlives it is kept in vaults.
SECRET_KEY = secrets.token_urlsafe(48)

# -- what comes in: never onto the disk in the clear

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes of a form without its files
FILE_UPLOAD_MAX_MEMORY_SIZE = 26_214_400  # bytes of a form with its files
FILE_UPLOAD_HANDLERS = ["liaison.workspace.frame.uploads.InMemoryAlone"]

# -- language and looks

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [Path(__file__).resolve().parents[3] / "locale"]
STATIC_URL = "/static/"
STORAGES = {"staticfiles": {"BACKEND": "liaison.design.static_files.VersionedStaticFiles"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = "^/static/"

# -- what a browser is told

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],  # passkeys cannot be had without
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],  # the square of a one-time code
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # none at all would break the check of forms over HTTPS
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000  # over HTTPS alone
X_FRAME_OPTIONS = "DENY"
if _HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What went wrong is told to whoever runs it, without what anybody sent.
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "liaison.workspace.frame.logged.WithoutWords"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},  # its own would write mail
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
