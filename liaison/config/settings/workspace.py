"""Settings of `liaison-vault`: the confidential half, a process and a system user of its own."""

import os
import secrets
from pathlib import Path

LIAISON_VAULTS = Path(os.environ.get("LIAISON_VAULTS") or "vaults").absolute()
LIAISON_VAULT_KEYS = Path(
    os.environ.get("LIAISON_VAULT_KEYS", LIAISON_VAULTS.with_name(f"{LIAISON_VAULTS.name}-keys"))
).absolute()

INSTALLED_APPS = [
    "liaison.workspace.audit",
]

# There is no database but the vaults, opened one by one: liaison.workspace.vault.opened.
DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}
DATABASE_ROUTERS = ["liaison.workspace.vault.opened.Router"]

USE_TZ = True
TIME_ZONE = "UTC"
SECRET_KEY = secrets.token_urlsafe(48)  # of this process; what outlives it is kept in vaults
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING_CONFIG = None
