"""The page of a mechanism: what is known of it, each fact with its source, and its numbers."""

from collections.abc import Callable

from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries, Settings

from liaison import vocabulary
from liaison.kernel.home import Home
from liaison.vocabulary import Certainty

Page = html.HtmlElement
Read = Callable[..., Page]
PATH = "/en/mechanisms/un-srhrd"
GATHERED = "/en/mechanisms/harbour-commission"


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def section(page: Page, name: str) -> str:
    return words(page.xpath(f"//section[@aria-labelledby='{name}']")[0])


def test_what_is_entered_stands_there_with_its_source(read_page: Read) -> None:
    page, known = read_page(PATH), vocabulary.load().mechanisms["un-srhrd"]
    mandate = section(page, "mandate")
    for text in known.mandate:
        assert text.text in mandate
    doubtful = [one for one in known.mandate if one.certainty is not Certainty.SEEN]
    assert mandate.count("(to be checked)") == len(doubtful)
    for method in known.methods:
        assert method.text in section(page, "works")
        assert " ".join(method.evidence.source.split()) in section(page, "works")
    assert "The State has 60 days to reply." in section(page, "submit")


def test_holders_of_whom_nobody_read_are_not_named(read_page: Read) -> None:
    page, known = read_page("/en/mechanisms/achpr-srhrd"), vocabulary.load().mechanisms
    told = section(page, "holders")
    for holder in known["achpr-srhrd"].holders:
        assert (holder.name in told) == (holder.certainty is Certainty.SEEN)


def test_what_nobody_entered_says_so(read_page: Read) -> None:
    assert "not yet entered" in section(read_page("/en/mechanisms/un-sr-foaa"), "submit")


def test_documents_are_counted_by_year_and_kind(read_page: Read) -> None:
    page = read_page(GATHERED)
    tables = page.xpath("//section[@aria-labelledby='numbers']//table")
    assert [table.findtext("caption") for table in tables] == [
        "Documents by year of publication",
        "Documents by kind",
    ]
    link = tables[0].xpath(".//tbody//a")[0]
    count = int(tables[0].xpath(".//tbody//td")[0].text)
    found = read_page(link.get("href"))
    assert words(found.xpath("//*[@class='counted']")[0]).startswith(str(count))


def test_without_an_index_the_page_stands(client: Client, record: Home, settings: Settings) -> None:
    record.index.rename(record.root / "elsewhere")
    answer = client.get(GATHERED)
    assert answer.status_code == 200
    assert "cannot be counted at the moment" in answer.content.decode()


def test_the_list_has_the_others_too(read_page: Read) -> None:
    links = read_page("/en/mechanisms").xpath("//main//ul[contains(@class, 'rows')]//a/@href")
    assert PATH in links
    assert links.index(GATHERED) < links.index(PATH)
    assert len(links) == len(set(links))


def test_its_cost_does_not_grow(
    client: Client, record: Home, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in (PATH, GATHERED):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
