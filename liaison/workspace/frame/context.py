"""What every page of a vault needs to know."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from liaison.design.written import direction
from liaison.workspace.frame.addressed import VAULT
from liaison.workspace.frame.navigation import Link, links


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Its language and the others, the vault it is of, who reads it and where they can go."""
    match = request.resolver_match
    who = getattr(request, "who", None)
    shown: tuple[Link, ...] = links(who) if who is not None else ()
    return {
        "page_language": get_language() or settings.LANGUAGE_CODE,
        "page_direction": "rtl" if get_language_bidi() else "ltr",
        "page_name": match.url_name if match is not None else "",
        "page_languages": [
            {"code": code, "name": name, "direction": direction(code)}
            for code, name in settings.LANGUAGES
        ],
        "here": request.get_full_path(),
        "record_kind": "",
        "vault_name": request.META.get(VAULT, ""),
        "who": who,
        "member": request.user if who is not None else None,
        "navigation": shown,
        "told": get_messages(request) if VAULT in request.META else (),
    }
