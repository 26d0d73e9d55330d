"""Letters about a State, for whoever answers them: what is answered, what is due by when."""

import dataclasses
import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison import vocabulary
from liaison.index.protocol import Facet
from liaison.kernel.clock import utc_now
from liaison.publish import addressed, due, labels, replies, schema_org, wording
from liaison.publish.acting import following
from liaison.publish.acting.fact import Fact
from liaison.publish.addressed import Asked, Letter, Listed, OfCountry, Reply
from liaison.publish.api import shape
from liaison.publish.choices import Choice, choice
from liaison.publish.context import origin
from liaison.publish.counting import counted, kept
from liaison.publish.parameters import allow_only, one_of, one_value, whole_number, with_values
from liaison.publish.question import LAST_PAGE
from liaison.publish.site.countries import require, sorting
from liaison.publish.taking.links import of_selection

PARAMETERS = ("mechanism", "reply", "page")


def letter_index(request: HttpRequest) -> HttpResponse:
    """`/en/letters`: the States that letters in the record are about, and how many are answered."""
    allow_only(request.GET, ())
    language = get_language() or "en"

    def place(one: OfCountry) -> str:
        return sorting(labels.country(one.country, language).text)

    countries = sorted(addressed.by_country(), key=place)
    return render(
        request,
        "publish/letters.html",
        {
            "described": schema_org.listing(request, _("Letters to States")),
            "countries": countries,
        },
    )


def letters_page(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/letters/CODE`: letters and appeals about one country, with replies and due dates."""
    require(code)
    asked, told = _read(request, code)
    language = get_language() or "en"
    title = _("Letters about %(country)s") % {"country": labels.country(code, language).text}
    above = [(_("Letters to States"), reverse("letters"))]
    rows = [one.line.row for one in told.letters]
    return render(
        request,
        "publish/state_letters.html",
        {
            "described": schema_org.listing(request, title, above, rows),
            "asked": asked,
            "told": told,
            "title": title,
            "said": _said(told),
            "choices": _choices(asked, language),
            "rules": {one.mechanism: _rules(one.mechanism) for one in rows if one.mechanism},
            "before": _address(asked, asked.page - 1) if asked.page > 1 else "",
            "after": _address(asked, asked.page + 1) if asked.page < told.pages else "",
            "as_data": _address(asked, asked.page, "state-letters-json"),
            "along": of_selection(asked.question, dated=False),
        },
    )


def letters_data(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/letters/CODE.json`: the same page of letters as data."""
    require(code)
    asked, told = _read(request, code)
    onward = _address(asked, asked.page + 1, "state-letters-json")
    return shape.answer(
        {
            "country": code,
            "addressee": _("Not kept in the record: these letters are about the country."),
            "replies": replies.not_known(),
            "sent": told.sent,
            "answered": told.answered,
            "page": asked.page,
            "pages": told.pages,
            "next": origin(request) + onward if asked.page < told.pages else None,
            "letters": [_data(request, one) for one in told.letters],
        }
    )


def _read(request: HttpRequest, code: str) -> tuple[Asked, Listed]:
    given = request.GET
    allow_only(given, PARAMETERS)
    language = get_language() or "en"
    mechanism, reply = one_value(given, "mechanism"), one_value(given, "reply")
    if mechanism:
        one_of(
            "mechanism",
            mechanism,
            labels.values_of(Facet.MECHANISM),
            lambda one: labels.mechanism(one, language).text,
        )
    if reply:
        one_of("reply", reply, tuple(Reply), lambda one: replies.wanted(Reply(one)))
    page = whole_number(given, "page", default=1, highest=LAST_PAGE)
    asked = Asked(code, mechanism, reply, page)
    return asked, addressed.listed(asked, utc_now().date())


def _said(told: Listed) -> list[str]:
    """How many are answered, how soon."""
    if not told.sent:
        return []
    median = round(statistics.median(told.days)) if told.days else None
    counts = f"{replies.found(told.answered, told.sent)}."
    return [*filter(None, (counts, replies.time(median, len(told.days))))]


def _choices(asked: Asked, language: str) -> list[Choice]:
    about = dataclasses.replace(asked, mechanism="").question.chosen
    known = kept(
        f"letters-by-mechanism-{asked.country}", lambda: counted(about, [Facet.MECHANISM])
    ).of[Facet.MECHANISM]
    words = wording.facet(Facet.MECHANISM)
    values = [(one.value, replies.wanted(one)) for one in Reply]
    return [
        choice("mechanism", words, Facet.MECHANISM, asked.mechanism, known, language),
        Choice("reply", wording.parameter("reply"), asked.reply, values),
    ]


def _rules(mechanism: str) -> Sequence[Mapping[str, Any]]:
    """What the rules of a mechanism say of a reply, rule by rule."""
    language = get_language() or "en"
    found = []
    for rule in vocabulary.load().admissibility_rules.values():
        if rule.body == mechanism and rule.afterwards.reply_days:
            name = labels.rule(rule.code, language)
            found.append({"name": name, "facts": _of_reply(following.facts(rule))})
    return found


def _of_reply(facts: Iterable[Fact]) -> list[Fact]:
    return [one for one in facts if one.said]


def _address(asked: Asked, page: int, name: str = "state-letters") -> str:
    said = {"mechanism": asked.mechanism, "reply": asked.reply}
    query = with_values({**said, "page": str(page) if page > 1 else ""})
    path = reverse(name, args=[asked.country])
    return f"{path}?{query}" if query else path


def _data(request: HttpRequest, one: Letter) -> dict[str, Any]:
    return {
        "letter": shape.summary(request, one.line.row),
        "same_as": [row.identifier for row in one.line.others],
        "addressee_by_its_number": one.addressee.value or None,
        "replies": [shape.summary(request, row) for row in one.replies],
        "days": one.days,
        "due": None if one.due is None else _due(one.due),
        "reply_goes_to": None,  # nothing that is entered says where
    }


def _due(one: due.Due) -> dict[str, Any]:
    told: dict[str, Any] = {"day": one.day, "over": one.over, "by": "letter"}
    if one.evidence is not None:
        evidence = one.evidence
        told |= {
            "by": "rule",
            "source": evidence.source,
            "certainty": evidence.certainty.value,
            "checked": evidence.checked,
        }
    return told
