"""Websites that answer badly, and one that means harm: each trouble costs itself and nothing else."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liaison.rehearsal.declare import write_sources
from liaison.rehearsal.server import running
from liaison.rehearsal.troubles import TROUBLES, Trouble
from liaison.rehearsal.world import World
from tests.conftest import Installation

_OUTCOMES = """
import json
from liaison.archive.models import Capture
from liaison.catalogue.models import Document
from liaison.fetch.models import Address
found = {}
for address, failure, detail in Address.objects.values_list("address", "failure", "failure_detail"):
    found[address] = [failure, detail]
for row in Capture.objects.filter(current=True).exclude(reading_failure=""):
    found[row.address] = [row.reading_failure, row.reading_failure_detail]
documents = list(Document.objects.values_list("address", "title"))
print(json.dumps([found, documents]))
"""
Outcomes = tuple[dict[str, tuple[str, str]], dict[str, str]]


@pytest.fixture(scope="module")
def hostile_sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    directory = tmp_path_factory.mktemp("hostile")
    world = World(seed=3, documents=60)
    with running(world) as port:
        for path in write_sources(world, directory, port, hostile=True):
            if path.stem in ("rehearsal-brittle", "rehearsal-abyss", "rehearsal-wire"):
                # Silences are as long as our patience with them: less of it, a quicker test.
                text = path.read_text(encoding="utf-8").replace("timeout: 10", "timeout: 3")
                path.write_text(text, encoding="utf-8")
            else:
                path.unlink()
        yield directory


@pytest.fixture(scope="module")
def outcomes(hostile_sources: Path, module_install: Callable[[], Installation]) -> Outcomes:
    """What became of every bad address, after a harvest and a run with little patience."""
    installation = module_install()
    installation.run("harvest", "--sources", str(hostile_sources), timeout=600)
    installation.run("process", "--patience", "8", timeout=600)
    assert installation.status()["pending"] == 0
    assert "0 flaws" in installation.run("archive", "verify")
    found, documents = json.loads(installation.python(_OUTCOMES))
    return found, dict(documents)


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.name)
def test_each_trouble_is_a_failure_of_its_class_or_read_all_the_same(
    trouble: Trouble, outcomes: Outcomes
) -> None:
    found, documents = outcomes
    failure, detail = found[trouble.address]
    if failure:
        assert failure in trouble.expect, detail
        assert detail, "a failure says what happened"
        assert "\n" not in detail
        assert trouble.address not in documents
    else:
        assert not trouble.expect or "" in trouble.expect
        assert documents[trouble.address].strip()


def test_the_rest_of_the_run_is_unharmed(outcomes: Outcomes) -> None:
    _, documents = outcomes
    assert sum("wire.rehearsal.test" in address for address in documents) >= 2
