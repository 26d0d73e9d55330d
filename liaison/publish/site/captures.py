"""An archived copy: the bytes as they came, and nothing that could harm whoever opens them.

A Memento as RFC 7089 has it: which address gave these bytes, and when. The bytes are somebody
else's: they are saved and not opened here, and where a browser opens them all the same, they run
and load nothing.
"""

import mimetypes
import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date

from liaison.archive.models import Capture
from liaison.catalogue.models import Document
from liaison.publish import copies, declared
from liaison.publish.context import origin
from liaison.publish.parameters import allow_only
from liaison.publish.provenance import web_address
from liaison.publish.turns import held

_UNKNOWN = "application/octet-stream"
_MEDIA_TYPE = re.compile(
    r"([\w.+-]+/[\w.+-]+)\s*(?:;.*?\bcharset\s*=\s*[\"']?([\w.:-]+))?", re.ASCII | re.IGNORECASE
)
_WHOLE = 1_000_000  # bytes that are sent at once


def copy(request: HttpRequest, name: str) -> HttpResponseBase:
    """`/captures/NAME`: the archived copy as it came, with when and from where.

    NAME is the key of its address, a hyphen and the second of its capture, such as
    `20240422093000`. Only where the terms of its sources let whole texts be shown, no document of
    it is withdrawn, and no withdrawn name stands in it.
    """
    allow_only(request.GET, ())
    capture, documents = copies.named(name)
    content = copies.content(capture)
    headers = _headers(request, capture, documents[0], name)
    if request.method == "HEAD":
        return HttpResponse(b"", headers=headers)
    if capture.size <= _WHOLE:
        return HttpResponse(b"".join(content), headers=headers)
    return StreamingHttpResponse(held(content), headers=headers)


def _headers(
    request: HttpRequest, capture: Capture, document: Document, name: str
) -> dict[str, str]:
    media_type = _media_type(capture.media_type)
    ending = mimetypes.guess_extension(media_type.partition(";")[0]) or ""
    return {
        "Content-Type": media_type,
        "Content-Length": str(capture.size),
        "Content-Language": copies.language_of(capture) or "und",
        "Content-Disposition": f'attachment; filename="{name}{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Robots-Tag": "noindex, noarchive",
        "ETag": f'"{capture.sha256}"',
        "Memento-Datetime": http_date(capture.fetched_at.timestamp()),
        "Link": ", ".join(_links(request, capture, document)),
    }


def _links(request: HttpRequest, capture: Capture, document: Document) -> list[str]:
    """RFC 7089, 2.2: the original; beside it the page here, and the terms of the source."""
    found = []
    if original := web_address(capture.address):
        found.append((original, "original"))
    # Without a language: whoever follows it is led to the page in their own.
    found.append((f"{origin(request)}/documents/{document.identifier}", "describedby"))
    source = declared.source_named(capture.source_id)
    if source is not None and source.licence.url:
        found.append((str(source.licence.url), "license"))
    return [f'<{iri_to_uri(address)}>; rel="{relation}"' for address, relation in found]


def _media_type(said: str) -> str:
    """The type and charset as captured; a server may have said anything."""
    match = _MEDIA_TYPE.match(said.strip())
    if match is None:
        return _UNKNOWN
    return f"{match[1]}; charset={match[2]}" if match[2] else match[1]
