"""Urgent help: what protects a defender, on which terms, and how it is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison import vocabulary
from liaison.design.written import comma
from liaison.publish import labels, schema_org
from liaison.publish.acting import words
from liaison.publish.api import shape
from liaison.publish.api.mechanisms import evidence
from liaison.publish.labels import Name
from liaison.publish.parameters import allow_only
from liaison.vocabulary import ProtectionMeasure
from liaison.vocabulary.terms.protection import MeasureKind

_DIALLED = re.compile(r"\+[0-9 ]+")
# What helps at once first, what is for later last.
_ORDER = (
    MeasureKind.SECURITY,
    MeasureKind.MATERIAL,
    MeasureKind.RELOCATION,
    MeasureKind.LEGAL,
    MeasureKind.PUBLIC_OR_PRIVATE,
    MeasureKind.PRIVATE,
    MeasureKind.CONFIDENTIAL_THEN_PUBLIC,
    MeasureKind.PUBLIC,
    MeasureKind.VISIT,
    MeasureKind.PREVENTION,
    MeasureKind.FOLLOW_UP,
)


@dataclass(frozen=True, slots=True)
class Provider:
    """Who gives a measure; `has_page`: it is a mechanism, which has a page of its own."""

    code: str
    has_page: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure with its words."""

    measure: ProtectionMeasure
    name: Name
    providers: tuple[Provider, ...]
    criteria: tuple[str, ...]

    @property
    def can_be_asked_for(self) -> bool:
        """Whether it is entered how: then it stands before the others of its kind."""
        return bool(self.measure.channel)

    @property
    def lacking(self) -> str:
        """What nobody entered of it, in words, or "": a page of empty lines hides what is there."""
        facts = {
            _("How it is asked for"): self.measure.channel,
            _("Language"): self.measure.languages,
            _("Who gives it"): self.providers or self.measure.others,
            _("Criteria"): self.criteria,
        }
        lacking = [name for name, entered in facts.items() if not entered]
        return f"{comma(get_language() or 'en')} ".join(lacking)

    @property
    def number(self) -> str:
        """The digits to dial, where it is asked for by telephone."""
        return (
            self.measure.channel.replace(" ", "")
            if _DIALLED.fullmatch(self.measure.channel)
            else ""
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """The measures of one kind."""

    code: str
    heading: str
    measures: Sequence[Shown]


def urgent_help(request: HttpRequest) -> HttpResponse:
    """`/en/urgent-help`."""
    allow_only(request.GET, ())
    described = schema_org.listing(request, _("Urgent help"), kind="WebPage")
    page = {"described": described, "kinds": _kinds()}
    return render(request, "publish/urgent_help.html", page)


def urgent_help_data(request: HttpRequest) -> JsonResponse:
    """`/en/urgent-help.json`: the same as data."""
    allow_only(request.GET, ())
    return shape.answer(
        {
            "measures": [
                {
                    "code": one.measure.code,
                    "kind": kind.code,
                    "names": dict(one.measure.names),
                    "providers": list(one.measure.providers),
                    "others": list(one.measure.others),
                    "criteria": [criterion.value for criterion in one.measure.criteria],
                    "cap_eur": one.measure.cap_eur,
                    "months": one.measure.months,
                    "languages": list(one.measure.languages),
                    "channel": one.measure.channel,
                    "note": one.measure.note,
                    "evidence": evidence(one.measure.evidence),
                }
                for kind in _kinds()
                for one in kind.measures
            ]
        }
    )


def _kinds() -> list[Kind]:
    """Every kind with its measures, those that can be asked for first."""
    measures = [_shown(one) for one in vocabulary.load().protection_measures.values()]
    found = []
    for kind in _ORDER:
        of_kind = [one for one in measures if one.measure.kind is kind]
        of_kind.sort(key=lambda one: not one.can_be_asked_for)
        if of_kind:
            found.append(Kind(kind.value, _heading(kind), of_kind))
    return found


def _shown(measure: ProtectionMeasure) -> Shown:
    mechanisms = vocabulary.load().mechanisms
    return Shown(
        measure,
        labels.measure(measure.code, get_language() or "en"),
        tuple(Provider(code, code in mechanisms) for code in measure.providers),
        tuple(words.criterion(code.value) for code in measure.criteria),
    )


def _heading(kind: MeasureKind) -> str:
    return {
        MeasureKind.PUBLIC_OR_PRIVATE: _("Letters and appeals, public or private"),
        MeasureKind.CONFIDENTIAL_THEN_PUBLIC: _("Letters that become public later"),
        MeasureKind.PUBLIC: _("Public statements"),
        MeasureKind.PRIVATE: _("Quiet contacts"),
        MeasureKind.LEGAL: _("Legal steps"),
        MeasureKind.VISIT: _("Visits and observation"),
        MeasureKind.MATERIAL: _("Grants and support"),
        MeasureKind.RELOCATION: _("Relocation, visas, resettlement"),
        MeasureKind.SECURITY: _("Security"),
        MeasureKind.PREVENTION: _("Prevention"),
        MeasureKind.FOLLOW_UP: _("Follow-up"),
    }[kind]
