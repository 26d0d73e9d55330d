"""Pages for what could not be answered: what happened, and what to do."""

import logging
from collections.abc import Sequence

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from liaison.kernel.errors import HomeUnusable
from liaison.publish.errors import MistakenQuery, Withdrawn

log = logging.getLogger(__name__)


def fail(
    request: HttpRequest, status: int, heading: str, sentences: Sequence[str] = ()
) -> HttpResponse:
    """A page that says what happened; JSON where data was asked for."""
    said = [sentence for sentence in sentences if sentence]
    if request.path.startswith("/api/") or request.path.endswith(".json"):
        told = {"error": {"status": status, "what": heading, "more": said}}
        return JsonResponse(told, status=status)
    page = {"heading": heading, "sentences": said}
    return render(request, "publish/failure.html", page, status=status)


def answer_to(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page for an error that was foreseen; None for any other."""
    if isinstance(error, MistakenQuery):
        return fail(request, 400, _("This address cannot be answered"), (error.what, error.way_out))
    if isinstance(error, Withdrawn):
        return fail(
            request,
            410,
            _("This document was withdrawn"),
            (
                _("It was taken out of the record, and is shown nowhere on this site."),
                _("Reason: %(why)s") % {"why": error.why} if error.why else "",
            ),
        )
    if isinstance(error, HomeUnusable):
        log.error("%s", error)
        return fail(
            request,
            503,
            _("Searching does not work at the moment"),
            (
                _("The search index cannot be read. Whoever runs this site was told."),
                _("The other pages work: documents, mechanisms and sources can be read."),
            ),
        )
    if isinstance(error, DatabaseError):
        log.error("the database cannot be read: %s", error)
        return fail(
            request,
            503,
            _("The record cannot be read at the moment"),
            (_("Whoever runs this site was told. Nothing was lost: try again in a while."),),
        )
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (as Django calls it)
    """An address or header that no browser of good will sends."""
    return fail(request, 400, _("This address cannot be answered"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (as Django calls it)
    """Nothing stands at this address."""
    return fail(
        request,
        404,
        _("There is no such page"),
        (
            _("The address may be mistyped, or the page may have moved."),
            _("Documents never change their address: if one was here, search for its title."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of this site."""
    return fail(
        request,
        500,
        _("Something went wrong here"),
        (_("It is our fault, and whoever runs this site was told. Try again in a while."),),
    )
