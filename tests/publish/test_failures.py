"""What a reader is told when something cannot be answered."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from liaison.kernel.home import Home
from tests.publish.filled import fill_home
from tests.publish.invented import SAID

WITHOUT_INDEX = ("", f"documents/{SAID[0].identifier}", "mechanisms", "sources", "about-data")


def _damage(record: Home) -> None:
    for path in record.index.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0" * 64)


def _lose(record: Home) -> None:
    shutil.rmtree(record.index)


@pytest.mark.parametrize("spoil", [_damage, _lose])
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


def test_a_foreign_host_is_refused(client: Client, record: Home) -> None:
    response = client.get("/en/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()
