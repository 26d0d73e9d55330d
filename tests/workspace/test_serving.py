"""`liaison-vault serve` as an operator starts it, and what another system user can reach."""

import os
import pwd
import re
import signal
import ssl
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from liaison.config.vault_server import require_private, require_walls
from liaison.kernel.errors import MistakenInput
from liaison.workspace.vault import walls
from tests.conftest import ROOT
from tests.workspace.browsing import free_port
from tests.workspace.conftest import PASSPHRASE
from tests.workspace.test_commands import Node

NOBODY = walls.named("nobody")


@pytest.fixture
def node(tmp_path: Path) -> Node:
    made = Node(tmp_path)
    made.run("create", "harbour-watch")
    return made


@contextmanager
def _serving(node: Node, *words: str, **more: str) -> Iterator[tuple[str, int]]:
    """What it says until it serves, and its port."""
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "liaison.config.vault_command",
            "serve",
            "--port",
            str(port),
            *words,
        ],
        env=node.environment(PASSPHRASE) | {"LIAISON_DEBUG": "1"} | more,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    try:
        yield said, port
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=30)[0]
        assert "Traceback" not in rest


def _first_answer(address: str, **options: object) -> httpx.Response:
    for _time in range(100):
        try:
            return httpx.get(address, follow_redirects=True, **options)  # type: ignore[arg-type]
        except httpx.ConnectError:
            time.sleep(0.05)
    raise AssertionError(address)


def test_a_vault_is_served_at_its_address_and_closed_at_the_end(node: Node) -> None:
    with _serving(node) as (said, port):
        assert f"http://localhost:{port}/w/harbour-watch/" in said
        answer = _first_answer(f"http://localhost:{port}/w/harbour-watch/")
        assert answer.url.path == "/w/harbour-watch/sign-in/"
        assert answer.headers["Server"] == "Liaison"
        refused = node.run("rekey", "harbour-watch", ends=1)
        assert "another process has the vault" in refused
    node.run("rekey", "harbour-watch")


def test_a_key_service_of_the_operator_gives_the_passphrase(node: Node) -> None:
    service = node.root / "service"
    service.write_text(f'#!/bin/sh\n[ "$1" = harbour-watch ] && echo "{PASSPHRASE}"\n')
    service.chmod(0o700)
    asked = {"LIAISON_VAULT_KEY_COMMAND": str(service), "LIAISON_VAULT_PASSPHRASE": ""}
    with _serving(node, **asked) as (said, _port):
        assert "harbour-watch is open." in said


def test_a_key_service_that_fails_is_told_without_what_it_said(node: Node) -> None:
    service = node.root / "service"
    service.write_text("#!/bin/sh\necho a secret of the service\nexit 3\n")
    service.chmod(0o700)
    done = subprocess.run(
        [sys.executable, "-m", "liaison.config.vault_command", "serve", "--port", str(free_port())],
        env=node.environment("")
        | {"LIAISON_DEBUG": "1", "LIAISON_VAULT_KEY_COMMAND": str(service)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "gave no passphrase for harbour-watch" in done.stderr
    assert "a secret" not in done.stdout + done.stderr


def test_without_a_passphrase_a_vault_stays_closed(node: Node) -> None:
    with _serving(node, LIAISON_VAULT_PASSPHRASE="") as (said, port):
        assert "stays closed" in said
        answer = _first_answer(f"http://localhost:{port}/w/harbour-watch/")
        assert "This vault is closed" in answer.text


def test_the_server_speaks_https_by_itself(node: Node) -> None:
    certificate, key = node.root / "node.pem", node.root / "node.key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-keyout", str(key), "-out", str(certificate), "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
        ],
        check=True,
        capture_output=True,
    )
    words = ("--certificate", str(certificate), "--private-key", str(key))
    with _serving(node, *words) as (said, port):
        assert f"https://localhost:{port}/w/harbour-watch/" in said
        trusting = ssl.create_default_context(cafile=str(certificate))
        answer = _first_answer(f"https://localhost:{port}/w/harbour-watch/", verify=trusting)
        assert "Sign in" in answer.text
        cookie = answer.headers["set-cookie"]
        assert "Secure" in cookie


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "vaults.example"])  # noqa: S104 (refused)
def test_passwords_never_cross_a_network_in_the_clear(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIAISON_HTTPS", raising=False)
    with pytest.raises(MistakenInput, match="in the clear"):
        require_private(host, None)


def test_another_user_reads_no_vault_and_no_key(node: Node) -> None:
    """As the system itself answers that user, not as we read permissions."""
    found = [*(node.root / "vaults").rglob("*"), *(node.root / "keys").rglob("*")]
    assert len(found) >= 5
    tried = (
        "import pathlib,sys\n"
        "for one in sys.argv[1:]:\n"
        " try:\n"
        "  path=pathlib.Path(one); path.read_bytes() if path.is_file() else list(path.iterdir())\n"
        " except PermissionError: continue\n"
        " except FileNotFoundError: continue\n"
        " print(one)\n"
    )
    done = subprocess.run(
        ["/usr/bin/env", "python3", "-c", tried, *map(str, found)],
        user="nobody",
        group=NOBODY.number and pwd.getpwnam("nobody").pw_gid,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    assert done.stdout == ""
    assert list(walls.readable(NOBODY, node.root / "vaults", node.root / "keys")) == []


_PUBLIC = """
import os, sys, pathlib
os.environ["DJANGO_SETTINGS_MODULE"] = "liaison.config.settings.public"
import liaison.config.wsgi
from django.apps import apps
from django.conf import settings
user, group = map(int, sys.argv[1:3])
if os.getuid() == 0:
    os.setgroups([]); os.setgid(group); os.setuid(user)
assert not [name for name in sys.modules if name.startswith(("liaison.workspace", "sqlcipher3"))]
assert not [name for name in dir(settings) if "VAULT" in name]
assert not [one.name for one in apps.get_app_configs() if "workspace" in one.name]
assert list(settings.DATABASES) == ["default"]
for one in sys.argv[3:]:
    path = pathlib.Path(one)
    try:
        found = path.read_bytes() if path.is_file() else list(path.iterdir())
    except (PermissionError, FileNotFoundError):
        continue
    print(one)
print("as", os.getuid())
"""


def test_the_public_process_reaches_no_vault_setting_app_key_or_file(node: Node) -> None:
    """The application that serves the public, as the user that it runs as."""
    nobody = pwd.getpwnam("nobody")
    ours = os.getuid() == 0
    found = [*(node.root / "vaults").rglob("*"), *(node.root / "keys").rglob("*")] if ours else []
    done = subprocess.run(
        [sys.executable, "-c", _PUBLIC, str(nobody.pw_uid), str(nobody.pw_gid), *map(str, found)],
        env=node.environment("") | {"LIAISON_HOME": str(node.root / "home")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"as {nobody.pw_uid if ours else os.getuid()}\n"


@pytest.fixture
def opened_to(node: Node) -> Callable[[Path, int], list[Path]]:
    """What nobody could read after the permissions of a file or folder were changed."""
    for folder in (node.root, *node.root.parents):  # a way to it
        if "pytest-of-" in str(folder):
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH)

    def change(path: Path, mode: int) -> list[Path]:
        path.chmod(mode)
        return list(walls.readable(NOBODY, node.root / "vaults", node.root / "keys"))

    return change


def test_each_gap_in_a_wall_is_found(
    node: Node, opened_to: Callable[[Path, int], list[Path]]
) -> None:
    vaults, keys = node.root / "vaults", node.root / "keys"
    key_file = keys / "harbour-watch/key.json"
    assert opened_to(key_file, 0o644) == [], "no way leads to it"
    assert opened_to(vaults, 0o711) == []
    assert opened_to(vaults, 0o744) == [vaults], "it can be listed"
    assert opened_to(vaults, 0o700) == []
    assert opened_to(keys, 0o711) == []
    assert opened_to(keys / "harbour-watch", 0o711) == [key_file]
    assert opened_to(keys / "harbour-watch", 0o733) == [keys / "harbour-watch", key_file]


def test_the_server_refuses_to_start_with_a_gap(
    node: Node, opened_to: Callable[[Path, int], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_to(node.root / "vaults", 0o755)
    environment = node.environment(PASSPHRASE) | {"LIAISON_PUBLIC_USER": "nobody"}
    done = subprocess.run(
        [sys.executable, "-m", "liaison.config.vault_command", "serve", "--port", str(free_port())],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert re.search(r"nobody could read or change .*vaults", done.stderr)
    assert "system user of their own" in done.stderr


def test_a_public_user_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from liaison.config.vault_server import public_user

    monkeypatch.setenv("LIAISON_PUBLIC_USER", "no-such-user")
    with pytest.raises(MistakenInput, match="no-such-user"):
        public_user()


def test_whoever_is_root_reads_everything(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "LIAISON_VAULTS", node.root / "vaults")
    monkeypatch.setattr(settings, "LIAISON_VAULT_KEYS", node.root / "keys")
    monkeypatch.delenv("LIAISON_DEBUG", raising=False)
    with pytest.raises(MistakenInput, match="root could read"):
        require_walls(walls.named("root"))
