"""Stretches of days, as six languages write them."""

import datetime as dt

import pytest

from liaison.understand.folding import folded
from liaison.understand.stretches import nearest_year, stretches
from liaison.vocabulary import load


def days(written: str, *, month_first: bool = False) -> list[str]:
    lower = folded(written).lower()
    return [
        f"{one.first}/{one.last}"
        for one in stretches(lower, 0, len(lower), load(), month_first=month_first)
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("from 3 to 14 May 2024", "2024-05-03/2024-05-14"),
        ("from Monday 3 to Friday 14 May 2024", "2024-05-03/2024-05-14"),
        ("from 28 April to 9 May 2024", "2024-04-28/2024-05-09"),
        ("30 December 2023 to 5 January 2024", "2023-12-30/2024-01-05"),
        ("30 December to 5 January 2024", "2023-12-30/2024-01-05"),
        ("3rd–14th of May, 2024", "2024-05-03/2024-05-14"),
        ("May 3 to 14, 2024", "2024-05-03/2024-05-14"),
        ("May 28 to June 3, 2024", "2024-05-28/2024-06-03"),
        ("between 3 and 14 May 2024", "2024-05-03/2024-05-14"),
        ("on 3 and 4 May 2024", "2024-05-03/2024-05-04"),
        ("on 3 May 2024", "2024-05-03/2024-05-03"),
        ("in May 2024", "2024-05/2024-05"),
        ("May to June 2024", "2024-05/2024-06"),
        ("2012-09-27 to 2012-10-05", "2012-09-27/2012-10-05"),
        ("03.05.2024", "2024-05-03/2024-05-03"),
        ("29 February 2024", "2024-02-29/2024-02-29"),
        ("du 1er au 9 mai 2024", "2024-05-01/2024-05-09"),
        ("entre le 28 avril et le 9 mai 2024", "2024-04-28/2024-05-09"),
        ("del 28 de abril al 9 de mayo de 2024", "2024-04-28/2024-05-09"),
        ("de 3 a 14 de maio de 2024", "2024-05-03/2024-05-14"),
        ("с 3 по 14 мая 2024 года", "2024-05-03/2024-05-14"),
        ("с 28 апреля 2024 года по 9 мая 2024 года", "2024-04-28/2024-05-09"),
        ("3-го мая 2024 г.", "2024-05-03/2024-05-03"),
        ("в период с 3-го по 14-е мая 2024 г.", "2024-05-03/2024-05-14"),
        ("في الفترة من 3 إلى 14 أيار/مايو 2024", "2024-05-03/2024-05-14"),
        ("من ٢٨ كانون الثاني/يناير إلى ٩ شباط/فبراير ٢٠٢٤", "2024-01-28/2024-02-09"),
    ],
)
def test_days_are_read_as_they_are_written(written: str, expected: str) -> None:
    assert days(written) == [expected]


@pytest.mark.parametrize(
    "written",
    [
        "from 14 to 3 May 2024",  # which of the two is the slip?
        "from 14 May to 3 May 2024",
        "30 February 2024",
        "31.02.2024",
        "14 رمضان 1445",  # other calendars are left alone
        "20 ذو القعدة 1445",
        "12 Meskerem 2016",
        "she may march on",
        "article 3 to 14",
        "",
    ],
)
def test_what_is_no_stretch_of_days_is_left_alone(written: str) -> None:
    assert days(written) == []


def test_two_days_are_not_all_days_between() -> None:
    assert days("on 3 and 14 May 2024") == ["2024-05-03/2024-05-03"]


def test_days_and_months_in_figures_go_by_who_writes_them() -> None:
    assert days("03/05/2024") == ["2024-05-03/2024-05-03"]
    assert days("03/05/2024", month_first=True) == ["2024-03-05/2024-03-05"]
    assert days("13/05/2024", month_first=True) == ["2024-05-13/2024-05-13"]


def test_a_year_left_out_is_the_nearest_that_fits() -> None:
    lower = "from 28 december to 9 january"
    (one,) = stretches(lower, 0, len(lower), load())
    assert not one.year_written
    told_on = dt.date(2024, 2, 1)
    ahead, gone = (nearest_year(one, told_on, ahead=way) for way in (True, False))
    assert ahead is not None
    assert gone is not None
    assert (str(ahead.first), str(ahead.last)) == ("2023-12-28", "2024-01-09")  # under way lately
    assert (str(gone.first), str(gone.last)) == ("2023-12-28", "2024-01-09")
    later = nearest_year(one, dt.date(2024, 6, 1), ahead=True)
    assert later is not None
    assert str(later.first) == "2024-12-28"


def test_the_twenty_ninth_of_february_waits_for_its_year() -> None:
    lower = "on 29 february"
    (one,) = stretches(lower, 0, len(lower), load())
    assert one.in_year(2023) is None
    later = nearest_year(one, dt.date(2023, 3, 1), ahead=True)
    assert later is not None
    assert str(later.first) == "2024-02-29"
