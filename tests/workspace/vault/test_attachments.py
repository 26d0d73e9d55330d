"""Sealed files: whole or not there, each readable in its own place alone."""

import os
from pathlib import Path

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.workspace.vault import attachments
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.opened import Vault

MARKER = b"planted: the photograph of Amina Diop-Zarrouki"


def test_a_file_is_read_as_it_was_written_and_lies_sealed(vault: Vault) -> None:
    key = Key.new()
    stored = attachments.write(vault.place, MARKER, key, "person 1")
    assert attachments.read(vault.place, stored.name, key, "person 1") == MARKER
    on_disk = (vault.place.attachments / stored.name).read_bytes()
    assert b"planted" not in on_disk
    assert (vault.place.attachments / stored.name).stat().st_mode & 0o077 == 0
    assert list(attachments.flaws(vault.place, [stored])) == []


def test_another_key_context_or_place_does_not_open_it(vault: Vault) -> None:
    key = Key.new()
    one = attachments.write(vault.place, MARKER, key, "person 1")
    other = attachments.write(vault.place, b"another", key, "person 1")
    for name, by, context in ((one.name, Key.new(), "person 1"), (one.name, key, "person 2")):
        with pytest.raises(VaultUnusable):
            attachments.read(vault.place, name, by, context)
    folder = vault.place.attachments
    (folder / one.name).replace(folder / other.name)
    with pytest.raises(VaultUnusable):
        attachments.read(vault.place, other.name, key, "person 1")
    found = {flaw.name: flaw.what for flaw in attachments.flaws(vault.place, [one, other])}
    assert found == {one.name: "it is missing", other.name: "it is not what was written"}


def test_what_is_missing_or_named_otherwise_is_refused_clearly(vault: Vault) -> None:
    for name in ("0" * 32, "../vault-1.db"):
        with pytest.raises(VaultUnusable):
            attachments.read(vault.place, name, Key.new(), "person 1")


def test_too_large_a_file_is_refused(vault: Vault) -> None:
    with pytest.raises(MistakenInput, match="25 MB"):
        attachments.write(vault.place, bytes(attachments.LARGEST + 1), Key.new(), "person 1")


def test_what_a_killed_process_left_is_an_orphan_and_swept(vault: Vault) -> None:
    key = Key.new()
    kept = attachments.write(vault.place, MARKER, key, "person 1")
    lost = attachments.write(vault.place, MARKER, key, "person 1")
    part = f".{'a' * 32}.part"
    (vault.place.attachments / part).write_bytes(b"half")
    (vault.place.attachments / "of-somebody-else").write_bytes(b"kept")
    found = attachments.orphans(vault.place, [kept])
    assert sorted(found) == sorted([part, lost.name])
    attachments.sweep(vault.place, found)
    left = {path.name for path in vault.place.attachments.iterdir()}
    assert left == {kept.name, "of-somebody-else"}


def test_a_full_disk_leaves_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VaultUnusable, match="No space left"):
        attachments.write(vault.place, MARKER, Key.new(), "person 1")
    monkeypatch.undo()
    assert list(Path(vault.place.attachments).iterdir()) == []
