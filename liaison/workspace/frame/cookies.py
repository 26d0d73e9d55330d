"""Cookies of one organisation alone: a browser sends those of another nowhere near this vault."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware as PlainSessions
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import get_script_prefix

from liaison.workspace.frame.failures import told
from liaison.workspace.frame.uploads import TooLarge


class SessionMiddleware(PlainSessions):
    """A session under the address of its vault."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Narrow the cookie."""
        answer = super().process_response(request, response)
        _narrow(request, answer, settings.SESSION_COOKIE_NAME)
        return answer


class CsrfMiddleware(CsrfViewMiddleware):
    """The same for what shows that a form is ours. It is the first to read what was sent."""

    def process_view(  # type: ignore[override] # it answers 400 as well
        self,
        request: HttpRequest,
        callback: Any,  # noqa: ANN401 (as Django hands it over)
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Refuse a form that is not ours, or brings more than is taken."""
        try:
            return super().process_view(request, callback, callback_args, callback_kwargs)
        except TooLarge as error:
            return told(request, 400, error)

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
