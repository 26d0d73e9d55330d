"""Rights side by side, and frozen compendia: pages, data and files."""

import csv
import dataclasses
import datetime as dt
import hashlib
import io
from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html

from liaison.kernel.clock import utc_now
from liaison.kernel.home import Home
from liaison.publish import compendium
from liaison.publish.site import snapshots
from liaison.standards import Snapshot, read, snapshot

Page = html.HtmlElement
Read = Callable[..., Page]
ASKED = "right=R02&right=R08&system=un&system=eu"
ADDRESS = "/en/standards/compare"


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def test_systems_stand_side_by_side(read_page: Read) -> None:
    page = read_page(f"{ADDRESS}?{ASKED}")
    [table] = page.xpath("//table")
    assert [words(one) for one in table.xpath(".//thead//th")] == [
        "Right",
        "European Union",
        "United Nations",
    ]
    rows = {words(one.xpath("th")[0]): one.xpath("td") for one in table.xpath(".//tbody/tr")}
    assert len(rows) == 2
    developing = next(cells for name, cells in rows.items() if name.startswith("Developing"))
    assert words(developing[0]) == "no provision entered"
    assert "A/RES/53/144, art. 7" in words(developing[1])
    assert "not binding · to be checked" in words(developing[1])
    assert len(page.xpath("//input[@checked]")) == 4


def test_one_system_is_too_few_and_none_shows_the_form(read_page: Read) -> None:
    assert "Choose two systems or more" in words(read_page(f"{ADDRESS}?system=un"))
    page = read_page(ADDRESS)
    assert not page.xpath("//table")
    assert "Choose two systems or more" not in words(page)


@pytest.mark.parametrize(
    ("asked", "named"),
    [("system=unn", "United Nations"), ("right=R99", "R99"), ("rigth=R02", "right")],
)
def test_what_there_is_not_is_refused(read_page: Read, asked: str, named: str) -> None:
    assert named in words(read_page(f"{ADDRESS}?{asked}", 400))


def test_data_and_table_hold_the_same(client: Client, record: Home) -> None:
    told = client.get(f"{ADDRESS}.json?{ASKED}").json()
    assert told["rehearsal"] is True
    assert [row["right"] for row in told["rights"]] == ["R02", "R08"]
    assert [cell["system"] for cell in told["rights"][0]["systems"]] == ["eu", "un"]
    flat = [
        (row["right"], cell["system"], one["provision"])
        for row in told["rights"]
        for cell in row["systems"]
        for one in cell["provisions"] or [{"provision": ""}]
    ]
    text = client.get(f"{ADDRESS}.csv?{ASKED}").content.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [(one["right"], one["system"], one["provision"]) for one in table] == flat
    assert ("R08", "eu", "") in flat
    assert all(one["certainty"] for one in table if one["provision"])


def test_data_of_nothing_chosen_is_of_everything(client: Client, record: Home) -> None:
    told = client.get(f"{ADDRESS}.json").json()
    held = compendium.held()
    assert len(told["rights"]) == len(held.rights)
    assert len(told["rights"][0]["systems"]) == len(held.systems)


def test_a_frozen_compendium_is_at_its_identifier(client: Client, record: Home) -> None:
    address = client.get("/en/standards/snapshot").headers["Location"]
    identifier = address.rpartition("/")[2]
    page = html.fromstring(client.get(address).content.decode())
    content = client.get(f"{address}.json").content
    assert read(content, identifier).compendium == compendium.held()
    assert hashlib.sha256(content).hexdigest() in words(page)
    assert identifier in words(page)
    assert "Rights across systems" in words(page)
    paper = client.get(f"{address}.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    assert client.get(address.replace("/en/", "/ar/")).status_code == 200


def test_an_earlier_day_of_the_same_compendium_stays(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = utc_now().date() - dt.timedelta(days=3)
    monkeypatch.setattr(snapshots, "_EARLIEST", day)
    frozen = snapshot(compendium.held(), day)
    answer = client.get(f"/en/standards/snapshots/{frozen.identifier}.json")
    assert answer.content == frozen.content
    monkeypatch.setattr(snapshots, "_EARLIEST", utc_now().date())
    assert client.get(f"/en/standards/snapshots/{frozen.identifier}").status_code == 404


def earlier(record: Home) -> Snapshot:
    """A compendium that earlier data files made, kept in the home since two days."""
    held = compendium.held()
    changed = dataclasses.replace(held, instruments=held.instruments[1:])
    kept = snapshot(changed, utc_now().date() - dt.timedelta(days=2))
    record.compendia.mkdir(exist_ok=True)
    (record.compendia / f"{kept.identifier}.json").write_bytes(kept.content)
    return kept


def test_what_was_cited_before_the_data_changed_stays_at_its_identifier(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = earlier(record)
    monkeypatch.setattr(snapshots, "_EARLIEST", kept.made_on)
    for one in (kept, kept.on(kept.made_on + dt.timedelta(days=1))):  # of every day it stood
        address = f"/en/standards/snapshots/{one.identifier}"
        assert client.get(f"{address}.json").content == one.content
        page = html.fromstring(client.get(address).content.decode())
        assert "The compendium has changed since." in words(page)
        assert "/en/standards/snapshot" in page.xpath("//main//a/@href")
        assert one.digest in words(page)
    assert client.get(f"{address}.pdf").content.startswith(b"%PDF-")
    now = client.get("/en/standards/snapshot", follow=True)
    assert "The compendium has changed since." not in now.content.decode()


def test_a_kept_file_that_cannot_be_read_today_is_asked_for_again(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = earlier(record)
    monkeypatch.setattr(snapshots, "_EARLIEST", kept.made_on)
    address = f"/en/standards/snapshots/{kept.identifier}"
    path = record.compendia / f"{kept.identifier}.json"
    aside = path.rename(record.compendia / "aside")
    path.mkdir()  # cannot be read as a file, whoever asks
    snapshots._called.cache_clear()
    answer = client.get(address)
    assert answer.status_code == 503
    assert "Its file is damaged or missing" in answer.content.decode()
    path.rmdir()
    aside.rename(path)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("spoilt", [b"", b"{}", b"\xff", None])
def test_a_kept_file_that_was_changed_is_passed_over_and_told_of(
    client: Client,
    record: Home,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    spoilt: bytes | None,
) -> None:
    kept = earlier(record)
    monkeypatch.setattr(snapshots, "_EARLIEST", kept.made_on)
    path = record.compendia / f"{kept.identifier}.json"
    path.write_bytes(kept.content.replace(b"art. 1", b"art. 2") if spoilt is None else spoilt)
    snapshots._called.cache_clear()
    answer = client.get(f"/en/standards/snapshots/{kept.identifier}")
    assert answer.status_code == 404
    assert "/en/standards/snapshot" in answer.content.decode()
    assert any("is no kept compendium" in line for line in caplog.messages)
    assert client.get("/en/standards/snapshot", follow=True).status_code == 200


@pytest.mark.parametrize("form", ["", ".json", ".pdf"])
def test_another_snapshot_is_not_here_and_can_be_verified(
    client: Client, record: Home, form: str
) -> None:
    day = utc_now().date()
    answer = client.get(f"/en/standards/snapshots/liaison-compendium-{day}-00000000{form}")
    assert answer.status_code == 404
    assert "the SHA-256 of the file begins with 00000000" in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    ["none", "liaison-compendium-2026-13-01-00000000", "liaison-compendium-9999-01-01-00000000"],
)
def test_what_no_snapshot_is_called_is_not_found(client: Client, record: Home, name: str) -> None:
    assert client.get(f"/en/standards/snapshots/{name}").status_code == 404
