"""What the record tells of countries: the list with its map, and profiles."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison.catalogue.decisions import withdraw
from liaison.catalogue.following import note_followed
from liaison.catalogue.models import Document
from liaison.kernel.clock import utc_now
from liaison.kernel.home import Home
from tests.publish.invented import SAID
from tests.publish.invented_visits import tell_more
from tests.publish.telling import tell

Page = html.HtmlElement
Read = Callable[..., Page]
ICELAND, URUGUAY = SAID[0], SAID[1]


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def section(page: Page, name: str) -> str:
    return words(page.xpath(f"//section[@aria-labelledby='{name}']")[0])


def test_every_country_is_listed_with_what_is_about_it(read_page: Read) -> None:
    page = read_page("/en/countries")
    assert "The record speaks of 5 countries and territories." in words(page)
    [iceland] = page.xpath("//li[a[@href='/en/countries/ISL']]")
    assert words(iceland) == "Iceland 1"
    [norway] = page.xpath("//li[a[@href='/en/countries/NOR']]")
    assert words(norway) == "Norway"
    [drawn] = page.xpath("//*[local-name()='svg']")
    assert drawn.get("role") == "img"
    assert words(drawn.xpath(".//*[local-name()='title']")[0])
    assert "do not imply official endorsement" in words(page)


def test_accented_names_stand_beside_plain_ones(read_page: Read) -> None:
    names = [words(one) for one in read_page("/fr/countries").xpath("//ul[@class='countries']//a")]
    assert names.index("Éthiopie") < names.index("Gabon")


def test_a_profile_tells_what_the_record_holds(read_page: Read) -> None:
    tell_more()
    page = read_page("/en/countries/ISL")
    assert words(page.xpath("//h1")[0]) == "Iceland"
    assert "1 document in the record is about it" in words(page)
    assert "Iceland: arrest of a lawyer" in section(page, "latest")
    assert "2 April 2024 – 9 April 2024" in section(page, "visits")
    assert "gravely concerned" in section(page, "recommendations")
    assert "No letter about it" in section(page, "letters")
    belongs = section(page, "memberships")
    assert "Council of Europe" in belongs
    assert "Source:" in belongs
    assert "since: not yet entered" in belongs


def test_what_is_to_be_checked_says_so(read_page: Read) -> None:
    [party] = read_page("/en/countries/RUS").xpath(
        "//section[@aria-labelledby='memberships']//li[contains(., 'Council of Europe')]"
    )
    assert "Withdrawn" in words(party)
    assert "until: 16 March 2022" in words(party)


def test_coming_dates_come_first(record: Home, read_page: Read) -> None:
    year = utc_now().year + 1
    tell(ICELAND, f"hearing;ISL;{year}-06-17/{year}-06-19;postponed")
    assert f"17 June {year}" in section(read_page("/en/countries/ISL"), "coming")
    assert "Postponed" in section(read_page("/en/countries/ISL"), "coming")


def test_laws_are_told_with_their_stages(record: Home, read_page: Read) -> None:
    tell_law(ICELAND.identifier, ["foreign_agent:bill", "foreign_agent:adopted", "travel_ban:"])
    told = section(read_page("/en/countries/ISL"), "laws")
    assert "Law on foreign agents 1" in told
    assert "Adopted, Bill or draft" in told
    assert "Travel bans 1" in told


def tell_law(identifier: str, laws: list[str]) -> None:
    row = Document.objects.get(identifier=identifier)
    Document.objects.filter(pk=row.pk).update(structural=laws)
    note_followed([identifier])
    edition = row.editions.earliest("pk")
    for law in laws:
        edition.findings.create(
            kind="structural",
            value=law,
            part="text",
            start=0,
            end=1,
            method="test",
            version=1,
            confidence=1.0,
        )


def test_a_withdrawn_document_leaves_its_country(record: Home, read_page: Read) -> None:
    tell_more()
    tell_law(ICELAND.identifier, ["foreign_agent:bill"])
    assert "laws" in html.tostring(read_page("/en/countries/ISL")).decode()
    withdraw(ICELAND.identifier, why="She asked.", by="an editor", now=utc_now())
    page = read_page("/en/countries/ISL")
    assert "No document in the record is about it yet" in words(page)
    assert not page.xpath("//section[@aria-labelledby='laws']")
    assert "No document in the record tells of a past visit" in section(page, "visits")
    assert ICELAND.title not in words(page)


def test_a_country_without_anything_says_so(read_page: Read) -> None:
    page = read_page("/en/countries/NOR")
    assert "That says nothing about what happens there." in words(page)
    assert "No recommendation to it was found" in words(page)


def test_a_country_has_one_address(client: Client, record: Home) -> None:
    assert client.get("/en/countries/isl").headers["Location"] == "/en/countries/ISL"
    assert client.get("/en/countries/is").headers["Location"] == "/en/countries/ISL"
    assert client.get("/en/countries/ZZZ").status_code == 404
    assert client.get("/en/countries/ZZZ.json").status_code == 404
    assert client.get("/en/countries/ISL?page=2").status_code == 400


def test_a_profile_as_data_has_the_same_facts(client: Client, record: Home) -> None:
    told = json.loads(client.get("/en/countries/ISL.json").content)
    assert told["documents"] == 1
    assert told["counts"]["mechanism"] == {"harbour-commission": 1}
    [council] = [one for one in told["memberships"] if one["organisation"] == "coe"]
    assert council["certainty"] in ("seen", "to be checked")
    assert council["source"]


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar"])
def test_it_is_told_in_every_language(read_page: Read, language: str) -> None:
    tell_more()
    page = read_page(f"/{language}/countries/URY")
    assert words(page.xpath("//h1")[0]) != "Uruguay" or language in ("fr", "es")
    assert "Recommendations to it" not in words(page)
    assert page.xpath("//html/@dir") == ["rtl" if language == "ar" else "ltr"]


def test_a_profile_asks_little_however_much_there_is(
    client: Client, record: Home, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tell_more()
    for month in range(1, 13):
        tell(ICELAND, f"country_visit;ISL;2021-{month:02}-03/2021-{month:02}-05;done")
    client.get("/en/countries/URY")
    with django_assert_max_num_queries(12):
        client.get("/en/countries/ISL")
    with django_assert_max_num_queries(6):
        client.get("/en/countries")


def test_a_profile_leads_to_who_can_act(client: Client, read_page: Read) -> None:
    [link] = read_page("/en/countries/ISL").xpath("//a[contains(@href, 'who-can-act?')]/@href")
    assert client.get(link).status_code == 200
