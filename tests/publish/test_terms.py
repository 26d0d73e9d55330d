"""The pages of the vocabulary: terms in every language, what they stand on, how often used."""

import shutil
from collections.abc import Callable

import pytest
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison import vocabulary
from liaison.kernel.home import Home
from liaison.publish.api.vocabularies import LISTS
from liaison.publish.site.terms import _TITLES

Page = html.HtmlElement
Read = Callable[..., Page]


def test_every_list_of_the_api_is_a_page(read_page: Read) -> None:
    assert set(_TITLES) < set(LISTS)
    links = read_page("/en/vocabulary").xpath("//main//li/a/@href")
    assert links == [f"/en/vocabulary/{name}" for name in _TITLES]
    for link in links:
        assert read_page(link).xpath("//tbody/tr")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_terms_stand_in_all_languages_with_the_pages_first(read_page: Read, language: str) -> None:
    page = read_page(f"/{language}/vocabulary/violation_types")
    known = vocabulary.load()
    rows = page.xpath("//tbody/tr")
    assert len(rows) == len(known.violation_types)
    first = next(iter(known.violation_types.values()))
    cells = [one.text_content() for one in rows[0].xpath("./*")]
    assert cells[0] == first.names[language]
    assert set(first.names.values()) <= set(cells)
    heads = [" ".join(one.text_content().split()) for one in page.xpath("//thead//th")]
    unreviewed = [one for one in heads[:5] if one.endswith(")")]
    assert len(unreviewed) == 5 - len(known.about["violation_types.csv"].reviewed)
    assert page.xpath("//p[@class='evidence']")


def test_how_often_a_term_is_used_leads_to_those_documents(read_page: Read) -> None:
    page = read_page("/en/vocabulary/countries")
    [link] = page.xpath("//tr[@id='ISL']//a")
    found = read_page(link.get("href"))
    assert f"{link.text} document" in " ".join(found.xpath("//h2[@id='count']")[0].text.split())
    assert page.xpath("//tr[@id='TUV']/td[last()]")[0].text_content() == "0"


def test_without_an_index_the_terms_still_stand(record: Home, read_page: Read) -> None:
    shutil.rmtree(record.index)
    page = read_page("/en/vocabulary/themes")
    assert page.xpath("//tbody/tr")
    assert "cannot be told at the moment" in page.text_content()


def test_odd_addresses(read_page: Read) -> None:
    read_page("/en/vocabulary/nothing", 404)
    read_page("/en/vocabulary?q=1", 400)
    read_page("/en/vocabulary/themes?q=1", 400)


def test_long_lists_cost_no_more_queries(
    read_page: Read, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        read_page("/en/vocabulary/countries")
