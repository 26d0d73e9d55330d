"""Settings for the checker of types alone: it has to know the tables of both halves at once."""

from liaison.config.settings import test, workspace
from liaison.config.settings.test import *  # noqa: F403 (all of them)

LIAISON_VAULTS = workspace.LIAISON_VAULTS
LIAISON_VAULT_KEYS = workspace.LIAISON_VAULT_KEYS
INSTALLED_APPS = [*test.INSTALLED_APPS, *workspace.INSTALLED_APPS]
