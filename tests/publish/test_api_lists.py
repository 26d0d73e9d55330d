"""Every list of the API: its parts, its pages, its fields, and what it refuses."""

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import html

from liaison.archive.models import Capture
from liaison.catalogue.decisions import correct
from liaison.catalogue.models import Activity, Document, Edition, Finding, Matter, Telling
from liaison.index import open_writer
from liaison.index.protocol import Entry, Facet
from liaison.kernel.home import Home
from liaison.kernel.identifier import document_identifier
from liaison.publish.api import paging
from liaison.publish.api.limits import Counters
from liaison.publish.api.openapi import LISTS
from tests.publish.invented import NOW, SAID, WITHDRAWN, capture
from tests.publish.invented_visits import activity_of, tell_more
from tests.publish.walking import MATTER, in_one_matter

NAMES = [one.name for one in LISTS]
ICELAND = SAID[0]
numbers = itertools.count()


@pytest.fixture(autouse=True)
def filled(record: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    tell_more()
    monkeypatch.setattr(Counters, "count", lambda *_: (1, 1))


def arrive() -> None:
    """One more of everything that arrives, as the record of the day makes it."""
    number = next(numbers)
    address = f"https://delta.rehearsal.test/late/{number}"
    row = Document.objects.create(
        identifier=document_identifier(address),
        address=address,
        source_id="delta-press",
        mechanism="harbour-commission",
        title=f"Late note {number}",
        described_version=1,
        first_captured=NOW,
        changed_at=NOW,
        matter=f"n{number:012}",
        about=["ISL"],
    )
    taken = capture(address, f"late {number}", NOW)
    edition = Edition.objects.create(
        document=row, capture=taken, address=address, address_key=row.identifier,
        role="document", format="html", text="Iceland should be kind.", language="en",
    )  # fmt: skip
    for kind, value in (("recommendation", "12.1"), ("addressee", "ISL")):
        Finding.objects.create(
            edition=edition, kind=kind, value=value, part="text", start=0, end=23,
            method="test", version=1, confidence=0.8,
        )  # fmt: skip
    Matter.objects.create(identifier=row.matter, founder=row.identifier, made_at=NOW)
    said = {"identifier": f"x{number:012}", "kind": "trial", "status": "planned"}
    activity = Activity.objects.create(**said, countries=["ISL"], mechanisms=["harbour-commission"])
    Telling.objects.create(
        **said, activity=activity, document=row, near_day=NOW.date(), told_on=NOW.date(), seen_at=NOW
    )  # fmt: skip


def walk(client: Client, address: str, key: str) -> Iterator[str]:
    onward: str | None = address
    name = address.split("?", maxsplit=1)[0].rsplit("/", 1)[1]
    while onward is not None:
        told = client.get(onward).json()
        yield from (str(one[key]) for one in told[name])
        onward = told["next"]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/api/v1/documents", "identifier"),
        ("/api/v1/documents?source=delta-press", "identifier"),
        ("/api/v1/editions", "data"),
        ("/api/v1/editions?language=en", "data"),
        ("/api/v1/captures", "number"),
        ("/api/v1/captures?source=harbour-statements", "number"),
        ("/api/v1/matters", "identifier"),
        ("/api/v1/matters?country=ISL", "identifier"),
        ("/api/v1/activities", "identifier"),
        ("/api/v1/activities?country=ISL", "identifier"),
        ("/api/v1/recommendations", "document"),
        ("/api/v1/recommendations?country=ISL", "document"),
    ],
)
@pytest.mark.parametrize(("limit", "looked_through"), [(1, 2), (3, 1000), (4, 3)])
def test_walks_skip_and_repeat_nothing_while_everything_arrives(
    client: Client,
    record: Home,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    key: str,
    limit: int,
    looked_through: int,
) -> None:
    """However few rows a page may look through."""
    kept = paging.window
    monkeypatch.setattr(
        paging, "window", lambda *args, **more: kept(*args, **{**more, "within": looked_through})
    )
    for _ in range(5):
        arrive()
    between = "&" if "?" in address else "?"
    before = list(walk(client, f"{address}{between}limit=200", key))
    met: list[str] = []
    for one in walk(client, f"{address}{between}limit={limit}", key):
        met.append(one)
        if len(met) < 12:
            arrive()
    assert len(met) == len({*met})
    assert {*met} >= {*before}
    if "recommendations" not in address:
        assert met == before


@given(
    days=st.lists(st.integers(0, 6), min_size=1, max_size=25),
    late=st.lists(st.integers(0, 6), max_size=6),
    limit=st.integers(1, 9),
    sort=st.sampled_from(["newest", "oldest", ""]),
)
@hypothesis_settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
def test_a_selection_is_walked_whole_while_documents_arrive(
    client: Client, record: Home, days: list[int], late: list[int], limit: int, sort: str
) -> None:
    word = f"lantern{next(numbers)}x"

    def enter(day: int) -> str:
        name = f"w{next(numbers):012}"
        published = dt.date(2020, 1, 1) + dt.timedelta(days=day) if day else None
        Document.objects.create(
            identifier=name, address=f"https://delta.rehearsal.test/{name}", title=word,
            source_id="delta-press", described_version=1, first_captured=NOW, changed_at=NOW,
        )  # fmt: skip
        writer = open_writer(record.index)
        writer.add([Entry(name, {"en": word}, {}, published=published)])
        writer.commit()
        writer.close()
        return name

    there = {enter(day) for day in days}
    waiting = list(late)
    met = []
    address = f"/api/v1/documents?q={word}&limit={limit}{f'&sort={sort}' if sort else ''}"
    for one in walk(client, address, "identifier"):
        met.append(one)
        if waiting:
            enter(waiting.pop())
    assert len(met) == len({*met})
    assert {*met} >= there


def test_the_selection_of_a_page_is_the_same_in_the_api(client: Client, record: Home) -> None:
    for query in ("?q=human+rights", "?country=ISL", "?kind=press_release&language=en&sort=oldest"):
        page = html.fromstring(client.get(f"/en/search{query}").content.decode())
        [address] = page.xpath(
            "//link[@type='application/json'][contains(@href, '/api/v1/')]/@href"
        )
        assert address in page.xpath("//a[normalize-space()='API']/@href")
        told = client.get(address).json()
        twin = client.get(f"/en/search.json{query}").json()
        assert told["total"] == twin["total"] > 0
        assert {one["identifier"] for one in told["documents"]} == {
            one["identifier"] for one in twin["documents"]
        }


@pytest.mark.parametrize(
    "page",
    [
        f"/en/documents/{ICELAND.identifier}",
        f"/en/matters/{MATTER}",
        "/ar/mechanisms",
        "/en/mechanisms/harbour-commission",
        "/fr/sources",
        "/en/sources/harbour-statements",
    ],
)
def test_every_page_of_a_selection_leads_to_the_api(
    client: Client, record: Home, page: str
) -> None:
    in_one_matter(ICELAND, SAID[2])
    said = html.fromstring(client.get(page).content.decode())
    found = said.xpath(
        "//link[@rel='alternate'][@type='application/json'][contains(@href, '/api/v1/')]/@href"
    )
    assert found
    for address in found:
        assert said.xpath(f"//a[@href='{address}']"), address
        assert client.get(address).status_code == 200


def test_relevance_gives_one_page_of_the_best(client: Client, record: Home) -> None:
    told = client.get("/api/v1/documents?q=human+rights&sort=relevance&limit=2").json()
    assert len(told["documents"]) == 2
    assert told["next"] is None
    assert told["total"] > 2


@pytest.mark.parametrize("name", NAMES)
def test_fields_are_chosen(client: Client, record: Home, name: str) -> None:
    in_one_matter(ICELAND, SAID[2])
    whole = client.get(f"/api/v1/{name}?limit=2").json()[name][0]
    two = list(whole)[:2]
    told = client.get(f"/api/v1/{name}?limit=2&fields={','.join(reversed(two))}").json()[name]
    assert [list(one) for one in told] == [two] * len(told)
    refused = client.get(f"/api/v1/{name}?fields={two[0]}x")
    assert refused.status_code == 400
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["parameter"] == "fields"
    assert refused.json()["nearest"] == two[0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [
        ("limt=2", "limt", "limit"),
        ("limit=0", "limit", None),
        ("limit=201", "limit", None),
        ("limit=", "limit", None),
        ("cursor=%00", "cursor", None),
        ("cursor=99999999999999999999", "cursor", None),
        ("limit=1&limit=2", "limit", None),
    ],
)
def test_what_is_not_understood_is_named(
    client: Client, record: Home, name: str, query: str, parameter: str, nearest: str | None
) -> None:
    answer = client.get(f"/api/v1/{name}?{query}")
    told = answer.json()
    assert answer.status_code == told["status"] == 400
    assert told["parameter"] == parameter
    assert told.get("nearest") == nearest
    assert parameter in told["detail"]
    assert told["rehearsal"] is True


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("documents?kind=pres_release", "press_release"),
        ("documents?sort=newst", "newest"),
        ("documents?sort=arrived&country=ISL", "newest"),
        ("documents?country=Iceland", "ISL"),
        ("editions?format=pfd", "pdf"),
        ("editions?role=translaton", "translation"),
        ("captures?source=harbour-statement", "harbour-statements"),
        ("captures?sha256=abc", None),
        ("activities?kind=country_vist", "country_visit"),
        ("activities?status=plannd", "planned"),
        ("activities?since=2024-13", None),
        ("activities?since=2025&until=2024", None),
        ("recommendations?theme=civil_socity", "civil_society"),
        ("recommendations?mechanism=harbour-comission", "harbour-commission"),
        ("sources?mechanism=harbour-comission", "harbour-commission"),
        ("vocabularies?language=en", None),
        ("openapi.json?x=1", None),
    ],
)
def test_values_that_are_not_known_are_named_with_the_nearest(
    client: Client, record: Home, address: str, nearest: str | None
) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 400
    told = answer.json()
    assert told.get("nearest") == nearest
    assert told["parameter"] in address


def test_one_edition_with_its_text_and_all_of_a_document(client: Client, record: Home) -> None:
    told = client.get(f"/api/v1/editions?document={ICELAND.identifier}").json()["editions"]
    assert {(one["language"], one["format"]) for one in told} == {
        ("en", "html"),
        ("fr", "html"),
        ("en", "pdf"),
    }
    french = client.get(next(one["data"] for one in told if one["language"] == "fr")).json()
    assert french["text"] == ICELAND.translations["fr"][1]
    assert client.get(f"/api/v1/documents/{ICELAND.identifier}/editions/none").status_code == 404


def test_texts_of_editions_and_recommendations_keep_to_the_terms(
    client: Client, record: Home
) -> None:
    letter = SAID[2]  # of which a link may be shown
    [edition] = client.get(f"/api/v1/editions?document={letter.identifier}").json()["editions"]
    assert client.get(edition["data"]).json()["text"] == ""
    [one] = client.get(f"/api/v1/recommendations?document={letter.identifier}").json()[
        "recommendations"
    ]
    assert (one["show"], one["text"], one["paragraph"]) == ("link", "", "12.1")
    report = SAID[1]  # of which the beginning may be shown
    address = f"/api/v1/recommendations?document={report.identifier}"
    assert (
        client.get(address).json()["recommendations"][0]["text"].startswith("La Relatoría visitó")
    )
    Finding.objects.filter(edition__document__identifier=report.identifier).update(end=700)
    assert client.get(address).json()["recommendations"][0]["text"] == ""


def test_captures_tell_hash_time_and_status_and_never_the_bytes(
    client: Client, record: Home
) -> None:
    told = client.get(f"/api/v1/captures?document={ICELAND.identifier}").json()["captures"]
    assert len(told) == 4  # three editions, and an earlier wording of one
    rows = {row.pk: row for row in Capture.objects.all()}
    for one in told:
        row = rows[one["number"]]
        assert (one["sha256"], one["size"], one["status"]) == (row.sha256, row.size, 200)
        assert (one["media_type"], one["edition"]) == ("text/html", row.address_key)
        assert client.get(one["data"]).json() == {"rehearsal": True, **one}
        same = client.get(f"/api/v1/captures?sha256={row.sha256}").json()["captures"]
        assert one in same
    assert client.get("/api/v1/captures/99999999999999999999").status_code == 404


def test_recommendations_by_addressee_theme_mechanism_and_document(
    client: Client, record: Home
) -> None:
    def found(query: str) -> set[str]:
        told = client.get(f"/api/v1/recommendations?{query}").json()["recommendations"]
        return {one["document"] for one in told}

    every = {one.identifier for one in SAID if one.about and one is not WITHDRAWN}
    assert found("") == found("theme=civil_society") == every
    assert found("country=ISL") == {ICELAND.identifier}
    assert found("country=ISL&theme=civil_society") == {ICELAND.identifier}
    assert found("country=ISL&theme=asylum") == found("country=FRA") == set()
    assert found("country=ISL&mechanism=steppe-council") == set()
    assert found("mechanism=steppe-council") == {SAID[2].identifier}
    assert found(f"document={ICELAND.identifier}&country=URY") == set()
    correct(
        ICELAND.identifier, kind="addressee", action="remove", value="ISL", why="w", by="b", now=NOW
    )  # fmt: skip
    assert found("country=ISL") == set()
    [one] = client.get(f"/api/v1/recommendations?document={ICELAND.identifier}").json()[
        "recommendations"
    ]
    assert one["addressees"] == []
    correct(
        ICELAND.identifier, kind="recommendation", action="remove", value="12.1", why="w", by="b", now=NOW
    )  # fmt: skip
    assert found("") == every - {ICELAND.identifier}


def test_activities_by_kind_country_mechanism_time_and_status(client: Client, record: Home) -> None:
    def found(query: str) -> set[str]:
        told = client.get(f"/api/v1/activities?{query}").json()["activities"]
        return {one["identifier"] for one in told}

    visit = activity_of(ICELAND)
    assert visit in found("kind=country_visit&status=done&since=2024-04-09&until=2024")
    assert found("country=ISL&mechanism=harbour-commission&since=2024-04&until=2024-04-02") == {
        visit
    }
    assert found("since=2024-04-10") == found("until=2024-04-01") == found("kind=trial") == set()
    assert activity_of(WITHDRAWN) not in found("")
    told = client.get(f"/api/v1/activities/{visit}").json()
    assert [one["document"] for one in told["tellings"]] == [ICELAND.identifier]
    Telling.objects.filter(identifier=visit).update(identifier="t2222222222ab")
    Activity.objects.filter(identifier=visit).update(identifier="t3333333333ab")
    assert (
        client.get("/api/v1/activities/t2222222222ab").headers["Location"].endswith("t3333333333ab")
    )
    assert client.get(f"/api/v1/activities/{activity_of(WITHDRAWN)}").status_code == 404


def test_mechanisms_and_vocabularies_say_how_they_are_known(client: Client, record: Home) -> None:
    told = client.get("/api/v1/mechanisms?limit=200").json()["mechanisms"]
    invented = next(one for one in told if one["code"] == "harbour-commission")
    assert invented["names"] == {"und": "Harbour Commission on Defenders"}
    assert (invented["evidence"], invented["documents"]) == (None, 5)
    assert invented["sources"] == ["delta-press", "harbour-statements"]
    known = [one for one in told if one["evidence"]]
    assert known
    assert all(one["evidence"]["source"] for one in known)
    assert {one["evidence"]["certainty"] for one in known} <= {"seen", "to be checked"}
    assert {held["certainty"] for one in told for held in one["holders"]} == {"seen"}
    for one in client.get("/api/v1/vocabularies").json()["vocabularies"]:
        whole = client.get(one["data"]).json()
        assert len(whole["terms"]) == one["count"] == len({term["code"] for term in whole["terms"]})
        assert all(term["names"]["en"] for term in whole["terms"])
        assert one["evidence"]["certainty"] in ("seen", "to be checked")
    assert client.get("/api/v1/vocabularies/theme_words").status_code == 404


def test_a_withdrawn_document_is_a_tombstone_everywhere(client: Client, record: Home) -> None:
    gone = WITHDRAWN.identifier
    number = Capture.objects.filter(address=WITHDRAWN.address).latest("pk").pk
    for address in (
        f"documents/{gone}",
        f"documents/{gone}/editions/{gone}",
        f"captures/{number}",
        f"editions?document={gone}",
        f"captures?document={gone}",
        f"recommendations?document={gone}",
    ):
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == 410, address
        assert "in danger" in answer.json()["detail"]
    for name in NAMES:
        assert gone not in client.get(f"/api/v1/{name}?limit=200").content.decode()


@pytest.mark.parametrize("address", [*NAMES, "openapi.json", f"documents/{ICELAND.identifier}"])
def test_answers_can_be_kept_and_read_from_anywhere(
    client: Client, record: Home, address: str
) -> None:
    path = f"/api/v1/{address}"
    answer = client.get(path)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, no-cache"
    kept = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (kept.status_code, kept.content) == (304, b"")
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    refused = client.post(path)
    assert refused.status_code == 405
    assert refused.headers["Allow"] == "GET, HEAD"
    assert refused.headers["Content-Type"] == "application/problem+json"
    asked = client.options(path)
    assert asked.status_code == 204
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    "address",
    [
        "documents",
        "documents?q=human",
        "editions",
        "captures",
        "matters",
        "activities",
        "mechanisms",
        "sources",
        "recommendations",
        "recommendations?country=ISL&theme=civil_society",
    ],
)
def test_questions_to_the_database_do_not_grow_with_the_rows(
    client: Client, record: Home, address: str
) -> None:
    in_one_matter(ICELAND, SAID[2])

    def asked(limit: int) -> int:
        path = f"/api/v1/{address}{'&' if '?' in address else '?'}limit={limit}"
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    for _ in range(3):
        arrive()
    few = asked(1)
    for _ in range(20):
        arrive()
    assert asked(40) <= few


def test_no_finding_of_a_person_is_in_any_answer(
    client: Client, record: Home, tmp_path: Path
) -> None:
    edition = Edition.objects.filter(document__identifier=ICELAND.identifier).earliest("pk")
    start = edition.text.find("Ilva")
    Finding.objects.create(
        edition=edition, kind="person", value="victim", part="text", start=start, end=start + 15,
        method="secret-method", version=1, confidence=0.9,
    )  # fmt: skip
    for name in NAMES:
        said = client.get(f"/api/v1/{name}?limit=200").content.decode()
        assert "secret-method" not in said
        assert '"victim"' not in said
    said = client.get(f"/api/v1/documents/{ICELAND.identifier}").content.decode()
    assert '"victim"' not in said
    assert Facet.MECHANISM.value in said
