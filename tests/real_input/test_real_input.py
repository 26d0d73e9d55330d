"""The main job on real material: feeds with real dirt, saved listings, reports as PDF and DOC."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Installation
from tests.real_input.serving import pages_of, serving, write_sources

pytestmark = pytest.mark.real
_DOCUMENTS = """
import json
from liaison.catalogue.models import Document, Edition
rows = list(Document.objects.values(
    "identifier", "address", "source_id", "title", "published", "symbol", "about", "mechanism"))
print(json.dumps(rows))
"""


@pytest.fixture(scope="module")
def harvested(
    real_data: Path,
    tmp_path_factory: pytest.TempPathFactory,
    module_install: Callable[[], Installation],
) -> tuple[Installation, list[dict[str, Any]], str]:
    """Everything harvested twice and processed."""
    pages = pages_of(real_data)
    sources = tmp_path_factory.mktemp("sources")
    installation = module_install()
    with serving(pages) as port:
        write_sources(pages, port, sources)
        installation.run("harvest", "--sources", str(sources), timeout=600)
        again = installation.run("harvest", "--sources", str(sources), timeout=600)
    installation.run("process", timeout=900)
    return installation, json.loads(installation.python(_DOCUMENTS)), again


def of(documents: list[dict[str, Any]], source: str) -> list[dict[str, Any]]:
    return [row for row in documents if row["source_id"] == source]


Harvested = tuple[Installation, list[dict[str, Any]], str]


def test_every_source_gave_what_it_holds(harvested: Harvested, real_data: Path) -> None:
    _, documents, _ = harvested
    feeds = {"commhr": 1346, "echr": 2000, "hudoccpt": 2000, "hudocecri": 857, "hudocexec": 2000}
    for name, items in feeds.items():
        # A feed names some documents twice, and those are one each.
        assert 0.8 * items <= len(of(documents, name)) <= items, name
    assert len(of(documents, "upr")) == 16
    assert len(of(documents, "hrw")) == 10
    assert len(of(documents, "amnesty")) > 150
    assert len(of(documents, "slovenia")) >= 35


def test_an_item_met_twice_is_one_document(harvested: Harvested) -> None:
    _, documents, again = harvested
    addresses = [row["address"] for row in documents]
    assert len(addresses) == len(set(addresses))
    assert re.search(r": 0 new, 0 changed", again.splitlines()[-1])


def test_no_document_is_dated_in_year_one_or_in_the_future(harvested: Harvested) -> None:
    _, documents, _ = harvested
    dated = [row["published"] for row in documents if row["published"]]
    assert len(dated) > 0.9 * len(documents)
    tomorrow = (dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).date().isoformat()
    assert [date for date in dated if not "1945" <= date <= tomorrow] == []


def test_no_title_is_empty(harvested: Harvested) -> None:
    _, documents, _ = harvested
    assert [row["address"] for row in documents if not row["title"].strip()] == []


def test_every_upr_report_has_its_symbol_date_and_state(harvested: Harvested) -> None:
    _, documents, _ = harvested
    lacking = [
        Path(row["address"]).name
        for row in of(documents, "upr")
        if not re.fullmatch(r"A/HRC/\d+/\d+(/Add\.\d+)?", row["symbol"])
        or not re.fullmatch(r"\d{4}-\d\d-\d\d", row["published"])
        or row["about"] != [_STATES[Path(row["address"]).stem.rstrip("0123456789")]]
    ]
    assert lacking == []


_STATES = {
    "bhutan": "BTN", "bruneidarussalam": "BRN", "bulgaria": "BGR",
    "centralafricanrepublic": "CAF", "chile": "CHL", "dominica": "DMA",
    "dominicanrepublic": "DOM", "france": "FRA", "guinea": "GIN", "guyana": "GUY",
    "mauritius": "MUS", "namibia": "NAM", "norway": "NOR", "russia": "RUS",
    "singapore": "SGP", "sweden": "SWE",
}  # fmt: skip


def test_nothing_is_pending_and_failures_have_classes(harvested: Harvested) -> None:
    installation, _, _ = harvested
    status = installation.status()
    assert status["pending"] == 0
    # One of the saved result pages is empty, and an empty list page is never passed over.
    (failing,) = (source for source in status["sources"] if source["failure"])
    assert (failing["id"], failing["failure"]) == ("amnesty", "changed_shape")
    assert "without a single item" in failing["failure_detail"]
    assert status["captures"] >= status["documents"]


def test_the_archive_is_clean(harvested: Harvested) -> None:
    installation, _, _ = harvested
    assert "0 flaws" in installation.run("archive", "verify", timeout=300)
