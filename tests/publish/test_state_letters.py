"""Letters about a State: what is answered, what is due by when, and what is not known."""

import contextlib
import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison.catalogue.decisions import withdraw
from liaison.catalogue.following import note_followed
from liaison.catalogue.models import Document, Edition, Finding, Link
from liaison.index import open_writer
from liaison.index.protocol import Entry, Facet
from liaison.kernel.clock import utc_now
from liaison.kernel.finding import FindingKind, Part
from liaison.kernel.home import Home
from liaison.kernel.relation import Relation
from liaison.publish import replies
from liaison.publish.addressed import Addressee, Asked, addressee, listed
from liaison.publish.due import rules_of_reply
from tests.publish.invented import SAID
from tests.publish.taken import of_csv
from tests.publish.telling import damage, take_back

Page = html.HtmlElement
Read = Callable[..., Page]
LETTER = next(one for one in SAID if one.kind == "allegation_letter")  # to Mongolia, 20 Nov 2023
APPEAL = next(one for one in SAID if one.kind == "urgent_appeal")
REPLY = next(one for one in SAID if one.kind == "reply")
MONGOLIA, TUNISIA = "/en/letters/MNG", "/en/letters/TUN"
TODAY = dt.date(2024, 3, 1)


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def letters(page: Page) -> list[Page]:
    found: list[Page] = page.xpath("//div[@class='letter']")
    return found


def answer(published: str = "2024-01-04", reply: str = REPLY.identifier) -> None:
    Document.objects.filter(identifier=reply).update(published=published)
    Link.objects.create(
        document=reply,
        other=LETTER.identifier,
        relation=Relation.REPLY_TO,
        outcome="linked",
        score=0.9,
    )
    note_followed([LETTER.identifier])
    cache.clear()


def of_the_rapporteur(symbol: str = "AL MNG 3/2023") -> None:
    Document.objects.filter(identifier=LETTER.identifier).update(
        mechanism="un-srhrd", symbol=symbol
    )


def test_a_letter_of_which_nothing_is_known_says_so(read_page: Read) -> None:
    page = read_page(MONGOLIA)
    assert words(page.xpath("//h1")[0]) == "Letters about Mongolia"
    [letter] = letters(page)
    assert "No reply in the record." in words(letter)
    assert "When a reply is due: not yet entered" in words(letter)
    assert "may have been answered" in words(page)
    assert "0 of 1 letters and appeals have a reply in the record." in words(page)
    rules = words(page.xpath("//section[@aria-labelledby='rules']")[0])
    assert "Time to replynot yet entered" in rules
    assert "Where a reply is sentnot yet entered" in rules


def test_a_reply_is_due_by_the_rule_of_the_mechanism_which_says_its_source(
    record: Home, read_page: Read
) -> None:
    of_the_rapporteur()
    page = read_page(MONGOLIA)
    [letter] = letters(page)
    assert "A reply was due on 19 January 2024." in words(letter)  # 60 days
    assert "Its number names this State" in words(letter)
    assert letter.xpath(".//a/@href")[-1] == "#rules-un-srhrd"
    [rule] = page.xpath("//h3[@id='rules-un-srhrd']/following-sibling::dl[1]")
    assert "The State has 60 days to reply." in words(rule)
    assert "Source:" in words(rule)


def test_a_reply_is_linked_with_the_time_it_took(record: Home, read_page: Read) -> None:
    answer()
    page = read_page(MONGOLIA)
    [letter] = letters(page)
    [link] = letter.xpath(".//p[@class='reply known']/a/@href")
    assert link == f"/en/documents/{REPLY.identifier}"
    assert "4 January 2024, 45 days after the letter" in words(letter)
    assert "1 of 1 letters and appeals have a reply" in words(page)
    assert "Half of the replies" not in words(page)  # of one letter


@pytest.mark.parametrize(
    ("published", "said"),
    [("2024", None), ("", None), ("2023-11-20", 0), ("2023-11-21", 1), ("2023-11-01", 0)],
)
def test_the_time_is_said_only_where_both_days_are_known(
    record: Home, published: str, said: int | None
) -> None:
    answer(published)
    [letter] = listed(Asked("MNG"), TODAY).letters
    assert letter.days == said


def test_a_withdrawn_reply_is_no_reply(record: Home, read_page: Read) -> None:
    answer()
    withdraw(REPLY.identifier, why="A person asked.", by="Ines Editor", now=utc_now())
    page = read_page(MONGOLIA)
    assert "No reply in the record." in words(letters(page)[0])
    assert REPLY.identifier not in html.tostring(page).decode()


def test_a_withdrawn_letter_is_not_listed(record: Home, read_page: Read) -> None:
    assert letters(read_page(MONGOLIA))
    withdraw(LETTER.identifier, why="A person asked.", by="Ines Editor", now=utc_now())
    page = read_page(MONGOLIA)
    assert not letters(page)
    assert "No letter about it is in the record yet." in words(page)
    assert "MNG" not in [one[-3:] for one in read_page("/en/letters").xpath("//td/../th/a/@href")]


def test_the_day_that_a_letter_names_comes_before_the_rule(record: Home, read_page: Read) -> None:
    of_the_rapporteur()
    Finding.objects.create(
        edition=Edition.objects.get(address=LETTER.address),
        kind=FindingKind.DEADLINE,
        value="2023-12-20",
        part=Part.TEXT,
        start=0,
        end=5,
        method="test",
        version=1,
        confidence=1.0,
    )
    said = words(letters(read_page(MONGOLIA))[0])
    assert "due on 20 December 2023. The letter names that day; a machine read it." in said
    take_back(LETTER, FindingKind.DEADLINE, "2023-12-20")
    assert "due on 19 January 2024." in words(letters(read_page(MONGOLIA))[0])


def test_a_reply_that_is_not_due_yet_is_not_late(record: Home) -> None:
    of_the_rapporteur()
    [letter] = listed(Asked("MNG"), dt.date(2024, 1, 19)).letters
    assert letter.due is not None
    assert not letter.due.over


def test_nothing_is_due_from_who_is_no_state(record: Home, read_page: Read) -> None:
    of_the_rapporteur("AL OTH 74/2022")
    said = words(letters(read_page(MONGOLIA))[0])
    assert "addressed to someone who is no State" in said
    assert "due" not in said


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("AL BLR 3/2023", Addressee.STATE),
        ("BLR 3/2023", Addressee.STATE),
        ("JUA BLR 13/2012", Addressee.STATE),
        ("AL RUS 3/2023", Addressee.ANOTHER),
        ("OL OTH 12/2021", Addressee.NO_STATE),
        ("AL XQZ 3/2023", Addressee.NOT_SAID),
        ("BLR 001 / 0120 / OBS 003", Addressee.NOT_SAID),
        ("AL BLR 3/2023 and more", Addressee.NOT_SAID),
        ("", Addressee.NOT_SAID),
    ],
)
def test_numbers_that_name_their_addressee(symbol: str, expected: Addressee) -> None:
    assert addressee(symbol, "BLR") is expected


def test_a_rule_of_the_kinds_own_channel_stands_for_all() -> None:
    assert [one.code for one in rules_of_reply("un-srhrd", "urgent_appeal")] == [
        "un-srhrd.communication"
    ]
    assert rules_of_reply("un-wgad", "allegation_letter")
    assert not rules_of_reply("un-wgad", "urgent_appeal")  # that channel's rule names no time
    assert not rules_of_reply("", "urgent_appeal")


def test_a_reply_to_a_copy_or_translation_is_a_reply(record: Home, read_page: Read) -> None:
    other = SAID[4].identifier
    with contextlib.closing(open_writer(record.index)) as writer:
        writer.add([entry(LETTER.identifier, "MNG", dt.date(2023, 11, 20), (other,))])
        writer.commit()
    Document.objects.filter(identifier=other).update(kind="other_letter")
    Link.objects.create(
        document=REPLY.identifier,
        other=other,
        relation=Relation.REPLY_TO,
        outcome="linked",
        score=0.9,
    )
    note_followed([other])
    cache.clear()
    [letter] = letters(read_page(MONGOLIA))
    assert letter.xpath(".//p[@class='reply known']")
    assert "The same as:" in words(letter)


def entry(identifier: str, country: str, published: dt.date, others: tuple[str, ...] = ()) -> Entry:
    return Entry(
        identifier,
        {"en": "A letter"},
        {"en": "Words"},
        published=published,
        facets={
            Facet.COUNTRY: [country],
            Facet.KIND: ["allegation_letter"],
            Facet.MECHANISM: ["steppe-council"],
        },
        members=(identifier, *others),
    )


@pytest.fixture
def many(record: Home) -> None:
    """Fifty letters about Norway, of which every fifth has a reply."""
    pattern = Document.objects.get(identifier=LETTER.identifier)
    names = [f"z{number:012}" for number in range(50)]
    first = dt.date(2023, 1, 1)
    for number, name in enumerate(names):
        day = first + dt.timedelta(days=number)
        pattern.pk, pattern.identifier, pattern.about = None, name, ["NOR"]
        pattern.title, pattern.published, pattern.published_from = name, day.isoformat(), day
        pattern.save()
        if number % 5 == 0:
            Link.objects.create(
                document=REPLY.identifier,
                other=name,
                relation=Relation.REPLY_TO,
                outcome="linked",
                score=0.9,
            )
    Document.objects.filter(identifier=REPLY.identifier).update(published="2023-06-01")
    note_followed(names)
    with contextlib.closing(open_writer(record.index)) as writer:
        writer.add(
            entry(name, "NOR", first + dt.timedelta(days=number))
            for number, name in enumerate(names)
        )
        writer.commit()
    cache.clear()


def test_they_are_turned_page_by_page_the_newest_first(many: None, read_page: Read) -> None:
    page = read_page("/en/letters/NOR")
    assert len(letters(page)) == 20
    days = [one.xpath(".//time/@datetime")[0] for one in letters(page)]
    assert days == sorted(days, reverse=True)
    assert days[0] == "2023-02-19"
    assert page.xpath("//a[@rel='next']/@href") == ["/en/letters/NOR?page=2"]
    assert not page.xpath("//a[@rel='prev']")
    last = read_page("/en/letters/NOR?page=3")
    assert len(letters(last)) == 10
    assert last.xpath("//a[@rel='prev']/@href") == ["/en/letters/NOR?page=2"]
    assert last.xpath("//meta[@name='robots']/@content") == ["noindex,follow"]
    assert "fewer letters than that" in words(read_page("/en/letters/NOR?page=4"))
    assert "10 of 50 letters and appeals have a reply in the record." in words(page)
    assert "Half of the replies came within" in words(page)


def test_they_can_be_narrowed_by_reply_and_mechanism(many: None, read_page: Read) -> None:
    page = read_page("/en/letters/NOR?reply=known")
    assert len(letters(page)) == 10
    assert all(one.xpath(".//p[@class='reply known']") for one in letters(page))
    assert "hold the letters with and without a reply" in words(page)
    assert "10 of 50" in words(page)
    page = read_page("/en/letters/NOR?reply=none&page=2")
    assert len(letters(page)) == 20
    assert not page.xpath("//p[@class='reply known']")
    assert "page=2" not in page.xpath("//a[@rel='prev']/@href")[0]
    assert len(letters(read_page("/en/letters/NOR?mechanism=steppe-council"))) == 20
    none = read_page("/en/letters/NOR?mechanism=un-srhrd")
    assert "No letter about it fits what is chosen." in words(none)


def test_the_same_letters_lead_on_as_files_and_data(many: None, client: Client) -> None:
    page = html.fromstring(client.get("/en/letters/NOR").content.decode())
    [table] = page.xpath("//section[@class='along']//a[bdi='CSV']/@href")
    assert len(of_csv(b"".join(client.get(table)))) == 50
    [feed] = page.xpath("//section[@class='along']//a[bdi='Atom']/@href")
    assert client.get(feed).status_code == 200
    [data] = page.xpath("//p[@class='twins']/a/@href")
    first = client.get(data).json()
    assert (first["sent"], first["answered"], first["pages"]) == (50, 10, 3)
    assert first["rehearsal"] is True
    assert len(first["letters"]) == 20
    assert client.get(first["next"]).json()["page"] == 2
    assert client.get("/en/letters/NOR.json?page=3").json()["next"] is None
    assert first["letters"][0]["reply_goes_to"] is None


def test_data_tells_by_what_a_reply_is_due(record: Home, client: Client) -> None:
    of_the_rapporteur()
    answer()
    [told] = client.get("/en/letters/MNG.json").json()["letters"]
    assert told["due"]["day"] == "2024-01-19"
    assert told["due"]["by"] == "rule"
    assert told["due"]["source"]
    assert told["days"] == 45
    assert [one["identifier"] for one in told["replies"]] == [REPLY.identifier]
    assert told["addressee_by_its_number"] == "state"


def test_more_letters_cost_no_more_queries(
    many: None, read_page: Read, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    read_page("/en/letters/NOR")
    with django_assert_max_num_queries(12):
        read_page("/en/letters/NOR?page=2")
    cache.clear()
    with django_assert_max_num_queries(12):
        read_page("/en/letters/NOR")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("reply=maybe", "is not a value of"),
        ("mechanism=nobody", "is not a value of"),
        ("page=0", "It is a number from 1"),
        ("status=open", "parameter that is not known here"),
    ],
)
def test_what_cannot_be_understood_is_named(read_page: Read, query: str, said: str) -> None:
    assert said in words(read_page(f"{MONGOLIA}?{query}", 400))


def test_what_is_no_country_is_not_found(client: Client, record: Home) -> None:
    assert client.get("/en/letters/QQQ").status_code == 404
    assert client.get("/en/letters/QQQ.json").json()["status"] == 404


def test_a_country_without_letters_says_so(read_page: Read) -> None:
    page = read_page("/en/letters/SWE")
    assert "No letter about it is in the record yet." in words(page)
    assert not page.xpath("//section[@aria-labelledby='rules']")


def test_without_an_index_it_says_so(client: Client, record: Home) -> None:
    damage(record)
    assert client.get("/en/letters/MNG").status_code == 503
    assert client.get("/en/letters/MNG.json").json()["status"] == 503
    assert client.get("/en/letters").status_code == 503


def test_every_country_with_letters_is_in_the_index(record: Home, read_page: Read) -> None:
    answer()
    rows = {
        words(one.xpath("./th")[0]): one for one in read_page("/en/letters").xpath("//tbody/tr")
    }
    assert list(rows) == ["Mongolia", "Tunisia"]
    assert [words(cell) for cell in rows["Mongolia"].xpath("./td")] == ["1", "1"]
    assert [words(cell) for cell in rows["Tunisia"].xpath("./td")] == ["1", "0"]


def test_other_pages_lead_to_it(read_page: Read) -> None:
    assert MONGOLIA in read_page("/en/countries/MNG").xpath("//main//a/@href")
    assert "/en/letters/ISL" not in read_page("/en/countries/ISL").xpath("//main//a/@href")
    assert "/en/letters" in read_page("/en/help").xpath("//main//a/@href")
    assert "/en/letters" in read_page("/en/").xpath("//footer//a/@href")


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar"])
def test_it_reads_in_every_language(record: Home, read_page: Read, language: str) -> None:
    of_the_rapporteur()
    answer()
    for path in ("letters", "letters/MNG", "letters/TUN"):
        said = words(read_page(f"/{language}/{path}").xpath("//main")[0])
        for english in ("reply", "letter ", "Letters", "not yet", "number"):
            assert english not in said, (path, english)


def test_how_long_after() -> None:
    with translation.override("en"):
        assert replies.after(0) == "on the day of the letter"
        assert replies.after(1) == "1 day after the letter"
        assert replies.time(12, 1) == ""
        assert "within 12 days (of 2 letters" in replies.time(12, 2)


@pytest.mark.parametrize(("days", "said"), [(3, "3 أيام"), (60, "60 يومًا"), (100, "100 يوم")])
def test_arabic_counts_in_its_own_forms(days: int, said: str) -> None:
    with translation.override("ar"):
        assert replies.after(days).endswith(said)
