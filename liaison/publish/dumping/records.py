"""What a dump says of each document, edition, finding, link, matter, activity and source.

Withdrawn documents are in none of it. Withdrawn names are covered, sign for sign, so that the spans
of findings still point at their words. Of a text as much is given as its sources allow.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from liaison.catalogue.hidden import COVER
from liaison.catalogue.models import Activity, Document, Edition, Finding, Link, Matter, Telling
from liaison.catalogue.related import LINKED
from liaison.kernel.finding import SHOWN
from liaison.publish import declared
from liaison.publish.names import covered
from liaison.publish.provenance import web_address
from liaison.publish.standing import withdrawn
from liaison.publish.text import shown_start

Record = dict[str, Any]
_AT_ONCE = 500
_FEW = 50  # texts
_SHOWN_COVER = "█"  # stands for each sign of a withdrawn name
_GIVEN_KINDS = sorted(SHOWN)


def documents() -> Iterator[Record]:
    """What is said of each document; dates are as precise as they are known."""
    rows = Document.objects.filter(withdrawn=False, described_version__gt=0).order_by("pk")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        yield {
            "identifier": row.identifier,
            "original": web_address(row.address) or None,
            "title": _without(row.title),
            "title_language": row.title_language,
            "mechanism": row.mechanism,
            "kind": row.kind,
            "symbol": _without(row.symbol),
            "published": row.published,
            "about": row.about,
            "countries": row.countries,
            "languages": row.languages,
            "violations": row.violations,
            "defenders": row.defenders,
            "perpetrators": row.perpetrators,
            "rights": row.rights,
            "themes": row.themes,
            "accountability": row.accountability,
            "structural": row.structural,
            "matter": row.matter or None,
            "source": row.source_id,
            "first_captured": row.first_captured,
            "changed_at": row.changed_at,
            "gone_since": row.gone_since,
        }


def editions() -> Iterator[Record]:
    """Each edition with as much of its text as may be given; `characters` is how long it is."""
    rows = Edition.objects.filter(document__withdrawn=False, document__described_version__gt=0)
    related = rows.select_related("document", "capture").order_by("pk")
    for row in related.iterator(chunk_size=_FEW):
        show = declared.show_of_edition(row)
        yield {
            "edition": row.pk,
            "document": row.document.identifier,
            "address": web_address(row.address) or None,
            "role": row.role,
            "format": row.format,
            "language": row.language,
            "title": _without(row.title),
            "pages": row.pages,
            "captured": row.capture.fetched_at,
            "sha256": row.capture.sha256,
            "source": row.capture.source_id,
            "show": show.value,
            "characters": len(row.text),
            "text": shown_start(_without(row.text), show),
        }


def findings() -> Iterator[Record]:
    """What a machine found, before people's corrections, with where its words stand."""
    rows = Finding.objects.filter(
        kind__in=_GIVEN_KINDS,
        edition__document__withdrawn=False,
        edition__document__described_version__gt=0,
    )
    named = (
        "edition_id",
        "kind",
        "value",
        "part",
        "start",
        "end",
        "method",
        "version",
        "confidence",
    )
    for row in rows.order_by("pk").values_list(*named).iterator(chunk_size=_AT_ONCE):
        told = dict(zip(named, row, strict=True))
        yield {"edition": told.pop("edition_id"), **told, "value": _without(told["value"])}


def links() -> Iterator[Record]:
    """How documents stand to each other, and why; no person is named in a reason."""
    gone = withdrawn()
    rows = Link.objects.filter(outcome=LINKED).order_by("pk")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        if row.document not in gone and row.other not in gone:
            yield {
                "document": row.document,
                "relation": row.relation,
                "other": row.other,
                "score": row.score,
                "decided": row.decided,
                "reasons": [_reason(why) for why in row.reasons],
            }


def matters() -> Iterator[Record]:
    """Each matter with its documents; one that was merged names what it is part of."""
    for row in Matter.objects.order_by("pk").iterator(chunk_size=_AT_ONCE):
        members = Document.objects.filter(matter=row.identifier, withdrawn=False)
        found = list(members.order_by("pk").values_list("identifier", flat=True))
        if found or row.merged_into:
            yield {
                "identifier": row.identifier,
                "merged_into": row.merged_into or None,
                "documents": found,
            }


def activities() -> Iterator[Record]:
    """Visits, hearings, trials, calls, with the documents that tell of each."""
    rows = Activity.objects.filter(shown=True).order_by("pk")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        told = Telling.objects.filter(activity=row, document__withdrawn=False).order_by("pk")
        yield {
            "identifier": row.identifier,
            "kind": row.kind,
            "mechanisms": row.mechanisms,
            "countries": row.countries,
            "place": _without(row.place),
            "starts": row.starts,
            "ends": row.ends,
            "status": row.status,
            "title": _without(row.title),
            "title_language": row.title_language,
            "documents": list(dict.fromkeys(told.values_list("document__identifier", flat=True))),
        }


def sources() -> Iterator[Record]:
    """Where the documents came from, and on what terms."""
    known = declared.sources()
    for identifier in sorted(declared.source_ids()):
        source = known.get(identifier)
        licence = source.licence if source is not None else None
        yield {
            "identifier": identifier,
            "name": declared.source_name(identifier),
            "mechanism": source.mechanism if source is not None else "",
            "home": source.home if source is not None else None,
            "languages": list(source.languages) if source is not None else [],
            "licence": licence.text if licence is not None else "",
            "licence_url": licence.url if licence is not None else None,
            "show": declared.show_of(identifier).value,
        }


FILES: Mapping[str, Callable[[], Iterator[Record]]] = {
    "documents": documents,
    "editions": editions,
    "findings": findings,
    "links": links,
    "matters": matters,
    "activities": activities,
    "sources": sources,
}


def _without(text: str) -> str:
    return covered(text).replace(COVER, _SHOWN_COVER)


def _reason(why: Mapping[str, Any]) -> Record:
    return {name: _without(said) if isinstance(said, str) else said for name, said in why.items()}
