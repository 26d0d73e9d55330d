"""Compendia that are kept: each once, whatever day it is."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from liaison import vocabulary
from liaison.kernel.errors import HomeUnusable
from liaison.kernel.home import Home
from liaison.pipeline import compendia
from liaison.standards import compendium, read

TODAY = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(compendia, "utc_now", lambda: TODAY)
    return Home(tmp_path)


def names(home: Home) -> list[str]:
    return sorted(path.name for path in home.compendia.iterdir())


def test_the_compendium_of_the_data_files_is_kept_once(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = compendia.keep(home)
    assert read(path.read_bytes(), path.stem).compendium == compendium(vocabulary.load())
    monkeypatch.setattr(compendia, "utc_now", lambda: TODAY + dt.timedelta(days=9))
    assert compendia.keep(home) == path
    assert names(home) == [path.name]


def test_other_data_files_are_kept_beside_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compendia.keep(home)
    held = compendium(vocabulary.load())
    changed = dataclasses.replace(held, instruments=held.instruments[1:])
    monkeypatch.setattr(compendia, "compendium", lambda _known: changed)
    second = compendia.keep(home)
    assert {path for path, _ in compendia.kept(home)} == {first, second}
    monkeypatch.undo()
    assert compendia.keep(home) in {first, second}  # data that came back is known


def test_what_is_no_compendium_is_passed_over_and_kept_anew(home: Home) -> None:
    path = compendia.keep(home)
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    (home.compendia / "liaison-compendium-of-somebody.json").write_bytes(b"{}")
    assert list(compendia.kept(home)) == []
    assert compendia.keep(home).read_bytes() == content


def test_a_home_without_room_says_so(home: Home) -> None:
    home.compendia.write_text("a file in the way", encoding="utf-8")
    with pytest.raises(HomeUnusable, match="cannot be written"):
        compendia.keep(home)
