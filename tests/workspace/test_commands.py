"""`liaison-vault` as an administrator types it."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.workspace.conftest import PASSPHRASE

OTHER = "another five words of no kin"
PRINTED = re.compile(r"(?:    (?:[0-9A-Z]{4} ?){7}\n){2}")


@dataclass(frozen=True, slots=True)
class Node:
    """A folder with vaults and one with their keys."""

    root: Path

    def environment(self, passphrase: str) -> dict[str, str]:
        """What a command is given; without a passphrase it asks."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "LIAISON_VAULTS": str(self.root / "vaults"),
            "LIAISON_VAULT_KEYS": str(self.root / "keys"),
            **({"LIAISON_VAULT_PASSPHRASE": passphrase} if passphrase else {}),
            "LIAISON_VAULT_NEW_PASSPHRASE": OTHER,
        }

    def run(self, *words: str, typed: str = "", passphrase: str = PASSPHRASE, ends: int = 0) -> str:
        """What a command says; it has to end with the status `ends`."""
        done = subprocess.run(
            [sys.executable, "-m", "liaison.config.vault_command", *words],
            env=self.environment(passphrase),
            cwd=ROOT,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == ends, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def node(tmp_path: Path) -> Node:
    return Node(tmp_path)


def test_a_vault_is_made_kept_and_moved(node: Node) -> None:
    assert "no vault in" in node.run("list")
    made = node.run("create", "harbour-watch")
    assert PRINTED.search(made)
    assert "its keys are here" in node.run("list")
    head = node.run("verify", "harbour-watch").split()[-1]
    backup = str(node.root / "a.backup")
    assert "encrypted" in node.run("backup", "harbour-watch", backup)
    assert "never writes over" in node.run("restore", "harbour-watch", backup, ends=1)
    (node.root / "vaults").rename(node.root / "lost")
    node.run("restore", "harbour-watch", backup)
    assert "is whole" in node.run("verify", "harbour-watch", "--head", head)


def test_a_lost_passphrase_is_replaced(node: Node) -> None:
    made = node.run("create", "harbour-watch")
    found = PRINTED.search(made)
    assert found is not None
    said = node.run(
        "recover",
        "harbour-watch",
        typed=found[0].replace("\n", " ").strip() + "\n",
        passphrase=OTHER,
    )
    assert "opens with the new passphrase" in said
    assert "does not open the vault" in node.run("verify", "harbour-watch", ends=1)
    assert "2 entries" in node.run("verify", "harbour-watch", passphrase=OTHER)


def test_another_key_leaves_the_old_recovery_key_useless(node: Node) -> None:
    made = node.run("create", "harbour-watch")
    found = PRINTED.search(made)
    assert found is not None
    assert PRINTED.search(node.run("rekey", "harbour-watch"))
    typed = found[0].replace("\n", " ").strip() + "\n"
    assert "printed last" in node.run("recover", "harbour-watch", typed=typed, ends=1)
    assert "2 entries" in node.run("verify", "harbour-watch", passphrase=OTHER)


def test_a_passphrase_is_typed_twice_and_never_shown(node: Node) -> None:
    typed = f"{OTHER}\nsomething else\n{OTHER}\n{OTHER}\n"
    said = node.run("create", "harbour-watch", typed=typed, passphrase="")
    assert OTHER not in said
    assert "is whole" in node.run("verify", "harbour-watch", typed=f"{OTHER}\n", passphrase="")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "A b"), "is no name of a vault"),
        (("verify", "nowhere"), "there is no key file"),
        (("backup", "nowhere", "/nowhere/a"), "there is no key file"),
        (("restore", "nowhere", "/nowhere/a"), "there is no key file"),
        (("rekey", "../nowhere"), "is no name of a vault"),
    ],
)
def test_a_slip_is_named_in_one_line(node: Node, words: tuple[str, ...], said: str) -> None:
    told = node.run(*words, ends=1)
    assert said in told
    assert told.count("\n") == 1
    assert not (node.root / "vaults").exists()


def test_a_head_that_is_none_is_refused(node: Node) -> None:
    assert "NUMBER:DIGEST" in node.run("verify", "harbour-watch", "--head", "1:zz", ends=2)


def test_a_log_that_others_remember_longer_is_not_whole(node: Node) -> None:
    node.run("create", "harbour-watch")
    said = node.run("verify", "harbour-watch", "--head", f"7:{'0' * 64}", ends=1)
    assert "the end of the log was cut off" in said


def test_a_damaged_vault_is_told(node: Node) -> None:
    node.run("create", "harbour-watch")
    database = node.root / "vaults" / "harbour-watch" / "vault-1.db"
    content = bytearray(database.read_bytes())
    content[3 * 4096 + 100] ^= 1
    database.write_bytes(bytes(content))
    said = node.run("verify", "harbour-watch", ends=1)
    assert "damaged" in said
    assert "restore a backup" in said


def test_a_backup_is_not_written_over_anything(node: Node) -> None:
    node.run("create", "harbour-watch")
    key = node.root / "keys" / "harbour-watch" / "key.json"
    before = key.read_bytes()
    assert "is there already" in node.run("backup", "harbour-watch", str(key), ends=1)
    assert key.read_bytes() == before


def test_missing_keys_of_persons_are_told(node: Node) -> None:
    node.run("create", "harbour-watch")
    (node.root / "keys" / "harbour-watch" / "persons-1.db").unlink()
    assert "keys of persons are not at" in node.run("verify", "harbour-watch", ends=1)


def test_of_two_who_make_the_same_vault_one_does(node: Node) -> None:
    with ThreadPoolExecutor(2) as both:
        said = list(both.map(lambda _: _created(node), range(2)))
    assert sorted(status for status, _words in said) == [0, 1], said
    assert not [words for _status, words in said if "Traceback" in words]
    assert "1 entries" in node.run("verify", "harbour-watch")


def _created(node: Node) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "liaison.config.vault_command", "create", "harbour-watch"],
        env=node.environment(PASSPHRASE),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_vault_moves_to_other_folders_with_its_keys(node: Node) -> None:
    node.run("create", "harbour-watch")
    there = node.root / "disk"
    words = ("--vaults", str(there / "vaults"), "--keys", str(there / "keys"))
    assert "is at" in node.run("move", "harbour-watch", *words)
    assert "no vault in" in node.run("list")
    assert "is whole" in Node(there).run("verify", "harbour-watch")
    assert not (node.root / "vaults/harbour-watch").exists()
    assert not (node.root / "keys/harbour-watch").exists()


def test_a_vault_is_not_moved_over_another(node: Node) -> None:
    node.run("create", "harbour-watch")
    there = node.root / "disk"
    Node(there).run("create", "harbour-watch")
    words = ("--vaults", str(there / "vaults"), "--keys", str(there / "keys"))
    assert "is there already" in node.run("move", "harbour-watch", *words, ends=1)
    assert "is whole" in node.run("verify", "harbour-watch")


def test_an_administrator_invites_and_disables(node: Node) -> None:
    node.run("create", "harbour-watch")
    said = node.run(
        *("member", "invite", "harbour-watch", "ilse"),
        *("--name", "Ilse Okoro", "--role", "security-officer"),
    )
    assert re.search(r"/w/harbour-watch/join/[\w-]{43}/", said)
    refused = node.run("member", "disable", "harbour-watch", "ilse", ends=1)
    assert "has no open account" in refused


def test_who_is_not_there_cannot_be_erased(node: Node) -> None:
    node.run("create", "harbour-watch")
    assert "not here" in node.run("erase-person", "harbour-watch", "0" * 32, ends=1)
