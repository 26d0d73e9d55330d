"""Every answer on its way out: foreseen errors become pages, and caches are told to ask again."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from liaison.publish.failures import answer_to, not_allowed
from liaison.publish.onion import tell_of_onion
from liaison.publish.refusing import is_file
from liaison.publish.standing import look_anew
from liaison.publish.taking.formats import EXTENSIONS

# What scripts of other sites may read beside what they may always (Fetch, 2.2.2).
_EXPOSED = "ETag, RateLimit, RateLimit-Policy, Retry-After"
_REFUSED = 400
_READING = ("GET", "HEAD")
_WRITES = "takes_post"

View = TypeVar("View", bound=Callable[..., HttpResponse])


def writes(view: View) -> View:
    """Marks the few views that take a POST; it is refused everywhere else."""
    setattr(view, _WRITES, True)
    return view


class AnswerMiddleware:
    """The innermost step around every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hardly anything but reading is possible; what is read is kept, but is asked for again.

        A withdrawal has to be seen at once, so nothing is served from a cache unasked: an
        unchanged page costs the reader a few bytes (304).
        """
        open_to_all = request.path.startswith("/api/") or request.path.endswith(EXTENSIONS)
        if request.method == "OPTIONS" and open_to_all:
            return _may_be_read()
        response = self._answered(request)
        response.headers.setdefault("Cache-Control", "public, no-cache")
        if response.status_code >= _REFUSED and is_file(request):
            patch_vary_headers(response, ["Accept"])
        response.headers.setdefault(
            "Permissions-Policy", "browsing-topics=(), camera=(), geolocation=(), microphone=()"
        )
        tell_of_onion(request, response)
        if open_to_all:
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *arguments: object
    ) -> HttpResponse | None:
        """Refuse a POST to a view that does not take any."""
        del arguments
        if request.method == "POST" and not getattr(view, _WRITES, False):
            return not_allowed(request)
        return None

    def _answered(self, request: HttpRequest) -> HttpResponse:
        look_anew()
        if request.method in (*_READING, "POST"):
            return self.get_response(request)
        return not_allowed(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a foreseen error; None leaves it to Django's 404 and 500."""
        return answer_to(request, error)


def _may_be_read() -> HttpResponse:
    """What a browser asks before a script of another site sends an ETag along."""
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Accept-Language",
            "Access-Control-Max-Age": "86400",
        },
    )
