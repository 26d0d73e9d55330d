"""Dates claim no more than is known."""

import datetime as dt

import pytest

from liaison.kernel.partial_date import PartialDate, Precision


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2012", Precision.YEAR, dt.date(2012, 1, 1), dt.date(2012, 12, 31)),
        ("2012-02", Precision.MONTH, dt.date(2012, 2, 1), dt.date(2012, 2, 29)),
        ("2012-03-15", Precision.DAY, dt.date(2012, 3, 15), dt.date(2012, 3, 15)),
    ],
)
def test_a_date_knows_how_much_of_it_is_known(
    text: str, precision: Precision, first: dt.date, last: dt.date
) -> None:
    date = PartialDate.parse(text)
    assert (date.precision, date.first_day(), date.last_day()) == (precision, first, last)
    assert str(date) == text


@pytest.mark.parametrize("wrong", ["", "12", "2012-13", "2012-02-30", "0000", "2012-3-1", "March"])
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(wrong)


@pytest.mark.parametrize(
    ("text", "plausible"),
    [
        ("0001-01-01", False),
        ("1944", False),
        ("1945", True),
        ("2026-05-01", True),
        ("2026-05-02", True),  # the next day: it may be tomorrow already in Auckland
        ("2026-05-03", False),
        ("2204-06-25", False),
    ],
)
def test_nothing_was_published_in_year_one_or_after_it_was_captured(
    text: str, plausible: bool
) -> None:
    assert PartialDate.parse(text).is_plausible(dt.date(2026, 5, 1)) is plausible
