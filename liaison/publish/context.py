"""What every page needs to know."""

from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from liaison.design.written import direction
from liaison.publish.navigation import groups
from liaison.publish.record import record_kind


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Its language, the same page in the others, and what kind of record this is."""
    match = request.resolver_match
    neutral = _without_language(request.get_full_path())
    return {
        "page_language": get_language() or settings.LANGUAGE_CODE,
        "page_direction": "rtl" if get_language_bidi() else "ltr",
        "page_name": match.url_name if match is not None else "",
        "page_languages": _in_other_languages(request, neutral),
        "neutral_path": neutral,
        "navigation": groups(get_language() or settings.LANGUAGE_CODE),
        "origin": origin(request),
        "record_kind": record_kind(),
        "contact": settings.CONTACT,
        "contact_link": settings.CONTACT
        if "://" in settings.CONTACT
        else f"mailto:{settings.CONTACT}",
    }


def _in_other_languages(request: HttpRequest, neutral: str) -> list[dict[str, str]]:
    """The addresses of this page by language; none where its address has no language in it."""
    match = request.resolver_match
    if match is not None and neutral == request.get_full_path():
        return []
    return [
        {"code": code, "name": name, "path": f"/{code}{neutral}", "direction": direction(code)}
        for code, name in settings.LANGUAGES
    ]


def origin(request: HttpRequest) -> str:
    """Scheme and host that the reader used; "" where the host is none of ours."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""


def _without_language(path: str) -> str:
    first, slash, rest = path[1:].partition("/")
    if first in dict(settings.LANGUAGES):
        return slash + rest or "/"
    return path
