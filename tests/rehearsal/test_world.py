"""The plan of the invented world: the same every time, any size, any day."""

import itertools
import time
import tracemalloc

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.rehearsal.sites import WEBSITES
from liaison.rehearsal.truth import truth_lines
from liaison.rehearsal.world import World


def test_the_same_seed_gives_the_same_truth_and_another_seed_another() -> None:
    first, again, other = (list(World(seed, 120).truth()) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_a_million_documents_start_at_once_and_take_little_memory() -> None:
    tracemalloc.start()
    began = time.monotonic()
    world = World(seed=3, documents=1_000_000)
    lines = [world.document(number) for number in range(0, 1_000_000, 49_999)]
    took, (_, peak) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(lines) == 21
    assert took < 5
    assert peak < 20_000_000


@pytest.mark.parametrize("documents", [0, 49, 1_000_001])
def test_other_sizes_are_refused_with_a_way_out(documents: int) -> None:
    with pytest.raises(MistakenInput, match="ask for 50 to 1,000,000"):
        World(1, documents)


def test_a_day_out_of_reach_is_refused() -> None:
    with pytest.raises(MistakenInput, match="ask for 0 to 365"):
        World(1, 50, day=366)


@pytest.mark.parametrize("documents", [50, 777, 40_000])
def test_numbers_and_the_counts_of_the_websites_agree(documents: int) -> None:
    world = World(1, documents)
    assert sum(world.count_of(site) for site in WEBSITES) == documents
    for site in WEBSITES:
        assert world.count_of(site) > 0
        for local in (0, world.count_of(site) - 1):
            number = world.number(site, local)
            assert world.local(number) == local
            assert world.document(number).site is site


def test_every_address_and_every_reference_is_given_once() -> None:
    world = World(5, 20_000)
    addresses, symbols = set(), set()
    originals = bearing = 0
    for number in range(world.count):
        document = world.document(number)
        if document.translation_of is None and document.copy_of is None:
            originals += 1
            if document.symbol:
                bearing += 1
                symbols.add(document.symbol)
    for line in itertools.islice(truth_lines(World(5, 3_000)), 3_000):
        addresses.add(line["address"])
    assert len(addresses) == 3_000
    assert len(symbols) == bearing
    assert originals > 10_000


def test_dates_lie_in_the_years_of_the_world_and_before_its_day() -> None:
    for day in (0, 3):
        world = World(2, 500, day=day)
        for number in range(world.count):
            published = world.document(number).published
            assert published.year >= 2008
            assert (published.year, published.month, published.day) <= (
                (2024, 12, 31),
                (2025, 1, 3),
            )[day > 0]


def test_a_translation_tells_the_same_facts_in_another_language() -> None:
    world = World(1, 400)
    pairs = 0
    for number in range(400):
        document = world.document(number)
        if document.translation_of is not None:
            original = world.document(document.translation_of)
            assert original.matter is document.matter
            assert original.language != document.language
            assert original.site is document.site
            assert original.references == document.references
            pairs += 1
    assert pairs > 80


def test_matters_run_through_several_websites_and_languages() -> None:
    told: dict[object, set[tuple[object, object]]] = {}
    for line in World(1, 200).truth():
        if "matter" in line:
            told.setdefault(line["matter"], set()).add((line["site"], line["language"]))
    assert max(len({site for site, _ in places}) for places in told.values()) >= 5
    assert max(len({language for _, language in places}) for places in told.values()) == 5


@pytest.mark.parametrize("documents", [50, 2_000])
def test_a_later_day_has_something_new_changed_moved_and_gone(documents: int) -> None:
    before, after = (
        {line["address"]: line for line in World(4, documents, day=day).truth() if "matter" in line}
        for day in (0, 1)
    )
    fresh = [line for address, line in after.items() if address not in before]
    assert len(fresh) > 40
    changed = [
        a
        for a in before.keys() & after.keys()
        if after[a]["revision"] and not before[a]["revision"]
    ]
    gone = [
        a
        for a in before.keys() & after.keys()
        if after[a]["status"] == "gone" != before[a]["status"]
    ]
    moved = [line for line in fresh if line["status"] == "moved" and not line["how"]]
    assert changed
    assert gone
    assert moved
    stable = sum(before[a] == after[a] for a in before.keys() & after.keys())
    assert stable > 0.9 * len(before) - 3
