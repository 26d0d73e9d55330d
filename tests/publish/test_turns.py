"""Slow readers wait for each other, and the pages for none of them."""

import threading
import time

import pytest
from django.test import Client

from liaison.catalogue.models import Document
from liaison.kernel.home import Home
from liaison.publish import turns
from liaison.publish.errors import TooManyAtOnce
from liaison.publish.site import captures
from liaison.publish.site.sitemaps import ROWS
from tests.publish.test_captures import FULL, later


def test_whatever_is_sent_slowly_takes_turns(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who reads a byte at a time holds a thread: all of them together must leave some for pages."""
    monkeypatch.setattr(turns, "_PATIENCE", 0.01)
    monkeypatch.setattr(captures, "_WHOLE", 10)
    copy = later(FULL, b"0123456789" * 10, record, "text/plain")
    first = Document.objects.earliest("pk").pk  # a database may have counted further
    documents = f"/sitemap-documents-{first // ROWS}.xml"
    slow = [client.get(documents), client.get(copy)]
    assert [one.streaming for one in slow] == [True, True]
    for address in (documents, "/sitemap-pages.xml", copy):
        refused = client.get(address)
        assert refused.status_code == 503, address
        assert refused.headers["Retry-After"] == "60"
        assert client.head(address).status_code == 200
    assert client.get("/sitemap.xml").status_code == 200
    for one in slow:
        one.close()
    assert client.get("/sitemap-pages.xml").status_code == 200


def test_one_waits_and_the_others_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for a turn holds a thread: many who ask for one must not take them all."""
    monkeypatch.setattr(turns, "_PATIENCE", 30)
    came: list[str] = []

    def wait() -> None:
        with turns.turn(turns.TAKING_IN):
            came.append("waited")

    waiter = threading.Thread(target=wait)
    with turns.turn(turns.TAKING_IN):
        waiter.start()
        while turns._WAITING._value:
            time.sleep(0.001)
        for _ in range(3):
            with pytest.raises(TooManyAtOnce), turns.turn(turns.TAKING_IN):
                pass
        assert came == []
    waiter.join()
    assert came == ["waited"]
