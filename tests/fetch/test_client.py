"""Asking politely, within limits, and never where we must not."""

import asyncio
import datetime as dt
import gzip
import ipaddress
import itertools
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.archive.coding import decode
from liaison.fetch import client as client_module
from liaison.fetch import guard as guard_module
from liaison.fetch.client import Client, Fetched, retry_after
from liaison.fetch.guard import check_reachable, refuse_inside
from liaison.fetch.pace import Pace
from liaison.kernel.errors import FailureClass, SourceFailure
from tests.fetch.declaring import declare
from tests.fetch.odd_server import (
    PAGE,
    Odd,
    broken_off,
    endless,
    odd_server,
    once,
    page,
    redirect,
    zipped,
)


@pytest.fixture(autouse=True)
def _quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_back_off", lambda _: 0.01)


@pytest.fixture
def odd() -> Iterator[Odd]:
    with odd_server() as server:
        yield server


def get(odd: Odd, path: str = "/page", **said: Any) -> Fetched:
    conditions = {name: said.pop(name) for name in ("etag", "last_modified") if name in said}
    source = declare(**{"connect": f"127.0.0.1:{odd.port}", **said})

    async def one() -> Fetched:
        async with Client(source, Pace()) as client:
            return await client.get(odd.address(path), **conditions)

    return asyncio.run(one())


def failure(odd: Odd, path: str = "/page", **said: Any) -> SourceFailure:
    with pytest.raises(SourceFailure) as caught:
        get(odd, path, **said)
    return caught.value


def test_a_page_comes_as_it_is(odd: Odd) -> None:
    odd.routes["/page"] = page(ETag='"one"', Last_Modified="Thu, 15 Mar 2012 00:00:00 GMT")
    fetched = get(odd)
    assert (fetched.answer.content, fetched.etag) == (PAGE, '"one"')
    assert fetched.media_type == "text/html; charset=utf-8"
    assert "Liaison" in odd.headers[-1]["User-Agent"]


def test_what_did_not_change_is_not_sent_again(odd: Odd) -> None:
    odd.routes["/page"] = page(b"", 304)
    assert get(odd, etag='"one"').not_modified
    assert odd.headers[-1]["If-None-Match"] == '"one"'


def test_a_zipped_page_is_kept_as_it_came_and_read_decoded(odd: Odd) -> None:
    odd.routes["/page"] = zipped(PAGE)
    answer = get(odd).answer
    assert answer.content == PAGE
    assert gzip.decompress(answer.payload) == PAGE


def test_a_gzip_stream_that_breaks_off_is_tried_again_and_then_a_failure(odd: Odd) -> None:
    odd.routes["/page"] = zipped(os.urandom(5000), keep=2000)
    broken = failure(odd)
    assert broken.failure is FailureClass.SLOW
    assert "broke off in the middle of a gzip stream" in str(broken)
    assert odd.asked["/page"] == 3


def test_a_zip_bomb_is_refused_before_it_unpacks(odd: Odd) -> None:
    odd.routes["/page"] = zipped(b"\0" * 200_000_000)
    assert "larger than 1,000,000 bytes" in str(failure(odd))


def test_two_gigabytes_are_refused_after_the_first(odd: Odd) -> None:
    odd.routes["/page"] = endless
    refused = failure(odd)
    assert refused.failure is FailureClass.UNREADABLE
    assert "raise politeness.max_bytes" in str(refused)


def test_a_connection_that_breaks_is_tried_again(odd: Odd) -> None:
    odd.routes["/page"] = once(broken_off, page())
    assert get(odd).answer.content == PAGE


@pytest.mark.parametrize("status", [500, 502, 503, 202])
def test_a_server_in_trouble_is_tried_again(odd: Odd, status: int) -> None:
    odd.routes["/page"] = once(page(b"later", status, Retry_After="0"), page())
    assert get(odd).answer.content == PAGE


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, FailureClass.BLOCKED),
        (403, FailureClass.BLOCKED),
        (404, FailureClass.GONE),
        (410, FailureClass.GONE),
        (451, FailureClass.BLOCKED),
        (500, FailureClass.SLOW),
        (418, FailureClass.CHANGED_SHAPE),
    ],
)
def test_a_refusal_is_a_failure_of_its_class(odd: Odd, status: int, kind: FailureClass) -> None:
    odd.routes["/page"] = page(PAGE, status)
    refused = failure(odd)
    assert refused.failure is kind
    assert str(status) in str(refused)
    assert odd.asked["/page"] == (3 if refused.retry else 1)


def test_a_silent_server_is_slow(odd: Odd) -> None:
    odd.routes["/page"] = lambda _: time.sleep(1.5)
    slow = failure(odd, politeness={"delay": 0, "timeout": 0.3})
    assert (slow.failure, slow.retry) == (FailureClass.SLOW, True)


def test_redirects_are_followed_and_said_to_be_for_good_or_not(odd: Odd) -> None:
    odd.routes["/page"] = redirect("/next", 301)
    odd.routes["/next"] = page()
    odd.routes["/maybe"] = redirect("/page", 302)
    assert get(odd).moved_for_good
    assert get(odd).final_address == odd.address("/next")
    assert not get(odd, "/maybe").moved_for_good


def test_endless_redirects_end(odd: Odd) -> None:
    odd.routes["/page"] = redirect("/other")
    odd.routes["/other"] = redirect("/page")
    assert "in a circle" in str(failure(odd))
    for number in range(30):
        odd.routes[f"/step{number}"] = redirect(f"/step{number + 1}")
    moved = failure(odd, "/step0")
    assert moved.failure is FailureClass.MOVED
    assert "more than 10 times" in str(moved)


def test_a_redirect_into_the_operators_network_is_refused(
    odd: Odd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """odd.test stands for a public host whose pages lead to a private one."""
    private = {"odd.test": "127.0.0.1", "inside.test": "10.0.0.7"}

    async def look_up(host: str, port: int) -> list[str]:
        return [private[host]]

    def check(address: str, host: str, *, local: bool) -> None:
        if address != "127.0.0.1":
            check_reachable(address, host, local=local)

    monkeypatch.setattr(guard_module, "_addresses", look_up)
    monkeypatch.setattr(guard_module, "check_reachable", check)
    odd.routes["/page"] = redirect("http://inside.test/secret")
    refused = failure(odd, f":{odd.port}/page", local=False, connect=None)
    assert refused.failure is FailureClass.BLOCKED
    assert "inside.test is 10.0.0.7, which is not a public address" in str(refused)


@pytest.mark.parametrize("inside", ["http://10.0.0.1/", "http://127.0.0.1:1/", "http://[::1]/"])
def test_a_local_source_leads_nowhere_else_in_the_network(odd: Odd, inside: str) -> None:
    odd.routes["/page"] = redirect(inside)
    assert "not a public address" in str(failure(odd, local=True))


def test_a_redirect_to_a_file_is_refused(odd: Odd) -> None:
    odd.routes["/page"] = redirect("file:///etc/passwd")
    assert "which is no page" in str(failure(odd))


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1",  # noqa: S104 - one of those to refuse
     "fe80::1", "fc00::1", "::ffff:127.0.0.1", "224.0.0.1", "100.64.0.1", "64:ff9b::a9fe:a9fe",
     "64:ff9b:1::7f00:1", "2002:7f00:1::", "::127.0.0.1", "::ffff:0:7f00:1", "fec0::1", "::"],
)  # fmt: skip
def test_private_and_local_addresses_are_refused(address: str) -> None:
    with pytest.raises(SourceFailure, match="write `local: true`"):
        check_reachable(address, "odd.test", local=False)


@pytest.mark.parametrize(
    "host",
    ["localhost", "x.localhost.", "127.0.0.1.", "127.1", "2130706433", "0x7f.1", "[::1]"[1:-1]],
)
def test_behind_a_proxy_a_host_inside_is_known_by_its_name(host: str) -> None:
    with pytest.raises(SourceFailure, match="not a public address"):
        refuse_inside(host)


@pytest.mark.parametrize(
    "host", ["example.org", "8.8.8.8", "127.example.org", "2001:4860:4860::8888"]
)
def test_behind_a_proxy_other_hosts_pass(host: str) -> None:
    refuse_inside(host)


def test_local_addresses_are_reached_only_where_the_source_says_so(odd: Odd) -> None:
    odd.routes["/page"] = page()
    assert "not a public address" in str(failure(odd, local=False))
    assert odd.asked["/page"] == 0
    assert get(odd, local=True).answer.status == 200


@given(st.ip_addresses())
def test_whatever_is_not_global_is_refused(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    try:
        check_reachable(str(address), "odd.test", local=False)
    except SourceFailure:
        return
    assert address.is_global


def test_robots_txt_is_obeyed(odd: Odd) -> None:
    odd.routes["/robots.txt"] = page(b"User-agent: *\nDisallow: /closed", Content_Type="text/plain")
    odd.routes["/closed/a"] = odd.routes["/page"] = page()
    refused = failure(odd, "/closed/a")
    assert refused.failure is FailureClass.BLOCKED
    assert "robots.txt" in str(refused)
    assert odd.asked["/closed/a"] == 0
    assert get(odd).answer.status == 200


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"# " + b"x" * 400_000 + b"\n"])
@pytest.mark.parametrize("after", [b"", b"\n# " + b"x" * 2_000_000])
def test_robots_txt_is_obeyed_whatever_stands_around_it(
    odd: Odd, media_type: str, before: bytes, after: bytes
) -> None:
    rules = b"User-agent: *\nDisallow: /"
    odd.routes["/robots.txt"] = page(before + rules + after, Content_Type=media_type)
    odd.routes["/page"] = page()
    assert failure(odd).failure is FailureClass.BLOCKED
    assert odd.asked["/page"] == 0


def test_a_robots_txt_that_cannot_be_unpacked_closes_the_site(odd: Odd) -> None:
    odd.routes["/robots.txt"] = page(b"User-agent: *", Content_Encoding="br")
    odd.routes["/page"] = page()
    assert "nobody knows what is allowed" in str(failure(odd))
    assert odd.asked["/page"] == 0


def test_a_crawl_delay_is_kept(odd: Odd) -> None:
    odd.routes["/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 0.3", Content_Type="text/plain")
    odd.routes["/page"] = page()
    source = declare(connect=f"127.0.0.1:{odd.port}")

    async def three() -> None:
        async with Client(source, Pace()) as client:
            for _ in range(3):
                await client.get(odd.address("/page"))

    asyncio.run(three())
    asked = odd.times[1:]
    assert all(later - earlier > 0.25 for earlier, later in itertools.pairwise(asked))


def test_a_robots_txt_out_of_reach_closes_the_site(odd: Odd) -> None:
    odd.routes["/robots.txt"] = page(b"", 500)
    odd.routes["/page"] = page()
    assert "nobody knows what is allowed" in str(failure(odd))
    assert odd.asked["/page"] == 0


def test_a_host_that_asks_for_patience_gets_it(odd: Odd) -> None:
    odd.routes["/page"] = page(b"", 429, Retry_After="3600")
    patient = failure(odd)
    assert patient.failure is FailureClass.BLOCKED
    assert "3,600 s" in str(patient)


def test_no_cookie_is_ever_sent_back(odd: Odd) -> None:
    odd.routes["/page"] = redirect("/next")
    odd.routes["/next"] = page(Set_Cookie="reader=1")
    get(odd)
    assert all("Cookie" not in headers for headers in odd.headers)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Thu, 15 Mar 2012 12:00:30 GMT", 30.0),
        ("", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
    ],
)
def test_retry_after_in_either_form(value: str, seconds: int) -> None:
    assert retry_after(value, dt.datetime(2012, 3, 15, 12, tzinfo=dt.UTC)) == seconds


def test_turns_at_a_host_are_spaced_and_other_hosts_do_not_wait() -> None:
    pace = Pace(now=lambda: 100.0)
    assert [pace.wait_before("a", 2.0) for _ in range(3)] == [0.0, 2.0, 4.0]
    assert pace.wait_before("b", 2.0) == 0.0
    pace.hold("b", 30.0)
    assert pace.wait_before("b", 2.0) == 30.0


@given(st.binary(max_size=2000), st.sampled_from(["gzip", "deflate", "", "br", "x-gzip"]))
def test_any_bytes_under_any_coding_give_content_or_a_failure(data: bytes, coding: str) -> None:
    try:
        content = decode(data, coding, 10_000, "http://odd.test/")
    except SourceFailure as error:
        content = str(error).partition("http://odd.test/")[1].encode()
        assert content, "the error names the address"
    assert len(content) <= 10_000
