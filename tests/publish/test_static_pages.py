"""Help, privacy, accessibility, corrections: what they promise, also when all else is down."""

import itertools
from collections.abc import Callable
from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client
from lxml import html
from pytest_django import Settings

from liaison.index.protocol import Facet
from liaison.kernel.home import Home

Page = html.HtmlElement
Read = Callable[..., Page]
PAGES = {
    "help": "How to search",
    "privacy": "no cookie",
    "accessibility": "What is known to fall short",
    "corrections": "What can be done",
}
LANGUAGES = ("en", "fr", "es", "ru", "ar")


@pytest.mark.parametrize("name", PAGES)
def test_they_stand_while_database_and_index_are_down(
    client: Client, record: Home, name: str
) -> None:
    down = OperationalError("the database is away")
    with (
        mock.patch("django.db.backends.utils.CursorWrapper.execute", side_effect=down),
        mock.patch("liaison.publish.record.open_reader", side_effect=down),
    ):
        answer = client.get(f"/en/{name}")
        assert answer.status_code == 200
        assert PAGES[name] in answer.content.decode()
        assert client.get("/en/sources").status_code == 503


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_they_are_complete_in_every_language(read_page: Read, language: str, name: str) -> None:
    page = read_page(f"/{language}/{name}")
    assert page.xpath("/html/@lang") == [language]
    assert len(page.xpath("//h1")) == 1
    levels = [int(one.tag[1]) for one in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    if language != "en":
        english = read_page(f"/en/{name}")
        assert page.xpath("//h1")[0].text_content() != english.xpath("//h1")[0].text_content()


def test_programs_learn_every_parameter_of_a_search(read_page: Read) -> None:
    named = read_page("/en/about-data").xpath("//dl[last()]//dt/code/text()")
    assert {facet.value for facet in Facet} | {"q", "since", "until", "sort", "page"} == set(named)


@pytest.mark.parametrize("name", PAGES)
def test_they_take_no_parameter(read_page: Read, name: str) -> None:
    read_page(f"/en/{name}?q=1", 400)


def test_the_way_to_have_something_removed_names_whom_to_write_to(
    read_page: Read, settings: Settings
) -> None:
    assert "has not entered a contact" in read_page("/en/corrections").text_content()
    settings.CONTACT = "desk@liaison.example"
    page = read_page("/en/corrections")
    assert "mailto:desk@liaison.example" in page.xpath("//main//a/@href")


def test_every_page_leads_to_them(read_page: Read) -> None:
    links = read_page("/fr/").xpath("//footer//a/@href")
    assert {f"/fr/{name}" for name in PAGES} <= set(links)
