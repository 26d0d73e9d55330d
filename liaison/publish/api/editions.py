"""`/api/v1/editions`: documents in each of their languages and formats, for programs."""

from django.http import Http404, HttpRequest, JsonResponse

from liaison.catalogue.models import Edition
from liaison.design.written import known_languages
from liaison.kernel.item import Role
from liaison.kernel.reading import Format
from liaison.publish import queries
from liaison.publish.api import paging, schema, shape
from liaison.publish.names import covered
from liaison.publish.parameters import allow_only, one_of, one_value
from liaison.publish.withdrawn import find

PARAMETERS = ("document", "language", "format", "role", *paging.PAGED)


def edition_list(request: HttpRequest) -> JsonResponse:
    """Editions without their texts, the latest arrived first."""
    given = request.GET
    allow_only(given, PARAMETERS)
    wanted = paging.read_page(given, schema.Edition)
    rows = Edition.objects.filter(document__withdrawn=False, document__described_version__gt=0)
    if name := one_value(given, "document"):
        rows = rows.filter(document=find(name))
    for field, valid in (
        ("language", known_languages()),
        ("format", [one.value for one in Format]),
        ("role", [one.value for one in Role]),
    ):
        if value := one_value(given, field):
            rows = rows.filter(**{field: one_of(field, value, valid)})
    found, onward = paging.window(
        rows.select_related("document", "capture").defer("text"), wanted, every=bool(name)
    )
    for row in found:
        row.title = covered(row.title)
    told = [shape.edition(request, row) for row in found]
    return paging.answer(request, "editions", told, onward, wanted)


def edition(request: HttpRequest, identifier: str, key: str) -> JsonResponse:
    """One edition with as much of its text as its terms let us show."""
    allow_only(request.GET, ("fields",))
    paging.refuse_empty(request.GET)
    fields = paging.read_fields(request.GET, schema.EditionText)
    document = find(identifier)
    row = (
        Edition.objects.filter(document=document, address_key=key)
        .select_related("document", "capture")
        .first()
    )
    if row is None:
        raise Http404
    row.title = covered(row.title)
    captures = queries.captures_of([row])[row.address_key]
    told = shape.edition_text(request, row, covered(row.text), captures)
    return shape.answer(paging.cut(told, fields))
