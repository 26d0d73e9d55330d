"""The confidential half knows nothing of the record's tables, and no database but its vaults."""

from django.apps import apps
from django.conf import settings

from liaison.workspace.audit.models import Entry
from liaison.workspace.vault.opened import Router


def test_no_table_of_the_record_is_here() -> None:
    ours = ("liaison.workspace.", "django.", "allauth.")
    found = [model.__module__ for model in apps.get_models(include_auto_created=True)]
    assert Entry.__module__ in found
    assert [module for module in found if not module.startswith(ours)] == []


def test_there_is_no_database_but_the_vaults() -> None:
    assert [one["ENGINE"] for one in settings.DATABASES.values()] == ["django.db.backends.dummy"]
    assert Router().allow_migrate("default", "audit") is False
