"""The pages of standards: rights across systems, a right, an instrument."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison import vocabulary
from liaison.catalogue.decisions import withdraw
from liaison.catalogue.models import Edition, Finding, IndexTask
from liaison.kernel.clock import utc_now
from liaison.kernel.finding import FindingKind, Part
from liaison.kernel.home import Home
from liaison.publish import compendium
from tests.publish.invented import SAID, Said
from tests.publish.telling import damage, take_back, tell_index

Page = html.HtmlElement
Read = Callable[..., Page]


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def section(page: Page, name: str) -> str:
    return words(page.xpath(f"//section[@aria-labelledby='{name}']")[0])


def test_each_right_says_how_much_each_system_has(read_page: Read) -> None:
    page = read_page("/en/standards")
    [table] = page.xpath("//table[@class='matrix']")
    systems = [words(one) for one in table.xpath(".//thead/th | .//thead//th[@scope='col']")][1:]
    assert len(systems) == len(compendium.held().systems)
    [row] = table.xpath(".//tr[th/a[@href='/en/standards/rights/R08']]")
    cells = dict(zip(systems, map(words, row.xpath("td")), strict=True))
    assert cells["United Nations"] == "2 not binding"
    assert cells["African Union"] == "none"
    assert "1 of 12 systems, thin" in words(row.xpath("th")[0])
    [broad] = table.xpath(".//tr[th/a[@href='/en/standards/rights/R02']]")
    assert "thin" not in words(broad)
    assert "binding" in words(broad.xpath("td[a[@href='/en/standards/rights/R02#un']]")[0])


def test_every_instrument_is_listed_with_force_and_certainty(read_page: Read) -> None:
    page = read_page("/en/standards")
    for one in vocabulary.load().instruments.values():
        assert page.xpath(f"//a[@href='/en/standards/instruments/{one.code}']"), one.code
    [escazu] = page.xpath("//li[a[@href='/en/standards/instruments/escazu']]")
    assert "binding · 4 March 2018 · seen in a source" in words(escazu)
    [charter] = page.xpath("//li[a[@href='/en/standards/instruments/african-charter']]")
    assert "to be checked" in words(charter)


def test_a_right_has_its_provisions_by_system_and_says_where_none_is(read_page: Read) -> None:
    page = read_page("/en/standards/rights/R08")
    rows = page.xpath("//section[@aria-labelledby='un']//tbody/tr")
    assert len(rows) == 2
    assert page.xpath("//a[@href='/en/standards/instruments/udhrd#art-7']")
    assert "African Union" in section(page, "gaps")
    assert "United Nations" not in section(page, "gaps")
    assert "To be checked." in words(page.xpath("//p[@class='evidence']")[0])
    assert "quoted: their words stand in the instruments" in words(page)


def test_the_most_binding_provision_comes_first(read_page: Read) -> None:
    rows = read_page("/en/standards/rights/R02").xpath("//section[@aria-labelledby='un']//tbody/tr")
    forces = [words(row.xpath("td")[2]) for row in rows]
    assert forces[0] == "binding"
    assert forces == sorted(forces, key=lambda one: one != "binding")


def test_an_instrument_tells_what_is_known_and_what_is_not(read_page: Read) -> None:
    page = read_page("/en/standards/instruments/udhrd")
    facts = {words(one[0]): words(one[1]) for one in page.xpath("//dl[@class='facts']/div")}
    assert facts["Symbol"] == "A/RES/53/144"
    assert facts["Adopted"] == "9 December 1998"
    assert facts["Official text"] == "https://undocs.org/A/RES/53/144 (to be checked)"
    assert facts["Speaks to"] == "States (to be checked)"
    assert len(page.xpath("//section[@aria-labelledby='provisions']//tbody/tr")) == 26
    charter = read_page("/en/standards/instruments/african-charter")
    [official] = charter.xpath("//dl[@class='facts']/div[dt='Official text']/dd")
    assert words(official) == "not yet entered"


def test_documents_that_bear_its_symbol_are_counted_and_lead_to_search(
    client: Client, record: Home
) -> None:
    for code in ("udhrd", "cat", "eu-guidelines"):
        page = html.fromstring(client.get(f"/en/standards/instruments/{code}").content.decode())
        question = compendium.citing(compendium.instrument(code))
        found = client.get(f"/en/search.json?{question.query()}").json()
        said = section(page, "citing")
        if found["total"]:
            assert f"{found['total']} document" in said
        else:
            assert "No document in the record has its symbol or its name." in said


def test_a_document_that_names_it_stands_on_its_page_until_it_is_withdrawn(
    record: Home, read_page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = SAID[0]
    real = compendium.citing(compendium.instrument("udhrd"))
    asked = type(real)(words=f'"{said.symbol or said.title}"', exact=("*",))
    monkeypatch.setattr(compendium, "citing", lambda _one: asked)
    assert said.title in section(read_page("/en/standards/instruments/udhrd"), "citing")
    withdraw(said.identifier, why="She asked.", by="an editor", now=utc_now())
    assert said.title not in words(read_page("/en/standards/instruments/udhrd"))


def test_what_is_a_word_as_well_is_not_looked_for() -> None:
    asked = compendium.citing(compendium.instrument("cat")).words
    assert '"CAT"' not in asked
    assert '"Convention against Torture"' in asked
    declaration = compendium.citing(compendium.instrument("udhrd")).words
    assert declaration.startswith('"A/RES/53/144" OR ')
    title = compendium.citing(compendium.instrument("ga-68-181")).words
    assert title == '"A/RES/68/181" OR ref:"ga-68-181"'


@pytest.mark.parametrize("address", ["rights/R99", "instruments/none", "rights/udhrd"])
def test_what_there_is_not_is_said_so(client: Client, record: Home, address: str) -> None:
    assert client.get(f"/en/standards/{address}").status_code == 404


@pytest.mark.parametrize("address", ["", "/rights/R01", "/instruments/udhrd"])
def test_an_unknown_parameter_is_refused(client: Client, record: Home, address: str) -> None:
    assert client.get(f"/en/standards{address}?page=2").status_code == 400


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar"])
def test_they_are_told_in_every_language(read_page: Read, language: str) -> None:
    for address in ("", "/rights/R02", "/instruments/udhrd"):
        page = read_page(f"/{language}/standards{address}")
        assert page.xpath("//html/@dir") == ["rtl" if language == "ar" else "ltr"]
        assert "to be checked" not in words(page)
        assert "Speaks to" not in words(page)


def test_they_ask_little(
    client: Client, record: Home, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in ("", "/rights/R02", "/instruments/udhrd"):
        client.get(f"/en/standards{address}")
        with django_assert_max_num_queries(6):
            client.get(f"/en/standards{address}")


def cite(record: Home, said: Said, *values: str) -> None:
    for value in values:
        Finding.objects.create(
            edition=Edition.objects.get(address=said.address),
            kind=FindingKind.PROVISION,
            value=value,
            part=Part.TEXT,
            start=0,
            end=14,
            method="provision",
            version=5,
            confidence=0.9,
        )
    IndexTask.objects.create(identifier=said.identifier)
    tell_index(record)
    cache.clear()


def cell(page: Page, provision: str) -> Page:
    [found] = page.xpath(f"//tr[@id='{provision}']/td[last()]")
    assert isinstance(found, html.HtmlElement)
    return found


def test_a_provision_tells_in_how_many_documents_it_is_cited(record: Home, client: Client) -> None:
    cite(record, SAID[0], "udhrd", "udhrd/art-9-4")
    cite(record, SAID[1], "udhrd", "udhrd/art-9-4", "udhrd/art-1")
    page = html.fromstring(client.get("/en/standards/instruments/udhrd").content.decode())
    assert words(cell(page, "art-9-4")) == "2 documents"
    assert words(cell(page, "art-1")) == "1 document"
    assert words(cell(page, "art-2")) == "none found"
    assert not cell(page, "art-2").xpath(".//a")
    [link] = cell(page, "art-1").xpath(".//a/@href")
    assert SAID[1].title in client.get(link).content.decode()
    found = client.get(link.replace("/en/search?", "/en/search.json?")).json()
    assert [one["identifier"] for one in found["documents"]] == [SAID[1].identifier]
    assert SAID[0].title in section(page, "citing")
    assert "Others may cite it in other words." in words(page)


def test_what_a_person_refused_or_withdrew_is_not_counted(record: Home, read_page: Read) -> None:
    cite(record, SAID[0], "udhrd/art-1")
    cite(record, SAID[1], "udhrd/art-1")
    withdraw(SAID[1].identifier, why="She asked.", by="an editor", now=utc_now())
    address = "/en/standards/instruments/udhrd"
    assert words(cell(read_page(address), "art-1")) == "1 document"
    take_back(SAID[0], FindingKind.PROVISION, "udhrd/art-1")
    cite(record, SAID[0])
    assert words(cell(read_page(address), "art-1")) == "none found"


def test_a_document_says_which_standards_it_cites(
    record: Home, read_page: Read, client: Client
) -> None:
    cite(record, SAID[0], "udhrd", "udhrd/art-9-4", "udhrd/art-1", "gone", "gone/art-1")
    page = read_page(f"/en/documents/{SAID[0].identifier}")
    [entry] = page.xpath("//section[@id='found']//li[a[contains(@href, '/instruments/udhrd')]]")
    links = entry.xpath("./a/@href")
    assert links == [
        "/en/standards/instruments/udhrd",
        "/en/standards/instruments/udhrd#art-1",
        "/en/standards/instruments/udhrd#art-9-4",
    ]
    assert "gone" not in words(page.xpath("//section[@id='found']")[0])
    told = client.get(f"/api/v1/documents/{SAID[0].identifier}").json()
    assert "udhrd/art-9-4" in [one["value"] for one in told["provisions"]]


def test_without_an_index_an_instrument_says_so(client: Client, record: Home) -> None:
    damage(record)
    assert client.get("/en/standards/instruments/udhrd").status_code == 503
    assert client.get("/en/standards").status_code == 200


@pytest.mark.parametrize(
    "address", ["", "/rights/R01", "/instruments/udhrd", "/compare", "/snapshot"]
)
def test_standards_are_real_also_in_a_rehearsal(client: Client, record: Home, address: str) -> None:
    said = client.get(f"/en/standards{address}", follow=True).content.decode()
    assert "provisions on this page are real, unlike the documents of this rehearsal" in said
    record.stamp.write_text('{"kind": "real"}\n', encoding="utf-8")
    assert "are real" not in client.get(f"/en/standards{address}", follow=True).content.decode()
