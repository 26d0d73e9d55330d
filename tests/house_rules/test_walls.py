"""The walls that import-linter cannot see."""

import subprocess
import sys

from django.apps import apps
from django.conf import settings

from tests.conftest import ROOT

RECORD = {"archive", "catalogue", "fetch"}


def test_the_public_settings_know_no_vault() -> None:
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "print(settings.INSTALLED_APPS, list(settings.DATABASES), "
        "[name for name in dir(settings) if 'VAULT' in name or 'WORKSPACE' in name])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={
            "PATH": "",
            "DJANGO_SETTINGS_MODULE": "liaison.config.settings.public",
            "LIAISON_HOME": str(settings.LIAISON_HOME),
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "workspace" not in done.stdout
    assert "['default'] []" in done.stdout


def test_every_table_of_the_record_is_in_a_backup() -> None:
    from liaison.pipeline.backup import DERIVED, models

    ours = {
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("liaison.") and model._meta.app_label != DERIVED
    }
    assert ours == set(models())


def test_no_relation_leaves_the_record() -> None:
    outside = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in RECORD
        for field in model._meta.get_fields()
        if field.is_relation
        and field.related_model is not None
        and field.related_model._meta.app_label not in RECORD
    ]
    assert outside == []


def test_nobody_needs_cookies_accounts_or_scripts() -> None:
    forbidden = ("sessions", "auth", "admin", "messages", "csrf")
    named = [*settings.INSTALLED_APPS, *settings.MIDDLEWARE]
    assert [name for name in named if any(word in name.lower() for word in forbidden)] == []
