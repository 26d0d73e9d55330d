"""Readers who came by Tor are told of the same page as an onion service.

The header is Tor Browser's (https://community.torproject.org/onion-services/advanced/onion-location/):
it is heeded on pages that came by HTTPS, and never on an onion service itself.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def tell_of_onion(request: HttpRequest, response: HttpResponse) -> None:
    """Add `Onion-Location` to a page, where an onion service was entered (LIAISON_ONION)."""
    if not settings.ONION or not request.is_secure():
        return
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return
    if request.META.get("HTTP_HOST", "").partition(":")[0].endswith(".onion"):
        return
    response.headers["Onion-Location"] = settings.ONION + request.get_full_path()
