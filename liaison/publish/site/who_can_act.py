"""Who can act: the competence guide. It informs, does not advise, and sends nothing anywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison import competence, vocabulary
from liaison.competence import Asker, Procedure, Remedies, Subject
from liaison.design.written import month_alone, written_date
from liaison.kernel.clock import utc_now
from liaison.kernel.partial_date import PartialDate
from liaison.publish import labels, schema_org
from liaison.publish.acting import asked, data, told, words
from liaison.publish.acting.asked import Asked
from liaison.publish.api import shape
from liaison.publish.parameters import with_values


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice, as the form offers it."""

    value: str
    words: str
    chosen: bool


def who_can_act(request: HttpRequest) -> HttpResponse:
    """`/en/who-can-act`: the form, and the answer to it on the same page."""
    today = utc_now().date()
    given = asked.read(request.GET, today)
    answers = told.answers(given.question) if given.question is not None else []
    page = {
        "described": schema_org.listing(request, _("Who can act"), kind="WebPage"),
        "asked": given,
        "forgotten": given.question is None and any(given.chosen.values()),
        "choices": _choices(given, asked.years(today)),
        "dates": _dates(given),
        "groups": told.groups(answers),
        "without_rule": competence.without_rule() if answers else (),
        "query": with_values(given.chosen),
    }
    return render(request, "publish/who_can_act.html", page)


def who_can_act_data(request: HttpRequest) -> JsonResponse:
    """`/en/who-can-act.json`: the same answer as data."""
    given = asked.read(request.GET, utc_now().date())
    if given.question is None:
        raise asked.without_country()
    return shape.answer(data.answer(given, told.answers(given.question)))


def _choices(given: Asked, years: Sequence[str]) -> Mapping[str, Sequence[Choice]]:
    """Every closed choice of the form by its parameter."""
    known, language = vocabulary.load(), get_language() or "en"
    named = {code: labels.country(code, language).text for code in known.countries}
    countries = sorted(named, key=lambda code: named[code].casefold())
    months = [f"{month:02}" for month in range(1, 13)]
    days = [f"{day:02}" for day in range(1, 32)]
    offered: dict[str, tuple[Sequence[str], words.Naming]] = {
        "country": (countries, lambda code: named[code]),
        "happened_year": (years, str),
        "happened_month": (months, _month),
        "about": (tuple(Subject), words.subject),
        "violation": (tuple(known.violation_types), words.violation),
        "asker": (tuple(Asker), words.asker),
        "pending": ((asked.NOWHERE, *Procedure), words.pending),
        "remedies": (
            [one for one in Remedies if one is not Remedies.UNKNOWN],
            words.remedies,
        ),
        "ruling_year": (years, str),
        "ruling_month": (months, _month),
        "ruling_day": (days, lambda day: str(int(day))),
    }
    return {
        name: [Choice(str(one), called(str(one)), given.has(name, str(one))) for one in values]
        for name, (values, called) in offered.items()
    }


def _month(month: str) -> str:
    """The name of a month, as a date of that language writes it alone."""
    return month_alone(int(month), get_language() or "en")


def _dates(given: Asked) -> dict[str, Any]:
    """The dates read back in words; "" where they are not known."""
    question = given.question
    if question is None:
        return {"facts": "", "ruling": ""}
    return {"facts": _written(question.facts), "ruling": _written(question.final_ruling)}


def _written(date: PartialDate | None) -> str:
    return written_date(date, get_language() or "en") if date is not None else ""
