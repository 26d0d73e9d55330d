"""A frozen compendium: as a page, as a PDF, and as the bytes that its identifier is made of.

The home keeps each compendium that its data files ever made; frozen on the day that an identifier
names, one of them gives the bytes that the identifier is made of, or none does.
"""

import datetime as dt
import functools
import logging
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.kernel.clock import utc_now
from liaison.publish import compendium, schema_org
from liaison.publish.compendium_pdf import compendium_pdf
from liaison.publish.compendium_sheet import sheet
from liaison.publish.errors import CaptureDamaged
from liaison.publish.parameters import allow_only
from liaison.publish.refusing import fail
from liaison.publish.turns import SENDING, turn
from liaison.standards import Snapshot, SnapshotUnreadable, is_identifier, read, snapshot

_EARLIEST = dt.date(2026, 11, 27)  # nothing was frozen before
log = logging.getLogger(__name__)
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
            "changed_since": found != _frozen(found.made_on),
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
    """The snapshot of this name; None where no compendium of this home ever gave it.

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
    return frozen if frozen.identifier == identifier else _earlier(identifier, day)


def _earlier(identifier: str, day: dt.date) -> Snapshot | None:
    """The same of a compendium that the data files made before.

    Raises CaptureDamaged where one cannot be read at the moment: it may be this one.
    """
    try:
        for path in sorted(settings.HOME.compendia.glob("liaison-compendium-*.json")):
            if _called(path, day) == identifier:
                return _read(path).on(day)
    except OSError as error:
        raise CaptureDamaged(
            f"a kept compendium cannot be read ({error})", "see that the site may read it"
        ) from error
    return None


@functools.lru_cache(maxsize=4_096)
def _called(path: Path, day: dt.date) -> str:
    """What a kept compendium is called when it is frozen on a day; "" for a file that is none."""
    try:
        return _read(path).on(day).identifier
    except SnapshotUnreadable as error:
        log.error("%s is no kept compendium: %s", path, error)  # noqa: TRY400 (its words say all)
        return ""


def _read(path: Path) -> Snapshot:
    return read(path.read_bytes(), path.stem)


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
            _(
                "No compendium that this site ever had is called so: the identifier is mistyped, "
                "or another site gave it."
            ),
            _(
                "Whoever kept its .json file can verify it: the SHA-256 of the file begins with "
                "%(digits)s."
            )
            % digits,
        ),
        [{"address": reverse("snapshot-now"), "words": _("The compendium as frozen today")}],
    )


def _as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
