"""How a page or a program is told that something cannot be answered."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from liaison.publish.record import record_kind
from liaison.publish.sentences import without_isolation

Offered = Sequence[dict[str, str]]  # links: address and words


def fail(
    request: HttpRequest,
    status: int,
    heading: str,
    sentences: Sequence[str] = (),
    offers: Offered = (),
    **named: str,
) -> HttpResponse:
    """A page that says what happened, with links to what may have been meant.

    Problem details (RFC 9457) where data was asked for; `named` are then further members of them.
    """
    said = [sentence for sentence in sentences if sentence]
    if asks_for_data(request):
        return problem(status, heading, map(without_isolation, said), **named)
    page = {"heading": heading, "sentences": said, "offers": offers}
    return render(request, "publish/failure.html", page, status=status)


def problem(status: int, title: str, said: Iterable[str], **named: str) -> JsonResponse:
    """Problem details (RFC 9457): `named` are further members, left out where they are empty."""
    told: dict[str, str | int | bool] = {
        "type": f"/api/v1/openapi.json#/components/responses/{status}",
        "title": title,
        "status": status,
        "detail": " ".join(sentence for sentence in said if sentence),
        **{name: value for name, value in named.items() if value},
    }
    if record_kind() == "rehearsal":
        told["rehearsal"] = True
    return JsonResponse(
        told,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def asks_for_data(request: HttpRequest) -> bool:
    """Whether a program asks: an error is data then, too.

    Of a file that is no JSON, a reader may have followed a link to it: browsers ask for HTML first.
    """
    if request.path.startswith("/api/") or request.path.endswith(".json"):
        return True
    return is_file(request) and "text/html" not in request.headers.get("Accept", "")


def is_file(request: HttpRequest) -> bool:
    """Whether an address ends like the name of a file; refusals differ by what is accepted then."""
    return "." in request.path.rpartition("/")[2]
