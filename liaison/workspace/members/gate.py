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
from liaison.workspace.frame.addressed import VAULT
from liaison.workspace.frame.asked import Asked
from liaison.workspace.frame.failures import note
from liaison.workspace.members import queries
from liaison.workspace.members.queries import BEGAN, SEEN
from liaison.workspace.policy.errors import NotThere, Refused

LONGEST = dt.timedelta(hours=12)
"""So long after signing in one signs in again, however busy one was."""

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
        inside = request.user.is_authenticated
        if inside and _over(request, utc_now()):
            logout(request)
        response = self._get_response(request)
        if inside and not request.user.is_authenticated:
            # Not "cookies": those of other vaults at this server would go too.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

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
            note(request, "access.denied", page=page)


def _page(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match is not None else ""


def _over(request: HttpRequest, now: dt.datetime) -> bool:
    """Whether signing in or the last request is too long ago; if not, this one is noted."""
    at = now.timestamp()
    began = request.session.setdefault(BEGAN, at)
    last = request.session.get(SEEN)
    if at - began > LONGEST.total_seconds():
        return True
    if last is not None and at - last > settings.SESSION_COOKIE_AGE:
        return True
    if last is None or at - last > _NOTED_EVERY:
        request.session[SEEN] = at
    return False
