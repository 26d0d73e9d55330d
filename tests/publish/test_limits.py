"""How often one reader may ask, and what is known of that reader: nothing afterwards."""

from collections.abc import Callable, Mapping

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from liaison.kernel.home import Home
from liaison.publish.api import limits
from liaison.publish.api.limits import MOST, WINDOW, Counters, reader_of

Asked = Callable[..., str]


@pytest.fixture
def counters(monkeypatch: pytest.MonkeyPatch) -> Counters:
    made = Counters(now=lambda: 100.0)
    monkeypatch.setattr(limits, "COUNTERS", made)
    return made


def test_what_is_beyond_the_limit_is_refused_until_the_window_ends(
    client: Client, record: Home, counters: Counters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST", 3)
    for left in (2, 1, 0):
        answer = client.get("/api/v1/vocabularies?limit=1")
        assert answer.status_code == 200
        assert answer.headers["RateLimit"] == f'"reader";r={left};t={WINDOW}'
        assert answer.headers["RateLimit-Policy"] == f'"reader";q={MOST};w={WINDOW}'
        assert answer.headers["X-RateLimit-Remaining"] == str(left)
    for ask in (client.get, client.head):
        refused = ask("/api/v1/vocabularies")
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == str(WINDOW)
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/en/mechanisms").status_code == 200  # pages have no limit
    counters.now = lambda: 100.0 + WINDOW
    assert client.get("/api/v1/vocabularies").status_code == 200


def test_other_readers_are_not_touched(counters: Counters) -> None:
    for _ in range(MOST + 5):
        left, _seconds = counters.count("198.51.100.1")
    assert left < 0
    assert counters.count("198.51.100.2") == (MOST - 1, WINDOW)


def test_nothing_of_a_reader_is_kept(counters: Counters) -> None:
    counters.count("198.51.100.1")
    [first] = counters._counts
    assert b"198.51" not in first
    key = counters._key
    counters.now = lambda: 100.0 + WINDOW
    counters.count("198.51.100.1")
    assert counters._key != key
    assert first not in counters._counts
    assert len(counters._counts) == 1


def test_more_readers_than_can_be_counted_are_answered(
    counters: Counters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_MOST_READERS", 2)
    for number in range(5):
        for _ in range(2):
            counters.count(f"reader {number}")
    assert len(counters._counts) == 2
    assert counters.count("reader 4") == (MOST - 1, WINDOW)
    assert counters.count("reader 0")[0] == MOST - 3


@pytest.mark.parametrize(
    ("said", "forwarded", "reader"),
    [
        ({"REMOTE_ADDR": "198.51.100.1", "HTTP_HOST": "record.example"}, False, "198.51.100.1"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}, False, "127.0.0.1"),
        ({"REMOTE_ADDR": "::1", "HTTP_HOST": "[::1]:8000"}, False, "::1"),
        # A server in front, or an onion service, that does not say who asks: nobody is refused.
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "record.example"}, False, ""),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "abcdef.onion"}, False, ""),
        ({"REMOTE_ADDR": "10.0.0.7", "HTTP_HOST": "record.example"}, False, ""),
        ({"REMOTE_ADDR": "", "HTTP_HOST": "record.example"}, False, ""),
        # One that says it; what readers write before it is not believed.
        (
            {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.1"},
            True,
            "198.51.100.1",
        ),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "someone"}, True, ""),
        ({"REMOTE_ADDR": "127.0.0.1"}, True, ""),
        (
            {"REMOTE_ADDR": "198.51.100.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"},
            False,
            "198.51.100.1",
        ),
        # A reader of IPv6 has a whole network; a circuit of an onion service, an address.
        ({"HTTP_X_FORWARDED_FOR": "2a00:1450:4001:81b::200e"}, True, "2a00:1450:4001:81b::/64"),
        ({"HTTP_X_FORWARDED_FOR": "fc00:dead:beef:4dad::17"}, True, "fc00:dead:beef:4dad::17"),
        ({"HTTP_X_FORWARDED_FOR": "::ffff:198.51.100.1"}, True, "198.51.100.1"),
    ],
)
def test_who_asks(
    settings: Settings, said: Mapping[str, str], forwarded: bool, reader: str
) -> None:
    settings.FORWARDED = forwarded
    request = RequestFactory().get("/api/v1/documents")
    request.META.update(said)
    assert reader_of(request) == reader


def test_where_readers_cannot_be_told_apart_nobody_is_refused(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(limits, "MOST", 1)
    settings.ALLOWED_HOSTS = ["abcdef.onion"]
    for _ in range(4):
        answer = client.get("/api/v1/vocabularies?limit=1", headers={"Host": "abcdef.onion"})
        assert answer.status_code == 200
        assert "RateLimit" not in answer.headers
        assert "RateLimit-Policy" in answer.headers
