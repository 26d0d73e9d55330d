"""`/api/v1/activities`: visits, sessions, hearings, events and calls, for programs."""

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from liaison.catalogue.models import Activity, Telling
from liaison.index.protocol import Facet
from liaison.kernel.partial_date import PartialDate
from liaison.publish import labels
from liaison.publish.api import paging, schema, shape
from liaison.publish.names import without_names
from liaison.publish.parameters import allow_only, one_of, one_value
from liaison.publish.question import check_span, read_date
from liaison.vocabulary import load

PARAMETERS = ("kind", "status", "country", "mechanism", "since", "until", *paging.PAGED)
_MOST_TELLINGS = 200


def activity_list(request: HttpRequest) -> JsonResponse:
    """Activities, those told of last first.

    `since` and `until`: those that take place, at least in part, from then on and until then.
    """
    given = request.GET
    allow_only(given, PARAMETERS)
    wanted = paging.read_page(given, schema.Activity)
    rows = Activity.objects.filter(shown=True)
    for name, valid in (
        ("kind", labels.values_of(Facet.ACTIVITY)),
        ("status", load().activity_statuses),
    ):
        if value := one_value(given, name):
            rows = rows.filter(**{name: one_of(name, value, valid)})
    for name, column, facet in (
        ("country", "countries", Facet.COUNTRY),
        ("mechanism", "mechanisms", Facet.MECHANISM),
    ):
        if value := one_value(given, name):
            one_of(name, value, labels.values_of(facet))
            rows = rows.annotate(**{f"{column}_text": Cast(column, TextField())}).filter(
                **{f"{column}_text__contains": paging.holding(value)}
            )
    since, until = read_date(given, "since"), read_date(given, "until")
    check_span(since, until)
    if since:
        rows = rows.filter(last_day__gte=PartialDate.parse(since).first_day())
    if until:
        rows = rows.filter(first_day__lte=PartialDate.parse(until).last_day())
    found, onward = paging.window(rows, wanted)
    told = [_told(request, row) for row in found]
    return paging.answer(request, "activities", told, onward, wanted)


def activity(request: HttpRequest, identifier: str) -> HttpResponse:
    """One activity, with what each document says of it. One that was joined to another leads on."""
    allow_only(request.GET, ("fields",))
    paging.refuse_empty(request.GET)
    fields = paging.read_fields(request.GET, schema.WholeActivity)
    row = Activity.objects.filter(tellings__identifier=identifier, shown=True).first()
    if row is None:
        raise Http404
    if row.identifier != identifier:
        return redirect("api-activity", row.identifier)
    tellings = Telling.objects.filter(activity=row, document__withdrawn=False)
    told: schema.WholeActivity = {
        **_told(request, row),
        "tellings": [
            {
                "document": one.document.identifier,
                "starts": one.starts,
                "ends": one.ends,
                "status": one.status,
                "told_on": one.told_on,
            }
            for one in tellings.select_related("document").order_by("-told_on", "-pk")[
                :_MOST_TELLINGS
            ]
        ],
    }
    return shape.answer(paging.cut(told, fields))


def _told(request: HttpRequest, row: Activity) -> schema.Activity:
    return {
        "identifier": row.identifier,
        "data": shape.address(request, "api-activity", row.identifier),
        "kind": row.kind,
        "status": row.status,
        "mechanism": row.mechanism,
        "mechanisms": row.mechanisms,
        "countries": row.countries,
        "place": without_names(row.place),
        "starts": row.starts,
        "ends": row.ends,
        "title": without_names(row.title),
        "title_language": row.title_language,
    }
