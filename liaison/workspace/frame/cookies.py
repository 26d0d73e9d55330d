"""Cookies of one organisation alone: a browser sends those of another nowhere near this vault."""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware as PlainSessions
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import get_script_prefix


class SessionMiddleware(PlainSessions):
    """A session under the address of its vault."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Narrow the cookie."""
        answer = super().process_response(request, response)
        _narrow(request, answer, settings.SESSION_COOKIE_NAME)
        return answer


class CsrfMiddleware(CsrfViewMiddleware):
    """The same for what shows that a form is ours."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Narrow the cookie."""
        answer = super().process_response(request, response)
        _narrow(request, answer, settings.CSRF_COOKIE_NAME)
        return answer


def _narrow(request: HttpRequest, response: HttpResponseBase, name: str) -> None:
    if name in response.cookies:
        response.cookies[name]["path"] = get_script_prefix()
        response.cookies[name]["secure"] = request.is_secure() or ""
