"""Where other nodes hand envelopes over: outside of every vault, signed in or not.

Whoever asks learns nothing of which organisations are here: an organisation that is not, one whose
vault is closed, an envelope that none of our keys opens and a sender whom nobody knows get the same
answer. A receipt goes to senders alone whose keys were compared.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from liaison.kernel.clock import utc_now
from liaison.kernel.errors import LiaisonError
from liaison.workspace.envelopes.actions.receiving import receive
from liaison.workspace.envelopes.errors import NotTaken
from liaison.workspace.envelopes.format import LARGEST_SEALED
from liaison.workspace.peers import queries as peers
from liaison.workspace.vault import doors

A_MINUTE = 120
"""Envelopes that one address may hand over in a minute."""


@csrf_exempt
@login_not_required
@require_POST
def inbox(request: HttpRequest, identifier: str) -> HttpResponse:
    """Take an envelope for an organisation here; answer with the receipt."""
    if _too_many(request.META.get("REMOTE_ADDR", "")):
        return HttpResponse("too many at once\n", status=429, content_type="text/plain")
    sealed = request.read(LARGEST_SEALED + 1)
    if len(sealed) > LARGEST_SEALED:
        return HttpResponse("too large\n", status=413, content_type="text/plain")
    vault = peers.vault_of(identifier)
    if vault is None:
        return _not_taken()
    try:
        with doors.entered(vault.place.name) as here:
            if here is None:
                return _not_taken()
            taken = receive(sealed=sealed, now=utc_now())
    except (NotTaken, LiaisonError):
        return _not_taken()
    return HttpResponse(taken.receipt, content_type="application/json")


def _not_taken() -> HttpResponse:
    return HttpResponse("not taken\n", status=404, content_type="text/plain")


def _too_many(address: str) -> bool:
    """Count it; the count begins anew each minute."""
    name = f"inbox:{address}:{utc_now():%H%M}"
    cache.add(name, 0, 120)
    return int(cache.incr(name)) > A_MINUTE
