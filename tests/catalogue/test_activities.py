"""One activity of several documents: founded, joined, put off, merged, withdrawn, built anew."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liaison.archive.models import Capture
from liaison.catalogue.actions import (
    Read,
    Understood,
    describe_documents,
    take_findings,
    take_readings,
)
from liaison.catalogue.activities import VERSION, forget_activities, join_activities
from liaison.catalogue.decisions import correct, undo_withdrawal, withdraw
from liaison.catalogue.models import Activity, Document, Telling
from liaison.kernel.finding import Finding, FindingKind, Part, Span
from liaison.kernel.identifier import document_identifier
from liaison.kernel.item import Role
from liaison.kernel.reading import Format, Reading

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
PLANNED = "country_visit;TCD;2024-05-03/2024-05-14;planned"
DONE = "country_visit;TCD;/;done"


def publish(
    name: str,
    *values: str,
    mechanism: str = "un-srhrd",
    published: str = "2024-03-01",
    day: int = 0,
    stated: dict[str, str] | None = None,
    join: bool = True,
) -> Document:
    """A document as the steps before leave it, and joined to activities."""
    address = f"https://example.org/{name}"
    capture = Capture.objects.create(
        source_id="example",
        address=address,
        address_key=document_identifier(address),
        document_address=address,
        role=Role.DOCUMENT,
        stated=stated or {},
        fetched_at=NOW + dt.timedelta(days=day),
        status=200,
        media_type="text/html",
        sha256="0" * 64,
        size=1,
        warc="x.warc.gz",
        offset=0,
        length=1,
    )
    editions = take_readings([Read(capture, Reading(Format.HTML, f"Title of {name}", "…"))], 1)
    said = [
        *((FindingKind.ACTIVITY, value) for value in values),
        (FindingKind.MECHANISM, mechanism),
        (FindingKind.PUBLISHED, published),
    ]
    found = [
        Finding(kind, value, Span(Part.TITLE, 0, 2), "test", 1, 0.9)
        for kind, value in said
        if value
    ]
    take_findings([Understood(one.pk, found) for one in editions], 1)
    pks = [one.document_id for one in editions]
    describe_documents(pks, NOW)
    if join:
        join_activities(pks)
    return Document.objects.get(pk=pks[0])


def tell(document: Document, *values: str) -> None:
    """What a document tells from now on."""
    edition = document.editions.get()
    found = [
        Finding(FindingKind.ACTIVITY, value, Span(Part.TITLE, 0, 2), "test", 1, 0.9)
        for value in values
    ]
    mechanism = Finding("mechanism", "un-srhrd", Span(Part.TITLE, 0, 2), "test", 1, 0.9)
    take_findings([Understood(edition.pk, [*found, mechanism])], 1)
    describe_documents([document.pk], NOW)
    join_activities([document.pk])


def test_announced_corrected_put_off_and_reported_is_one_visit() -> None:
    publish("announced", PLANNED)
    first = Activity.objects.get()
    publish(
        "corrected",
        "country_visit;TCD;2024-05-06/2024-05-17;planned",
        day=1,
        published="2024-04-01",
    )
    publish(
        "put-off",
        "country_visit;TCD;2024-05-06/2024-05-17;postponed",
        "country_visit;TCD;2024-10-07/2024-10-18;planned",
        day=2,
        published="2024-04-20",
    )
    put_off = Activity.objects.get()
    assert (put_off.starts, put_off.ends, put_off.status) == (
        "2024-10-07",
        "2024-10-18",
        "postponed",
    )
    publish(
        "again", "country_visit;TCD;2024-10-07/2024-10-18;planned", day=3, published="2024-09-01"
    )
    publish("reported", DONE, day=4, published="2024-10-19")
    one = Activity.objects.get()
    assert one.identifier == first.identifier
    assert (one.title, one.mechanism, one.countries) == ("Title of announced", "un-srhrd", ["TCD"])
    assert (one.starts, one.ends, one.status) == ("2024-10-07", "2024-10-18", "done")
    assert one.first_day == dt.date(2024, 10, 7)
    # What was said before is kept.
    assert one.tellings.filter(starts="2024-05-03", status="planned").exists()
    assert one.tellings.count() == 6


def test_a_joint_visit_is_one_and_names_its_mechanisms() -> None:
    publish("one", PLANNED)
    publish("other", PLANNED, mechanism="un-sr-torture", day=1)
    publish("elsewhere", "country_visit;NER;2024-05-03/2024-05-14;planned", day=2)
    one = Activity.objects.get(countries__icontains="TCD")
    assert one.mechanisms == ["un-sr-torture", "un-srhrd"]
    assert Activity.objects.count() == 2


def test_whatever_the_order_the_identifier_is_of_what_was_seen_first() -> None:
    late = publish("reported", DONE, day=9, published="2024-05-20")
    alone = Activity.objects.get().identifier
    publish("announced", PLANNED, day=0)
    both = Activity.objects.get()
    assert both.title == "Title of announced"
    assert both.identifier != alone
    # The address that it had leads to it still.
    assert Telling.objects.get(identifier=alone).activity == both
    forget_activities()
    join_activities([late.pk])
    join_activities(Document.objects.exclude(pk=late.pk).values_list("pk", flat=True))
    assert Activity.objects.get().identifier == both.identifier


def test_reading_again_changes_no_identifier_and_no_row() -> None:
    documents = [
        publish("announced", PLANNED),
        publish("reported", DONE, day=1, published="2024-05-20"),
    ]
    before = list(Activity.objects.values())
    for document in documents:
        join_activities([document.pk])
    assert list(Activity.objects.values()) == before
    forget_activities()
    assert not Telling.objects.exists()
    join_activities([document.pk for document in reversed(documents)])
    after = [{**row, "id": before[0]["id"]} for row in Activity.objects.values()]
    assert after == before


def test_two_visits_become_one_when_a_third_document_bridges_them() -> None:
    publish("one", "country_visit;TCD;2024-05-03/2024-05-05;planned")
    publish("two", "country_visit;TCD;2024-05-12/2024-05-14;planned", day=1)
    assert Activity.objects.count() == 2
    publish("bridge", PLANNED, day=2)
    (one,) = Activity.objects.all()
    assert one.title == "Title of one"
    assert one.tellings.count() == 3


def test_what_a_document_no_longer_tells_leaves_and_an_untold_activity_is_gone() -> None:
    document = publish("announced", PLANNED)
    publish("other", PLANNED, day=1)
    tell(document, "session;;2024-06-03/2024-06-14;planned")
    assert sorted(Activity.objects.values_list("kind", "title")) == [
        ("country_visit", "Title of other"),
        ("session", "Title of announced"),
    ]
    tell(document)
    assert Activity.objects.get().title == "Title of other"


def test_a_correction_wins() -> None:
    document = publish("announced", PLANNED)
    correct(
        document.identifier,
        kind="activity",
        action="replace",
        value="country_visit;NER;2024-05-03/2024-05-14;confirmed",
        why="another country",
        by="An editor",
        now=NOW,
    )
    join_activities([document.pk])
    one = Activity.objects.get()
    assert (one.countries, one.status) == (["NER"], "confirmed")


@pytest.mark.parametrize(
    "value",
    [
        "nonsense",
        "country_visit;TCD;soon/later;planned",
        "country_visit;TCD;2024/2024;someday",
        "country_visit;Chad;2024/2024;planned",
        ";;/;",
    ],
)
def test_a_value_that_says_nothing_is_passed_over(value: str) -> None:
    publish("odd", value)
    assert not Activity.objects.exists()


def test_a_withdrawn_document_takes_its_words_along_at_once() -> None:
    document = publish("announced", PLANNED)
    publish(
        "other", "country_visit;TCD;2024-05-06/2024-05-17;confirmed", day=1, published="2024-04-01"
    )
    identifier = Activity.objects.get().identifier
    taken = withdraw(document.identifier, why="asked for", by="An editor", now=NOW)
    one = Activity.objects.get()
    assert (one.identifier, one.title, one.starts) == (identifier, "Title of other", "2024-05-06")
    withdraw(document_of("other").identifier, why="asked for", by="An editor", now=NOW)
    bare = Activity.objects.get()
    assert (bare.shown, bare.title, bare.starts, bare.countries) == (False, "", "", [])
    undo_withdrawal(taken.pk, by="An editor", now=NOW)
    assert Activity.objects.get().title == "Title of announced"


def document_of(name: str) -> Document:
    return Document.objects.get(identifier=document_identifier(f"https://example.org/{name}"))


def test_what_a_depositor_states_gives_an_activity_with_its_place() -> None:
    stated = {
        "activity": "country_visit",
        "country": "TCD",
        "place": "N’Djamena",
        "starts": "2024-05-03",
        "ends": "2024-05-14",
        "status": "confirmed",
    }
    publish("row", "event;;2020/2020;planned", stated=stated)
    publish("announced", PLANNED, day=1)
    one = Activity.objects.get()
    assert (one.kind, one.place, one.starts) == ("country_visit", "N’Djamena", "2024-05-03")
    assert one.tellings.count() == 2


def test_a_described_document_waits_for_its_activities() -> None:
    document = publish("announced", PLANNED, join=False)
    assert document.activities_version == 0
    join_activities([document.pk])
    document.refresh_from_db()
    assert document.activities_version == VERSION


def test_the_next_document_costs_the_same_whatever_the_record_holds() -> None:
    def cost(name: str, day: int) -> int:
        document = publish(name, PLANNED, day=day, join=False)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            join_activities([document.pk])
        return len(queries)

    cost("a", 0)
    few = cost("b", 1)
    for number in range(90):
        publish(f"more-{number}", PLANNED, day=2)
    assert cost("z", 3) == few
    assert Activity.objects.get().tellings.count() == 93
