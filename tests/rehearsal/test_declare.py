"""Source files for the rehearsal, read by the readers that real sources use."""

import json
from pathlib import Path

import pytest

from liaison.kernel.item import Discovery
from liaison.rehearsal.declare import write_sources, write_truth
from liaison.rehearsal.server import running
from liaison.rehearsal.troubles import TROUBLES
from liaison.rehearsal.world import World
from liaison.sources.declaration import Source
from liaison.sources.loading import load_sources
from liaison.sources.readers import discover
from tests.rehearsal.conftest import Ask, asking


def harvested(source: Source, ask: Ask) -> set[str]:
    """Every address that a round over a source's lists meets."""
    waiting, seen, found = list(source.addresses), set[str](), set[str]()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        got = ask(address)
        assert got.status == 200, address
        told: Discovery = discover(source, got.body, got.headers["content-type"], address)
        found |= {item.address for item in told.items}
        waiting += told.pages
    return found


def test_all_sources_are_valid_and_stamped_as_rehearsal(tmp_path: Path) -> None:
    write_sources(World(1, 50), tmp_path, 4321, hostile=True)
    loaded = load_sources([tmp_path], ())
    assert loaded.problems == ()
    assert len(loaded.sources) == 16
    for source in loaded.sources.values():
        assert source.kind_of_home == "rehearsal"
        assert source.connect == "127.0.0.1:4321"
        assert source.local
    kinds = {source.reader.kind for source in loaded.sources.values()}
    assert kinds == {"feed", "sitemap", "listing", "addresses"}


@pytest.mark.parametrize("day", [0, 2])
def test_the_lists_of_every_website_lead_to_all_that_is_listed(tmp_path: Path, day: int) -> None:
    world = World(5, 400, day=day)
    with running(world) as port:
        write_sources(world, tmp_path, port)
        sources = load_sources([tmp_path], ()).sources.values()
        found = {source.id: harvested(source, asking(port)) for source in sources}
    for line in world.truth():
        if "matter" not in line:
            assert line["address"] in found["rehearsal-brittle"] or "abyss" in str(line["site"])
            continue
        listed, mechanism = str(line["listed"]), str(line["mechanism"])
        if not listed:
            assert line["address"] not in found[mechanism]
        elif line["translation_of"] is None or mechanism == "rehearsal-envoy":
            assert listed in found[mechanism], listed
    assert all(found.values())


def test_the_truth_is_written_whole(tmp_path: Path) -> None:
    world = World(1, 60)
    count = write_truth(world, tmp_path / "truth.jsonl")
    lines = [
        json.loads(line) for line in (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()
    ]
    assert count == len(lines) == 60 + len(TROUBLES)
    assert lines == [json.loads(json.dumps(line)) for line in world.truth()]
    assert {line["status"] for line in lines} == {"ok", "moved", "gone", "broken"}
    assert [*tmp_path.iterdir()] == [tmp_path / "truth.jsonl"]
