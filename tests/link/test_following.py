"""What followed, noted for counting with whatever changes a document or its links."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from liaison.catalogue.actions import describe_documents
from liaison.catalogue.decisions import (
    correct,
    decide_link,
    undo_link_decision,
    undo_withdrawal,
    withdraw,
)
from liaison.catalogue.models import Document, Followed
from liaison.kernel.relation import Relation
from liaison.link.facts import VERSION
from liaison.link.linking import file_documents, link_documents
from tests.catalogue.test_actions import NOW, capture, catalogue, found, read

pytestmark = pytest.mark.django_db
WHO: Any = {"by": "an editor", "why": "It says so.", "now": NOW}


def made(name: str, *said: tuple[str, str]) -> Document:
    page = f"https://example.org/{name}"
    row = capture(page, page)
    with transaction.atomic():
        return catalogue([read(row, text=f"About {name}.")], *(found(*one) for one in said))


def process() -> None:
    """Describe, file and link what is pending, as the pipeline does."""
    described = Document.objects.filter(described_version=0)
    with transaction.atomic():
        describe_documents(list(described.values_list("pk", flat=True)), NOW)
    pending = Document.objects.filter(filed_version__lt=VERSION)
    file_documents(list(pending.order_by("pk")), b"a key of the tests")
    link_documents(list(Document.objects.filter(linked_version__lt=VERSION).order_by("pk")), NOW)


def noted(kind: str) -> set[tuple[str, ...]]:
    rows = Followed.objects.filter(kind=kind)
    return set(rows.values_list("country", "mechanism", "code", "stage", "year"))


@pytest.fixture
def release() -> Document:
    row = made(
        "release",
        ("about", "BLR"),
        ("about", "TCD"),
        ("mechanism", "achpr-srhrd"),
        ("published", "2021-03-04"),
        ("accountability", "released"),
        ("structural", "foreign_agent:adopted"),
    )
    process()
    return row


@pytest.fixture
def answered() -> tuple[Document, Document]:
    letter = made("letter", ("published", "2021-03-04"), ("document_kind", "urgent_appeal"))
    reply = made("reply", ("published", "2021-03-24"), ("document_kind", "reply"))
    decide_link(reply.identifier, letter.identifier, relation=Relation.REPLY_TO, linked=True, **WHO)
    process()
    return letter, reply


def days() -> list[int | None]:
    return list(Followed.objects.filter(kind="reply", country="").values_list("days", flat=True))


def test_an_outcome_is_noted_for_each_country_and_for_all(release: Document) -> None:
    about = ("achpr-srhrd", "released", "", "2021")
    assert noted("outcome") == {("", *about), ("BLR", *about), ("TCD", *about)}
    assert ("BLR", "achpr-srhrd", "foreign_agent", "adopted", "2021") in noted("law")


def test_what_a_person_corrects_is_noted_anew(release: Document) -> None:
    correct(release.identifier, kind="about", action="remove", value="TCD", **WHO)
    correct(release.identifier, kind="accountability", action="add", value="acquitted", **WHO)
    process()
    codes = {(country, code) for country, _, code, _, _ in noted("outcome")}
    assert codes == {
        (country, code) for country in ("", "BLR") for code in ("acquitted", "released")
    }


def test_what_is_withdrawn_is_counted_no_more_at_once(release: Document) -> None:
    number = withdraw(release.identifier, **WHO).pk
    assert not Followed.objects.exists()
    process()
    assert not Followed.objects.exists()
    undo_withdrawal(number, by="an editor", now=NOW)
    assert len(noted("outcome")) == 3


def test_a_letter_is_noted_with_the_days_to_its_first_reply(
    answered: tuple[Document, Document],
) -> None:
    assert noted("reply") == {("", "", "urgent_appeal", "", "2021")}
    assert days() == [20]
    letter, _reply = answered
    early = made("early", ("published", "2021-03-09"), ("document_kind", "reply"))
    decide_link(early.identifier, letter.identifier, relation=Relation.REPLY_TO, linked=True, **WHO)
    process()
    assert days() == [5]


def test_a_letter_follows_what_becomes_of_its_reply(answered: tuple[Document, Document]) -> None:
    letter, reply = answered
    correct(reply.identifier, kind="published", action="replace", value="2021-04", **WHO)
    process()
    assert days() == [None]  # the day is not known any more
    number = withdraw(reply.identifier, **WHO).pk
    assert days() == []
    undo_withdrawal(number, by="an editor", now=NOW)
    assert days() == [None]
    decision = decide_link(
        reply.identifier, letter.identifier, relation=Relation.REPLY_TO, linked=False, **WHO
    )
    process()
    assert days() == []
    undo_link_decision(decision.pk, by="an editor", now=NOW)
    process()
    assert days() == [None]


@pytest.mark.django_db(transaction=True)
def test_a_record_from_before_is_counted_the_same(answered: tuple[Document, Document]) -> None:
    made("release", ("about", "BLR"), ("accountability", "released"), ("structural", "travel_ban:"))
    process()
    told = _everything()
    assert {one[1] for one in told} == {"outcome", "law", "reply"}
    executor = MigrationExecutor(connection)
    executor.migrate([("catalogue", "0009_findings_said_last")])
    executor = MigrationExecutor(connection)
    executor.migrate([one for one in executor.loader.graph.leaf_nodes() if one[0] == "catalogue"])
    assert _everything() == told


def _everything() -> set[tuple[object, ...]]:
    columns = [field.attname for field in Followed._meta.concrete_fields if field.name != "id"]
    return set(Followed.objects.values_list(*columns))
