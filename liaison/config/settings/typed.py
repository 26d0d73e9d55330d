"""Settings for the checker of types alone: it has to know the tables of both halves at once."""

from liaison.config.settings import test, workspace
from liaison.config.settings.test import *  # noqa: F403 (all of them)

LIAISON_INTAKE = workspace.LIAISON_INTAKE
LIAISON_TOR_PROXY = workspace.LIAISON_TOR_PROXY
LIAISON_VAULTS = workspace.LIAISON_VAULTS
LIAISON_VAULT_KEYS = workspace.LIAISON_VAULT_KEYS
INSTALLED_APPS = list(dict.fromkeys([*test.INSTALLED_APPS, *workspace.INSTALLED_APPS]))
MIDDLEWARE = workspace.MIDDLEWARE
AUTH_USER_MODEL = workspace.AUTH_USER_MODEL
SESSION_COOKIE_NAME = workspace.SESSION_COOKIE_NAME
SESSION_COOKIE_AGE = workspace.SESSION_COOKIE_AGE
CSRF_COOKIE_NAME = workspace.CSRF_COOKIE_NAME
LANGUAGE_COOKIE_NAME = workspace.LANGUAGE_COOKIE_NAME
FILE_UPLOAD_MAX_MEMORY_SIZE = workspace.FILE_UPLOAD_MAX_MEMORY_SIZE
LOGIN_URL = workspace.LOGIN_URL
ACCOUNT_REAUTHENTICATION_TIMEOUT = workspace.ACCOUNT_REAUTHENTICATION_TIMEOUT
LIAISON_LOOPBACK = workspace.LIAISON_LOOPBACK
