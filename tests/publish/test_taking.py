"""Whole selections as files: read back by the programs that such files are made for."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from liaison.catalogue.decisions import withdraw
from liaison.catalogue.models import Document
from liaison.kernel.home import Home
from liaison.publish import queries, turns
from liaison.publish.taking import answering, rows
from liaison.publish.taking.clean import harmless
from liaison.publish.taking.formats import FORMATS, WHOLE
from tests.publish.invented import NOW, SAID, WITHDRAWN
from tests.publish.reading import content
from tests.publish.taken import HOSTILE, READ, of_csv, of_jsonl
from tests.publish.telling import tell, tell_index

SHOWN = [one for one in SAID if one is not WITHDRAWN]


def taken(client: Client, form: str, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/en/search.{form}{query}")
    assert answer.status_code == 200
    return READ[form](content(answer))


def newest_first() -> list[str]:
    dated = sorted((one for one in SHOWN if one.published), key=lambda one: one.published)
    return [one.identifier for one in reversed(dated)]


def renamed(title: str) -> None:
    Document.objects.filter(identifier=SAID[0].identifier).update(title=title)


def test_every_form_is_read_back_or_a_page_of_its_own() -> None:
    assert {form.extension for form in WHOLE} == {*READ, "ics"}
    assert {form.extension for form in FORMATS} - {*READ, "ics"} == {"atom", "feed.json", "json"}


@pytest.mark.parametrize("form", READ)
def test_all_entries_are_in_it_newest_first(client: Client, record: Home, form: str) -> None:
    found = [one["identifier"] for one in taken(client, form)]
    assert sorted(found) == sorted(one.identifier for one in SHOWN)
    dated = [one for one in found if one in newest_first()]
    years = {one.identifier: one.published[:4] for one in SHOWN}
    assert [years[one] for one in dated] == sorted((years[one] for one in dated), reverse=True)
    assert found[-1] == next(one.identifier for one in SHOWN if not one.published)


@pytest.mark.parametrize("form", READ)
def test_a_selection_that_finds_nothing_is_a_whole_file(
    client: Client, record: Home, form: str
) -> None:
    assert taken(client, form, "?q=nosuchwordanywhere") == []


@pytest.mark.parametrize("form", READ)
def test_the_file_has_what_the_page_at_the_same_address_has(
    client: Client, record: Home, form: str
) -> None:
    query = "?q=defenders&mechanism=harbour-commission"
    page = client.get(f"/en/search.json{query}").json()
    assert 0 < page["total"] < len(SHOWN)
    found = [one["identifier"] for one in taken(client, form, query)]
    assert sorted(found) == sorted(one["identifier"] for one in page["documents"])


def test_what_a_row_says_is_what_the_api_says(client: Client, record: Home) -> None:
    by_identifier = {one["identifier"]: one for one in taken(client, "jsonl")}
    for one in client.get("/en/search.json").json()["documents"]:
        row = by_identifier[one["identifier"]]
        assert row["rehearsal"] is True
        for name in set(one) & set(row) - {"page"}:
            assert row[name] == one[name], name
        assert row["page"] == f"http://testserver/en/documents/{one['identifier']}"
        assert client.get(row["page"]).status_code == 200
    licences = {row["licence"] for row in by_identifier.values()}
    assert licences == {"Free to reuse with the source named", "Excerpts allowed", "to be checked"}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_says_the_same(client: Client, record: Home, form: str) -> None:
    for cells, row in zip(taken(client, form), taken(client, "jsonl"), strict=True):
        assert list(cells) == list(row)
        for name, value in row.items():
            written = "; ".join(value) if isinstance(value, list) else str(value or "")
            assert cells[name] == ("true" if value is True else written)


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("form", READ)
def test_no_title_breaks_a_file(client: Client, record: Home, form: str, title: str) -> None:
    renamed(title)
    found = taken(client, form)
    assert sorted(one["identifier"] for one in found) == sorted(one.identifier for one in SHOWN)


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_is_a_formula(client: Client, record: Home, form: str, title: str) -> None:
    renamed(title)
    for row in taken(client, form):
        for cell in row.values():
            assert not str(cell).lstrip("\u200f \t\r\n").startswith(("=", "+", "-", "@")), cell


@pytest.mark.parametrize("title", [*HOSTILE, "a;=1+1;b", "a\n=1+1", "a\t@x"])
def test_no_cell_is_a_formula_where_semicolons_part_them(
    client: Client, record: Home, title: str
) -> None:
    """As spreadsheets read it in countries that write decimals with a comma."""
    renamed(title)
    whole = content(client.get("/en/search.csv")).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(whole, newline=""), delimiter=";"):
        for cell in line:
            assert not cell.lstrip("\u200f \t\r\n").startswith(("=", "+", "-", "@")), cell


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" \u200b@x", "' \u200b@x"),
        ("＝1+1", "'＝1+1"),
        ("\n-x", "'\n'-x"),
        ("a=1", "a=1"),
        ("'tis", "'tis"),
        ("", ""),
        ("nul\0", "nul "),
        ("a;=cmd|' /C calc'!A0;b", "a;'=cmd|' /C calc'!A0;b"),
        ("a; \u200b+1", "a;' \u200b+1"),
        ("a\t-1;-1", "a\t'-1;'-1"),
        ("said; left", "said; left"),
    ],
)
def test_only_what_looks_like_a_formula_is_marked(title: str, cell: str) -> None:
    assert harmless(title) == cell


def test_json_says_a_hostile_title_as_it_is(client: Client, record: Home) -> None:
    for title in HOSTILE:
        if "\0" not in title:
            renamed(title)
            assert title in [one["title"] for one in taken(client, "jsonl")]


@pytest.mark.parametrize("form", [form.extension for form in WHOLE])
def test_what_asks_for_a_page_of_it_is_refused_by_name(
    client: Client, record: Home, form: str
) -> None:
    for query in ("page=2", "sort=oldest", "more=country"):
        answer = client.get(f"/en/search.{form}?{query}")
        assert answer.status_code == 400
        assert query.partition("=")[0] in answer.content.decode()
    assert client.get(f"/en/search.{form}?countri=ISL").status_code == 400
    assert client.get(f"/en/search.{form}?country=XXX").status_code == 400


@pytest.mark.parametrize("form", [form.extension for form in WHOLE])
def test_a_small_file_is_asked_for_again_cheaply(client: Client, record: Home, form: str) -> None:
    address = f"/en/search.{form}"
    first, again = client.get(address), client.get(address)
    tag = first.headers["ETag"]
    assert again.headers["ETag"] == tag
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    renamed("Another title")
    changed = client.get(address, headers={"If-None-Match": tag})
    assert (changed.status_code == 304) == (form == "ics")  # no activity is told of
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert f".{form}" in first.headers["Content-Disposition"]


@pytest.mark.parametrize("form", [form.extension for form in WHOLE])
def test_a_head_request_reads_nothing(
    client: Client, record: Home, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "documents_named", lambda _names: pytest.fail("it was read"))
    answer = client.head(f"/en/search.{form}")
    assert answer.status_code == 200
    assert content(answer) == b""
    assert "Content-Length" not in answer.headers  # that of the whole is not known
    media_type = next(one.media_type for one in WHOLE if one.extension == form)
    assert answer.headers["Content-Type"] == media_type
    assert client.head(f"/en/search.{form}?page=2").status_code == 400


@pytest.mark.parametrize("form", READ)
def test_a_large_file_is_sent_as_it_is_read(
    client: Client, record: Home, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_BATCH", 2)
    monkeypatch.setattr(answering, "_SMALL_BYTES", 10)
    answer = client.get(f"/en/search.{form}")
    assert answer.streaming
    found = READ[form](content(answer))
    assert sorted(one["identifier"] for one in found) == sorted(one.identifier for one in SHOWN)


@pytest.mark.parametrize("form", ["csv", "jsonl", "bib", "ris", "csl.json"])
def test_a_file_that_could_not_be_finished_says_so(
    client: Client, record: Home, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_BATCH", 2)
    taken_of = rows.taken
    calls = iter([True, True, True])

    def failing(groups: Any) -> Any:
        if not next(calls, False):
            raise OSError("the disk is gone")
        return taken_of(groups)

    monkeypatch.setattr(rows, "taken", failing)
    text = content(client.get(f"/ar/search.{form}")).decode()
    last = text.rstrip().splitlines()[-3:]
    assert any("غير مكتمل" in line for line in last)
    if form == "csl.json":
        with pytest.raises(json.JSONDecodeError):
            json.loads(text)
    if form == "jsonl":
        assert json.loads(text.splitlines()[-1])["end"] is False


def test_a_file_that_cannot_be_begun_is_an_error(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    (record.index / "current").write_text("nowhere")
    for form in WHOLE:
        assert client.get(f"/en/search.{form.extension}").status_code == 503


def test_what_is_withdrawn_meanwhile_is_left_out_of_the_rest(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_BATCH", 2)
    answer = iter(client.get("/en/search.jsonl"))
    begun = next(answer) + next(answer)
    last = newest_first()[-1]
    assert last.encode() not in begun
    withdraw(last, why="A person asked.", by="Ines Editor", now=NOW)
    whole = begun + b"".join(answer)
    assert last.encode() not in whole
    assert len(of_jsonl(whole)) == len(SHOWN) - 1


def test_who_asks_for_one_too_many_is_told_to_come_again(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_BATCH", 2)
    monkeypatch.setattr(turns, "_PATIENCE", 0.01)
    going = [client.get("/en/search.csv") for _ in range(2)]
    refused = client.get("/en/search.csv")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "60"
    assert client.get("/en/search").status_code == 200
    assert client.get(f"/en/documents/{SAID[0].identifier}.bib").status_code == 200
    of_csv(content(going[0]))
    del going  # one was read, the other given up
    for _ in range(3):
        assert len(of_csv(content(client.get("/en/search.csv")))) == len(SHOWN)


def test_nothing_is_left_in_the_home(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "_SMALL_BYTES", 10)
    before = {path.name for path in record.root.iterdir()}
    answer = client.get("/en/search.xlsx")
    assert {path.name for path in record.root.iterdir()} == before
    assert int(answer.headers["Content-Length"]) == len(content(answer))
    tag = answer.headers["ETag"]
    again = client.get("/en/search.xlsx", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liaison.publish.taking.tables._ROWS", 4)
    book = openpyxl.load_workbook(io.BytesIO(content(client.get("/en/search.xlsx"))))
    counts = [sheet.max_row - 1 for sheet in book.worksheets]
    assert sum(counts) == len(SHOWN)
    assert set(counts[:-1]) == {3}
    assert "invented" in book.worksheets[0].title


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("address", ["/en/search", "/ar/search?q=defenders&sort=oldest&page=1"])
def test_a_page_links_to_every_form(
    read_page: Callable[..., Any], client: Client, record: Home, address: str, dated: bool
) -> None:
    if dated:
        tell(SAID[0], "hearing;ISL;2024-06-17/;planned")
        tell_index(record)
    along = [link.get("href") for link in read_page(address).cssselect(".along a")]
    links = [link for link in along if "/subscribe" not in link and not link.startswith("/api/")]
    assert len(along) == len(links) + 2, "and the same by mail, and for programs"
    expected = [one for one in FORMATS if dated or one.extension != "ics"]
    assert len(links) == len(expected)
    for form, link in zip(expected, links, strict=True):
        assert f"search.{form.extension}" in link
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert answer.headers["Content-Type"] == form.media_type


def test_pages_of_mechanisms_sources_and_documents_link_to_theirs(
    read_page: Callable[..., Any], client: Client, record: Home
) -> None:
    for address, least in (
        ("/en/mechanisms/harbour-commission", 9),
        ("/en/sources/oasis-appeals", 9),
        (f"/fr/documents/{SAID[0].identifier}", 4),
    ):
        links = [link.get("href") for link in read_page(address).cssselect(".along a")]
        assert len(links) >= least
        for link in links:
            assert client.get(link).status_code == 200, link
