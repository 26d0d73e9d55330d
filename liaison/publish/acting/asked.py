"""The question of the competence guide, read from an address: closed choices alone."""

import calendar
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison import vocabulary
from liaison.competence import Asker, Procedure, Question, Remedies, Subject
from liaison.kernel.partial_date import EARLIEST, PartialDate
from liaison.publish import labels, wording
from liaison.publish.acting import words
from liaison.publish.errors import MistakenQuery, Offer
from liaison.publish.parameters import allow_only, one_of, one_value

PARAMETERS = (
    "country",
    "happened_year",
    "happened_month",
    "about",
    "violation",
    "asker",
    "pending",
    "remedies",
    "ruling_year",
    "ruling_month",
    "ruling_day",
)
NOWHERE = "none"  # of `pending`: the same matter is before no other body
_MONTHS = [f"{month:02}" for month in range(1, 13)]
_DAYS = [f"{day:02}" for day in range(1, 32)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen, by parameter, and the question it makes; None without a country."""

    chosen: dict[str, tuple[str, ...]]
    question: Question | None

    def has(self, name: str, value: str) -> bool:
        """Whether a value is chosen; "" where none of this parameter is."""
        values = self.chosen.get(name, ())
        return value in values if value else not values


def read(given: QueryDict, today: dt.date) -> Asked:
    """The question of an address. Raises MistakenQuery, naming what is wrong and the nearest."""
    allow_only(given, PARAMETERS)
    country = _choice(given, "country", vocabulary.load().countries, _country)
    about = _choices(given, "about", tuple(Subject))
    violations = _choices(given, "violation", vocabulary.load().violation_types)
    pending = _choices(given, "pending", (NOWHERE, *Procedure))
    if NOWHERE in pending and len(pending) > 1:
        raise _contradiction()
    asker = _choice(given, "asker", tuple(Asker))
    remedies = _choice(given, "remedies", tuple(Remedies))
    facts = _date(given, ("happened_year", "happened_month"), today)
    ruling = _date(given, ("ruling_year", "ruling_month", "ruling_day"), today)
    chosen = {name: tuple(filter(None, given.getlist(name))) for name in PARAMETERS}
    if not country:
        return Asked(chosen, None)
    question = Question(
        country=country,
        asked_on=today,
        facts=facts,
        violations=frozenset(violations),
        subjects=frozenset(map(Subject, about)),
        asker=Asker(asker) if asker else None,
        pending=frozenset(Procedure(one) for one in pending if one != NOWHERE) if pending else None,
        remedies=Remedies(remedies) if remedies else Remedies.UNKNOWN,
        final_ruling=ruling,
    )
    return Asked(chosen, question)


def without_country() -> MistakenQuery:
    """For programs, which get no form: the one choice without which there is no answer."""
    return MistakenQuery(
        _("“%(name)s” is missing.") % {"name": "country"},
        _("Choose a country."),
        parameter="country",
    )


def years(today: dt.date) -> list[str]:
    """The years that may be chosen, the latest first."""
    return [str(year) for year in range(today.year, EARLIEST - 1, -1)]


def _country(code: str) -> str:
    return labels.country(code, get_language() or "en").text


def _choice(
    given: QueryDict, name: str, valid: Collection[str], called: words.Naming | None = None
) -> str:
    value = one_value(given, name)
    return one_of(name, value, valid, called or words.naming(name)) if value else ""


def _choices(given: QueryDict, name: str, valid: Collection[str]) -> list[str]:
    values = [value.strip() for value in given.getlist(name) if value.strip()]
    return [one_of(name, value, valid, words.naming(name), others=values) for value in values]


def _date(given: QueryDict, names: tuple[str, ...], today: dt.date) -> PartialDate | None:
    """A date of a year, a month and a day, each of which needs the one before it."""
    lists = (years(today), _MONTHS, _DAYS)
    parts = [
        one_of(name, value, valid) if (value := one_value(given, name)) else ""
        for name, valid in zip(names, lists, strict=False)
    ]
    for name, larger, value in zip(names[1:], parts, parts[1:], strict=False):
        if value and not larger:
            raise _no_date(name, _("A month needs its year, and a day its month."))
    if not parts[0]:
        return None
    numbers = [int(part) for part in parts if part]
    if len(numbers) == len(_PARTS) and numbers[2] > calendar.monthrange(*numbers[:2])[1]:
        raise _no_date(names[2], _("No calendar has this day."))
    date = PartialDate(*numbers)
    if date.first_day() > today:
        raise _no_date(names[1], _("This date is still to come."))
    return date


_PARTS = ("year", "month", "day")


def _no_date(name: str, why: str) -> MistakenQuery:
    called = wording.parameter(name)
    return MistakenQuery(why, said=f"{called}: {why}", offers=[Offer({name: ()})], parameter=name)


def _contradiction() -> MistakenQuery:
    why = _("“Nowhere” and a body cannot both be chosen.")
    offers = [Offer({"pending": [NOWHERE]}, words.pending(NOWHERE)), Offer({"pending": ()})]
    return MistakenQuery(why, offers=offers, parameter="pending")
