"""A publication: shown whole before, logged, and taken by the public half as it was shown."""

from pathlib import Path
from typing import Any

import pytest

from liaison.catalogue.intake import Deposit
from liaison.catalogue.publications import read_intake
from liaison.kernel.errors import MistakenInput
from liaison.vocabulary import load
from liaison.workspace.audit import queries as audit
from liaison.workspace.envelopes.actions import publishing
from liaison.workspace.envelopes.publication import Record
from liaison.workspace.envelopes.queries import published
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.errors import NotThere, Refused
from tests.workspace.browsing import text_of
from tests.workspace.envelopes.test_pages import browsing
from tests.workspace.exchanging import NOW, Side

RECORD = Record(
    is_activity=False,
    said={"title": "On the harbour", "text": "An invented text.", "language": "en"},
)


@pytest.fixture
def intake(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "intake"
    folder.mkdir()
    settings.LIAISON_INTAKE = folder
    return folder


def test_what_was_shown_is_what_the_public_half_takes(
    sides: tuple[Side, Side], intake: Path
) -> None:
    one = sides[0]
    with one.at_work():
        made = publishing.prepare(record=RECORD, now=NOW, by=one.officer)
        assert list(intake.iterdir()) == []
        shown = published.one(made, by=one.officer)
        publishing.publish(identifier=made, now=NOW, by=one.officer)
        publishing.publish(identifier=made, now=NOW, by=one.officer)
        key = peers.known_as().card.key
        assert [row[3] for row in audit.rows()][-2:] == [
            "publication.prepared",
            "publication.published",
        ]
    (found,) = read_intake(intake, {key: "Harbour Watch"}, load())
    assert isinstance(found.holds, Deposit)
    assert found.holds.stated["title"] == shown.said["title"]
    assert shown.said["text"].encode() in found.holds.content
    assert [path.name for path in intake.iterdir()] == [f"{made}.publication.json"]


def test_who_may_not_publish_does_not(sides: tuple[Side, Side], intake: Path) -> None:
    one = sides[0]
    with one.at_work():
        for who in (one.coordinator, one.security):
            with pytest.raises(Refused):
                publishing.prepare(record=RECORD, now=NOW, by=who)
        made = publishing.prepare(record=RECORD, now=NOW, by=one.officer)
        publishing.drop(identifier=made, by=one.officer)
        with pytest.raises(NotThere):
            publishing.publish(identifier=made, now=NOW, by=one.officer)
        with pytest.raises(MistakenInput):
            publishing.prepare(record=Record(is_activity=True, said={}), now=NOW, by=one.officer)


def test_a_folder_that_is_not_there_loses_nothing(sides: tuple[Side, Side], intake: Path) -> None:
    one = sides[0]
    with one.at_work():
        made = publishing.prepare(record=RECORD, now=NOW, by=one.officer)
        intake.rmdir()
        with pytest.raises(MistakenInput):
            publishing.publish(identifier=made, now=NOW, by=one.officer)
        assert published.one(made, by=one.officer).published is None


def test_pages_of_publishing(sides: tuple[Side, Side], intake: Path) -> None:
    one = sides[0]
    browser = browsing(one, one.officer)
    form = {
        "title": "Trial of nobody",
        "kind": "trial",
        "starts": "2 May 2027",
        "country": "TUN",
        "place": "Tunis",
    }
    page = browser.send("/publishing/new/?activity=1", form)
    assert "Exactly this will be public" in text_of(page)
    assert "2027-05-02" in text_of(page)
    path = page.url.path.removeprefix("/w/harbour-watch")
    assert "handed to the public record" in text_of(browser.send(path, to=f"{path}publish/"))
    with one.at_work():
        key = peers.known_as().card.key
    (found,) = read_intake(intake, {key: ""}, load())
    assert isinstance(found.holds, Deposit)
    assert found.holds.stated["activity"] == "trial"
    assert browsing(one, one.coordinator).get("/publishing/").status_code == 403
