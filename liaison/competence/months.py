"""Months as a calendar counts them."""

import calendar
import datetime as dt


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of a month that has no such day.

    So a limit of four months that begins to run on 31 October ends on the last day of February.
    Days on which nobody works count too, also the last one: the European Court of Human Rights in
    Sabri Güneş v. Turkey [GC], no. 27396/06, of 29 June 2012.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
