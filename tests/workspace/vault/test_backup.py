"""Backups are taken while people write, hold no key, and are put back whole or not at all."""

import io
import json
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit import queries
from liaison.workspace.audit.actions import log
from liaison.workspace.vault import backup as backup_module
from liaison.workspace.vault import key_file, making, opened
from liaison.workspace.vault.backup import backup, restore
from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place


@pytest.fixture
def kept(vault: Vault, tmp_path: Path) -> Path:
    """A backup of a vault with something in it."""
    for number in range(10):
        log("test.done", number=number)
    (vault.place.attachments / "a1b2").write_bytes(vault.key.seal(b"attached", "a1b2"))
    file = tmp_path / "vault.backup"
    assert backup(vault, file) == file.stat().st_size
    return file


def test_a_backup_is_put_back_whole(
    vault: Vault, kept: Path, place_of: Callable[[str], Place]
) -> None:
    log("test.later")
    elsewhere = Place("harbour-watch", kept.parent / "other", vault.place.keys)
    restore(kept, elsewhere, 1, vault.key)
    file = key_file.read(vault.place.key_file)
    opened.forget(vault)
    with making.opening(elsewhere, file, vault.key):
        assert queries.head().number == 10
        assert queries.verify() == []
    sealed = (elsewhere.attachments / "a1b2").read_bytes()
    assert vault.key.unseal(sealed, "a1b2") == b"attached"
    assert place_of("harbour-watch") == vault.place


def test_no_key_is_in_it_and_nothing_can_be_read(vault: Vault, kept: Path) -> None:
    content = kept.read_bytes()
    with tarfile.open(kept) as tar:
        assert tar.getnames() == ["manifest.json", "vault.db", "attachments/a1b2"]
    for plain in (b"test.done", b"attached", vault.key.secret, b"by_passphrase"):
        assert plain not in content.replace(b"attachments/", b"")
    assert kept.stat().st_mode & 0o777 == 0o600


def test_it_is_of_one_moment_while_others_write(vault: Vault, tmp_path: Path) -> None:
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        with opened.working_in(vault):
            while not stop.is_set():
                written.append(log("test.written").number)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for one in writers:
        one.start()
    try:
        while len(written) < 20:
            stop.wait(0.01)
        file = tmp_path / "vault.backup"
        before = len(written)
        backup(vault, file)
        assert before < len(written)
    finally:
        stop.set()
        for one in writers:
            one.join()
    assert sorted(written) == list(range(1, len(written) + 1))
    assert queries.verify() == []
    elsewhere = Place("harbour-watch", tmp_path / "other", vault.place.keys)
    restore(file, elsewhere, 1, vault.key)
    opened.forget(vault)
    with making.opening(elsewhere, key_file.read(vault.place.key_file), vault.key):
        assert before <= queries.head().number <= len(written)
        assert queries.verify() == []


def test_a_vault_that_is_there_is_not_written_over(vault: Vault, kept: Path) -> None:
    with pytest.raises(MistakenInput, match="never writes over a vault"):
        restore(kept, vault.place, 1, vault.key)
    assert queries.head().number == 10


def test_what_does_not_fit_is_told(vault: Vault, kept: Path) -> None:
    elsewhere = Place("harbour-watch", kept.parent / "other", vault.place.keys)
    for place, generation, key, error in (
        (Place("lantern", kept.parent / "other", vault.place.keys), 1, vault.key, VaultUnusable),
        (elsewhere, 2, vault.key, VaultUnusable),
        (elsewhere, 1, Key.new(), WrongKey),
    ):
        with pytest.raises(error):
            restore(kept, place, generation, key)
        assert not place.folder.exists()
    with pytest.raises(MistakenInput, match="there is no file"):
        restore(kept.with_name("none"), elsewhere, 1, vault.key)


@pytest.mark.parametrize("keep", [0, 600, 5_000, -600])
def test_a_cut_backup_changes_nothing(vault: Vault, kept: Path, keep: int) -> None:
    kept.write_bytes(kept.read_bytes()[:keep])
    elsewhere = Place("harbour-watch", kept.parent / "other", vault.place.keys)
    if keep == -600:  # the padding at a tar's end
        restore(kept, elsewhere, 1, vault.key)
        return
    with pytest.raises(VaultUnusable, match="no whole backup"):
        restore(kept, elsewhere, 1, vault.key)
    assert not elsewhere.folder.exists()


@pytest.mark.parametrize("name", ["attachments/../../out", "../out", "/out", "attachments/.."])
def test_a_doctored_backup_writes_nowhere_else(vault: Vault, kept: Path, name: str) -> None:
    with tarfile.open(kept) as tar:
        first = tar.extractfile("manifest.json")
        assert first is not None
        manifest = json.load(first)
    manifest["files"][name] = {"size": 1, "sha256": "0"}
    doctored = kept.with_name("doctored")
    with tarfile.open(doctored, "w") as tar:
        for one, content in (("manifest.json", json.dumps(manifest).encode()), (name, b"x")):
            info = tarfile.TarInfo(one)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    before = [one for one in kept.parent.rglob("*") if one.suffix != ".lock"]
    elsewhere = Place("harbour-watch", kept.parent / "other", vault.place.keys)
    with pytest.raises(VaultUnusable, match="no whole backup"):
        restore(doctored, elsewhere, 1, vault.key)
    found = [one for one in kept.parent.rglob("*") if one.suffix != ".lock"]
    assert sorted(found) == sorted([*before, elsewhere.vaults])


def test_where_no_backup_can_be_written_that_is_said(vault: Vault, kept: Path) -> None:
    before = sorted(kept.parent.rglob("*"))
    with pytest.raises(VaultUnusable, match="no backup can be written"):
        backup(vault, kept.parent / "nowhere" / "a.backup")
    with pytest.raises(MistakenInput, match="nothing is written over"):
        backup(vault, kept)
    assert sorted(kept.parent.rglob("*")) == before


@pytest.mark.parametrize("files", [{}, [], "vault.db", {"vault.db": 7}])
def test_a_backup_without_a_database_is_none(vault: Vault, kept: Path, files: object) -> None:
    doctored = kept.with_name("doctored")
    manifest = {"format": "liaison-vault-backup-1", "vault": "harbour-watch", "generation": 1}
    with tarfile.open(doctored, "w") as tar:
        content = json.dumps({**manifest, "files": files}).encode()
        info = tarfile.TarInfo("manifest.json")
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
        tar.addfile(tarfile.TarInfo("vault.db"))
    elsewhere = Place("harbour-watch", kept.parent / "other", vault.place.keys)
    with pytest.raises(VaultUnusable, match="no whole backup"):
        restore(doctored, elsewhere, 1, vault.key)
    assert not elsewhere.folder.exists()
    restore(kept, elsewhere, 1, vault.key)


def test_a_sealed_file_that_is_deleted_meanwhile_is_in_no_backup(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone = (vault.place.attachments / name for name in ("a" * 32, "b" * 32))
    kept.write_bytes(b"sealed")
    gone.write_bytes(b"sealed too")
    digest = backup_module._sha256

    def deleting(path: Path) -> str:
        if path == kept:
            gone.unlink(missing_ok=True)
        return digest(path)

    monkeypatch.setattr(backup_module, "_sha256", deleting)
    backup(vault, tmp_path / "whole")
    with tarfile.open(tmp_path / "whole") as tar:
        assert f"attachments/{kept.name}" in tar.getnames()
        assert f"attachments/{gone.name}" not in tar.getnames()
