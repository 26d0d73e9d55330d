"""What is said of sources and mechanisms: freshness, silence, terms."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from lxml import html

from liaison.archive.models import Capture
from liaison.fetch.models import Round
from liaison.kernel.errors import FailureClass
from liaison.kernel.home import Home
from liaison.pipeline.declared import load, remember
from liaison.pipeline.status import source_statuses
from liaison.publish import declared, queries, wording
from liaison.publish.declared import Trouble
from tests.publish.invented import NOW, declare

Page = html.HtmlElement
Read = Callable[..., Page]


def test_each_source_tells_how_it_fares(record: Home) -> None:
    told = {card.id: card for card in declared.cards(NOW)}
    assert {name: card.trouble for name, card in told.items()} == {
        "harbour-statements": Trouble.NONE,
        "estuary-reports": Trouble.SILENT,
        "steppe-letters": Trouble.LATE,
        "oasis-appeals": Trouble.FAILING,
        "delta-press": Trouble.NEVER,
    }
    well = told["harbour-statements"].state
    assert (well.documents, well.last_checked, well.last_new) == (3, NOW, NOW)
    assert told["oasis-appeals"].state.last_new is None


def test_the_site_counts_failures_as_the_command_line_does(record: Home, read_page: Read) -> None:
    Capture.objects.filter(source_id="harbour-statements").update(current=False)
    kept = Capture.objects.filter(source_id="harbour-statements").latest("id")
    Capture.objects.filter(pk=kept.pk).update(current=True, reading_failure="unreadable")
    told = {
        source.id: source.failures for source in source_statuses("rehearsal") if source.failures
    }
    assert queries.failing() == told
    assert told["harbour-statements"] == {"slow": 2, "gone": 1, "unreadable": 1}
    row = read_page("/en/sources").xpath("//li[contains(., 'Commission, statements')]")[0]
    said = " ".join(row.text_content().split())
    assert "4 addresses give nothing (without an answer: 2, gone: 1, not to be read: 1)." in said
    assert "newest publication: 6 May 2024" in said


def test_a_source_without_news_for_longer_than_its_file_allows_is_silent(record: Home) -> None:
    later = NOW + dt.timedelta(days=61)
    Round.objects.create(source_id="harbour-statements", started_at=later, finished_at=later)
    cache.clear()
    told = {card.id: card for card in declared.cards(later)}
    assert told["harbour-statements"].trouble is Trouble.SILENT


def test_the_list_shows_trouble_first(read_page: Read) -> None:
    page = read_page("/en/sources")
    headings = [h2.text_content().split()[0] for h2 in page.xpath("//main//h2")]
    assert headings[0] == "Silent"
    assert headings[-1] == "Never"
    refused = page.xpath("//li[contains(., 'مرصد الواحة، النداءات')]")[0].text_content()
    assert "It refuses to be read by a machine." in refused
    assert "2 documents" in refused


def test_the_page_of_a_source_says_all(read_page: Read) -> None:
    page = read_page("/en/sources/harbour-statements")
    facts = {
        row.findtext("dt"): row.find("dd").text_content()
        for row in page.xpath("//section[@aria-labelledby='how']//dl/div")
    }
    assert facts["Documents"] == "3"
    assert facts["Last checked"] == "1 June 2024, 09:30 UTC"
    assert facts["Newest publication"] == "6 May 2024"
    rhythm = "Looked at every 6 hours. Something new is expected within 60 days."
    assert " ".join(facts["Rhythm"].split()) == rhythm
    assert facts["Languages"] == "English, French"
    assert facts["Terms"] == "Free to reuse with the source named"
    assert facts["What we show"] == "the whole text"
    assert "too slowly or breaks off. 2" in page.text_content()
    assert len(page.xpath("//section[@aria-labelledby='latest']//article")) == 3


def test_the_page_of_a_source_never_looked_at(read_page: Read) -> None:
    page = read_page("/en/sources/delta-press").text_content()
    assert "Never checked." in page
    assert "never" in page


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_every_failure_class_has_words(record: Home, language: str) -> None:
    with translation.override(language):
        said = {wording.failure(failure.value) for failure in FailureClass}
    assert len(said) == len(FailureClass)
    assert not said & {failure.value for failure in FailureClass}


def test_mechanisms_are_listed_with_their_documents(read_page: Read) -> None:
    page = read_page("/fr/mechanisms")
    rows = {
        row.find("a").text_content(): row.find("span").text_content().strip()
        for row in page.xpath("//ul[contains(@class, 'rows')][1]/li")
    }
    assert rows == {
        "Harbour Commission on Defenders": "5 documents",
        "Relatoría del Estuario": "2 documents",
        "Степной совет по правам человека": "2 documents",
        "مرصد الواحة لحماية المدافعين": "2 documents",
    }


def test_a_mechanism_shows_its_latest_and_its_sources(read_page: Read) -> None:
    page = read_page("/en/mechanisms/harbour-commission")
    assert len(page.xpath("//article")) == 5
    assert page.xpath("//article//h3/a/text()")[-1] == "Agenda of the twelfth meeting"  # no date
    sources = page.xpath("//section[@aria-labelledby='where']//a/text()")
    assert sources == ["Harbour Commission, press room", "Harbour Commission, statements"]


@pytest.mark.parametrize("path", ["mechanisms/nobody", "sources/nowhere"])
def test_what_nobody_knows_is_not_there(client: Client, record: Home, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


def test_invented_and_real_sources_do_not_mix(client: Client, record: Home) -> None:
    assert set(declared.sources()) == {
        "harbour-statements",
        "estuary-reports",
        "steppe-letters",
        "oasis-appeals",
        "delta-press",
    }
    record.stamp.write_text('{"kind": "real"}', encoding="utf-8")
    assert not any(source.rehearsal for source in declared.sources().values())


def test_sources_harvested_meanwhile_are_shown_at_once(
    client: Client, record: Home, tmp_path: Path
) -> None:
    assert "A new place" not in client.get("/en/sources").content.decode()
    declare(tmp_path / "sources")
    path = next((tmp_path / "sources").rglob("harbour-statements.yaml"))
    text = path.read_text(encoding="utf-8").replace("Harbour Commission, statements", "A new place")
    path.write_text(text, encoding="utf-8")
    remember(load(tmp_path / "sources").sources.values(), record.sources)
    assert "A new place" in client.get("/en/sources").content.decode()


def test_more_sources_than_one_question_takes_are_asked_for_all_the_same(record: Home) -> None:
    del record
    few = sorted(queries.documents_by("source_id"))
    many = [*few, *(f"nobody-{number}" for number in range(1_200))]
    found = queries.newest_of_each("source_id", many)
    assert found == queries.newest_of_each("source_id", few)
    assert {row.source_id for row in found} == {*few}
