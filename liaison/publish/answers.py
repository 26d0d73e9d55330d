"""Every answer on its way out: foreseen errors become pages, and caches are told to ask again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from liaison.publish.failures import answer_to
from liaison.publish.standing import look_anew
from liaison.publish.taking.formats import EXTENSIONS


class AnswerMiddleware:
    """The innermost step around every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only reading is possible here; what is read may be kept, but is asked for again.

        A withdrawal has to be seen at once, so nothing is served from a cache unasked: an
        unchanged page costs the reader a few bytes (304).
        """
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        look_anew()
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "public, no-cache")
        response.headers.setdefault(
            "Permissions-Policy", "browsing-topics=(), camera=(), geolocation=(), microphone=()"
        )
        if request.path.startswith("/api/") or request.path.endswith(EXTENSIONS):
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a foreseen error; None leaves it to Django's 404 and 500."""
        return answer_to(request, error)
