"""Archived copies: the bytes as they came, for whom and of what they may be given."""

import datetime as dt
import hashlib
from collections.abc import Callable
from email.utils import parsedate_to_datetime

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from liaison.archive.models import Capture
from liaison.catalogue.decisions import withdraw, withdraw_name
from liaison.catalogue.models import Document, Edition, WithdrawnName
from liaison.kernel.home import Home
from liaison.pipeline.declared import DEPOSITED
from liaison.publish.provenance import capture_name
from tests.publish.invented import EARLIER, SAID, Said, archive, capture
from tests.publish.reading import content
from tests.publish.test_withdrawal import WHY
from tests.publish.test_withdrawn_names import NAME, SAYING
from tests.publish.walking import copies_of

Page = html.HtmlElement
Read = Callable[..., Page]
NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
FULL = next(  # of a source that lets whole texts be shown
    one for one in SAID if one.source == "harbour-statements" and NAME not in one.text
)
OTHERS = [
    next(one for one in SAID if one.source == name)
    for name in ("estuary-reports", "steppe-letters")
]
LANGUAGES = {
    "en": "The archived copy as it came",
    "fr": "La copie archivée telle qu’elle est arrivée",
    "es": "La copia archivada tal como llegó",
    "ru": "Архивная копия в том виде, в каком она была получена",
    "ar": "النسخة المؤرشفة كما وردت",
}


def address_of(one: Capture) -> str:
    return f"/captures/{capture_name(one)}"


def later(said: Said, body: bytes, home: Home, media_type: str = "text/html") -> str:
    """The address of one more capture of a document, a minute after the last."""
    last = copies_of(said)[-1]
    row = capture(said.address, "", last.fetched_at + dt.timedelta(minutes=1), said.address)
    row.sha256, row.size = hashlib.sha256(body).hexdigest(), len(body)
    row.source_id, row.media_type = said.source, media_type
    row.save()
    archive(home, [body])
    return address_of(row)


def hide(name: str = NAME) -> None:
    withdraw_name(name, secret=settings.HOME.secret(), why="She asked.", by="us", now=NOW)


def test_a_copy_is_given_as_it_came_with_when_and_from_where(client: Client, record: Home) -> None:
    row = copies_of(FULL)[-1]
    answer = client.get(address_of(row))
    assert answer.status_code == 200
    body = content(answer)
    assert body == FULL.text.encode()
    assert hashlib.sha256(body).hexdigest() == row.sha256
    headers = answer.headers
    assert headers["ETag"] == f'"{row.sha256}"'
    assert headers["Content-Type"] == "text/html"
    assert headers["Content-Length"] == str(len(body))
    assert headers["Content-Language"] == FULL.language
    moment = parsedate_to_datetime(headers["Memento-Datetime"])
    assert moment == row.fetched_at.replace(microsecond=0)
    assert headers["Memento-Datetime"].endswith(" GMT")
    assert f'<{FULL.address}>; rel="original"' in headers["Link"]
    page = f"http://testserver/documents/{FULL.identifier}"
    assert f'<{page}>; rel="describedby"' in headers["Link"]
    assert "Set-Cookie" not in headers


def test_an_earlier_wording_has_its_own_address(client: Client, record: Home) -> None:
    earlier, last = copies_of(FULL)
    assert content(client.get(address_of(earlier))) == EARLIER.encode()
    assert address_of(earlier) != address_of(last)
    assert client.get(address_of(earlier)).headers["Content-Language"] == "und"


def test_a_copy_harms_nobody_who_opens_it(client: Client, record: Home) -> None:
    body = b"<script>document.title='ran'</script><img src=https://elsewhere.example/x>"
    answer = client.get(later(FULL, body, record))
    assert content(answer) == body
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="')
    assert answer.headers["Content-Disposition"].endswith('.html"')
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("text/html; charset=windows-1251", "text/html; charset=windows-1251"),
        ('text/html;version=1; Charset="UTF-8"', "text/html; charset=UTF-8"),
        ("application/pdf\r\nSet-Cookie: a=b", "application/pdf"),
        ("", "application/octet-stream"),
        ("ملف", "application/octet-stream"),
        ("text/html" + "x" * 111, "text/html" + "x" * 111),
    ],
)
def test_whatever_media_type_a_server_claimed(
    client: Client, record: Home, said: str, told: str
) -> None:
    answer = client.get(later(FULL, b"x", record, said))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == told
    assert "Set-Cookie" not in answer.headers


def test_the_head_alone_and_an_unchanged_copy(client: Client, record: Home) -> None:
    address = address_of(copies_of(FULL)[-1])
    whole, head = client.get(address), client.head(address)
    assert head.status_code == 200
    assert not content(head)
    for name in ("ETag", "Memento-Datetime", "Link", "Content-Length", "Content-Type"):
        assert head.headers[name] == whole.headers[name]
    again = client.get(address, headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304
    assert not content(again)


def test_a_large_copy_is_sent_in_pieces(client: Client, record: Home) -> None:
    body = b"0123456789" * 300_000
    answer = client.get(later(FULL, body, record, "text/plain"))
    assert answer.streaming
    assert answer.headers["Content-Length"] == str(len(body))
    assert max(map(len, pieces := list(answer))) <= 1 << 20
    assert b"".join(pieces) == body


def test_what_was_the_same_again_gives_the_same_bytes(client: Client, record: Home) -> None:
    row = copies_of(FULL)[-1]
    again = Capture.objects.get(pk=row.pk)
    again.pk, again.same_as, again.warc, again.length = None, row, "revisit.warc.gz", 1
    again.fetched_at += dt.timedelta(days=1)
    again.save()
    answer = client.get(address_of(again))
    assert content(answer) == FULL.text.encode()
    moment = parsedate_to_datetime(answer.headers["Memento-Datetime"])
    assert moment == again.fetched_at.replace(microsecond=0)


@pytest.mark.parametrize("said", OTHERS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_what_may_not_be_shown_whole_is_not_given(
    client: Client, record: Home, said: Said, method: str
) -> None:
    answer = getattr(client, method)(address_of(copies_of(said)[-1]))
    assert answer.status_code == 403
    assert "ETag" not in answer.headers or said.text not in content(answer).decode()
    if method == "get":
        page = html.fromstring(answer.content.decode())
        text = page.text_content()
        assert "The terms of this source do not let us give out the archived copy." in text
        assert page.xpath(f"//a[@href='{said.address}']")
        assert page.xpath(f"//a[@href='/en/documents/{said.identifier}']")
        assert said.text[:40] not in text
        assert not page.xpath("//nav[@class='languages']")  # it has one address, not five


def test_the_stricter_of_two_sources_decides(client: Client, record: Home) -> None:
    row = copies_of(FULL)[-1]
    Capture.objects.filter(pk=row.pk).update(source_id="steppe-letters")
    assert client.get(address_of(row)).status_code == 403
    Capture.objects.filter(pk=row.pk).update(source_id="a-source-whose-file-is-gone")
    assert client.get(address_of(row)).status_code == 403


def test_nothing_of_a_withdrawn_document_is_given(client: Client, record: Home) -> None:
    row = Document.objects.get(identifier=FULL.identifier)
    captured = list(Capture.objects.filter(document_address=FULL.address))
    assert len(captured) > row.editions.count()  # earlier wordings too
    for one in captured:
        assert client.get(address_of(one)).status_code == 200
    tag = client.get(address_of(captured[0])).headers["ETag"]
    withdraw(FULL.identifier, why=WHY, by="an editor", now=NOW)
    for one in captured:
        for answer in (
            client.get(address_of(one)),
            client.get(address_of(one), headers={"If-None-Match": tag}),
            client.head(address_of(one)),
        ):
            assert answer.status_code == 410
            assert FULL.text[:40] not in content(answer).decode()


def test_what_two_documents_share_goes_with_either(client: Client, record: Home) -> None:
    """A file that the page of one points to, and the page of another pointed to once."""
    shared = Edition.objects.filter(document__identifier=FULL.identifier).latest("pk")
    other = SAYING
    row = capture(shared.address, shared.text, NOW, other.address)
    archive(record)
    address = address_of(row)
    assert client.get(address).status_code == 200
    withdraw(other.identifier, why=WHY, by="an editor", now=NOW)
    assert client.get(address).status_code == 410
    assert client.get(address_of(shared.capture)).status_code == 410


def test_what_no_document_was_made_of_is_not_given(client: Client, record: Home) -> None:
    row = capture("https://harbour.rehearsal.test/unread", EARLIER, NOW)
    archive(record)
    assert client.get(address_of(row)).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "b" * 13 + "-20240422093000",
        "b" * 13 + "-20249999999999",
        "b" * 13 + "-00000000000000",
        "b" * 13 + "-99991231235959",
        "b" * 13,
        "1",
        "x" * 3000,
        "b" * 13 + "-٢٠٢٤٠٤٢٢٠٩٣٠٠٠",
        "..%2f..%2fhome.json",
    ],
)
def test_there_is_no_such_copy(client: Client, record: Home, name: str) -> None:
    answer = client.get(f"/captures/{name}")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_a_parameter_is_refused_by_name(client: Client, record: Home) -> None:
    answer = client.get(f"{address_of(copies_of(FULL)[-1])}?raw=1")
    assert answer.status_code == 400
    assert "raw" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("fault", ["gone", "cut"])
def test_a_damaged_record_is_told_and_nothing_of_it_sent(
    client: Client, record: Home, fault: str, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    row = copies_of(FULL)[-1]
    path = record.archive / row.warc
    if fault == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: row.offset + row.length - 20])
    answer = getattr(client, method)(address_of(row))
    assert answer.status_code == 503
    assert "Memento-Datetime" not in answer.headers
    text = content(answer).decode()
    assert FULL.text[:20] not in text
    assert "Traceback" not in text
    assert method == "head" or "This copy cannot be read at the moment" in text
    assert "archive verify" in caplog.text


@pytest.mark.parametrize("body", [
    f"<p>{NAME} was arrested.</p>",
    f'<nav><a href="/free">{NAME}</a></nav><p>Word.</p>',
    "<p><b>Ilva</b> <i>Torrendahl</i></p>",
    "<p>Il<wbr>va Torrend<wbr>ahl</p>",
    '<img alt="Ilva Torrendahl">',
    '<a href="/2024/free-ilva-torrendahl-now">x</a>',
    '<a href="/%49lva_Torrendahl">x</a>',
    "<p>Ilva&nbsp;Torrendahl</p>",
    "<p>&#73;lva Torrendahl</p>",
    '<script>{"name": "\\u0049lva\\nTorrendahl"}</script>',
    "<p>Адвокат Илва Торрендаль</p>",
    "<!-- TORRENDAHL, Ilva -->",
])  # fmt: skip
def test_no_copy_is_given_in_which_a_withdrawn_name_stands(
    client: Client, record: Home, body: str
) -> None:
    """Also where only the bytes hold it, and no text that was read."""
    assert NAME not in FULL.text
    for said in (body.encode(), body.encode("utf-16")):
        address = later(FULL, said, record)
        assert client.get(address).status_code == 200
        hide()
        answer = client.get(address)
        assert answer.status_code == 403
        assert "orrendahl" not in answer.content.decode()
        WithdrawnName.objects.all().delete()


def test_no_copy_is_given_of_a_document_that_names_her(client: Client, record: Home) -> None:
    """Whichever of its editions does, and whatever else the copy is of."""
    captured = list(Capture.objects.filter(document_address=SAYING.address))
    before = [client.get(address_of(one)).status_code for one in captured]
    assert set(before) == {200}
    hide()
    for one in captured:
        answer = client.get(address_of(one))
        assert answer.status_code == 403
        assert "A withdrawn name stands in the archived copy" in answer.content.decode()
    free = address_of(copies_of(FULL)[-1])
    assert client.get(free).status_code == 200


def test_packed_bytes_that_nobody_read_are_not_given_while_a_name_is_withdrawn(
    client: Client, record: Home
) -> None:
    unread = later(FULL, b"%PDF-1.4 \x00\x01", record, "application/pdf")
    large = later(FULL, b"word " * 500_000, record, "text/plain")
    for address in (unread, large):
        assert client.get(address).status_code == 200
    hide()
    for address in (unread, large):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "it cannot be told whether" in answer.content.decode()
    last = Capture.objects.latest("pk")
    edition = Edition.objects.filter(address=FULL.address)
    edition.update(capture=last)
    assert client.get(large).status_code == 200  # its text was read, and does not name her


def test_nothing_is_given_where_the_secret_is_lost(client: Client, record: Home) -> None:
    hide()
    (settings.HOME.root / "secret").write_bytes(b"cut")
    assert client.get(address_of(copies_of(FULL)[-1])).status_code == 503


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_document_leads_to_its_copies(read_page: Read, client: Client, language: str) -> None:
    page = read_page(f"/{language}/documents/{FULL.identifier}")
    links = page.xpath("//section[@id='provenance']//a[starts-with(@href, '/captures/')]")
    editions = Edition.objects.filter(document__identifier=FULL.identifier)
    assert {link.get("href") for link in links} == {address_of(one.capture) for one in editions}
    assert links[0].text == LANGUAGES[language]
    assert all(client.get(link.get("href")).status_code == 200 for link in links)


def test_no_page_leads_to_a_copy_that_is_not_given(read_page: Read) -> None:
    def links(said: Said) -> list[str]:
        page = read_page(f"/en/documents/{said.identifier}")
        return [str(one) for one in page.xpath("//a[starts-with(@href, '/captures/')]/@href")]

    assert links(SAYING)
    hide()
    for said in (*OTHERS, SAYING):
        assert not links(said)
    assert links(FULL)


@pytest.mark.parametrize(
    "brought",
    [{"address": "file:///srv/somebody/said.docx"}, {"source_id": DEPOSITED}],
)
def test_a_file_that_somebody_brought_is_not_given(
    client: Client, record: Home, brought: dict[str, str]
) -> None:
    row = copies_of(FULL)[-1]
    Capture.objects.filter(pk=row.pk).update(**brought)
    answer = client.get(address_of(row))
    assert answer.status_code == 403
    page = client.get(f"/en/documents/{FULL.identifier}").content.decode()
    for text in (answer.content.decode(), page):
        assert "somebody" not in text
        assert address_of(row) not in text or text is not page
    assert "It was brought by hand" in answer.content.decode()


def test_a_copy_whose_address_names_her_has_no_original(client: Client, record: Home) -> None:
    row = copies_of(FULL)[-1]
    Capture.objects.filter(pk=row.pk).update(address="https://h.rehearsal.test/ilva-torrendahl")
    assert "original" in client.get(address_of(row)).headers["Link"]
    hide()
    assert "torrendahl" not in str(client.get(address_of(row)).headers).lower()


def test_an_address_begins_no_header_of_its_own(client: Client, record: Home) -> None:
    row = copies_of(FULL)[-1]
    hostile = 'https://harbour.rehearsal.test/a>; rel="x", <b\r\nSet-Cookie: c=d'
    Capture.objects.filter(pk=row.pk).update(address=hostile)
    answer = client.get(address_of(row))
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert 'rel="x"' not in answer.headers["Link"]
    assert "\n" not in answer.headers["Link"]
