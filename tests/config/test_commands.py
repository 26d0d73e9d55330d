"""The command line as a stranger meets it."""

import contextlib
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liaison.config.table import print_table
from liaison.rehearsal.declare import write_sources
from liaison.rehearsal.server import running
from liaison.rehearsal.world import World
from tests.conftest import ROOT, Installation

COMMANDS = (
    "init", "sources", "vocabulary", "harvest", "deposit", "process", "work", "serve", "rehearse",
    "status", "correct", "withdraw", "link", "decisions", "archive", "dump", "reread", "reindex", "backup",
    "restore",
)  # fmt: skip


@pytest.fixture(scope="module")
def installation(module_install: Callable[[], Installation]) -> Installation:
    return module_install()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    directory = tmp_path_factory.mktemp("sources")
    world = World(seed=5, documents=50)
    with running(world) as port:
        write_sources(world, directory, port)
        yield directory


def test_every_command_says_what_it_does(installation: Installation) -> None:
    said = installation.run("--help")
    for name in COMMANDS:
        assert f"\n  {name} " in said
        assert "Usage:" in installation.run(name, "--help")


def test_an_unknown_command_is_a_usage_error(installation: Installation) -> None:
    assert "No such command 'harvets'" in installation.run("harvets", status=2)


def test_initialising_twice_changes_nothing(installation: Installation) -> None:
    assert "up to date" in installation.run("init")


def test_the_packaged_sources_are_listed_and_shown(installation: Installation) -> None:
    said = installation.run("sources", "list")
    row = next(line for line in said.splitlines() if "un-srhrd-communications" in line)
    for cell in ("un-srhrd", "never", "en"):
        assert cell in row  # what is piped has no edge at which a column is lost
    assert "spcommreports" in installation.run("sources", "show", "un-srhrd-communications")
    assert "see `liaison sources list`" in installation.run("sources", "show", "none", status=1)


@pytest.mark.parametrize("columns", [160, 98, 60])
def test_a_narrow_terminal_keeps_every_column_and_word(
    installation: Installation, columns: int
) -> None:
    said = on_terminal(installation, columns, "sources", "list")
    lines = said.replace("│", " ").splitlines()
    row = next(at for at, line in enumerate(lines) if line.split()[:1] == ["amnesty-sitemap"])
    after = [at for at, line in enumerate(lines) if at > row and line.strip().startswith("a")]
    shown = " ".join(lines[row : after[0]]).split()
    assert {"amnesty", "sitemap", "never", "en", "fr", "es", "ar"} <= set(shown)
    assert all(len(line) <= columns for line in said.splitlines())
    assert ("│" in said) == (columns > 90)


def test_a_table_that_is_piped_folds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("rehearsal-assembly", "17", "2024-05-06 18:07", "2024-05-06 18:07", "gone 1, slow 4")]
    names = ("source", "documents", "last checked", "last new", "failures")
    print_table(names, rows)
    assert "│ 2024-05-06 18:07 │ 2024-05-06 18:07 │ gone 1, slow 4 │" in capsys.readouterr().out


def on_terminal(installation: Installation, columns: int, *arguments: str) -> str:
    """What a command prints on a terminal of so many columns."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {**installation.environment, "TERM": "xterm"}
    environment.pop("COLUMNS", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "liaison.config.command", *arguments],
        env=environment,
        cwd=ROOT,
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    said = b""
    with contextlib.suppress(OSError):  # the other end was closed
        while piece := os.read(ours, 65_536):
            said += piece
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return re.sub(r"\x1b\[[0-9;]*m", "", said.decode())


@pytest.mark.parametrize("reader", ["feed", "sitemap", "listing", "addresses", "folder", "python"])
def test_a_new_source_file_can_be_filled_in(reader: str, installation: Installation) -> None:
    assert f"kind: {reader}" in installation.run("sources", "new", "--reader", reader)


def test_a_look_at_a_source_shows_and_keeps_what_it_saw(
    installation: Installation, sources: Path
) -> None:
    said = installation.run("sources", "try", str(sources / "rehearsal-envoy.yaml"))
    assert " items, " in said
    assert "first document: http://envoy.rehearsal.test/" in said
    assert "language: en" in said
    samples = list((installation.home / "samples" / "rehearsal-envoy").rglob("*"))
    assert {path.name for path in samples if path.is_file()} == {"list", "document"}


def test_a_look_at_a_source_that_is_away_says_of_which_class(
    installation: Installation, sources: Path, tmp_path: Path
) -> None:
    text = (sources / "rehearsal-envoy.yaml").read_text(encoding="utf-8")
    connect = next(line for line in text.splitlines() if line.startswith("connect:"))
    path = tmp_path / "rehearsal-envoy.yaml"
    path.write_text(text.replace(connect, "connect: 127.0.0.1:1"), encoding="utf-8")
    said = installation.run("sources", "try", str(path), status=1)
    assert said.startswith("slow: http://envoy.rehearsal.test")


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "somebody", "a b@harbour.example"])
def test_a_contact_that_nobody_can_write_to_is_one_line(
    installation: Installation, contact: str
) -> None:
    environment = {**installation.environment, "LIAISON_CONTACT": contact}
    said = Installation(installation.home, environment).run("status", status=1)
    assert said.startswith(f"liaison: LIAISON_CONTACT is {contact!r}")
    assert len(said.splitlines()) == 1


def test_the_vocabulary_is_sound(installation: Installation) -> None:
    assert "the vocabulary is sound" in installation.run("vocabulary", "check")


def test_an_unknown_source_is_named(installation: Installation) -> None:
    said = installation.run("harvest", "--source", "nobody", status=1)
    assert "no source nobody" in said


def test_work_goes_on_until_it_is_told_to_stop(
    install: Callable[[], Installation], sources: Path, tmp_path: Path
) -> None:
    source = sources / "rehearsal-wire.yaml"
    (tmp_path / source.name).write_bytes(source.read_bytes())
    installation = install()
    process = installation.start("work", "--sources", str(tmp_path))
    try:
        deadline = time.monotonic() + 60
        while installation.status()["documents"] == 0 and time.monotonic() < deadline:
            time.sleep(0.5)
        assert installation.status()["documents"] > 0
    finally:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "rehearsal-wire:" in said
    assert said.rstrip().endswith("stopped")
