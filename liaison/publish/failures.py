"""Pages for what could not be answered: what happened, and what to do."""

import datetime as dt
import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.design.written import written_day
from liaison.kernel.errors import HomeUnusable
from liaison.publish.elsewhere import NotListed
from liaison.publish.errors import (
    CaptureDamaged,
    Kept,
    MistakenQuery,
    NamesUnknown,
    NotGiven,
    Offer,
    TooLarge,
    TooManyAtOnce,
    Withdrawn,
)
from liaison.publish.leading import lead_on, not_listed, same_place
from liaison.publish.names import without_names
from liaison.publish.refusing import Offered, asks_for_data, fail, problem
from liaison.publish.sentences import isolated, without_isolation

_READING = ("GET", "HEAD")
_WHILE = "60"  # seconds after which it may be tried again

log = logging.getLogger(__name__)


def _mistaken(request: HttpRequest, error: MistakenQuery) -> HttpResponse:
    """What is wrong with an address, and links to what may have been meant."""
    heading = _("This address cannot be answered")
    if asks_for_data(request):
        told = [without_isolation(said) for said in (error.what, error.way_out)]
        return problem(400, heading, told, parameter=error.parameter, nearest=error.nearest)
    page = {
        "heading": heading,
        "sentences": [error.said],
        "offers": [
            {"address": _mended(request, offer), "words": offer.words or _usual_words(request)}
            for offer in error.offers
        ],
    }
    return render(request, "publish/failure.html", page, status=400)


def _mended(request: HttpRequest, offer: Offer) -> str:
    """The same address with the offered values, on the first page of its answer."""
    given = request.GET.copy()
    for name, values in {"page": (), **offer.values}.items():
        given.setlist(name, list(values))
    query = given.urlencode()
    return f"{request.path}?{query}" if query else request.path


def _usual_words(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is not None and (match.url_name or "").startswith("search"):
        return _("Search without it: the rest is kept")
    return _("The same page without it")


def _gone(request: HttpRequest, error: Withdrawn) -> HttpResponse:
    """The tombstone of a document: its bytes are sealed, and it says since when and why."""
    since = _("It was taken out of the record, and is shown nowhere on this site.")
    if error.since is not None:
        day = written_day(error.since.astimezone(dt.UTC).date(), get_language() or "en")
        since = _(
            "It was taken out of the record on %(day)s, and is shown nowhere on this site."
        ) % {"day": day}
    told = (
        since,
        _("Reason: %(why)s") % {"why": isolated(without_names(error.why))} if error.why else "",
        _("What was captured of it is kept sealed, and was not changed."),
    )
    return fail(request, 410, _("This document was withdrawn"), told)


def _too_much(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, TooLarge):
        return fail(request, 413, _("More was sent than any form of this site holds"))
    if request.method == "POST":
        answer = fail(
            request,
            503,
            _("Too many readers subscribe at the moment"),
            (_("Try again in a minute, or use the feed: it needs no address."),),
        )
    else:
        answer = fail(
            request,
            503,
            _("Too many large files are being taken along at the moment"),
            (_("Try again in a minute, or narrow the selection. The pages work all the same."),),
        )
    answer.headers["Retry-After"] = _WHILE
    return answer


def _not_given(request: HttpRequest, error: NotGiven) -> HttpResponse:
    """Why a copy is kept and not given out, and where its document can be read."""
    why = {
        Kept.TERMS: _("The terms of this source do not let us give out the archived copy."),
        Kept.BY_HAND: _(
            "It was brought by hand, and what a file holds beside its text was published by nobody."
        ),
        Kept.NAMED: _(
            "A withdrawn name stands in the archived copy, which can only be given as it came."
        ),
        Kept.UNCHECKED: _(
            "Names were withdrawn, and it cannot be told whether one of them stands in this copy."
        ),
    }[error.why]
    said = (why, _("It is kept in the archive, and was not changed."))
    page = {"address": reverse("document", args=[error.document]), "words": _("See its page")}
    offers = [page, *_originals(error.original)]
    return fail(request, 403, _("This copy is not given out"), said, offers)


def _originals(address: str) -> Offered:
    return [{"address": address, "words": _("See it where it was published")}] if address else []


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Anything but reading."""
    way_out = _("Read it with GET.") if asks_for_data(request) else ""
    response = fail(request, 405, _("Nothing can be changed here"), [way_out])
    response.headers["Allow"] = ", ".join(_READING)
    return response


def answer_to(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page for an error that was foreseen; None for any other."""
    for kinds, answer in _ANSWERS:
        if isinstance(error, kinds):
            return answer(request, error)
    return None


def _unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    """What is shown while database, archive or index cannot be read; the operator is told."""
    if isinstance(error, CaptureDamaged):
        log.error("%s", error)
        heading = _("This copy cannot be read at the moment")
        said: tuple[str, ...] = (
            _("Its file is damaged or missing. Whoever runs this site was told."),
        )
    elif isinstance(error, DatabaseError | NamesUnknown):
        read = "database" if isinstance(error, DatabaseError) else "list of withdrawn names"
        log.error("the %s cannot be read: %s", read, error)
        heading = _("The record cannot be read at the moment")
        said = (_("Whoever runs this site was told. Nothing was lost: try again in a while."),)
    else:
        log.error("%s", error)
        heading = _("Searching does not work at the moment")
        said = (
            _("The search index cannot be read. Whoever runs this site was told."),
            _("The other pages work: documents, mechanisms and sources can be read."),
        )
    answer = fail(request, 503, heading, said)
    answer.headers["Retry-After"] = _WHILE
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (as Django calls it)
    """An address or header that no browser of good will sends."""
    return fail(request, 400, _("This address cannot be answered"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (as Django calls it)
    """Nothing stands at this address; or at the same one without a last slash, in small letters."""
    if request.method in _READING and (path := same_place(request.path)):
        return lead_on(request, path)
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


_ANSWERS: tuple[tuple[tuple[type[Exception], ...], Callable[..., HttpResponse]], ...] = (
    ((MistakenQuery,), _mistaken),
    ((NotListed,), not_listed),
    ((Withdrawn,), _gone),
    ((NotGiven,), _not_given),
    ((TooManyAtOnce, TooLarge), _too_much),
    ((DatabaseError, HomeUnusable), _unreadable),
)
