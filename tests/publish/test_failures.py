"""What a reader is told when something cannot be answered."""

import shutil
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from liaison.kernel.home import Home
from tests.publish.filled import fill_home
from tests.publish.invented import SAID
from tests.publish.invented_visits import tell_more
from tests.publish.telling import damage, tell
from tests.publish.walking import addresses, in_one_matter

WITHOUT_INDEX = ("", f"documents/{SAID[0].identifier}", "mechanisms", "sources", "about-data")


def _lose(record: Home) -> None:
    shutil.rmtree(record.index)


@pytest.mark.parametrize("spoil", [damage, _lose])
def test_without_an_index_only_searching_stops(
    client: Client, record: Home, spoil: Callable[[Home], None]
) -> None:
    spoil(record)
    response = client.get("/en/search?q=defenders")
    assert response.status_code == 503
    assert "search index cannot be read" in response.content.decode()
    assert client.get("/en/search.json").status_code == 503
    assert client.get("/en/search.atom").status_code == 503
    for path in WITHOUT_INDEX:
        assert client.get(f"/en/{path}").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_without_a_database_a_page_says_so(
    client: Client,
    settings: Settings,
    tmp_path: Path,
    sources: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fill_home(settings, tmp_path, sources)
    with connection.schema_editor() as editor:
        editor.execute("ALTER TABLE catalogue_document RENAME TO catalogue_away")
    try:
        response = client.get("/ru/")
        assert response.status_code == 503
        assert "Собрание сейчас не читается" in response.content.decode()
        assert client.get("/api/v1/documents").json()["status"] == 503
        assert any("the database cannot be read" in line for line in caplog.messages)
    finally:
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE catalogue_away RENAME TO catalogue_document")


def _walked(record: Home) -> list[str]:
    """Every address once, of pages those in English."""
    found = dict.fromkeys(one.partition("?")[0] for one in addresses(SAID[0]))
    return [one for one in found if not one.startswith("/ar/")]


def _says_so(client: Client, address: str) -> None:
    """It answers as ever, or with 503 in the form that was asked for."""
    answer = client.get(address)
    assert answer.status_code in {200, 302, 400, 404, 503}, address
    if answer.status_code == 503:
        assert answer.headers["Retry-After"] == "60"
        data = address.startswith("/api/") or "." in address.rpartition("/")[2]
        form = "application/problem+json" if data else "text/html"
        assert answer.headers["Content-Type"].startswith(form), address


def test_without_an_index_every_address_answers_or_says_so(client: Client, record: Home) -> None:
    in_one_matter(SAID[0], SAID[2])
    tell_more()
    tell(SAID[0], "hearing;ISL;2024-06-17/;planned")
    walked = _walked(record)
    damage(record)
    cache.clear()
    for address in walked:
        _says_so(client, address)


def test_without_a_database_every_address_answers_or_says_so(client: Client, record: Home) -> None:
    in_one_matter(SAID[0], SAID[2])
    tell_more()
    tell(SAID[0], "hearing;ISL;2024-06-17/;planned")
    walked = _walked(record)
    cache.clear()
    down = OperationalError("the database is away")
    with mock.patch("django.db.backends.utils.CursorWrapper.execute", side_effect=down):
        for address in walked:
            _says_so(client, address)
        assert client.get("/en/documents/x.bib").status_code == 503
        assert client.get("/en/help").status_code == 200


def test_a_browser_is_told_in_html_why_a_file_cannot_be_had(client: Client, record: Home) -> None:
    damage(record)
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    for address in ("/en/search.csv", "/en/search.atom", "/en/countries/ISL.json"):
        program, reader = client.get(address), client.get(address, headers=browser)
        assert program.status_code == reader.status_code == 503
        assert program.json()["status"] == 503
        assert "Accept" in reader.headers["Vary"]
    assert (
        client.get("/en/search.csv", headers=browser)
        .headers["Content-Type"]
        .startswith("text/html")
    )
    assert client.get("/en/search.json", headers=browser).json()["status"] == 503


def test_a_missing_page_says_so_in_its_language(client: Client, record: Home) -> None:
    response = client.get("/ar/nowhere")
    assert response.status_code == 404
    said = response.content.decode()
    assert 'dir="rtl"' in said
    assert "لا توجد صفحة بهذا العنوان" in said


def test_a_fault_of_the_site_says_so(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*arguments: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("liaison.publish.search.answer", fault)
    client.raise_request_exception = False
    response = client.get("/fr/search")
    assert response.status_code == 500
    assert "Une erreur s’est produite ici" in response.content.decode()
    assert "a fault" not in response.content.decode()


def test_what_a_stranger_sends_fills_no_log(
    client: Client, record: Home, caplog: pytest.LogCaptureFixture
) -> None:
    many = "&".join(f"a{number}=1" for number in range(1_200))
    assert client.get(f"/en/search?{many}").status_code == 400
    assert client.get("/en/search", headers={"host": "evil.example"}).status_code == 400
    assert not [line for line in caplog.records if line.name.startswith("django.security")]


def test_a_foreign_host_is_refused(client: Client, record: Home) -> None:
    response = client.get("/en/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()
