"""A frozen compendium: as a page, as a PDF, and as the bytes that its identifier is made of.

Nothing is stored: the compendium is frozen anew on the day that the identifier names, and shown
where that gives the same bytes. A later vocabulary gives others, and the page says how a file that
somebody kept is verified.
"""

import datetime as dt
import functools

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.kernel.clock import utc_now
from liaison.publish import compendium, schema_org
from liaison.publish.compendium_pdf import compendium_pdf
from liaison.publish.compendium_sheet import sheet
from liaison.publish.parameters import allow_only
from liaison.publish.refusing import fail
from liaison.publish.turns import SENDING, turn
from liaison.standards import Snapshot, is_identifier, snapshot

_EARLIEST = dt.date(2026, 11, 27)  # nothing was frozen before
_DAY = slice(-19, -9)  # of an identifier: liaison-compendium-2026-11-27-1a2b3c4d


def snapshot_now(request: HttpRequest) -> HttpResponse:
    """`/en/standards/snapshot`: leads to the compendium as frozen today, at its lasting address."""
    allow_only(request.GET, ())
    return redirect("snapshot", _frozen(utc_now().date()).identifier)


def snapshot_page(request: HttpRequest, identifier: str) -> HttpResponse:
    """`/en/standards/snapshots/IDENTIFIER`: all that a frozen compendium says."""
    allow_only(request.GET, ())
    found = _found(identifier)
    if found is None:
        return _not_this_one(request, identifier)
    above = [(_("Standards"), reverse("standards"))]
    return render(
        request,
        "publish/snapshot.html",
        {
            "described": schema_org.listing(request, found.identifier, above),
            "identifier": found.identifier,
            "sheet": sheet(found, get_language() or "en"),
        },
    )


def snapshot_pdf(request: HttpRequest, identifier: str) -> HttpResponse:
    """`/en/standards/snapshots/IDENTIFIER.pdf`: the same on paper, tagged."""
    allow_only(request.GET, ())
    found = _found(identifier)
    if found is None:
        return _not_this_one(request, identifier)
    if request.method == "HEAD":
        return HttpResponse(content_type="application/pdf")
    with turn(SENDING):
        content = _pdf(found, get_language() or "en")
    return _as_file(content, "application/pdf", f"{found.identifier}.pdf")


def snapshot_data(request: HttpRequest, identifier: str) -> HttpResponse:
    """`/en/standards/snapshots/IDENTIFIER.json`: the bytes that the identifier is made of."""
    allow_only(request.GET, ())
    found = _found(identifier)
    if found is None:
        return _not_this_one(request, identifier)
    return _as_file(found.content, "application/json", f"{found.identifier}.json")


def _found(identifier: str) -> Snapshot | None:
    """The snapshot of this name; None where the compendium is another by now.

    Raises Http404 for what no snapshot is ever called.
    """
    if not is_identifier(identifier):
        raise Http404
    try:
        day = dt.date.fromisoformat(identifier[_DAY])
    except ValueError:
        raise Http404 from None
    if not _EARLIEST <= day <= utc_now().date():
        raise Http404
    frozen = _frozen(day)
    return frozen if frozen.identifier == identifier else None


@functools.lru_cache(maxsize=64)
def _frozen(day: dt.date) -> Snapshot:
    return snapshot(compendium.held(), day)


@functools.lru_cache(maxsize=8)  # a megabyte each
def _pdf(frozen: Snapshot, language: str) -> bytes:
    return compendium_pdf(frozen, language)


def _not_this_one(request: HttpRequest, identifier: str) -> HttpResponse:
    digits = {"digits": identifier.rpartition("-")[2]}
    return fail(
        request,
        404,
        _("This frozen compendium is not kept here"),
        (
            _("The compendium has changed since, or the identifier is mistyped."),
            _(
                "Whoever kept its .json file can verify it: the SHA-256 of the file begins with "
                "%(digits)s."
            )
            % digits,
        ),
    )


def _as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
