"""Which cryptography there is, and of which strength: ASVS 5.0, chapter 11."""

import re
import ssl
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from liaison.config import vault_server
from liaison.workspace.keeping import outside
from liaison.workspace.vault import key_file
from liaison.workspace.vault.errors import WrongKey
from liaison.workspace.vault.key_store import KeyStore
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.opened import Vault
from tests.house_rules.test_rules import sources, used
from tests.workspace.browsing import free_port


def test_no_weak_hash_and_no_weak_chance() -> None:
    weak = re.compile(r"\b(md5|sha1|MD5|SHA1|DES|ARC4|ECB|uuid1|getrandbits)\b")
    found = [path.name for path in sources() if weak.search(path.read_text(encoding="utf-8"))]
    assert found == []
    # For how long to wait alone: see its comment.
    waiting = {"workspace/envelopes"}
    assert {path for path, name in used() if name == "random"} == waiting


def test_the_database_is_encrypted_and_each_page_authenticated(vault: Vault) -> None:
    with connections[vault.alias].cursor() as cursor:
        cursor.execute("PRAGMA cipher_settings")
        told = {row[0] for row in cursor.fetchall()}
        assert "PRAGMA cipher_use_hmac = 1;" in told
        assert "PRAGMA cipher_hmac_algorithm = HMAC_SHA512;" in told
        assert "PRAGMA cipher_plaintext_header_size = 0;" in told
        cursor.execute("PRAGMA cipher_version")
        assert cursor.fetchone()[0].startswith("4.")
        cursor.execute("PRAGMA compile_options")
        assert "TEMP_STORE=2" in {row[0] for row in cursor.fetchall()}, "in memory"
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1


def test_a_guess_at_a_passphrase_costs_what_the_standard_asks() -> None:
    """RFC 9106, the second recommended choice: three passes over 64 MiB."""
    assert key_file.USUAL.passes >= 3
    assert key_file.USUAL.memory >= 65_536


def test_nothing_is_sealed_twice_alike() -> None:
    key = Key.new()
    sealed = {key.seal(b"the same", "context") for _time in range(1_000)}
    assert len(sealed) == 1_000
    assert len({one[1:13] for one in sealed}) == 1_000, "nonces"


def test_what_is_sealed_says_how() -> None:
    key = Key.new()
    sealed = key.seal(b"the same", "context")
    assert sealed[:1] == b"\x01"
    with pytest.raises(WrongKey):
        key.unseal(b"\x02" + sealed[1:], "context")


def test_keys_are_of_256_bits_and_none_comes_twice(store_path: Path) -> None:
    assert len({Key.new().secret for _time in range(1_000)}) == 1_000
    store = KeyStore(store_path, Key.new())
    store.create()
    assert len(store.make("one").secret) == 32


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where keys of persons would lie."""
    return tmp_path / "persons-1.db"


def test_an_address_for_setting_up_is_long_and_kept_as_a_digest() -> None:
    path = outside.new_set_up()
    token = path.removeprefix("/setup/").strip("/")
    assert len(token) >= 22, "128 bits and more"
    assert token.encode() not in repr(outside._tokens).encode()
    outside._tokens.clear()


def test_the_server_speaks_no_old_tls_and_binds_passkeys_to_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", True)
    certificate, key = tmp_path / "node.pem", tmp_path / "node.key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-keyout", str(key), "-out", str(certificate), "-days", "2"),
            *("-subj", "/CN=localhost"),
        ],
        check=True,
        capture_output=True,
    )
    made = vault_server.server("localhost", free_port(), certificate, key)
    assert made.ssl_adapter.context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert getattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", None) is False
    assert made.error_log is vault_server.tell
