"""The confidential half knows nothing of the record's tables, and no database but its vaults."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction

from liaison.workspace.audit.actions import log
from liaison.workspace.audit.models import Entry
from liaison.workspace.vault.errors import NoVault
from liaison.workspace.vault.opened import Router, Vault


def test_no_table_of_the_record_is_here() -> None:
    ours = ("liaison.workspace.", "django.", "allauth.")
    found = [model.__module__ for model in apps.get_models(include_auto_created=True)]
    assert Entry.__module__ in found
    assert [module for module in found if not module.startswith(ours)] == []


def test_there_is_no_database_but_the_vaults() -> None:
    engines = [one["ENGINE"] for one in settings.DATABASES.values()]
    assert engines == ["liaison.workspace.vault.at_hand"]
    assert Router().allow_migrate("default", "audit") is False


def test_outside_of_vaults_the_default_database_is_none() -> None:
    with pytest.raises(NoVault), transaction.atomic():
        pass
    with pytest.raises(NoVault):
        Entry.objects.count()


def test_what_names_no_database_is_done_in_the_vault_at_hand(vault: Vault) -> None:
    with transaction.atomic():
        log("vault.tried")
        transaction.set_rollback(True)
    assert Entry.objects.count() == 0
