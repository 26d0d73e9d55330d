"""Vaults are made, opened, and refused: each with a word that says what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit import queries
from liaison.workspace.audit.actions import log
from liaison.workspace.audit.models import Entry
from liaison.workspace.vault import key_file, making, opened, recovery
from liaison.workspace.vault.errors import NoVault, VaultUnusable, WrongKey
from liaison.workspace.vault.holding import held
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.making import Made
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from tests.workspace.conftest import PASSPHRASE, QUICK

MARK = "planted-marker"


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_nothing_on_the_disk_can_be_read(vault: Vault, tmp_path: Path) -> None:
    for number in range(50):
        log("test.planted", subject=MARK, number=number)
    written = b"".join(path.read_bytes() for path in files(tmp_path))
    assert len(written) > 50_000
    for plain in (MARK.encode(), b"test.planted", b"SQLite format 3", vault.key.secret):
        assert plain not in written
    assert Entry.objects.filter(subject=MARK).count() == 50


def test_only_their_owner_reads_its_folders(made: Made) -> None:
    place = made.vault.place
    for folder in (place.folder, place.key_folder, place.attachments):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert place.key_file.stat().st_mode & 0o777 == 0o600


def test_the_keys_lie_apart_from_what_they_open(made: Made) -> None:
    place = made.vault.place
    assert not place.key_folder.is_relative_to(place.vaults)
    assert not [path for path in files(place.folder) if "key" in path.name]


def test_a_vault_opens_again_by_passphrase_and_by_recovery_key(made: Made) -> None:
    place = made.vault.place
    with opened.working_in(made.vault):
        log("test.done")
    opened.forget(made.vault)
    file = key_file.read(place.key_file)
    for key in (file.open(PASSPHRASE), file.recover(recovery.read(made.recovery))):
        with making.opening(place, file, key):
            assert [row[3] for row in queries.rows()] == ["test.done"]


def test_another_key_opens_nothing_and_changes_nothing(made: Made) -> None:
    place = made.vault.place
    opened.forget(made.vault)
    before = {path: path.read_bytes() for path in files(place.folder)}
    with pytest.raises(WrongKey, match="does not open with its key, or is damaged"):
        making.open_with(place, key_file.read(place.key_file), Key.new())
    assert {path: path.read_bytes() for path in files(place.folder)} == before
    assert made.vault.alias not in connections.settings


def test_two_vaults_share_nothing(made: Made, place_of: Callable[[str], Place]) -> None:
    other = making.create(place_of("lantern"), PASSPHRASE, QUICK)
    with opened.working_in(made.vault):
        log("test.here")
        with opened.working_in(other.vault):
            assert queries.head().number == 0
        assert queries.head().number == 1
        with pytest.raises(ValueError, match="router prevents"):
            _related(Entry.objects.get(), other.vault)
    opened.forget(other.vault)


def _related(row: Entry, other: Vault) -> None:
    """What Django's relations ask of a router before a row is tied to another."""
    twin = Entry(number=1)
    twin._state.db = other.alias
    if not opened.Router().allow_relation(row, twin):
        raise ValueError("the router prevents this relation")


def test_without_a_vault_no_table_is_reached(made: Made) -> None:
    assert made.vault.alias
    with pytest.raises(NoVault):
        Entry.objects.count()


@pytest.mark.parametrize(
    "name", ["", "Harbour", "a/b", "..", "-a", "a-", "a" * 41, "naïve", "a b", "a\n"]
)
def test_odd_names_are_refused(place_of: Callable[[str], Place], name: str) -> None:
    with pytest.raises(MistakenInput, match="no name of a vault"):
        place_of(name)


def test_a_vault_that_is_there_is_never_made_anew(made: Made) -> None:
    before = made.vault.place.key_file.read_bytes()
    with pytest.raises(MistakenInput, match="is there already"):
        making.create(made.vault.place, PASSPHRASE, QUICK)
    assert made.vault.place.key_file.read_bytes() == before


def test_a_lost_key_file_does_not_let_a_vault_be_overwritten(made: Made) -> None:
    made.vault.place.key_file.unlink()
    with pytest.raises(MistakenInput, match="is there already"):
        making.create(made.vault.place, PASSPHRASE, QUICK)
    assert made.vault.place.database(1).exists()


def test_what_a_killed_create_left_is_cleared(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(key_file, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            making.create(place, PASSPHRASE, QUICK)
    assert place.folder.exists()
    done = making.create(place, PASSPHRASE, QUICK)
    opened.forget(done.vault)


def test_a_missing_database_and_a_foreign_key_file_are_named(
    made: Made, place_of: Callable[[str], Place]
) -> None:
    opened.forget(made.vault)
    file, key = key_file.read(made.vault.place.key_file), made.vault.key
    with pytest.raises(VaultUnusable, match="key file of the vault harbour-watch"):
        making.open_with(place_of("lantern"), file, key)
    made.vault.place.database(1).unlink()
    with pytest.raises(VaultUnusable, match="restore a backup"):
        making.open_with(made.vault.place, file, key)


def test_a_half_written_database_is_named(made: Made) -> None:
    opened.forget(made.vault)
    database = made.vault.place.database(1)
    database.write_bytes(database.read_bytes()[:3000])
    with pytest.raises(WrongKey, match="or is damaged"):
        making.open_with(made.vault.place, key_file.read(made.vault.place.key_file), made.vault.key)


def test_a_vault_of_a_newer_version_is_not_touched(vault: Vault) -> None:
    with connections[vault.alias].cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)",
            ["audit", "0099_of_tomorrow", "2030-01-01"],
        )
    file = key_file.read(vault.place.key_file)
    with pytest.raises(VaultUnusable, match="newer version of Liaison"):
        making.open_with(vault.place, file, vault.key)


def test_vaults_are_listed_with_and_without_their_keys(made: Made) -> None:
    place = made.vault.place
    (place.vaults / "empty").mkdir()
    assert making.names(place.vaults) == ["harbour-watch"]
    assert making.names(place.vaults / "nowhere") == []


def test_a_mark_that_a_kill_left_does_not_outlive_the_first_opening(made: Made) -> None:
    place = made.vault.place
    opened.forget(made.vault)
    for folder in (place.folder, place.key_folder):
        (folder / ".unfinished").touch()
    with making.opening(place, key_file.read(place.key_file), made.vault.key):
        pass
    place.key_file.rename(place.keys / "elsewhere.json")
    with pytest.raises(MistakenInput, match="is there already"):
        making.create(place, PASSPHRASE, QUICK)
    assert place.database(1).exists()


def test_keys_do_not_lie_with_what_they_open(tmp_path: Path) -> None:
    for vaults, keys in (("a", "a"), ("a", "a/keys"), ("a/vaults", "a")):
        with pytest.raises(MistakenInput, match="LIAISON_VAULT_KEYS"):
            Place("harbour-watch", tmp_path / vaults, tmp_path / keys)


def test_where_nothing_can_be_written_no_vault_is_made(place: Place, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file")
    with pytest.raises(VaultUnusable, match="can be written to"):
        making.create(place, PASSPHRASE, QUICK)


def test_who_needs_a_vault_alone_does_not_get_it_beside_others(made: Made) -> None:
    place = made.vault.place
    opened.forget(made.vault)
    file = key_file.read(place.key_file)
    with making.opening(place, file, made.vault.key):
        with held(place):  # many may
            assert queries.head().number == 0
        with (
            pytest.raises(VaultUnusable, match="has the vault harbour-watch open"),
            held(place, alone=True),
        ):
            pass
    with (
        held(place, alone=True),
        pytest.raises(VaultUnusable, match="for itself"),
        making.opening(place, file, made.vault.key),
    ):
        pass
