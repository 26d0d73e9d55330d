"""Settings for the checker of types alone: it has to know the tables of both halves at once."""

from liaison.config.settings.test import *  # noqa: F403 (all of them)
from liaison.config.settings.test import INSTALLED_APPS as _RECORD
from liaison.config.settings.workspace import (
    INSTALLED_APPS as _WORKSPACE,
)
from liaison.config.settings.workspace import (
    LIAISON_VAULT_KEYS,
    LIAISON_VAULTS,
)

__all__ = ["INSTALLED_APPS", "LIAISON_VAULTS", "LIAISON_VAULT_KEYS"]

INSTALLED_APPS = [*_RECORD, *(app for app in _WORKSPACE if app not in _RECORD)]
