"""Vaults that a server makes and opens, in folders of the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from liaison.workspace.vault import doors, making, opened
from tests.workspace.conftest import QUICK


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings, "LIAISON_VAULTS", tmp_path / "vaults")
    monkeypatch.setattr(settings, "LIAISON_VAULT_KEYS", tmp_path / "keys")
    create = making.create
    monkeypatch.setattr(
        making, "create", lambda place, passphrase, cost=QUICK: create(place, passphrase, cost)
    )
    cache.clear()
    yield
    for vault in opened.everyone():
        doors.close_door(vault.place.name)
