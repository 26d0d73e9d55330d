"""Where other nodes hand envelopes over: outside of every vault, signed in or not.

Whoever asks learns nothing of which organisations are here: an organisation that is not, one whose
vault is closed, an envelope that none of our keys opens and a sender whom nobody knows get the same
answer. A receipt goes to senders alone whose keys were compared.
"""

import time

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

EVENLY = 0.5
"""Seconds: an answer without a receipt takes as long as this, or twice, or thrice."""


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
    begun = time.monotonic()
    receipt = _taken(identifier, sealed)
    if receipt:
        return HttpResponse(receipt, content_type="application/json")
    # How long it took would tell what was looked at: whether the organisation is here.
    time.sleep(EVENLY - (time.monotonic() - begun) % EVENLY)
    return HttpResponse("not taken\n", status=404, content_type="text/plain")


def _taken(identifier: str, sealed: bytes) -> str:
    """The receipt; "" for who gets none."""
    vault = peers.vault_of(identifier)
    if vault is None:
        return ""
    try:
        with doors.entered(vault.place.name) as here:
            return receive(sealed=sealed, now=utc_now()).receipt if here is not None else ""
    except (NotTaken, LiaisonError):
        return ""


def _too_many(address: str) -> bool:
    """Count it; the count begins anew each minute."""
    name = f"inbox:{address}:{utc_now():%H%M}"
    cache.add(name, 0, 120)
    return int(cache.incr(name)) > A_MINUTE
