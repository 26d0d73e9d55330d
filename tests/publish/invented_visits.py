"""Visits and recommendations of the invented record, for tests that ask for them."""

import datetime as dt

from liaison.catalogue.activities import resettle_activities
from liaison.catalogue.models import Activity, Document, Edition, Finding, Telling
from liaison.kernel.identifier import activity_identifier
from tests.publish.invented import SAID, Said


def activity_of(one: Said) -> str:
    """The identifier of the visit that a document tells of, where it is about a country."""
    return activity_identifier(one.identifier, "country_visit", "".join(one.about[:1]), 1)


def tell_more() -> None:
    """Let every document about a country tell of a visit there, and recommend something to it."""
    for one in SAID:
        if one.about:
            row = Document.objects.get(identifier=one.identifier)
            _visit(row, activity_of(one), one.about[0])
            _recommend(row.editions.earliest("pk"), one.about[0])
            resettle_activities(row.identifier)


def _visit(row: Document, identifier: str, country: str) -> None:
    """What a document about a country tells of a visit."""
    day = dt.date(2024, 4, 2)
    Finding.objects.create(
        edition=row.editions.earliest("pk"),
        kind="activity",
        value=f"country_visit;{country};2024-04-02/2024-04-09;done",
        part="text",
        start=0,
        end=1,
        method="test",
        version=1,
        confidence=1.0,
    )
    said = {
        "identifier": identifier,
        "kind": "country_visit",
        "mechanism": row.mechanism,
        "place": "at the harbour",
        "starts": "2024-04-02",
        "ends": "2024-04-09",
        "first_day": day,
        "last_day": day + dt.timedelta(days=7),
        "status": "done",
    }
    Telling.objects.create(
        activity=Activity.objects.create(**said),
        document=row,
        country=country,
        near_day=day,
        told_on=day,
        seen_at=row.first_captured,
        **said,
    )


def _recommend(kept: Edition, country: str) -> None:
    """The first sentence of a text as a recommendation to the country that it is about."""
    end = kept.text.find(". ") + 1
    for kind, value in (
        ("recommendation", "12.1"),
        ("addressee", country),
        ("recommendation_theme", "civil_society"),
    ):
        Finding.objects.create(
            edition=kept,
            kind=kind,
            value=value,
            part="text",
            start=0,
            end=end,
            method="test",
            version=1,
            confidence=0.8,
        )
