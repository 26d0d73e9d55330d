"""Every page of a vault asks who is there; the few that do not say so themselves.

Who has no passkey and no codes yet goes nowhere but to where these are made.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from liaison.kernel.clock import utc_now
from liaison.workspace.audit.actions import log
from liaison.workspace.frame.addressed import VAULT
from liaison.workspace.frame.asked import Asked
from liaison.workspace.members import queries
from liaison.workspace.members.actions import of
from liaison.workspace.policy.errors import NotThere, Refused

_SEEN = "seen"  # in a session: when its last request was
_NOTED_EVERY = 60  # seconds: not every page is a write
_FIRST_STEPS = {
    "mfa_index",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "account_logout",
    "language",
    "account_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
}


class GateMiddleware:
    """Refuses whoever is not signed in, was idle, or has no second step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if VAULT not in request.META:
            return self._get_response(request)
        if request.user.is_authenticated and _idle(request, utc_now()):
            logout(request)
        return self._get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: Sequence[object],
        kwargs: Mapping[str, object],
    ) -> HttpResponse | None:
        """Say who is there, or send them to where they can show it."""
        del args, kwargs
        if VAULT not in request.META:
            return None
        if request.user.is_authenticated:
            cast("Asked", request).who = queries.who(request.user)
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        if _page(request) not in _FIRST_STEPS and not queries.has_second_step(request.user):
            return HttpResponseRedirect(reverse("mfa_index"))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Note in the log what was refused; the page is made elsewhere."""
        if VAULT in request.META and isinstance(error, (NotThere, Refused)):
            page = _page(request).replace("_", "-")
            log("access.denied", actor=of(getattr(request, "who", None)), page=page)


def _page(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match is not None else ""


def _idle(request: HttpRequest, now: dt.datetime) -> bool:
    """Whether the last request is too long ago; if not, this one is noted."""
    last = request.session.get(_SEEN)
    elapsed = now.timestamp() - last if last is not None else None
    if elapsed is not None and elapsed > settings.SESSION_COOKIE_AGE:
        return True
    if elapsed is None or elapsed > _NOTED_EVERY:
        request.session[_SEEN] = now.timestamp()
    return False
