"""One round of a source: what is new, what changed, what went wrong, and nothing twice."""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from liaison.archive.models import Capture
from liaison.archive.warc import WarcWriter
from liaison.catalogue.models import Absence
from liaison.fetch import client as client_module
from liaison.fetch import visits
from liaison.fetch.keeping import Visit, keep_visits
from liaison.fetch.models import Address, ListPage, Round
from liaison.fetch.round import harvest
from liaison.kernel.identifier import document_identifier
from liaison.kernel.item import Discovery
from liaison.kernel.stop import never
from liaison.sources import readers
from liaison.sources.declaration import Source
from tests.fetch.declaring import declare
from tests.fetch.odd_server import PAGE, Odd, late, odd_server, page, redirect

pytestmark = pytest.mark.django_db(transaction=True)
NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
XML = "application/rss+xml"


@pytest.fixture(autouse=True)
def _quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_back_off", lambda _: 0.01)


@pytest.fixture
def odd() -> Iterator[Odd]:
    with odd_server() as server:
        yield server


def feed(*names: str) -> bytes:
    items = "".join(
        f"<item><title>{name}</title><link>http://odd.test/{name}</link></item>" for name in names
    )
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def publish(odd: Odd, *names: str) -> None:
    odd.routes["/feed"] = page(feed(*names), Content_Type=XML)
    for name in names:
        odd.routes.setdefault(f"/{name}", page(PAGE.replace(b"An appeal", name.encode())))


def go_round(
    odd: Odd,
    folder: Path,
    now: dt.datetime = NOW,
    stop: Callable[[], bool] = never,
    longest: dt.timedelta | None = None,
    known: Sequence[Source] = (),
    **said: Any,
) -> Round:
    source = declare(**{"connect": f"127.0.0.1:{odd.port}", **said})
    (row,) = asyncio.run(
        harvest([source], folder, lambda: now, lambda *_: None, stop, longest, known)
    )
    connection.close()
    return Round.objects.get(pk=row.pk)


def counts(row: Round) -> tuple[int, int, int, int]:
    return row.new, row.changed, row.unchanged, row.failed


def test_everything_listed_is_captured_once(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a", "b")
    first = go_round(odd, tmp_path)
    assert (first.listed, counts(first), first.failure) == (2, (2, 0, 0, 0), "")
    publish(odd, "c", "a", "b")
    second = go_round(odd, tmp_path, NOW + DAY)
    assert (second.listed, counts(second)) == (3, (1, 0, 0, 0))
    assert odd.asked["/a"] == 1


def test_a_known_document_is_looked_at_again_in_its_time(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a", "b")
    go_round(odd, tmp_path, recheck="7 days")
    odd.routes["/b"] = page(PAGE + b"<p>More.</p>")
    later = go_round(odd, tmp_path, NOW + 8 * DAY, recheck="7 days")
    assert counts(later) == (0, 1, 1, 0)
    assert Capture.objects.filter(current=True).count() == 2
    assert Capture.objects.exclude(same_as=None).count() == 1


def test_what_vanishes_is_noted_and_what_comes_back_too(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    go_round(odd, tmp_path, recheck="1 day")
    odd.routes["/a"] = page(b"", 410)
    go_round(odd, tmp_path, NOW + 2 * DAY, recheck="1 day")
    absence = Absence.objects.get()
    assert absence.address_key == document_identifier("http://odd.test/a")
    assert Address.objects.get().failure == "gone"
    odd.routes["/a"] = page()
    go_round(odd, tmp_path, NOW + 9 * DAY, recheck="1 day")
    assert not Absence.objects.exists()
    assert Address.objects.get().failure == ""


def test_an_address_that_never_worked_is_gone_without_having_been(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    odd.routes["/a"] = page(b"", 404)
    row = go_round(odd, tmp_path)
    assert counts(row) == (0, 0, 0, 1)
    assert not Absence.objects.exists()
    assert not Capture.objects.exists()


def test_failures_are_tried_again_ever_later(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    odd.routes["/a"] = page(b"", 403)
    go_round(odd, tmp_path)
    first = Address.objects.get()
    assert first.next_check == NOW + dt.timedelta(hours=1)
    go_round(odd, tmp_path, NOW + DAY)
    assert Address.objects.get().next_check == NOW + DAY + dt.timedelta(hours=2)


def test_what_moves_for_good_stays_one_document(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    odd.routes["/a"] = redirect("/moved", 301)
    odd.routes["/moved"] = page()
    go_round(odd, tmp_path)
    publish(odd, "moved", "a")
    go_round(odd, tmp_path, NOW + DAY)
    assert Capture.objects.filter(current=True).count() == 1
    assert set(Capture.objects.values_list("document_address", flat=True)) == {"http://odd.test/a"}


def test_a_lost_page_that_leads_to_the_front_page_is_no_document(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    odd.routes["/a"] = redirect("/")
    odd.routes["/"] = page()
    go_round(odd, tmp_path)
    assert Address.objects.get().failure == "moved"
    assert not Capture.objects.exists()


def test_files_and_languages_of_a_page_are_its_own(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    body = PAGE.replace(
        b"</p>",
        b'</p><p><a href="/a.pdf">Read the letter</a> <a href="http://else.test/b.pdf">b</a></p>',
    ).replace(b"<title>", b'<link rel="alternate" hreflang="fr" href="/a/fr"><title>')
    odd.routes["/a"] = page(body)
    odd.routes["/a.pdf"] = page(b"%PDF-1.4 x", Content_Type="application/pdf")
    odd.routes["/a/fr"] = page(PAGE.replace(b"An appeal", b"Un appel"))
    row = go_round(odd, tmp_path, follow={"attachments": ["pdf"], "translations": True})
    assert counts(row) == (3, 0, 0, 0)
    roles = dict(Capture.objects.values_list("address", "role"))
    assert roles == {
        "http://odd.test/a": "document",
        "http://odd.test/a.pdf": "attachment",
        "http://odd.test/a/fr": "translation",
    }
    assert set(Capture.objects.values_list("document_address", flat=True)) == {"http://odd.test/a"}


@pytest.mark.parametrize("slowly", ["en", "fr", "es"])
def test_languages_listed_beside_each_other_are_one_document(
    odd: Odd, tmp_path: Path, slowly: str
) -> None:
    """The first listed is the document, also where another answers before it."""
    languages = ("en", "fr", "es")
    publish(odd, *languages, "other")
    for here in languages:
        others = (language for language in languages if language != here)
        links = "".join(
            f'<link rel="alternate" hreflang="{there}" href="/{there}">' for there in others
        )
        route = page(PAGE.replace(b"<title>", f"{links}<title>".encode()))
        odd.routes[f"/{here}"] = late(route) if here == slowly else route
    go_round(odd, tmp_path, follow={"translations": True}, politeness={"delay": 0, "parallel": 3})
    assert dict(Capture.objects.values_list("address", "document_address")) == {
        "http://odd.test/en": "http://odd.test/en",
        "http://odd.test/fr": "http://odd.test/en",
        "http://odd.test/es": "http://odd.test/en",
        "http://odd.test/other": "http://odd.test/other",
    }
    translations = Capture.objects.filter(role="translation").values_list("address", flat=True)
    assert sorted(translations) == ["http://odd.test/es", "http://odd.test/fr"]


def _in_two_languages(odd: Odd, en: str, fr: str) -> None:
    for here, there in ((en, fr), (fr, en)):
        language = "fr" if there == fr else "en"
        link = f'<link rel="alternate" hreflang="{language}" href="/{there}"><title>'
        file = f'</p><p><a href="/{here}.pdf">The letter</a></p>'
        body = PAGE.replace(b"<title>", link.encode()).replace(b"</p>", file.encode())
        odd.routes[f"/{here}"] = page(body)
        odd.routes[f"/{here}.pdf"] = page(b"%PDF-1.4 x", Content_Type="application/pdf")


@pytest.mark.parametrize("before", [3, 38, 39, 40, 79])
def test_languages_listed_far_apart_are_one_document_with_its_files(
    odd: Odd, tmp_path: Path, before: int
) -> None:
    """Wherever they stand in the list: a batch ends after forty."""
    others = [f"other{number}" for number in range(before)]
    publish(odd, *others, "x-en", "x-fr")
    _in_two_languages(odd, "x-en", "x-fr")
    go_round(odd, tmp_path, follow={"translations": True, "attachments": ["pdf"]})
    rows = Capture.objects.exclude(address__contains="other")
    assert dict(rows.values_list("address", "role")) == {
        "http://odd.test/x-en": "document",
        "http://odd.test/x-fr": "translation",
        "http://odd.test/x-en.pdf": "attachment",
        "http://odd.test/x-fr.pdf": "attachment",
    }
    assert set(rows.values_list("document_address", flat=True)) == {"http://odd.test/x-en"}


@pytest.mark.parametrize(
    "link",
    [
        "http://odd.test:99999/a.pdf",
        "http://[/a.pdf",
        "/a&#0;b.pdf",
        "/a\x00b.pdf",
        "http://odd.test/\udcff.pdf".encode("utf-8", "surrogateescape").decode("latin-1"),
    ],
)
def test_a_link_that_leads_nowhere_costs_nothing_else(odd: Odd, tmp_path: Path, link: str) -> None:
    publish(odd, "a", "b")
    odd.routes["/a"] = page(PAGE.replace(b"</p>", f'</p><a href="{link}">file</a>'.encode()))
    row = go_round(odd, tmp_path, follow={"attachments": ["pdf"]})
    assert (row.new, row.failure) == (2, "")


@pytest.mark.parametrize("to", ["http://x.test:99999/", "http://[", "/b\x00c"])
def test_a_redirect_that_leads_nowhere_costs_nothing_else(
    odd: Odd, tmp_path: Path, to: str
) -> None:
    publish(odd, "a", "b")
    odd.routes["/a"] = redirect(to)
    assert counts(go_round(odd, tmp_path)) == (1, 0, 0, 1)
    assert Address.objects.get(address="http://odd.test/a").failure_detail


def test_a_list_that_names_nonsense_is_read_for_the_rest(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    listed = feed("a").replace(
        b"</channel>",
        b"<item><title>x</title><link>http://odd.test:99999/x</link></item>"
        b"<item><title>y</title><link>http://[</link></item></channel>",
    )
    odd.routes["/feed"] = page(listed, Content_Type=XML)
    assert go_round(odd, tmp_path).new == 1


def test_an_answer_that_says_unchanged_unasked_is_no_document(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    odd.routes["/a"] = page(b"", 304)
    go_round(odd, tmp_path)
    assert Address.objects.get().failure == "changed_shape"
    assert not Capture.objects.exists()


def test_a_date_that_no_header_can_carry_is_not_sent_back(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    odd.routes["/a"] = page(PAGE, ETag="\u00e9t\u00e9", Last_Modified="jeu., 15 ao\u00fbt 2019")
    go_round(odd, tmp_path, recheck="1 day")
    later = go_round(odd, tmp_path, NOW + 2 * DAY, recheck="1 day")
    assert counts(later) == (0, 0, 1, 0)


def test_a_host_that_is_away_is_given_up_for_the_round(odd: Odd, tmp_path: Path) -> None:
    publish(odd, *(f"d{number}" for number in range(90)))
    for number in range(90):
        odd.routes[f"/d{number}"] = page(b"", 503)
    row = go_round(odd, tmp_path)
    assert (row.failed, row.failure) == (40, "slow")
    assert Address.objects.filter(next_check=NOW).count() == 50


def test_entries_that_are_documents_are_kept_as_they_stand(odd: Odd, tmp_path: Path) -> None:
    said: dict[str, Any] = {"reader": {"kind": "feed", "content": "item"}}
    publish(odd, "a", "b", "a")
    assert counts(go_round(odd, tmp_path, **said)) == (2, 0, 0, 0)
    odd.routes["/feed"] = page(
        feed("a", "b").replace(b"<title>b", b"<title>b, corrected"), Content_Type=XML
    )
    assert counts(go_round(odd, tmp_path, NOW + DAY, **said)) == (0, 1, 1, 0)
    assert odd.asked["/a"] == 0


@pytest.mark.parametrize(
    ("status", "body", "failure"),
    [
        (200, feed(), "changed_shape"),
        (200, PAGE, "changed_shape"),
        (200, b"", "changed_shape"),
        (403, b"", "blocked"),
        (404, b"", "gone"),
        (500, b"", "slow"),
    ],
)
def test_an_empty_harvest_is_a_failure_that_someone_sees(
    odd: Odd, tmp_path: Path, status: int, body: bytes, failure: str
) -> None:
    odd.routes["/feed"] = page(body, status, Content_Type=XML)
    row = go_round(odd, tmp_path)
    assert row.failure == failure
    assert row.failure_detail


def test_fewer_items_than_declared_is_a_failure(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a", "b")
    row = go_round(odd, tmp_path, yields={"at_least": 3})
    assert row.failure == "changed_shape"
    assert "it listed 2 documents and should list at least 3" in row.failure_detail
    assert counts(row) == (2, 0, 0, 0)


def test_a_long_silence_is_a_failure_although_the_list_answers(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    assert go_round(odd, tmp_path, quiet_after="60 days").failure == ""
    late = go_round(odd, tmp_path, NOW + 90 * DAY, quiet_after="60 days", recheck="never")
    assert late.failure == "nothing_new"
    assert "since 2026-05-01" in late.failure_detail


def _listing(number: int, last: int) -> bytes:
    links = "".join(f'<a href="/d{number}-{i}">d{number}-{i}</a>' for i in range(3))
    more = f'<a class="next" href="/list{number + 1}">next</a>' if number < last else ""
    return f"<html><body>{links}{more}</body></html>".encode()


LISTING: dict[str, Any] = {
    "addresses": ["http://odd.test/list1"],
    "reader": {"kind": "listing", "links": r"/d\d+-\d", "next": "a.next", "max_pages": 50},
}


def _publish_list(odd: Odd, last: int) -> None:
    for number in range(1, last + 1):
        odd.routes[f"/list{number}"] = page(_listing(number, last))
        for i in range(3):
            odd.routes[f"/d{number}-{i}"] = page(PAGE + f"{number}-{i}".encode())


def test_a_list_of_many_pages_is_read_to_its_end_once_and_later_only_its_start(
    odd: Odd, tmp_path: Path
) -> None:
    _publish_list(odd, 4)
    assert counts(go_round(odd, tmp_path, **LISTING)) == (12, 0, 0, 0)
    again = go_round(odd, tmp_path, NOW + DAY, **LISTING)
    assert (counts(again), again.failure) == ((0, 0, 0, 0), "")
    assert (odd.asked["/list1"], odd.asked["/list4"]) == (2, 1)


def test_pages_that_an_earlier_round_did_not_reach_are_read_by_the_next(
    odd: Odd, tmp_path: Path
) -> None:
    _publish_list(odd, 4)
    odd.routes["/list3"] = page(b"", 503)
    first = go_round(odd, tmp_path, **LISTING)
    assert (counts(first), first.failure) == ((6, 0, 0, 0), "slow")
    assert ListPage.objects.filter(last_checked=None).count() == 1
    _publish_list(odd, 4)
    assert counts(go_round(odd, tmp_path, NOW + DAY, **LISTING)) == (6, 0, 0, 0)


def test_a_heavy_batch_is_kept_before_it_is_whole(
    odd: Odd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"d{number}" for number in range(7)]
    publish(odd, *names)
    kept: list[int] = []

    def keep(source: Source, writer: WarcWriter, some: Sequence[Visit], *rest: Any) -> None:
        kept.append(len(some))
        keep_visits(source, writer, some, *rest)

    monkeypatch.setattr(visits, "_HEAVIEST", 1)
    monkeypatch.setattr(visits, "keep_visits", keep)
    row = go_round(odd, tmp_path, politeness={"delay": 0, "parallel": 2})
    assert counts(row) == (7, 0, 0, 0)
    assert max(kept) <= 2
    assert [odd.asked[f"/{name}"] for name in names] == [1] * 7


def test_a_round_that_has_had_its_time_leaves_the_rest_for_the_next(
    odd: Odd, tmp_path: Path
) -> None:
    names = [f"d{number}" for number in range(5)]
    publish(odd, *names)
    first = go_round(odd, tmp_path, stop=lambda: odd.asked["/d1"] > 0)
    assert (counts(first), first.cut_short, first.failure) == ((2, 0, 0, 0), True, "")
    second = go_round(odd, tmp_path, NOW + DAY)
    assert (counts(second), second.cut_short) == ((3, 0, 0, 0), False)
    assert [odd.asked[f"/{name}"] for name in names] == [1] * 5


def test_lists_that_take_longer_than_a_round_are_read_in_several(odd: Odd, tmp_path: Path) -> None:
    names = [f"d{number}" for number in range(4)]
    for number, name in enumerate(names):
        odd.routes[f"/feed{number}"] = page(feed(name), Content_Type=XML)
        odd.routes[f"/{name}"] = page(PAGE.replace(b"An appeal", name.encode()))
    said: dict[str, Any] = {
        "addresses": [f"http://odd.test/feed{number}" for number in range(4)],
        "yields": {"at_least": 4},
    }
    for number in range(4):
        row = go_round(
            odd, tmp_path, NOW + number * dt.timedelta(minutes=1), longest=dt.timedelta(0), **said
        )
        assert (row.cut_short, row.new, row.failure) == (number < 3, 1, "")
    assert [odd.asked[f"/feed{number}"] for number in range(4)] == [1] * 4
    later = go_round(odd, tmp_path, NOW + DAY, **said)
    assert (later.listed, later.cut_short, later.new) == (4, False, 0)


def test_every_source_gets_its_time_however_many_there_are(odd: Odd, tmp_path: Path) -> None:
    sources = []
    for number in range(12):
        odd.routes[f"/feed{number}"] = page(feed(f"d{number}"), Content_Type=XML)
        odd.routes[f"/d{number}"] = page()
        address = f"http://odd.test/feed{number}"
        connect = f"127.0.0.1:{odd.port}"
        sources.append(declare(id=f"odd-{number}", addresses=[address], connect=connect))
    done = harvest(sources, tmp_path, lambda: NOW, lambda *_: None, never, dt.timedelta(0))
    assert [row.new for row in asyncio.run(done)] == [1] * 12
    connection.close()


def test_an_entry_about_a_page_of_another_source_is_left_out(odd: Odd, tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>t</title><link>http://{host}/x</link><description>Words.</description></item>"
        for host in ("odd.test", "nobodys.test", "else.test")
    )
    odd.routes["/feed"] = page(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    other = declare(id="else", home="http://else.test/", addresses=["http://else.test/feed"])
    row = go_round(odd, tmp_path, known=[other], reader={"kind": "feed", "content": "item"})
    addresses = Capture.objects.order_by("address").values_list("address", flat=True)
    assert list(addresses) == ["http://nobodys.test/x", "http://odd.test/x"]
    assert row.failure == "changed_shape"
    assert "1 entries have an address at the site of another source" in row.failure_detail


def test_an_entry_does_not_take_the_place_of_a_fetched_page(odd: Odd, tmp_path: Path) -> None:
    publish(odd, "a")
    go_round(odd, tmp_path, id="fetches")
    item = (
        "<item><title>t</title><link>http://odd.test/a</link><description>No.</description></item>"
    )
    odd.routes["/feed"] = page(f'<rss version="2.0"><channel>{item}</channel></rss>'.encode())
    go_round(odd, tmp_path, id="retells", reader={"kind": "feed", "content": "item"})
    assert list(Capture.objects.values_list("source_id", flat=True)) == ["fetches"]


def test_a_list_that_breaks_its_reader_keeps_nothing_else_from_being_done(
    odd: Odd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(odd, "a")
    read = readers.discover

    def discover(source: Source, content: bytes, media_type: str, address: str) -> Discovery:
        if address.endswith("/broken"):
            raise ValueError("Empty tag name")
        return read(source, content, media_type, address)

    monkeypatch.setattr(readers, "discover", discover)
    odd.routes["/broken"] = page(feed("b"), Content_Type=XML)
    addresses = ["http://odd.test/broken", "http://odd.test/feed"]
    row = go_round(odd, tmp_path, addresses=addresses)
    assert (row.new, row.failure) == (1, "changed_shape")
    assert "Empty tag name" in row.failure_detail
