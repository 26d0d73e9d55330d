"""What stands in the tables for one invented document, and for what ties it to others.

Rows without an object each are given in the order of their columns, their values as the database
takes them (`liaison.catalogue.inserting`).
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from liaison import vocabulary
from liaison.catalogue.models import Activity, Telling
from liaison.catalogue.related import LINKED, PROPOSED
from liaison.index.facets import Facet
from liaison.kernel.finding import FindingKind
from liaison.kernel.identifier import activity_identifier, document_identifier
from liaison.kernel.relation import Relation, ordered
from liaison.measure.searching.documents import Made
from liaison.measure.searching.woven import Happening, Tie, Tied, Woven
from liaison.rehearsal.chance import Draw

DOCUMENT = (
    *("id", "identifier", "address", "source_id", "first_captured", "withdrawn"),
    *("described_version", "title", "title_language", "mechanism", "kind", "symbol"),
    *("published", "published_from", "about", "countries", "languages", "violations"),
    *("defenders", "perpetrators", "rights", "themes", "accountability", "structural"),
    *("changed_at", "filed_version", "linked_version", "matter", "activities_version"),
)
EDITION = (
    *("id", "document_id", "capture_id", "address", "address_key", "role", "format"),
    *("title", "text", "stated_title", "stated_date", "stated_language", "pages"),
    *("pages_without_text", "pages_recognised", "language", "understood_version"),
)
FINDING = ("edition_id", "kind", "value", "part", "start", "end", "method", "version", "confidence")
CAPTURE = (
    *("id", "source_id", "address", "address_key", "document_address", "role", "stated"),
    *("fetched_at", "status", "media_type", "sha256", "size", "warc", "offset", "length"),
    *("current", "reading_version", "reading_failure", "reading_failure_detail"),
)
ADDRESS = (
    *("source_id", "address", "address_key", "document_address", "role", "stated", "inline"),
    *("first_listed", "etag", "last_modified", "sha256", "tries", "failure", "failure_detail"),
)
LINK = ("document", "other", "relation", "outcome", "score", "reasons", "decided")
Row = tuple[Any, ...]
MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # when all but the latest was captured
_SURE = 0.65  # a link that scores less waits for an editor
_ATTACHED = 8  # one document in so many has a second edition
_WITHDRAWN = 10_000  # one in so many
_UNREADABLE = 150  # one address in so many gives nothing readable
_SEEN = 3  # times at most that an address was fetched
_RECOMMENDED = 30  # characters of a recommendation
_REASONS = json.dumps(
    [
        {"code": "same_country", "weight": 0.4},
        {"code": "same_violation", "weight": 0.3},
        {"code": "words_in_both_titles", "weight": 0.2},
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """An address of a document, of its page or of what is attached to it."""

    made: Made
    role: str
    address: str
    key: str

    @property
    def source(self) -> str:
        """That it is listed by."""
        return self.made.facets[Facet.SOURCE][0]


def places(made: Made) -> list[Place]:
    """Its addresses, each of an edition."""
    found = [Place(made, "document", made.address, made.identifier)]
    if not Draw("editions", made.number).below(_ATTACHED):
        address = f"{made.address}/attachment"
        found.append(Place(made, "attachment", address, document_identifier(address)))
    return found


def withdrawn(made: Made) -> bool:
    """Whether a person took it out."""
    return made.number % _WITHDRAWN == _WITHDRAWN - 1


def document(one: Tied, arrived: dt.datetime) -> Row:
    """It itself, numbered as it is made."""
    made, about = one.made, one.made.facets
    many = (
        *(about[Facet.COUNTRY], about[Facet.COUNTRY], [made.language], about[Facet.VIOLATION]),
        *(about[Facet.DEFENDER], about[Facet.PERPETRATOR], about[Facet.RIGHT]),
        *(about[Facet.THEME], one.outcomes, one.laws),
    )
    return (
        *(made.number + 1, made.identifier, made.address, about[Facet.SOURCE][0]),
        *(moment(arrived), withdrawn(made), 1, made.title, made.language),
        *(about[Facet.MECHANISM][0], about[Facet.KIND][0], one.symbol),
        *(made.published.isoformat(), connection.ops.adapt_datefield_value(made.published)),
        *map(json.dumps, many),
        *(moment(made.changed), 0, 0, one.matter, 0),
    )


def captures(place: Place, numbers: Iterator[int]) -> list[Row]:
    """What an address gave from time to time, the last of it current."""
    draw = Draw("captured", place.role, place.made.number)
    times = 1 + int(_SEEN * draw.random() ** 4)
    failure = "" if draw.below(_UNREADABLE) else "unreadable"
    of_address = (place.source, place.address, place.key, place.made.address, place.role, "{}")
    return [
        (
            next(numbers),
            *of_address,
            moment(MOMENT + dt.timedelta(days=30 * time)),
            *(200, "text/html", _digest(place, draw.below(2) if time else 0)),
            *(len(place.made.text), "none", 0, 1),
            *(time == times - 1, 1, failure, ""),
        )
        for time in range(times)
    ]


def listed(place: Place) -> Row:
    """The address as harvesting knows it."""
    failed = not Draw("listed", place.role, place.made.number).below(_UNREADABLE)
    return (
        *(place.source, place.address, place.key, place.made.address, place.role, "{}", False),
        *(moment(MOMENT), "", "", _digest(place, 0), int(failed), "gone" if failed else "", ""),
    )


def edition(place: Place, number: int, capture: int) -> Row:
    """What is read at an address."""
    made = place.made
    return (
        *(number, made.number + 1, capture, place.address, place.key, place.role, "html"),
        *(made.title, made.text, "", "", "", 0, 0, 0, made.language, 1),
    )


def findings(one: Tied, edition_id: int) -> list[Row]:
    """What was found in its text, each at a place of its own."""
    about = one.made.facets[Facet.COUNTRY]
    found = [(FindingKind.ABOUT, about[0]), *((FindingKind.COUNTRY, code) for code in about)]
    if one.symbol:
        found.append((FindingKind.SYMBOL, one.symbol))
    found += [(FindingKind.REFERENCE, value) for value in dict.fromkeys(one.references)]
    found += [(FindingKind.ACCOUNTABILITY, value) for value in one.outcomes]
    found += [(FindingKind.STRUCTURAL, value) for value in one.laws]
    if one.deadline:
        found.append((FindingKind.DEADLINE, one.deadline))
    rows = [_found(edition_id, kind, value, 12 * at, 10) for at, (kind, value) in enumerate(found)]
    return rows + list(_recommended(one, edition_id, about[0]))


def _recommended(one: Tied, edition_id: int, state: str) -> Iterator[Row]:
    draw = Draw("recommended", one.made.number)
    known = list(vocabulary.load().upr_issues)
    for number in range(one.recommendations):
        start = number * (_RECOMMENDED + 1)
        for kind, value in (
            (FindingKind.RECOMMENDATION, f"{one.made.number % 200}.{number + 1}"),
            (FindingKind.ADDRESSEE, state),
            (FindingKind.RECOMMENDATION_THEME, draw.pick(known)),
        ):
            yield _found(edition_id, kind, value, start, _RECOMMENDED)


def _found(edition_id: int, kind: str, value: str, start: int, length: int) -> Row:
    return (edition_id, kind, value, "text", start, start + length, "invented", 1, 0.9)


def link(tie: Tie) -> Row:
    """A link; those that are less sure wait for an editor."""
    ends = (tie.first.made.identifier, tie.other.made.identifier)
    outcome = LINKED if tie.score >= _SURE else PROPOSED
    first, other = ordered(*ends, tie.relation)
    return (first, other, tie.relation.value, outcome, tie.score, _REASONS, False)


def followed(woven: Woven) -> set[str]:
    """The documents of which something is counted apart: what followed, laws, replies."""
    told = {one.made.identifier for one in woven.tied if one.outcomes or one.laws}
    letters = (tie.other for tie in woven.ties if tie.relation is Relation.REPLY_TO)
    return told | {one.made.identifier for one in letters}


def activity(some: Happening, number: int, today: dt.date) -> tuple[Activity, list[Telling]]:
    """An activity and what each document tells of it."""
    first = some.told_by[0].made
    days = {
        "starts": some.first_day.isoformat(),
        "ends": some.last_day.isoformat(),
        "first_day": some.first_day,
        "last_day": some.last_day,
        "status": "done" if some.last_day < today else "planned",
    }
    row = Activity(
        pk=number,
        identifier=_telling(some, some.told_by[0]),
        kind=some.kind,
        mechanism=_mechanism(some.told_by[0]),
        mechanisms=sorted({_mechanism(one) for one in some.told_by}),
        countries=[some.country],
        title=first.title,
        title_language=first.language,
        **days,
    )
    told = [
        Telling(
            activity_id=number,
            document_id=one.made.number + 1,
            identifier=_telling(some, one),
            kind=some.kind,
            mechanism=_mechanism(one),
            country=some.country,
            near_day=some.first_day,
            told_on=one.made.published,
            seen_at=MOMENT,
            **days,
        )
        for one in some.told_by
    ]
    return row, told


def _telling(some: Happening, one: Tied) -> str:
    return activity_identifier(one.made.identifier, some.kind, some.country, 1)


def _mechanism(one: Tied) -> str:
    return one.made.facets[Facet.MECHANISM][0]


def _digest(place: Place, wording: int) -> str:
    return f"{place.made.number:062x}{place.role == 'document':d}{wording}"


def moment(when: dt.datetime) -> object:
    """As the database takes it."""
    return connection.ops.adapt_datetimefield_value(when)
