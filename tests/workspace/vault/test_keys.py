"""Keys, the recovery key as it is printed, and the key file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.workspace.vault import key_file, recovery
from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.keys import SIZE, Key
from tests.workspace.conftest import PASSPHRASE, QUICK

KEYS = st.binary(min_size=SIZE, max_size=SIZE).map(Key)


def test_a_key_shows_nothing_of_itself() -> None:
    key = Key(b"planted secret of thirty-two byt")
    assert "planted" not in f"{key!r} {key}"


def test_what_has_another_length_is_no_key() -> None:
    with pytest.raises(WrongKey, match="32 bytes, not 5"):
        Key(b"short")


@given(KEYS)
def test_keys_for_two_purposes_differ(key: Key) -> None:
    assert len({key.secret, key.derive("one").secret, key.derive("other").secret}) == 3
    assert key.derive("one") == key.derive("one")


@given(KEYS, st.binary(), st.text())
def test_what_was_sealed_opens_with_the_same_key_in_the_same_context_alone(
    key: Key, content: bytes, context: str
) -> None:
    sealed = key.seal(content, context)
    assert key.unseal(sealed, context) == content
    for other, place, what in (
        (Key.new(), context, sealed),
        (key, f"{context}!", sealed),
        (key, context, sealed[:-1]),
        (key, context, bytes([sealed[0] ^ 1]) + sealed[1:]),
    ):
        with pytest.raises(WrongKey):
            other.unseal(what, place)


@given(KEYS)
def test_a_recovery_key_is_read_as_it_is_written_or_spaced(key: Key) -> None:
    printed = recovery.written(key)
    assert recovery.read(printed) == key
    assert recovery.read(printed.replace("-", " ").lower()) == key
    assert recovery.read(printed.replace("1", "I").replace("0", "o")) == key


@given(KEYS, st.data())
def test_a_slip_of_the_pen_is_told(key: Key, data: st.DataObject) -> None:
    signs = list(recovery.written(key))
    at = data.draw(st.sampled_from([at for at, sign in enumerate(signs) if sign != "-"]))
    other = data.draw(st.sampled_from([one for one in "23456789ABCDEF" if one != signs[at]]))
    signs[at] = other
    with pytest.raises(WrongKey, match="letter or digit"):
        recovery.read("".join(signs))


@pytest.mark.parametrize("typed", ["", "ABCD", "é" * 56, "U" * 56, "A" * 57])
def test_what_is_no_recovery_key_is_told(typed: str) -> None:
    with pytest.raises(WrongKey, match="56"):
        recovery.read(typed)


def test_a_key_file_opens_by_passphrase_and_by_recovery_key(tmp_path: Path) -> None:
    key, printed = Key.new(), Key.new()
    path = tmp_path / "key.json"
    key_file.write(key_file.make("a", key, PASSPHRASE, printed, cost=QUICK), path)
    assert path.stat().st_mode & 0o777 == 0o600
    file = key_file.read(path)
    assert file.open(PASSPHRASE) == key
    assert file.recover(printed) == key
    for wrong in (PASSPHRASE + " ", PASSPHRASE.upper(), ""):
        with pytest.raises(WrongKey, match="does not open the vault a"):
            file.open(wrong)
    with pytest.raises(WrongKey, match="printed last"):
        file.recover(Key.new())


def test_the_file_of_one_vault_is_not_taken_for_that_of_another() -> None:
    file = key_file.make("a", Key.new(), PASSPHRASE, Key.new(), cost=QUICK)
    with pytest.raises(WrongKey):
        replace(file, vault="b").open(PASSPHRASE)


def test_another_passphrase_takes_the_place_of_the_one_before() -> None:
    key, printed = Key.new(), Key.new()
    file = key_file.make("a", key, PASSPHRASE, printed, cost=QUICK)
    renewed = file.with_passphrase(key, "another five words of no kin")
    assert renewed.open("another five words of no kin") == renewed.recover(printed) == key
    with pytest.raises(WrongKey):
        renewed.open(PASSPHRASE)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(WrongKey, match="has 11 characters"):
        key_file.make("a", Key.new(), "eleven char", Key.new(), cost=QUICK)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "liaison-vault-key-9"}, "another version"),
        ({"by_passphrase": "%%%"}, "cannot be read"),
        ({"argon2id": {}}, "cannot be read"),
        ({"argon2id": {"salt": "AAAA", "passes": 1, "memory_kib": 1 << 40, "lanes": 1}}, "cannot"),
        ({"generation": "first"}, "cannot be read"),
    ],
)
def test_a_damaged_key_file_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = tmp_path / "key.json"
    key_file.write(key_file.make("a", Key.new(), PASSPHRASE, Key.new(), cost=QUICK), path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(VaultUnusable, match=said):
        key_file.read(path)


def test_half_a_key_file_and_none_are_named(tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    with pytest.raises(VaultUnusable, match="no key file"):
        key_file.read(path)
    path.write_text('{"format": "liai')
    with pytest.raises(VaultUnusable, match="backup of the keys"):
        key_file.read(path)
