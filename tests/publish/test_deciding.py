"""A decision stands whatever happens after it, and trouble is told in one line."""

import contextlib

import pytest
from django.conf import settings
from django.db.utils import OperationalError
from django.test import Client

from liaison.catalogue import decisions
from liaison.catalogue.models import Document, IndexTask, Link, Telling, Withdrawal
from liaison.catalogue.naming import document_named
from liaison.index import open_writer
from liaison.kernel.clock import utc_now
from liaison.kernel.errors import HomeUnusable, MistakenInput
from liaison.kernel.home import Home
from liaison.kernel.identifier import document_identifier
from liaison.kernel.relation import Relation
from liaison.pipeline import deciding
from liaison.pipeline.indexing import drain
from tests.publish.invented import SAID, WITHDRAWN

DOCUMENT = SAID[0]


def withdraw() -> str:
    return deciding.withdraw(DOCUMENT.address, why="so", by="an editor", clock=utc_now)[1]


def test_an_index_that_another_writes_is_told_later(client: Client, record: Home) -> None:
    total = client.get("/en/search.json").json()["total"]
    with contextlib.closing(open_writer(settings.HOME.index)) as writer:
        assert "another process" in withdraw()
        assert client.get("/en/search.json").json()["total"] == total - 1
        assert IndexTask.objects.filter(identifier=DOCUMENT.identifier).exists()
        drain(writer)
    assert client.get("/en/search.json").json()["total"] == total - 1
    assert not IndexTask.objects.exists()


@pytest.mark.parametrize("said", ["attempt to write a readonly database", "database or disk is full"])  # fmt: skip
def test_a_record_that_cannot_be_written_is_one_line(
    record: Home, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError(said)

    monkeypatch.setattr(decisions, "withdraw", fail)
    with pytest.raises(HomeUnusable, match=said) as raised:
        withdraw()
    assert "\n" not in str(raised.value)
    assert not Withdrawal.objects.filter(identifier=DOCUMENT.identifier).exists()


def test_a_decision_outlives_an_effect_that_fails(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(deciding, "describe_documents", fail)
    assert "database or disk is full" in withdraw()
    assert client.get(f"/en/documents/{DOCUMENT.identifier}").status_code == 410


def test_a_correction_reaches_description_and_index_at_once(client: Client, record: Home) -> None:
    _, waiting = deciding.correct(
        DOCUMENT.identifier,
        kind="reference",
        action="add",
        value="a/hrc/25/55",
        why="so",
        by="an editor",
        clock=utc_now,
    )
    assert waiting == ""
    told = client.get(f"/en/documents/{DOCUMENT.identifier}.json").json()
    added = {"value": "A/HRC/25/55", "editions": 0, "words": [], "corrected": True}
    assert added in told["references"]
    assert "said by the editors" in client.get(f"/en/documents/{DOCUMENT.identifier}").content.decode()  # fmt: skip
    found = client.get("/en/search.json", {"q": "A/HRC/25/55"}).json()
    assert [one["identifier"] for one in found["documents"]] == [DOCUMENT.identifier]


def test_what_is_withdrawn_goes_by_its_name_still(record: Home) -> None:
    for said in (WITHDRAWN.identifier, WITHDRAWN.address):
        with pytest.raises(MistakenInput, match="is withdrawn since"):
            deciding.withdraw(said, why="so", by="an editor", clock=utc_now)


def test_an_address_of_several_documents_is_not_guessed(record: Home) -> None:
    address = "https://harbour.rehearsal.test/annex.pdf"
    rows = list(Document.objects.filter(withdrawn=False)[:2])
    for row in rows:
        edition = row.editions.exclude(address=row.address).first() or row.editions.get()
        edition.address, edition.address_key = address, document_identifier(address)
        edition.save()
    with pytest.raises(MistakenInput, match="belongs to 2 documents: choose among"):
        document_named(address)
    assert deciding.also_held_in(rows[0].identifier) == [rows[1].identifier]


def test_a_corrected_activity_and_a_decided_link_are_there_at_once(record: Home) -> None:
    said = "country_visit;TCD;2024-05-02/2024-05-09;done"
    deciding.correct(
        DOCUMENT.identifier,
        kind="activity",
        action="add",
        value=said,
        why="so",
        by="us",
        clock=utc_now,
    )
    told = Telling.objects.get(document__identifier=DOCUMENT.identifier)
    assert (told.kind, told.country) == ("country_visit", "TCD")
    pair = (DOCUMENT.identifier, SAID[1].identifier)
    row, waiting = deciding.decide_link(
        pair, relation=Relation.SAME_MATTER, linked=True, why="so", by="us", clock=utc_now
    )
    assert waiting == ""
    assert Link.objects.get(decided=True).document in pair
    matters = Document.objects.filter(identifier__in=pair).values_list("matter", flat=True)
    assert len(set(matters)) == 1
    assert "" not in matters
    deciding.withdraw(pair[1], why="so", by="us", clock=utc_now)
    assert not Link.objects.exists()
    deciding.undo_link_decision(row.pk, by="us", clock=utc_now)
