"""Dates in many languages, and the one among them on which a document was published."""

import pytest

from liaison.kernel.finding import FindingKind, Part
from liaison.understand.dates import dates_in
from liaison.understand.folding import fold
from liaison.vocabulary import load
from tests.understand.reading import CAPTURED, Understood

PUBLISHED = FindingKind.PUBLISHED


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Wed, 14 May 2025 00:00:00 GMT", "2025-05-14"),
        ("2012-03-15T10:00:00+03:00", "2012-03-15"),
        ("2012/3/5", "2012-03-05"),
        ("25/05/2025", "2025-05-25"),
        ("15.03.2012", "2012-03-15"),
        ("15 марта 2012 г.", "2012-03-15"),
        ("15 de marzo de 2012", "2012-03-15"),
        ("1er mars 2012", "2012-03-01"),
        ("le 3 août 2012", "2012-08-03"),
        ("15 de março de 2012", "2012-03-15"),
        ("15. März 2012", "2012-03-15"),
        ("March 15th, 2012", "2012-03-15"),
        ("Sept. 3, 2012", "2012-09-03"),
        ("the 15th of March 2012", "2012-03-15"),
        ("March 2012", "2012-03"),
        ("marzo de 2012", "2012-03"),
        ("2012-03", "2012-03"),
        ("12 مارس 2012", "2012-03-12"),
        (
            "١٢ كانون الثاني ٢٠١٢",
            "2012-01-12",
        ),
        (
            "3 تشرين الثاني/نوفمبر 2014",
            "2014-11-03",
        ),
        ("15 جانفي 2012", "2012-01-15"),
        ("15 غشت 2012", "2012-08-15"),
        ("2020年3月5日", "2020-03-05"),
    ],
)
def test_a_written_date(written: str, date: str) -> None:
    assert [str(one.date) for one in dates_in(fold(written).text, load())] == [date]
    found = Understood(stated_date=written)
    assert found.of(PUBLISHED) == [date]
    assert found.part(PUBLISHED) is Part.DATE


@pytest.mark.parametrize(
    "written",
    [
        "31 February 2012",
        "para 12, 2012",
        "resolution 2012/15",
        "15 Rajab 1433",
        "1.2.3.2012",
        "12/2012/5",
        "may 20123",
    ],
)
def test_no_date(written: str) -> None:
    assert dates_in(fold(written).text, load()) == []


def test_no_month_has_two_numbers() -> None:
    numbers: dict[str, set[int]] = {}
    for name in load().months:
        numbers.setdefault(fold(name.name).text.lower(), set()).add(name.month)
    assert [name for name, held in numbers.items() if len(held) > 1] == []


def test_day_and_month_by_source_and_language() -> None:
    assert Understood(stated_date="05/06/2025").of(PUBLISHED) == ["2025-06-05"]
    american = Understood(stated_date="05/06/2025", mechanism="hrw", stated_language="en")
    assert american.of(PUBLISHED) == ["2025-05-06"]
    spanish = Understood(
        "La Comisión condena el asesinato de defensores y llama al Estado a investigar.",
        stated_date="05/06/2025",
        mechanism="iachr-rhrd",
        stated_language="es",
    )
    assert spanish.of(PUBLISHED) == ["2025-06-05"]
    assert spanish.one(PUBLISHED).confidence < 0.7
    assert Understood(stated_date="05/16/2025").of(PUBLISHED) == ["2025-05-16"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Geneva, 12 March 2012 \u2013 The expert recalled 4 May 2011", "2012-03-12"),
        ("Experts alarmed\n\nGENEVA (12 March 2012) \u2013 UN experts", "2012-03-12"),
        ("Paris-Geneva, March 15, 2012 - The Observatory", "2012-03-15"),
        ("Washington, D.C. - March 15, 2012. The Commission", "2012-03-15"),
        ("Press release\nStrasbourg, 12.03.2012\nDear Minister", "2012-03-12"),
        ("Genève, le 3 août 2012 - Le", "2012-08-03"),
        (
            "Женева, 15 марта 2012 г. \u2014 Эксперт",
            "2012-03-15",
        ),
        (
            "جنيف (12 مارس 2012) \u2013 قال",
            "2012-03-12",
        ),
        ("Published: 3 April 2013\nSee below", "2013-04-03"),
        ("Fecha de publicación: 3 de abril de 2013", "2013-04-03"),
        ("17 April 2018 \nThe rapporteur", "2018-04-17"),
        ("Distr.: General\n12 July 2013\nOriginal: English", "2013-07-12"),
        (
            "Geneva, 8-19 February 2010\nDistr.\nGENERAL\nA/HRC/WG.6/7/SVN/1\n3 November 2009",
            "2009-11-03",
        ),
    ],
)
def test_the_text_says_when(text: str, date: str) -> None:
    found = Understood(text)
    assert found.of(PUBLISHED) == [date]
    assert found.part(PUBLISHED) is Part.TEXT


@pytest.mark.parametrize(
    "text",
    [
        "On 12 March 2012, police raided the office.",
        "On the morning of Monday, 12 March 2012 - a holiday - police raided the office.",
        "In Geneva, 12 March 2012: nothing happened.",
        "The order was issued on 12 March 2012.",
        "An update 12 March 2012 is out.",
        "Date 12 March 2012",
        "Geneva, 8-19 February 2010\nThe session",
        "1 March 2026\nHome News Contact",
        "Geneva, 12 March 2027 \u2013 from the future",
        "Geneva, 12 March 1944 \u2013 before there was a Charter",
    ],
)
def test_the_text_does_not_say_when(text: str) -> None:
    assert Understood(text, captured=CAPTURED).of(PUBLISHED) == []


def test_a_release_of_the_day_it_was_captured() -> None:
    assert Understood("Geneva, 1 March 2026 \u2013 The expert said").of(PUBLISHED) == [CAPTURED]


def test_the_first_page_of_the_united_nations_outweighs_what_the_file_states() -> None:
    found = Understood("United Nations\nDistr.: General\n12 July 2013\n", stated_date="2013-09-01")
    assert found.of(PUBLISHED) == ["2013-07-12"]


@pytest.mark.parametrize(
    "stated",
    ["Mon, 01 Jan 0001 00:00:00 GMT", "Mon, 25 Jun 2204 00:00:00 GMT", "yesterday", "2027-01-01"],
)
def test_an_impossible_stated_date_gives_way(stated: str) -> None:
    found = Understood(stated_date=stated, address="https://x.example/2012/03/15/a")
    assert found.of(PUBLISHED) == ["2012-03-15"]
    assert found.words(PUBLISHED) == ["2012/03/15"]


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://x.example/2012/03/15/a", ["2012-03-15"]),
        ("https://x.example/2012/03/a", ["2012-03"]),
        ("https://x.example/PReleases/2016/185.asp", ["2016"]),
        ("https://x.example/20120315-a", ["2012-03-15"]),
        ("https://x.example/item/2031234", []),
    ],
)
def test_the_address_says_when(address: str, date: list[str]) -> None:
    assert Understood("Text.", address=address).of(PUBLISHED) == date


@pytest.mark.parametrize("written", ["① March 2012", "March ②, 2012", "³ mars 2012"])
def test_digits_that_are_no_numbers_break_nothing(written: str) -> None:
    assert [str(one.date) for one in dates_in(fold(written).text, load())] in ([], ["2012-03"])


@pytest.mark.parametrize(
    ("seen", "told", "date"),
    [
        ("1 May 2020", "2020-05-02T02:54:29Z", "2020-05-01"),
        ("13.10.2021", "2021-10-15", "2021-10-13"),
        ("29 August 2018", "2018-06-22", "2018-06-22"),
        ("06/01/2020", "2020-06-01", "2020-06-01"),
        ("May 2020", "2020-05-02", "2020-05-02"),
    ],
)
def test_of_two_stated_dates_the_seen_one_counts_if_it_is_about_the_same(
    seen: str, told: str, date: str
) -> None:
    assert Understood("x", stated_date=f"{seen}\n\n{told}").of(PUBLISHED) == [date]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("20 septembrie 2020", "2020-09-20"),
        ("3 czerwca 2019", "2019-06-03"),
        ("7. prosinca 2021", "2021-12-07"),
        ("4 травня 2022", "2022-05-04"),
        ("11 наурыз 2020", ""),
    ],
)
def test_months_of_further_languages(written: str, date: str) -> None:
    assert Understood("x", stated_date=written).of(PUBLISHED) == ([date] if date else [])
