"""The competence guide: one form of closed choices, and what each body could do."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison import competence, vocabulary
from liaison.kernel.home import Home

Page = html.HtmlElement
Read = Callable[..., Page]
PATH = "/en/who-can-act"
KENYA = f"{PATH}?country=KEN&happened_year=2023&happened_month=05&about=reprisal&asker=organisation"


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def article(page: Page, rule: str) -> Page:
    return page.get_element_by_id(rule.replace(".", "-"))


def test_the_form_has_closed_choices_alone(read_page: Read) -> None:
    page = read_page(PATH)
    form = page.xpath("//form[@class='guide']")[0]
    assert form.get("method") == "get"
    kinds = {box.get("type") for box in form.xpath(".//input")}
    assert kinds <= {"checkbox", "radio"}
    assert not form.xpath(".//textarea")
    countries = form.xpath(".//select[@name='country']/option/@value")
    assert set(countries) == {"", *vocabulary.load().countries}
    for field in form.xpath(".//select"):
        assert form.xpath(f".//label[@for='{field.get('id')}']")
    assert not page.xpath("//*[@id='answer']")
    assert "informs and does not advise" in words(page)


def test_every_rule_has_one_answer_with_its_source(read_page: Read) -> None:
    page = read_page(KENYA)
    rules = vocabulary.load().admissibility_rules
    ids = page.xpath("//article[@class='answer']/@id")
    assert sorted(ids) == sorted(code.replace(".", "-") for code in rules)
    for code in rules:
        told = article(page, code)
        assert rules[code].evidence.source.split()[0] in words(told)
        assert "Never compared with the source since." in words(told)


def test_what_can_be_done_now_comes_first(read_page: Read) -> None:
    page = read_page(f"{KENYA}&remedies=not_exhausted")
    headings = page.xpath("//section[@id='answer']/section/h2/@id")
    assert headings == ["now", "if", "not_yet", "barred", "without"]
    first = page.xpath("//section[h2/@id='if']/article/@id")
    assert first[0] == "achpr-provisional_measures"  # against harm to come
    assert first.index("un-srhrd-communication") < first.index("un-wgad-regular_procedure")
    later = page.xpath("//section[h2/@id='not_yet']/article/@id")
    assert "achpr-communication" in later


def test_a_bar_says_why(read_page: Read) -> None:
    told = words(article(read_page(KENYA), "ecthr.application"))
    assert "Barred because" in told
    assert "never a member of the Council of Europe" in told


def test_an_organisation_is_not_taken_for_a_language_of_the_same_code(read_page: Read) -> None:
    for language, name in (("en", "European Union"), ("ar", "الاتحاد الأوروبي")):
        told = words(read_page(f"/{language}/who-can-act?country=KEN"))
        assert name in told
        assert not {"Basque", "الباسكية"} & set(told.replace(",", " ").split())


def test_the_last_day_of_a_time_limit_is_computed(read_page: Read) -> None:
    asked = f"{PATH}?country=FRA&ruling_year=2023&ruling_month=10&ruling_day=31"
    told = words(article(read_page(asked), "ecthr.application"))
    assert "The time limit ended on 29 February 2024." in told


def test_what_becomes_public_is_said_or_not_yet_entered(read_page: Read) -> None:
    page = read_page(KENYA)
    letters = words(article(page, "un-srhrd.communication"))
    assert "The State has 60 days to reply." in letters
    assert "when the time to reply is over" in letters
    court = article(page, "ecthr.application")
    assert "not yet entered" in words(court.xpath(".//dl")[0])


def test_choices_are_kept_and_read_back(read_page: Read) -> None:
    page = read_page(f"{KENYA}&pending=un_treaty_body&violation=torture")
    chosen = page.xpath("//form//option[@selected]/@value | //form//input[@checked]/@value")
    assert {"KEN", "2023", "05", "reprisal", "organisation", "un_treaty_body", "torture"} <= set(
        chosen
    )
    assert "It happened: May 2023." in words(page)


def test_without_a_country_the_rest_is_kept(client: Client, record: Home, read_page: Read) -> None:
    page = read_page(f"{PATH}?about=law&country=")
    assert "Choose a country." in words(page.xpath("//*[@role='alert']")[0])
    assert page.xpath("//input[@value='law']/@checked")
    answer = client.get(f"{PATH}.json?about=law")
    assert answer.status_code == 400
    assert answer.json()["parameter"] == "country"


@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [
        ("country=Kenia", "country", "KEN"),
        ("country=KEN&about=detentions", "about", "detention"),
        ("country=KEN&asker=organization", "asker", "organisation"),
        ("country=KEN&pending=european_cort", "pending", "european_court"),
        ("country=KEN&remedies=exausted", "remedies", "exhausted"),
        ("country=KEN&countri=FRA", "countri", "country"),
        ("country=KEN&violation=tortur", "violation", "torture"),
        ("country=KEN&happened_year=1066", "happened_year", None),
        ("country=KEN&happened_month=05", "happened_month", None),
        ("country=KEN&happened_year=2023&happened_month=5", "happened_month", None),
        ("country=KEN&ruling_year=2023&ruling_month=02&ruling_day=30", "ruling_day", None),
        ("country=KEN&ruling_year=2023&ruling_day=30", "ruling_day", None),
        ("country=KEN&pending=none&pending=european_court", "pending", None),
        ("country=KEN&q=a+name", "q", None),
    ],
)
def test_what_is_not_known_is_refused_by_name(
    client: Client, record: Home, query: str, parameter: str, nearest: str | None
) -> None:
    told = client.get(f"{PATH}.json?{query}")
    assert told.status_code == 400, told.content
    assert told.json()["parameter"] == parameter
    if nearest:
        assert told.json()["nearest"] == nearest
    page = client.get(f"{PATH}?{query}")
    assert page.status_code == 400


def test_nothing_can_be_sent(client: Client, record: Home) -> None:
    assert client.post(PATH, {"country": "KEN"}).status_code == 405


def test_the_data_say_the_same(client: Client, record: Home, read_page: Read) -> None:
    data = client.get(KENYA.replace("who-can-act", "who-can-act.json")).json()
    order = [one["rule"].replace(".", "-") for one in data["answers"]]
    assert order == read_page(KENYA).xpath("//article[@class='answer']/@id")
    assert data["not_entered"] == list(competence.without_rule())
    grounds = [
        ground
        for one in data["answers"]
        for name in ("conditions", "reasons", "met")
        for ground in one[name]
    ]
    for ground in grounds:
        assert ground["words"]
        assert "%(" not in ground["words"]
        assert ground["evidence"]
        assert ground["certainty"] in ("seen", "to be checked")
    links = read_page(KENYA).xpath("//p[@class='twins']/a/@href")
    assert client.get(links[0]).json()["chosen"] == data["chosen"]


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar"])
@pytest.mark.parametrize("query", ["country=RUS", "country=NIC&remedies=not_needed", "country=GRL"])
def test_the_answer_stands_in_every_language(read_page: Read, language: str, query: str) -> None:
    page = read_page(f"/{language}/who-can-act?{query}")
    english = page.xpath("//ul[@class='grounds']/li/text()")
    assert english
    assert not [one for one in english if re.search(r"\b(State|body|brought)\b", one)]


def test_it_costs_no_question_to_the_database_but_those_of_every_page(
    client: Client, record: Home, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(KENYA)
    with django_assert_max_num_queries(2):
        client.get(KENYA)
    assert len(client.get(KENYA, headers={"Accept-Encoding": "gzip"}).content) < 30_000


def test_choices_are_nowhere_but_in_the_address(client: Client, record: Home) -> None:
    answer = client.get(KENYA)
    assert not answer.cookies
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex"' in answer.content.decode()
