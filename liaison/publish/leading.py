"""Addresses that are not quite right: where they lead on for good, or what is near."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.publish import elsewhere
from liaison.publish.elsewhere import Listed, NotListed
from liaison.publish.parameters import did_you_mean
from liaison.publish.refusing import fail
from liaison.publish.sentences import isolated

_WITHIN = re.compile(r"/[^/\\]")  # an address of this site: two slashes would lead to another
_NAMED = re.compile(r"/[0-9A-Za-z]{13}(?![0-9A-Za-z])")  # as documents and matters are named
_LISTS = {  # the page that lists what an address may name
    Listed.COUNTRY: "countries",
    Listed.MECHANISM: "mechanisms",
    Listed.INSTRUMENT: "standards",
    Listed.RIGHT: "standards",
    Listed.GROUP: "working-groups",
    Listed.SOURCE: "sources",
}


def not_listed(request: HttpRequest, error: NotListed) -> HttpResponse:
    """The same address with the code that is meant; else what is near, and the list."""
    if code := elsewhere.meant(error.listed, error.asked):
        return lead_on(request, _with_code(request, error, code))
    heading = _("There is no such page")
    said = _("Nothing is known here by the name or code “%(name)s”.") % {
        "name": isolated(error.asked)
    }
    codes = elsewhere.near(error.listed, error.asked)
    language = get_language() or "en"
    offers = [
        {
            "address": _with_code(request, error, code),
            "words": did_you_mean(elsewhere.name(error.listed, code, language)),
        }
        for code in codes
    ]
    offers.append({"address": reverse(_LISTS[error.listed]), "words": _("All that there are")})
    return fail(request, 404, heading, [said], offers, nearest="".join(codes[:1]))


def _with_code(request: HttpRequest, error: NotListed, code: str) -> str:
    match = request.resolver_match
    if match is None or match.view_name is None:
        return request.path
    captured = match.captured_kwargs  # type: ignore[attr-defined] # the stubs do not know it
    return reverse(match.view_name, kwargs={**captured, error.place: code})


def lead_on(request: HttpRequest, path: str) -> HttpResponse:
    """For good, to the same question of another address of this site."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def same_place(path: str) -> str:
    """The address that is meant by one that differs from it in its case or by a slash; or ""."""
    plain = path.rstrip("/")
    if not _WITHIN.match(plain) or (plain == path and _stands(_in_a_language(path))):
        return ""  # of another site, or only without its language, which is put before it
    if plain == path and _stands(path) and not _NAMED.search(path):
        return ""  # there is no such thing, in whatever letters
    for tried in (plain, plain.lower()):
        if tried != path and (_stands(tried) or _stands(_in_a_language(tried))):
            return tried
    return ""


def _in_a_language(path: str) -> str:
    return f"/{get_language() or 'en'}{path}"


def _stands(path: str) -> bool:
    """Whether something may be at an address."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
