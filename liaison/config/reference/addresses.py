"""docs/reference/api.md: every address of the site, with the parameters that its view allows.

The parameters are read from the code of the views: the names that they hand to `allow_only`,
themselves or through what they call. A name without words in PARAMETERS stops the page.
"""

import ast
import functools
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from types import FunctionType
from typing import Any, get_type_hints

from django.urls import URLPattern, URLResolver

from liaison.competence import Asker, Procedure, Remedies, Subject
from liaison.config import urls
from liaison.config.reference import markdown
from liaison.index.protocol import Facet
from liaison.kernel.item import Role
from liaison.kernel.reading import Format
from liaison.publish.acting.asked import NOWHERE
from liaison.publish.addressed import Reply
from liaison.publish.api.limits import MOST, WINDOW
from liaison.publish.api.openapi import LISTS
from liaison.publish.api.paging import LARGEST_PAGE, PAGED
from liaison.publish.api.parameters import parameter
from liaison.publish.parameters import allow_only
from liaison.publish.question import LAST_PAGE, ORDERS, PAGE_SIZE
from liaison.publish.taking.formats import FORMATS

_OURS = "liaison.publish"
_ADDRESS = re.compile(r"^`/[^`]*`(?:: |\.)")
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
_REPEATED = "may be repeated: values of one are alternatives, different ones narrow each other"
_DAY = "`2012`, `2012-03` or `2012-03-15`, included"
PARAMETERS = {
    "q": "what is looked for: [how to search](../how-to/search.md)",
    "exact": "another way to say the words that is switched off, as a page's links give it; "
    "may be repeated; `*`: only the words as typed",
    **{facet.value: _REPEATED for facet in Facet},
    "since": f"published from then on: {_DAY}",
    "until": f"published until then: {_DAY}",
    "sort": ", ".join(markdown.code(sort.value) for sort in ORDERS),
    "page": f"1 to {LAST_PAGE}, of {PAGE_SIZE} documents each",
    "more": "the facet that is shown with all its values",
    "edition": "which edition is shown: the key in its link",
    "part": "which part of a long text is shown, from 1",
    "paragraph": "the paragraph whose part of a long text is shown: its number in the whole text",
    "beside": "another edition that is shown beside the chosen one: the key in its link",
    "before": "the earlier of two captures that are compared: its name, as `/captures/` has it",
    "after": "the later of two captures that are compared",
    "limit": f"how many on a page, 1 to {LARGEST_PAGE}; a page may hold fewer",
    "cursor": "where a page begins: as `next` or the feed's next link gives it",
    "fields": "the fields that are told, parted by commas; without it, all",
    "document": "identifier of a document: what belongs to it",
    "format": "format of an edition: " + ", ".join(markdown.code(one.value) for one in Format),
    "role": "what an edition is to its document: "
    + ", ".join(markdown.code(one.value) for one in Role),
    "sha256": "of the bytes of a capture, 64 digits in hex",
    "system": "code of an organisation that has instruments; may be repeated",
    "reply": "of letters: " + ", ".join(markdown.code(one.value) for one in Reply),
    "month": "month of a calendar: `2012-03`",
    "status": "code of the vocabulary `activity_statuses`",
    "happened_year": "when it happened, from this year back; left out: not known",
    "happened_month": "its month, `01` to `12`",
    "about": "what the case is about; may be repeated: "
    + ", ".join(markdown.code(one.value) for one in Subject),
    "asker": "who asks: " + ", ".join(markdown.code(one.value) for one in Asker),
    "pending": "where the same matter is, or was; may be repeated, left out: not known: "
    + ", ".join(map(markdown.code, (NOWHERE, *(one.value for one in Procedure)))),
    "remedies": "whether the remedies of the country were used up: "
    + ", ".join(markdown.code(one.value) for one in Remedies),
    "ruling_year": "when the final ruling of the country was made; left out: not known",
    "ruling_month": "its month, `01` to `12`",
    "ruling_day": "its day, `01` to `31`",
}
_INTRODUCTION = """\
Every view is a GET address without key, account or cookie. A POST is taken by `subscribe` and
`alerts` alone, from their forms and from mail programs that end a subscription.

`LANGUAGE` is `en`, `fr`, `es`, `ru` or
`ar`: the language of the page, not of the documents. The same address with `.json`, `.atom` or the
end of another form below gives the same selection as data. A parameter or value that an address
does not know is answered with 400 and the nearest that it does. Times are in UTC; dates are as
precise as they are known.
"""
_ANSWERS = """\
| status | when |
| --- | --- |
| 200 | as asked for |
| 301 | it has another address: small letters or capitals, a code of today, no slash at the end |
| 304 | unchanged since the ETag that was sent along |
| 400 | a parameter or value is not known, or given twice; or a Host that is not in LIAISON_HOSTS |
| 403 | the archived copy is kept and not given out; the answer says why |
| 404 | nothing stands at this address |
| 405 | anything but GET and HEAD, at all other addresses |
| 410 | the document was withdrawn; the answer says why |
| 429 | under `/api/`: more than one reader may ask; `Retry-After` says when to come again |
| 503 | database, index or an archived copy cannot be read, or too many large files are being sent |

Under `/api/` and `.json`, and at every other file for who does not accept HTML, an error is
`application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, and for a mistaken
address `parameter` and `nearest`. An invented record says
`"rehearsal": true` in every answer. Answers to `/api/` and all forms may be read by scripts of any
site (`Access-Control-Allow-Origin: *`).
"""
_LIMITS = f"""\
One reader may ask the API {MOST} times in {WINDOW} seconds; pages, feeds and their twins have no
limit. Each answer says how it stands: `RateLimit-Policy: "reader";q={MOST};w={WINDOW}` and
`RateLimit: "reader";r=LEFT;t=SECONDS` (draft-ietf-httpapi-ratelimit-headers-10), and the same in
`X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset` (seconds). What is beyond is
answered with 429 and `Retry-After`. Each worker of the site counts by itself: the limit is what a
reader has at least.

Counted is a digest of the reader's address (of an IPv6 address its first 64 bits) in memory, with a
key that is drawn anew for each window; both are forgotten at its end, and written nowhere. Where
readers cannot be told apart, nobody is refused: `RateLimit` is missing there. [How a server in
front and an onion service tell them apart](../how-to/run-on-a-server.md#a-server-in-front).
"""
_API = """\
`/api/v1/openapi.json` describes the API in OpenAPI 3.1: every list, its parameters with their
values, and every field. [How to use it](../how-to/use-the-api.md). Lists lead on by `next`. Whoever
follows it meets everything that was there at the start exactly once, whatever arrives meanwhile.
"""

_FORMS = """\
Of a search, each form gives the same selection: feeds and JSON a page at a time, the others all of
it, newest first, so that `sort`, `page` and `more` are refused there.
[How to take results along](../how-to/take-along.md) says what stands in each.
"""


def write() -> str:
    """The page. Raises LookupError for a parameter that has no words here."""
    views = list(_views(urls.urlpatterns, "/"))
    named = {name for _, view in views for name in _allowed(view)}
    if unknown := named - set(PARAMETERS):
        raise LookupError(f"no words for {', '.join(sorted(unknown))}: add them to PARAMETERS")
    rows = [
        (
            markdown.code(address),
            _words(view),
            " ".join(markdown.code(name) for name in _allowed(view)),
        )
        for address, view in views
    ]
    meanings = [(markdown.code(name), words) for name, words in PARAMETERS.items() if name in named]
    return markdown.page(
        "Addresses of the site and its data",
        _INTRODUCTION,
        "## Addresses",
        markdown.table(("address", "what it is", "parameters"), rows),
        "## Parameters",
        markdown.table(("parameter", "values"), meanings),
        "## Forms",
        _FORMS,
        markdown.table(("address ends in", "media type", "what it is"), _forms()),
        "## The API",
        _API,
        *_fields(),
        "## Limits",
        _LIMITS,
        "## Answers",
        _ANSWERS,
    )


def _forms() -> Iterator[tuple[str, str, str]]:
    for form in FORMATS:
        of_what = ", also of one document" if form.single else ""
        yield (
            markdown.code(f".{form.extension}"),
            markdown.code(form.media_type.partition(";")[0]),
            f"{form.name}: {form.words}{of_what}",
        )


def _fields() -> Iterator[str]:
    for one in LISTS:
        yield f"### `/api/v1/{one.name}`"
        yield one.says
        yield markdown.table(
            ("parameter", "what it may be"),
            [
                (markdown.code(name), parameter(one.name, name).words)
                for name in one.parameters
                if name not in PAGED
            ],
        )
        yield f"Fields: {_named(get_type_hints(one.item))}."
        if one.whole not in (None, one.item):
            more = [
                name for name in get_type_hints(one.whole) if name not in get_type_hints(one.item)
            ]
            yield f"`/api/v1/{one.one}` tells also {_named(more)}."


def _named(names: Iterable[str]) -> str:
    return ", ".join(map(markdown.code, names))


def _views(
    patterns: Iterable[URLPattern | URLResolver], before: str
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry.url_patterns, f"{before}LANGUAGE/")
        else:
            path = _PLACE.sub(lambda found: found[1].upper(), str(entry.pattern))
            yield before + path, entry.callback


@functools.cache  # the walks of the tests ask it of every address, again and again
def _allowed(view: Callable[..., Any]) -> tuple[str, ...]:
    """Every parameter that a view, or what it calls in the site's own code, may allow."""
    names: dict[str, None] = {}
    waiting = [view] if isinstance(view, FunctionType) else []
    seen: set[FunctionType] = set()
    while waiting:
        function = waiting.pop(0)
        if function in seen:
            continue
        seen.add(function)
        allowed, called = _read(function)
        names |= dict.fromkeys(allowed)
        waiting += called
    return tuple(names)


@functools.cache  # what many views call is read once
def _read(function: FunctionType) -> tuple[tuple[str, ...], tuple[FunctionType, ...]]:
    """The parameters that a function allows itself, and the functions of ours that it calls."""
    names: list[str] = []
    ours: list[FunctionType] = []
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = _resolved(function, call.func)
        if called is allow_only:
            names += _value(function, call.args[1])
        elif isinstance(called, FunctionType) and called.__module__.startswith(_OURS):
            ours.append(called)
    return tuple(names), tuple(ours)


def _resolved(function: FunctionType, called: ast.expr) -> Any:  # noqa: ANN401 - any global
    if isinstance(called, ast.Name):
        return function.__globals__.get(called.id)
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        return getattr(function.__globals__.get(called.value.id), called.attr, None)
    return None


def _value(function: FunctionType, names: ast.expr) -> tuple[str, ...]:
    if isinstance(names, ast.Name):
        return tuple(function.__globals__[names.id])
    return tuple(ast.literal_eval(names))


def _words(view: Callable[..., Any]) -> str:
    """What a view says of itself beyond its address; else what its module says."""
    said = _ADDRESS.sub("", markdown.sentence(view.__doc__))
    said = said.partition("Raises ")[0].strip()
    said = said or markdown.sentence(inspect.getdoc(inspect.getmodule(view)))
    return said[:1].upper() + said[1:]
