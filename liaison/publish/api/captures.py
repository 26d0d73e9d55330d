"""`/api/v1/captures`: what was fetched when, for programs. Never the bytes."""

import dataclasses
import re
from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Edition
from liaison.kernel.identifier import document_identifier
from liaison.publish import declared
from liaison.publish.api import paging, schema, shape
from liaison.publish.errors import MistakenQuery
from liaison.publish.parameters import allow_only, one_of, one_value
from liaison.publish.provenance import web_address
from liaison.publish.withdrawn import find

PARAMETERS = ("document", "source", "sha256", *paging.PAGED)
_SPARE = 3
_SHA256 = re.compile(r"[0-9a-f]{64}")


def capture_list(request: HttpRequest) -> JsonResponse:
    """Captures of the documents of the record, the latest arrived first.

    Those of withdrawn documents are left out, and of what no document was made of.
    """
    given = request.GET
    allow_only(given, PARAMETERS)
    wanted = paging.read_page(given, schema.Capture)
    rows = Capture.objects.all()
    if name := one_value(given, "document"):
        editions = Edition.objects.filter(document=find(name))
        rows = rows.filter(address_key__in=list(editions.values_list("address_key", flat=True)))
    if source := one_value(given, "source"):
        rows = rows.filter(source_id=one_of("source", source, declared.source_ids()))
    digest = _digest(one_value(given, "sha256"))
    if digest:
        rows = rows.filter(sha256=digest)
    # Some more are read than are wanted: those of withdrawn documents are left out here.
    more = dataclasses.replace(wanted, limit=wanted.limit * _SPARE)
    found, onward = paging.window(rows, more, every=bool(name or digest))
    documents = _documents(found)
    shown = [row for row in found if _document(row) in documents and name in ("", _document(row))]
    if len(shown) > wanted.limit:
        shown = shown[: wanted.limit]
        onward = shown[-1].pk
    keys = _editions({one: documents[one] for one in map(_document, shown)})
    told = [_told(request, row, keys) for row in shown]
    return paging.answer(request, "captures", told, onward, wanted)


def capture(request: HttpRequest, number: int) -> JsonResponse:
    """One capture: when, from where, of which bytes."""
    allow_only(request.GET, ("fields",))
    paging.refuse_empty(request.GET)
    fields = paging.read_fields(request.GET, schema.Capture)
    row = Capture.objects.filter(pk=min(number, paging.HIGHEST_ROW)).first()
    if row is None:
        raise Http404
    document = find(_document(row))
    told = _told(request, row, _editions({document.identifier: document.pk}))
    return shape.answer(paging.cut(told, fields))


def _digest(said: str) -> str:
    if said and not _SHA256.fullmatch(said):
        raise MistakenQuery(
            _("“%(name)s” is a digest of 64 digits, 0 to 9 and a to f.") % {"name": "sha256"},
            parameter="sha256",
        )
    return said


def _document(row: Capture) -> str:
    return document_identifier(row.document_address)


def _documents(rows: Sequence[Capture]) -> Mapping[str, int]:
    """The documents of these captures that are shown: row numbers by identifier."""
    shown = Document.objects.filter(
        identifier__in={_document(row) for row in rows}, withdrawn=False, described_version__gt=0
    )
    return dict(shown.values_list("identifier", "pk"))


def _editions(documents: Mapping[str, int]) -> frozenset[tuple[str, str]]:
    """The editions of these documents, by identifier and key."""
    rows = Edition.objects.filter(document__in=list(documents.values()))
    return frozenset(rows.values_list("document__identifier", "address_key"))


def _told(
    request: HttpRequest, row: Capture, editions: frozenset[tuple[str, str]]
) -> schema.Capture:
    document = _document(row)
    return {
        "number": row.pk,
        "data": shape.address(request, "api-capture", row.pk),
        "document": document,
        "edition": row.address_key if (document, row.address_key) in editions else "",
        "source": row.source_id,
        "address": web_address(row.address) or None,
        "role": row.role,
        "captured": row.fetched_at,
        "status": row.status,
        "media_type": row.media_type,
        "sha256": row.sha256,
        "size": row.size,
        "same_as": row.same_as_id,
        "current": row.current,
        "failure": row.reading_failure,
    }
