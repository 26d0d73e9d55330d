"""docs/reference/api.md: every address of the site, with the parameters that its view allows.

The parameters are read from the code of the views: the names that they hand to `allow_only`,
themselves or through what they call. A name without words in PARAMETERS stops the page.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from types import FunctionType
from typing import Any

from django.urls import URLPattern, URLResolver

from liaison.config import urls
from liaison.config.reference import markdown
from liaison.index.protocol import Facet
from liaison.publish.api import shape
from liaison.publish.api.documents import LARGEST_PAGE
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
    "limit": f"documents on a page, 1 to {LARGEST_PAGE}; a page may hold fewer",
    "cursor": "where a page begins: as `next` or the feed's next link gives it",
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
| 304 | unchanged since the ETag that was sent along |
| 400 | a parameter or value is not known, or given twice; or a Host that is not in LIAISON_HOSTS |
| 403 | the archived copy is kept and not given out; the answer says why |
| 404 | nothing stands at this address |
| 405 | anything but GET and HEAD, at all other addresses |
| 410 | the document was withdrawn; the answer says why |
| 503 | database, index or an archived copy cannot be read, or too many large files are being sent |

Under `/api/` and `.json`, an error is `{"error": {"status", "what", "more"}}`. An invented record
says `"rehearsal": true` in every answer. Answers to `/api/` and all forms may be read by
scripts of any site (`Access-Control-Allow-Origin: *`).
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
        "## Fields",
        *_fields(),
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
    for heading, made in (
        ("a document", shape.summary),
        ("each of its `editions`", shape.edition),
        ("each of its `references` and `countries_found`", shape.found),
    ):
        names = ", ".join(markdown.code(name) for name in _keys(made))
        yield f"Of {heading}: {names}."


def _views(
    patterns: Iterable[URLPattern | URLResolver], before: str
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry.url_patterns, f"{before}LANGUAGE/")
        else:
            path = _PLACE.sub(lambda found: found[1].upper(), str(entry.pattern))
            yield before + path, entry.callback


def _allowed(view: Callable[..., Any]) -> list[str]:
    """Every parameter that a view, or what it calls in the site's own code, may allow."""
    names: dict[str, None] = {}
    waiting = [view] if isinstance(view, FunctionType) else []
    seen: set[FunctionType] = set()
    while waiting:
        function = waiting.pop(0)
        if function in seen:
            continue
        seen.add(function)
        for call in (node for node in ast.walk(_tree(function)) if isinstance(node, ast.Call)):
            called = _resolved(function, call.func)
            if called is allow_only:
                names |= dict.fromkeys(_value(function, call.args[1]))
            elif isinstance(called, FunctionType) and called.__module__.startswith(_OURS):
                waiting.append(called)
    return list(names)


def _tree(function: Callable[..., Any]) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


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


def _keys(made: Callable[..., Any]) -> list[str]:
    """The names in the dictionary that a function gives back."""
    for node in ast.walk(_tree(made)):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Dict):
            return [str(ast.literal_eval(key)) for key in node.value.keys if key is not None]
    raise LookupError(f"{made.__name__} gives back no dictionary that is written out")


def _words(view: Callable[..., Any]) -> str:
    """What a view says of itself beyond its address; else what its module says."""
    said = _ADDRESS.sub("", markdown.sentence(view.__doc__))
    said = said.partition("Raises ")[0].strip()
    said = said or markdown.sentence(inspect.getdoc(inspect.getmodule(view)))
    return said[:1].upper() + said[1:]
