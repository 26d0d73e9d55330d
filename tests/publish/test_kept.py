"""A page is kept for as long as nothing changed, and not a moment longer."""

from collections.abc import Callable

import pytest
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from liaison.catalogue import changes
from liaison.kernel.home import Home
from liaison.publish import kept
from liaison.publish.kept import Kept, KeptPagesMiddleware
from tests.publish.invented import SAID

PAGE = f"/en/documents/{SAID[0].identifier}"


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What the database says of its changes: the last of these."""
    told: list[str | None] = ["1"]
    monkeypatch.setattr(changes, "version", lambda: told[-1])
    return told


@pytest.fixture
def site(moment: list[str | None]) -> Callable[..., HttpResponse]:
    """Counts how often a page is made."""
    del moment
    made = 0

    def view(request: HttpRequest) -> HttpResponse:
        nonlocal made
        made += 1
        answer = HttpResponse(f"made {made}", status=404 if "nowhere" in request.path else 200)
        answer.headers["ETag"] = f'W/"{made}"'
        if "cookie" in request.path:
            answer.set_cookie("a", "b")
        return answer

    middleware = KeptPagesMiddleware(view)

    def asked(path: str, method: str = "GET", **headers: str) -> HttpResponse:
        request = RequestFactory(headers=headers).generic(method, path)
        answer = middleware(request)
        assert isinstance(answer, HttpResponse)
        return answer

    return asked


def test_a_page_is_made_once_until_something_changes(
    site: Callable[..., HttpResponse], moment: list[str | None]
) -> None:
    assert [site("/en/sources").content for _ in range(2)] == [b"made 1", b"made 1"]
    assert site("/ar/sources").content == b"made 2"
    moment.append("2")
    assert site("/en/sources").content == b"made 3"
    moment.append(None)  # nobody can tell
    assert [site("/en/sources").content for _ in range(2)] == [b"made 4", b"made 5"]


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_page_is_made_where_the_database_cannot_be_asked(
    site: Callable[..., HttpResponse], monkeypatch: pytest.MonkeyPatch, error: type[Error]
) -> None:
    def gone() -> str:
        raise error("gone")

    monkeypatch.setattr(changes, "version", gone)
    assert [site("/en/help").content for _ in range(2)] == [b"made 1", b"made 2"]


def test_a_page_that_a_reader_has_is_not_sent_again(site: Callable[..., HttpResponse]) -> None:
    first = site("/en/sources")
    again = site("/en/sources", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert site("/en/sources", **{"If-None-Match": 'W/"other"'}).content == b"made 1"


@pytest.mark.parametrize(
    "path",
    [
        "/en/search?q=someone",  # what a reader looks for
        "/en/alerts/0123456789",
        "/en/subscribe",
        "/en/nowhere",
        "/en/cookie",
        "/en/search.csv",
        "/robots.txt",
        "/api/v1/documents",
    ],
)
def test_some_things_are_never_kept(site: Callable[..., HttpResponse], path: str) -> None:
    assert site(path).content != site(path).content


def test_answers_differ_by_host_and_by_what_a_reader_can_unpack(
    site: Callable[..., HttpResponse],
) -> None:
    bodies = [
        site("/en/sources", **headers).content
        for headers in ({}, {"Accept-Encoding": "gzip"}, {"Host": "localhost"})
    ]
    assert len({*bodies}) == 3
    assert site("/en/sources", "HEAD").content not in bodies


@pytest.mark.parametrize("accepted", ["notgzip", "GZIP", "br"])
def test_who_cannot_unpack_leaves_no_page_for_those_who_can(
    client: Client, record: Home, moment: list[str | None], accepted: str
) -> None:
    for encoding, packed in ((accepted, False), ("gzip, deflate", True), (accepted, False)):
        answer = client.get(PAGE, headers={"accept-encoding": encoding})
        assert ("Content-Encoding" in answer.headers) is packed


def test_the_address_of_a_page_takes_room_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_ROOM", 1_000)
    pages, state = Kept(), ("1", 0)
    for port in ("0" * 400, "00" * 400):
        pages.keep((f"http://localhost:{port}", "/en/", True), state, HttpResponse("x" * 100))
    assert pages.find((f"http://localhost:{'0' * 400}", "/en/", True), state) is None
    assert pages.find((f"http://localhost:{'00' * 400}", "/en/", True), state) is not None


def test_what_was_asked_for_least_lately_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_ROOM", 25)  # a page of 10 bytes, an address of 1
    pages, state = Kept(), ("1", 0)
    for name in ("a", "b"):
        pages.keep(("", name, False), state, HttpResponse("0123456789"))
    assert pages.find(("", "a", False), state) is not None
    pages.keep(("", "c", False), state, HttpResponse("0123456789"))
    found = [name for name in "abc" if pages.find(("", name, False), state)]
    assert found == ["a", "c"]


def test_a_kept_page_has_all_headers_and_is_sent_as_it_was(
    client: Client, record: Home, moment: list[str | None]
) -> None:
    del record
    first, again = (client.get(PAGE, headers={"accept-encoding": "gzip"}) for _ in range(2))
    assert first.content == again.content
    assert dict(first.headers) == dict(again.headers)
    assert "Content-Security-Policy" in again.headers
    moment.append("2")
    assert client.get(PAGE).status_code == 200
