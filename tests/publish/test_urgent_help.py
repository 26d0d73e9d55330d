"""Urgent help: what protects a defender, with its source; what is not entered says so."""

from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison import vocabulary
from liaison.kernel.home import Home
from liaison.publish.site.urgent_help import _ORDER
from liaison.vocabulary.terms.protection import MeasureKind

Page = html.HtmlElement
Read = Callable[..., Page]
PATH = "/en/urgent-help"


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def test_every_measure_stands_there_with_its_source(read_page: Read) -> None:
    page = read_page(PATH)
    for code, measure in vocabulary.load().protection_measures.items():
        told = words(page.get_element_by_id(code))
        assert measure.names["en"] in told
        assert measure.evidence.source in told
        assert ("To be checked." in told) == (measure.evidence.certainty != "seen")


def test_every_kind_has_its_place() -> None:
    assert set(_ORDER) == set(MeasureKind)


def test_what_can_be_asked_for_at_once_comes_first(read_page: Read) -> None:
    page = read_page(PATH)
    assert page.xpath("//article/@id")[0] == "helpline"
    helpline = page.get_element_by_id("helpline")
    assert helpline.xpath(".//a/@href")[0] == "tel:+35312100489"
    told = words(helpline)
    assert "+353 1 21 00 489" in told
    assert "Arabic" in told


def test_a_channel_that_nobody_entered_is_said_to_be_missing(read_page: Read) -> None:
    visa = read_page(PATH).get_element_by_id("emergency_visa")
    assert "Not yet entered: How it is asked for, Language, Criteria" in words(visa)
    assert not set(visa.xpath(".//dt/text()")) & {"How it is asked for", "At most"}


def test_caps_criteria_and_durations_are_told_as_they_are_entered(read_page: Read) -> None:
    page = read_page(PATH)
    grant = words(page.get_element_by_id("emergency_grant"))
    assert "EUR 10,000" in grant
    assert "The body finds that the need is urgent." in grant
    assert "6 to 12 months" in words(page.get_element_by_id("temporary_relocation"))


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar"])
def test_foreign_names_are_marked(read_page: Read, language: str) -> None:
    page = read_page(f"/{language}/urgent-help")
    assert page.xpath("//h3/span[@lang='en' and @dir='ltr']")
    assert page.xpath("//p[@class='evidence']/span[@lang='en']")


def test_the_data_say_the_same(client: Client, record: Home) -> None:
    measures = client.get(f"{PATH}.json").json()["measures"]
    assert {one["code"] for one in measures} == set(vocabulary.load().protection_measures)
    assert measures[0]["channel"]
    assert all(one["evidence"]["source"] for one in measures)


@pytest.mark.parametrize("address", [f"{PATH}?country=KEN", f"{PATH}.json?q=help"])
def test_nothing_can_be_asked_of_it(client: Client, record: Home, address: str) -> None:
    assert client.get(address).status_code == 400


def test_it_costs_no_question_to_the_database_but_those_of_every_page(
    client: Client, record: Home, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(PATH)
    with django_assert_max_num_queries(2):
        client.get(PATH)


def test_no_two_parts_have_the_same_name(read_page: Read) -> None:
    names = read_page(PATH).xpath("//@id")
    assert len(names) == len(set(names))
