"""The keys of persons: made once, read back, and gone when they are erased."""

import datetime as dt
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.key_store import Erased, KeyStore
from liaison.workspace.vault.keys import Key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "persons-1.db"


@pytest.fixture
def store(path: Path) -> KeyStore:
    found = KeyStore(path, Key.new())
    found.create()
    return found


def test_each_person_has_a_key_of_their_own(store: KeyStore) -> None:
    one, other = store.make("one"), store.make("other")
    assert one != other
    assert (store.key_of("one"), store.key_of("other"), store.count()) == (one, other, 2)
    with pytest.raises(dbapi2.IntegrityError):
        store.make("one")
    assert store.key_of("one") == one


def test_who_is_erased_has_no_key_any_more(store: KeyStore) -> None:
    store.make("one")
    kept = store.make("other")
    assert store.erase("one") is True
    assert store.erase("one") is False
    with pytest.raises(Erased, match="nothing can be read"):
        store.key_of("one")
    assert store.key_of("other") == kept


def test_an_erased_key_is_not_left_in_the_file(path: Path) -> None:
    """Read with the right key, page by page: the cell itself is overwritten."""
    key = Key.new()
    store = KeyStore(path, key)
    store.create()
    secrets = [store.make(f"person {number}").secret for number in range(200)]
    assert secrets[77] in _plain_bytes(path, key)
    store.erase("person 77")
    plain = _plain_bytes(path, key)
    assert secrets[77] not in plain
    assert secrets[78] in plain


def _plain_bytes(path: Path, key: Key) -> bytes:
    plain = path.with_name("plain.db")
    plain.unlink(missing_ok=True)
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{key.secret.hex()}'\"")
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.close()
    assert pages > 1
    return plain.read_bytes()


def test_another_key_and_a_missing_file_are_named(store: KeyStore, path: Path) -> None:
    assert store.count() == 0
    with pytest.raises(WrongKey):
        KeyStore(path, Key.new()).count()
    path.unlink()
    with pytest.raises(VaultUnusable, match="from their backup"):
        store.make("one")
    assert not path.exists()


def test_a_copy_opens_with_its_own_key(store: KeyStore, tmp_path: Path) -> None:
    made, key = store.make("one"), Key.new()
    store.copy(tmp_path / "persons-2.db", key)
    assert KeyStore(tmp_path / "persons-2.db", key).key_of("one") == made
    with pytest.raises(FileExistsError):
        store.copy(tmp_path / "persons-2.db", key)


def test_many_keys_are_made_and_asked_for_at_once(store: KeyStore) -> None:
    references = [f"{number:032x}" for number in range(1_200)]
    given = store.make_many(references)
    assert store.keys_of([*references, "nobody"]) == given


def test_who_was_erased_is_listed_for_ever(store: KeyStore) -> None:
    store.make("heron")
    at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    assert store.erase("heron", at)
    assert not store.erase("heron", at + dt.timedelta(days=1))
    assert store.erased() == {"heron": at}
    assert store.keys_of(["heron"]) == {}
