"""Every answer of the vaults: kept nowhere, and what is refused said in one way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from liaison.kernel.errors import LiaisonError, MistakenInput
from liaison.workspace.frame.addressed import VAULT
from liaison.workspace.frame.failures import told
from liaison.workspace.policy.errors import NotThere, Refused


class AnswerMiddleware:
    """Chooses the pages of vaults or those outside, and turns refusals into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if VAULT in request.META:
            request.urlconf = "liaison.config.vault_urls_inside"
        response = self._get_response(request)
        if not response.has_header("Cache-Control"):  # styles have one
            response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for what we refuse on purpose; all else is a fault."""
        if isinstance(error, NotThere):
            return told(request, 404, error)
        if isinstance(error, Refused):
            return told(request, 403, error)
        if isinstance(error, MistakenInput):
            return told(request, 400, error)
        return told(request, 503, error) if isinstance(error, LiaisonError) else None
