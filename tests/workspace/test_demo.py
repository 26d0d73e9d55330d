"""`liaison-vault demo` as somebody tries it: two nodes, and members who sign in as they are told."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html

from tests.conftest import ROOT
from tests.workspace.browsing import free_port, text_of
from tests.workspace.test_commands import Node


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What it prints until both nodes serve."""
    folder = tmp_path_factory.mktemp("demo")
    words = ("demo", "--folder", str(folder / "vaults-of-it"), "--port", str(_two_free_ports()))
    process = subprocess.Popen(
        [sys.executable, "-m", "liaison.config.vault_command", *words],
        env=Node(folder).environment(""),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    while said.count("Ctrl-C ends it") < 2:
        line = process.stdout.readline()
        assert line, said
        said += line
    yield said
    process.send_signal(signal.SIGINT)
    assert "Traceback" not in process.communicate(timeout=60)[0]


def _two_free_ports() -> int:
    while True:
        port = free_port()
        try:
            with httpx.Client() as client:
                client.get(f"http://localhost:{port + 1}/")
        except httpx.ConnectError:
            return port


def _sent(client: httpx.Client, page: httpx.Response, form: dict[str, str]) -> httpx.Response:
    token = html.fromstring(page.text).xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")
    origin = f"http://{page.url.netloc.decode()}"
    return client.post(
        page.url, data={"csrfmiddlewaretoken": token, **form}, headers={"Origin": origin}
    )


def _signed_in(said: str, organisation: str, role: str) -> tuple[httpx.Client, httpx.Response]:
    """As somebody with the printed words in hand would."""
    part = said.partition(f"\n{organisation} ")[2]
    address = re.search(r"http://\S+", part)
    told = re.search(rf"  {role}: (\S+)   password: ([^\n]+)\n[^\n]*\n[^\n]*once: (\S+)", part)
    assert address is not None
    assert told is not None
    client = httpx.Client(follow_redirects=True)
    page = client.get(address[0])
    page = _sent(client, page, {"login": told[1], "password": told[2]})
    return client, _sent(client, page, {"code": told[3]})


@pytest.mark.parametrize("organisation", ["Harbour Watch", "Mountain House", "River Desk"])
@pytest.mark.parametrize("role", ["officer", "security-officer"])
def test_its_members_sign_in_with_what_is_printed(demo: str, organisation: str, role: str) -> None:
    _client, desk = _signed_in(demo, organisation, role)
    assert "Your desk" in text_of(desk)


def test_a_printed_code_opens_once(demo: str) -> None:
    _signed_in(demo, "Harbour Watch", "coordinator")
    _client, again = _signed_in(demo, "Harbour Watch", "coordinator")
    assert "Second step" in text_of(again)


def test_its_folder_is_never_written_over(demo: str, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    said = Node(tmp_path).run(
        "demo", "--folder", str(tmp_path / "there"), "--port", str(_two_free_ports()), ends=1
    )
    assert "is there already" in said
