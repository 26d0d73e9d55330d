"""The search page."""

from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from liaison.index.protocol import Facet
from liaison.kernel.home import Home
from liaison.publish.question import Question, read_question
from liaison.publish.sentences import without_isolation
from tests.publish.invented import SAID, WITHDRAWN

Page = html.HtmlElement
Read = Callable[..., Page]


def titles(page: Page) -> list[str]:
    return [title.text_content() for title in page.xpath("//article//h3/a")]


def facet(page: Page, code: str) -> dict[str, tuple[str, str]]:
    """Name → (count, address) of the values of a facet."""
    rows = page.xpath(f"//details[@id='facet-{code}']//li")
    return {
        row.find("a").text_content().removeprefix("Remove "): (
            row.find("span[@class='count']").text,
            row.find("a").get("href"),
        )
        for row in rows
    }


def test_words_are_found_and_marked_in_their_forms(read_page: Read) -> None:
    page = read_page("/en/search?q=defender+coast")
    assert titles(page) == [
        "Guidelines on the protection of those who defend the sea and the coast"
    ]
    assert {mark.text.lower() for mark in page.xpath("//mark")} >= {"coast", "defenders"}


def test_arabic_is_found_in_its_forms_and_marked(read_page: Read) -> None:
    page = read_page(f"/ar/search?exact=*&q={quote('المدافعين')}")
    assert len(titles(page)) == 2
    assert page.xpath("//p[@class='passage']//mark")
    assert {p.get("dir") for p in page.xpath("//p[@class='passage']")} == {"rtl"}


def test_a_reference_leads_to_the_document_that_cites_it(read_page: Read) -> None:
    assert SAID[0].title in titles(read_page("/en/search?q=%22HC/L/12/2024%22"))


def test_facets_count_and_narrow(read_page: Read) -> None:
    page = read_page("/en/search?q=defenders")
    kinds = facet(page, "kind")
    count, address = kinds["Press release"]
    narrowed = read_page(f"/en/search{address}")
    assert len(titles(narrowed)) == int(count)
    assert len(titles(page)) > int(count)


def test_a_chosen_filter_is_shown_and_can_be_dropped(read_page: Read) -> None:
    page = read_page("/en/search?q=defenders&country=ISL&kind=press_release")
    chosen = page.xpath("//ul[@class='chosen']/li")
    assert [item.find("span").text_content() for item in chosen[:2]] == [
        "Kind of document: Press release",
        "Country: Iceland",
    ]
    drop = chosen[1].find("a").get("href")
    assert parse_qs(urlsplit(drop).query) == {"q": ["defenders"], "kind": ["press_release"]}
    assert parse_qs(urlsplit(chosen[2].find("a").get("href")).query) == {"q": ["defenders"]}


def test_several_values_of_a_facet_are_chosen_one_after_the_other(read_page: Read) -> None:
    """Also on a phone, where the facets are folded away between two choices otherwise."""
    asked = "q=defenders&country=ISL"
    page = read_page(f"/en/search?{asked}")
    [onward] = page.xpath("//ul[@class='chosen']//a[contains(., 'Choose another')]/@href")
    assert onward == f"?{asked}&more=country#facet-country"
    assert "shown" not in page.get_element_by_id("narrow").get("class", "")
    page = read_page(f"/en/search{onward}")
    facets = page.get_element_by_id("narrow")
    assert "shown" in facets.get("class", "")
    values = facets.xpath(".//details[@id='facet-country']//li/a/@href")
    assert len(values) > 3
    assert all(value.endswith("&more=country#facet-country") for value in values)
    assert facets.xpath("p[@class='jump']/a/@href") == [f"?{asked}#results"]


def test_the_form_carries_the_filters_along(read_page: Read) -> None:
    page = read_page("/en/search?q=defenders&country=ISL&sort=oldest")
    hidden = page.xpath("//form[@class='search']/input[@type='hidden']")
    assert {(field.get("name"), field.get("value")) for field in hidden} == {
        ("country", "ISL"),
        ("sort", "oldest"),
    }


def test_dates_narrow_with_the_precision_given(read_page: Read) -> None:
    page = read_page("/en/search?since=2024-04&until=2024")
    assert len(titles(page)) == 3
    assert "April 2024 to 2024" in page.xpath("//ul[@class='chosen']")[0].text_content()


def test_no_words_give_everything_newest_first(read_page: Read) -> None:
    shown = titles(read_page("/en/search"))
    assert len(shown) == len(SAID) - 1
    assert shown[0] == SAID[3].title
    assert WITHDRAWN.title not in shown


def test_zero_results_say_why(read_page: Read) -> None:
    page = read_page("/en/search?q=defenders&exact=*&country=URY&kind=reply").text_content()
    assert "Without the filters there are 6" in page
    one = read_page("/en/search?q=zyzzyva").text_content()
    assert "Check the spelling" in one
    assert "Use fewer words" not in one
    assert "Take the quotes away" not in one
    two = read_page("/en/search?q=zyzzyva+%22bdellium+tor%22").text_content()
    assert "Use fewer words" in two
    assert "Take the quotes away" in two
    assert "fits all the chosen filters" in read_page("/en/search?country=AFG").text_content()


def test_a_page_after_the_last_says_so(read_page: Read) -> None:
    page = read_page("/en/search?page=40")
    assert "There is only 1 page." in page.text_content()
    assert "Page 40" not in page.text_content()
    last = page.xpath("//a[text()='Go to the last page']/@href")[0]
    assert len(titles(read_page(f"/en/search{last}"))) == len(SAID) - 1


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("knd=reply", ("knd", "kind")),
        ("kind=pres_release", ("pres_release", "Kind of document", "Press release")),
        ("country=Icland", ("Icland", "Country", "“Iceland”")),
        ("country=isl", ("isl", "“Iceland”")),
        ("mechanism=harbor-commission", ("“Harbour Commission on Defenders”",)),
        ("source=harbour-statement", ("“Harbour Commission, statements”",)),
        ("language=eng", ("eng",)),
        ("year=19", ("19", "Year")),
        ("sort=best", ("best", "Order")),
        ("page=0", ("1", "500")),
        ("page=501", ("501",)),
        ("page=x", ("Page",)),
        ("since=yesterday", ("yesterday",)),
        ("since=2024-13", ("2024-13", "2012, 2012-03 or 2012-03-15")),
        ("since=2012&until=2010-05", ("2012 to May 2010",)),
        ("q=a&q=b", ("Words",)),
        ("more=colour", ("colour",)),
        ("&".join(f"year={year}" for year in range(1950, 1995)), ("40",)),
    ],
)
def test_what_is_not_understood_is_named(
    read_page: Read, query: str, names: tuple[str, ...]
) -> None:
    page = read_page(f"/en/search?{query}", status=400)
    said = without_isolation(page.xpath("//main")[0].text_content())
    assert all(name in said for name in names), said
    for address in page.xpath("//ul[contains(@class, 'offers')]//a/@href"):
        assert read_page(address).xpath("//section[@id='results']")


@pytest.mark.parametrize(
    ("mistake", "offered"),
    [
        ("since=3+May+2012", [{}]),
        ("knd=reply", [{"kind": ["reply"]}, {}]),
        (
            "kind=pres_release&kind=reply",
            [{"kind": ["reply", "press_release"]}, {"kind": ["reply"]}],
        ),
        ("country=Icland", [{"country": ["ISL"]}, {}]),
        ("since=2012&until=2010", [{"since": ["2010"], "until": ["2012"]}, {}]),
        ("page=9999", [{}]),
        ("sort=newst", [{"sort": ["newest"]}, {}]),
    ],
)
def test_a_mistake_costs_neither_words_nor_filters(
    read_page: Read, mistake: str, offered: list[dict[str, list[str]]]
) -> None:
    kept = {"q": ["human rights"], "language": ["en"]}
    page = read_page(f"/fr/search?q=human+rights&language=en&{mistake}", status=400)
    found = page.xpath("//ul[contains(@class, 'offers')]//a/@href")
    assert [urlsplit(address).path for address in found] == ["/fr/search"] * len(offered)
    assert [parse_qs(urlsplit(address).query) for address in found] == [
        {**kept, **values} for values in offered
    ]


def test_what_readers_typed_does_not_turn_an_arabic_sentence_around(read_page: Read) -> None:
    page = read_page("/ar/search?since=yesterday", status=400)
    sentences = page.xpath("//main/p")
    assert [sentence.get("dir") for sentence in sentences] == [None]
    assert "\u2068yesterday\u2069" in sentences[0].text
    assert "\u20682012-03-15\u2069" in sentences[0].text


def test_an_english_name_is_understood_on_a_page_in_another_language(read_page: Read) -> None:
    page = read_page("/ar/search?country=Icland", status=400)
    offered = page.xpath("//ul[contains(@class, 'offers')]//a")[0]
    assert "آيسلندا" in offered.text
    assert offered.get("href") == "/ar/search?country=ISL"


def test_a_date_may_be_typed_with_any_keyboard(read_page: Read) -> None:
    fields = read_page("/en/search").xpath("//form[@class='dates']//input[not(@type)]")
    assert [field.get("inputmode") for field in fields] == [None, None]


def test_data_and_feed_refuse_what_the_page_refuses(client: Client, record: Home) -> None:
    told = client.get("/en/search.json?kind=pres_release")
    assert told.status_code == 400
    said = told.json()
    assert (
        said["detail"] == "“pres_release” is not a value of “kind”. Did you mean “press_release”?"
    )
    assert (said["parameter"], said["nearest"]) == ("kind", "press_release")
    assert client.get("/en/search.atom?kind=pres_release").status_code == 400


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '"""',
        "-",
        "-defenders",
        "a\0b",
        "*",
        "%",
        "\ud800",
        "<script>alert(1)</script>",
        "(((",
        "🕊️",
        "w~1",
        "x" * 300,
        "'; DROP TABLE",
        "\u202eevil",
        "AND OR NOT",
        "field:value",
    ],
)
def test_any_words_whatever_get_an_answer(client: Client, record: Home, words: str) -> None:
    encoded = quote(words.encode("utf-8", "surrogatepass"))
    response = client.get(f"/en/search?q={encoded}")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_a_selection_is_the_same_as_data(client: Client, read_page: Read) -> None:
    page = read_page("/en/search?q=defenders&sort=newest&exact=*")
    told = client.get("/en/search.json?q=defenders&sort=newest&exact=*").json()
    assert [row["title"] for row in told["documents"]] == titles(page)
    assert told["total"] == 6
    assert told["rehearsal"] is True
    assert {"value": "press_release", "count": 2} in told["counts"]["kind"]


def test_no_passage_is_shown_where_only_a_link_may_be(client: Client, record: Home) -> None:
    told = client.get(f"/en/search.json?q={quote('Правозащитники')}&exact=*").json()
    assert [row["source"] for row in told["documents"]] == ["steppe-letters"]
    assert told["documents"][0]["passage"] == ""


def test_words_find_documents_in_every_language(client: Client, read_page: Read) -> None:
    typed = client.get("/en/search.json?q=defenders&exact=*").json()
    found = client.get("/en/search.json?q=defenders").json()
    first = [row["identifier"] for row in found["documents"]][: typed["total"]]
    assert {row["identifier"] for row in typed["documents"]} == {*first}, "exact matches come first"
    languages = {code for row in found["documents"] for code in row["languages"]}
    assert {"en", "es", "ru"} <= languages


def test_what_was_widened_is_said_and_can_be_switched_off(read_page: Read) -> None:
    page = read_page("/en/search?q=defenders")
    said = page.xpath("//div[@class='widened']")[0]
    assert "Human rights defender, in every language" in without_isolation(said.text_content())
    ways = len(said.xpath(".//li"))
    less = read_page(f"/en/search{said.xpath('.//li/a/@href')[0]}")
    assert len(less.xpath("//div[@class='widened']//li")) == ways - 1
    typed = read_page(f"/en/search{said.xpath('./p/a/@href')[0]}")
    assert not typed.xpath("//div[@class='widened']")
    assert len(titles(typed)) < len(titles(page))
    again = typed.xpath("//a[text()='Search in every way']/@href")[0]
    assert titles(read_page(f"/en/search{again}")) == titles(page)


def test_a_misspelt_word_is_answered_with_those_spelt_alike(read_page: Read) -> None:
    page = read_page("/en/search?q=defendrs")
    offered = page.xpath("//p[@class='suggested']/a")
    assert "defenders" in [link.text_content() for link in offered]
    assert titles(read_page(f"/en/search{offered[0].get('href')}"))


def test_a_very_long_question_is_answered_for_its_beginning(read_page: Read) -> None:
    page = read_page("/en/search?q=defenders+" + "x+" * 5_000)
    assert "Only the beginning" in page.xpath("//main")[0].text_content()


def test_a_value_that_a_field_does_not_have_is_named(read_page: Read) -> None:
    page = read_page("/en/search?q=country:atlantis")
    said = without_isolation(page.xpath("//p[@class='ignored']")[0].text_content())
    assert "No value of “Country” is called atlantis" in said


_questions = st.builds(
    Question,
    words=st.text("abcé ع", max_size=20).map(lambda text: " ".join(text.split())),
    chosen=st.fixed_dictionaries(
        {},
        optional={
            Facet.KIND: st.just(("press_release", "reply")),
            Facet.COUNTRY: st.just(("ISL",)),
            Facet.YEAR: st.just(("2019", "2024")),
        },
    ),
    since=st.sampled_from(["", "2012", "2012-03", "2012-03-15"]),
    page=st.integers(1, 500),
    more=st.sampled_from([None, *Facet]),
    exact=st.sampled_from([(), ("*",), ("script:минск", "violation:torture")]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=_questions)
def test_an_address_says_the_question_it_came_from(question: Question) -> None:
    from django.http import QueryDict

    assert read_question(QueryDict(question.query())) == question


def test_where_no_document_has_all_words_those_with_most_come_and_it_is_said(
    client: Client, read_page: Read
) -> None:
    words = "q=ends+its+visit+delays+zyzzyva"
    page = read_page(f"/en/search?{words}")
    assert titles(page)
    assert "These need not have all of your words" in page.text_content()
    assert "These need not" not in read_page("/en/search?q=defenders").text_content()
    assert client.get(f"/en/search.json?{words}").json()["total"] >= len(titles(page))
    assert b"<entry>" not in client.get(f"/en/search.atom?{words}").content


def test_many_translated_words_are_one_switch(read_page: Read) -> None:
    page = read_page("/en/search?q=answer+fisherman+fear+community+lawyer")
    said = page.xpath("//div[@class='widened']//li[contains(., 'Your words in other languages')]")
    assert len(said) == 1
    less = read_page(f"/en/search{said[0].xpath('./a/@href')[0]}")
    assert "in other languages" not in less.xpath("string(//div[@class='widened'])")
    one = read_page("/en/search?q=fisherman").xpath("string(//div[@class='widened'])")
    assert "“fisherman” in other languages" in without_isolation(one)
