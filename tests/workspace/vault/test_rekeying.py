"""Another key: all is there under the new one, the old opens nothing, a kill loses nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liaison.workspace.audit import queries
from liaison.workspace.audit.actions import log
from liaison.workspace.vault import key_file, making, opened, recovery, rekeying
from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.key_store import KeyStore
from liaison.workspace.vault.making import Made
from liaison.workspace.vault.opened import Vault
from tests.workspace.conftest import PASSPHRASE

OTHER = "another five words of no kin"


def held(vault: Vault, passphrase: str) -> tuple[int, bytes]:
    """What a vault holds when it is opened anew: its log, and the key of one person."""
    file = key_file.read(vault.place.key_file)
    with making.opening(vault.place, file, file.open(passphrase)) as found:
        return queries.head().number, making.keys_of(found).key_of("person").secret


@pytest.fixture
def filled(vault: Vault) -> tuple[int, bytes]:
    """Something in the vault and its key store, as `held` tells it."""
    for number in range(20):
        log("test.done", number=number)
    return 20, making.keys_of(vault).make("person").secret


def test_all_is_there_under_the_new_key(
    made: Made, vault: Vault, filled: tuple[int, bytes]
) -> None:
    printed = rekeying.rekey(vault, vault.place.key_file, OTHER).recovery
    assert held(vault, OTHER) == filled
    file = key_file.read(vault.place.key_file)
    assert file.generation == 2
    assert file.recover(recovery.read(printed)) != vault.key
    with pytest.raises(WrongKey):
        file.open(PASSPHRASE)
    with pytest.raises(WrongKey):
        file.recover(recovery.read(made.recovery))
    assert rekeying.generations(vault.place) == [2]


@pytest.mark.parametrize("step", ["copy_database", "copy", "make", "write"])
def test_killed_before_the_change_the_old_key_opens_all(
    vault: Vault, filled: tuple[int, bytes], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    place = {"copy_database": rekeying, "copy": KeyStore}.get(step, key_file)
    with monkeypatch.context() as patch:
        patch.setattr(place, step, killed)
        with pytest.raises(KeyboardInterrupt):
            rekeying.rekey(vault, vault.place.key_file, OTHER)
    assert held(vault, PASSPHRASE) == filled
    rekeying.rekey(vault, vault.place.key_file, OTHER)
    assert held(vault, OTHER) == filled


def test_killed_after_the_change_the_new_key_opens_all(
    vault: Vault, filled: tuple[int, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    removed = rekeying._remove

    def killed(place: object, generation: int) -> None:
        if generation == 1:
            raise KeyboardInterrupt
        removed(place, generation)  # type: ignore[arg-type] # as it is called

    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "_remove", killed)
        with pytest.raises(KeyboardInterrupt):
            rekeying.rekey(vault, vault.place.key_file, OTHER)
    assert held(vault, OTHER) == filled
    assert rekeying.generations(vault.place) == [1, 2]
    now = replace(vault, generation=2)
    assert rekeying.sweep(now, vault.place.folder / "older-key.json") == []
    assert rekeying.sweep(now, vault.place.key_file) == [1]
    assert rekeying.generations(vault.place) == [2]
    assert held(vault, OTHER) == filled


def test_an_older_key_file_does_not_let_what_came_after_be_deleted(
    vault: Vault, filled: tuple[int, bytes]
) -> None:
    place = vault.place
    opened.forget(vault)  # all is in its file
    older = place.key_file.read_bytes()
    copied = {path: path.read_bytes() for path in (place.database(1), place.persons(1))}
    rekeying.rekey(vault, place.key_file, OTHER)
    newer = place.key_file.read_bytes()
    for path, content in copied.items():
        path.write_bytes(content)
    place.key_file.write_bytes(older)
    assert rekeying.sweep(vault, place.key_file) == []
    rekeying.rekey(vault, place.key_file, OTHER)  # under a number that nobody had
    place.key_file.write_bytes(newer)
    assert held(vault, OTHER) == filled


def test_a_disk_that_does_not_confirm_the_key_file_costs_nothing(
    vault: Vault, filled: tuple[int, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    written = key_file.write

    def unconfirmed(*given: Any) -> None:
        written(*given)
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(key_file, "write", unconfirmed)
        with pytest.raises(VaultUnusable, match="nothing was deleted"):
            rekeying.rekey(vault, vault.place.key_file, OTHER)
    assert rekeying.generations(vault.place) == [1, 2]
    assert held(vault, OTHER) == filled


def test_without_the_keys_of_persons_nothing_is_written(vault: Vault) -> None:
    vault.place.persons(1).unlink()
    with pytest.raises(VaultUnusable, match="keys of persons"):
        rekeying.rekey(vault, vault.place.key_file, OTHER)
    assert rekeying.generations(vault.place) == [1]


def test_without_room_nothing_changes_and_that_is_said(
    vault: Vault, filled: tuple[int, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(KeyStore, "copy", full)
        with pytest.raises(VaultUnusable, match=r"No space left.*nothing was changed"):
            rekeying.rekey(vault, vault.place.key_file, OTHER)
    assert rekeying.generations(vault.place) == [1]
    assert not list(vault.place.folder.glob(".*.part*"))
    assert held(vault, PASSPHRASE) == filled


def test_a_key_file_elsewhere_is_the_one_that_is_renewed(
    vault: Vault, filled: tuple[int, bytes], tmp_path: Path
) -> None:
    elsewhere = vault.place.key_file.rename(tmp_path / "on-a-stick.json")
    rekeying.rekey(vault, elsewhere, OTHER)
    assert not vault.place.key_file.exists()
    file = key_file.read(elsewhere)
    with making.opening(vault.place, file, file.open(OTHER)):
        assert queries.head().number == filled[0]


def test_a_short_passphrase_changes_nothing(vault: Vault, filled: tuple[int, bytes]) -> None:
    with pytest.raises(WrongKey, match="characters"):
        rekeying.rekey(vault, vault.place.key_file, "short")
    assert held(vault, PASSPHRASE) == filled


def test_a_page_that_was_swapped_is_found(vault: Vault, filled: tuple[int, bytes]) -> None:
    assert filled
    database = vault.place.database(1)
    assert rekeying.flaws_of(database, vault.key) == []
    opened.forget(vault)
    pages = bytearray(database.read_bytes())
    assert len(pages) >= 5 * 4096
    pages[2 * 4096 : 3 * 4096], pages[4 * 4096 : 5 * 4096] = (
        pages[4 * 4096 : 5 * 4096],
        pages[2 * 4096 : 3 * 4096],
    )
    Path(database).write_bytes(bytes(pages))
    assert rekeying.flaws_of(database, vault.key)
