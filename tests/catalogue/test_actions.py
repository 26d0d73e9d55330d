"""What the catalogue keeps, and what survives every re-run."""

import datetime as dt
from collections.abc import Sequence

import pytest

from liaison.archive.models import Capture
from liaison.catalogue import description
from liaison.catalogue.actions import (
    Read,
    Understood,
    describe_documents,
    note_absence,
    note_presence,
    take_findings,
    take_readings,
)
from liaison.catalogue.models import Document, Edition, Finding, IndexTask
from liaison.kernel.errors import Unreadable
from liaison.kernel.finding import Finding as Found
from liaison.kernel.finding import Part, Span
from liaison.kernel.identifier import document_identifier
from liaison.kernel.item import Role
from liaison.kernel.reading import Format, Reading

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
PAGE = "https://example.org/appeal"


def capture(address: str = PAGE, document: str = PAGE, role: Role = Role.DOCUMENT) -> Capture:
    return Capture.objects.create(
        source_id="example",
        address=address,
        address_key=document_identifier(address),
        document_address=document,
        role=role,
        stated={"title": "As listed", "date": "15 March 2012"},
        fetched_at=NOW,
        status=200,
        media_type="text/html",
        sha256="0" * 64,
        size=1,
        warc="x.warc.gz",
        offset=0,
        length=1,
    )


def read(row: Capture, text: str = "Some text.", title: str = "An appeal") -> Read:
    return Read(row, Reading(Format.HTML, title, text))


def found(kind: str, value: str) -> Found:
    return Found(kind, value, Span(Part.TITLE, 0, 2), "test", 1, 0.9)


def catalogue(reads: Sequence[Read], *findings: Found) -> Document:
    editions = take_readings(reads, version=1)
    take_findings([Understood(one.pk, findings) for one in editions], version=1)
    describe_documents({one.document_id for one in editions}, NOW)
    return Document.objects.get(pk=editions[0].document_id)


def test_a_page_its_translation_and_its_file_are_one_document() -> None:
    reads = [
        read(capture()),
        read(capture(f"{PAGE}/fr", role=Role.TRANSLATION), title="Un appel"),
        read(capture(f"{PAGE}.pdf", role=Role.ATTACHMENT)),
    ]
    document = catalogue(reads)
    assert Document.objects.count() == 1
    assert document.identifier == document_identifier(PAGE)
    assert document.editions.count() == 3


def test_reading_again_changes_nothing_but_what_changed() -> None:
    row = capture()
    catalogue([read(row)], found("country", "BLR"))
    again = catalogue([read(row, text="Other text.")], found("country", "FRA"))
    assert (Edition.objects.count(), Finding.objects.count()) == (1, 1)
    assert again.editions.get().text == "Other text."
    assert again.countries == ["FRA"]


def test_two_captures_of_one_address_in_a_batch_give_one_edition() -> None:
    document = catalogue([read(capture(), text="Old."), read(capture(), text="New.")])
    assert document.editions.get().text == "New."


def test_what_cannot_be_read_is_noted_and_the_text_it_had_stays() -> None:
    catalogue([read(capture())])
    damaged = capture()
    take_readings([Read(damaged, Unreadable("it has a password", "ask for it"))], version=1)
    damaged.refresh_from_db()
    assert (damaged.reading_failure, damaged.reading_version) == ("unreadable", 1)
    assert damaged.reading_failure_detail == "it has a password: ask for it"
    assert Edition.objects.get().text == "Some text."


def test_only_what_changed_goes_to_the_index() -> None:
    document = catalogue([read(capture())])
    assert IndexTask.objects.count() == 1
    IndexTask.objects.all().delete()
    Document.objects.update(described_version=description.VERSION)
    assert describe_documents([document.pk], NOW) == 0
    assert not IndexTask.objects.exists()


def test_findings_made_anew_leave_their_document_to_be_described() -> None:
    """A run may be killed before the next step: the data must say what is still to do."""
    document = catalogue([read(capture())], found("country", "BLR"))
    assert document.described_version == description.VERSION
    take_findings([Understood(document.editions.get().pk, [found("reference", "A/HRC/1/2")])], 1)
    document.refresh_from_db()
    assert document.described_version == 0
    IndexTask.objects.all().delete()
    describe_documents([document.pk], NOW + dt.timedelta(days=1))
    assert IndexTask.objects.count() == 1


def test_a_document_whose_page_is_gone_says_since_when_and_keeps_its_text() -> None:
    document = catalogue([read(capture())])
    note_absence(document.identifier, NOW)
    note_absence(document.identifier, NOW + dt.timedelta(days=9))
    describe_documents([document.pk], NOW)
    document.refresh_from_db()
    assert document.gone_since == NOW
    assert document.editions.get().text == "Some text."
    note_presence([document.identifier])
    describe_documents([document.pk], NOW)
    document.refresh_from_db()
    assert document.gone_since is None
