"""What the parameters of the API may be: words for people, JSON Schema for programs."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from liaison import vocabulary
from liaison.design.written import known_languages
from liaison.index.protocol import Facet
from liaison.kernel.item import Role
from liaison.kernel.reading import Format
from liaison.publish import labels
from liaison.publish.api import documents, paging

_DATE = r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?$"
_NAME = r"^[a-z0-9]{13}$"

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a parameter means, and what it may be."""

    words: str
    schema: Callable[[], Schema]


def _text(pattern: str = "") -> Callable[[], Schema]:
    return lambda: {"type": "string", "pattern": pattern} if pattern else {"type": "string"}


def _code(valid: Callable[[], Collection[str]]) -> Callable[[], Schema]:
    return lambda: {"type": "string", "enum": sorted(valid())}


def _codes(facet: Facet) -> Callable[[], Schema]:
    return lambda: {
        "type": "array",
        "items": {"type": "string", "enum": sorted(labels.values_of(facet))},
        "minItems": 1,
    }


def _of(facet: Facet) -> Callable[[], Schema]:
    return _code(lambda: labels.values_of(facet))


_EVERYWHERE: Mapping[str, Parameter] = {
    "limit": Parameter(
        f"how many are listed, 1 to {paging.LARGEST_PAGE}; there may be fewer",
        lambda: {"type": "integer", "minimum": 1, "maximum": paging.LARGEST_PAGE},
    ),
    "cursor": Parameter("where a page begins, as `next` gives it", _text(r"^[A-Za-z0-9_-]+$")),
    "document": Parameter("of this document: its identifier", _text(_NAME)),
    "mechanism": Parameter("code of a mechanism", _of(Facet.MECHANISM)),
    "source": Parameter("identifier of a source", _of(Facet.SOURCE)),
    "country": Parameter("ISO 3166-1 alpha-3", _of(Facet.COUNTRY)),
    "since": Parameter("from then on: `2012`, `2012-03` or `2012-03-15`, included", _text(_DATE)),
    "until": Parameter("until then: `2012`, `2012-03` or `2012-03-15`, included", _text(_DATE)),
}
_OWN: Mapping[tuple[str, str], Parameter] = {
    ("documents", "q"): Parameter("words, phrases, operators, fields, a reference", _text()),
    ("documents", "exact"): Parameter(
        "another way to say the words that is switched off; `*`: only the words as typed",
        lambda: {"type": "array", "items": {"type": "string", "pattern": r"\S"}, "minItems": 1},
    ),
    ("documents", "sort"): Parameter(
        "`arrived`: the last come first, with `mechanism` and `source` alone; `newest`, `oldest`: "
        "by day published; `relevance`: the best for the words, one page of them. Without it: "
        "`arrived` where it goes, else `newest`",
        _code(lambda: documents.SORTS),
    ),
    **{
        ("documents", facet.value): Parameter(
            "may be repeated: values of one are alternatives, different ones narrow each other",
            _codes(facet),
        )
        for facet in Facet
    },
    ("editions", "language"): Parameter("ISO 639", _code(known_languages)),
    ("editions", "format"): Parameter(
        "of the file it was read from", _code(lambda: [one.value for one in Format])
    ),
    ("editions", "role"): Parameter(
        "what it is to its document", _code(lambda: [one.value for one in Role])
    ),
    ("captures", "sha256"): Parameter(
        "of the bytes, 64 digits in hex, small letters", _text("^[0-9a-f]{64}$")
    ),
    ("activities", "kind"): Parameter("code of activity_types", _of(Facet.ACTIVITY)),
    ("activities", "status"): Parameter(
        "code of activity_statuses", _code(lambda: vocabulary.load().activity_statuses)
    ),
    ("recommendations", "theme"): Parameter(
        "code of upr_issues that it is filed under", _code(lambda: vocabulary.load().upr_issues)
    ),
}


def parameter(listed: str, name: str) -> Parameter:
    """A parameter of one list. Raises KeyError for one that no words here explain."""
    own = _OWN.get((listed, name))
    return own if own is not None else _EVERYWHERE[name]


def described(listed: str, name: str, item: type) -> Schema:
    """The same as an OpenAPI parameter; `item` is the shape whose fields can be chosen."""
    if name == "fields":
        return {
            "name": name,
            "in": "query",
            "description": "which fields are told, parted by commas; without it, all",
            "style": "form",
            "explode": False,
            "schema": {
                "type": "array",
                "items": {"type": "string", "enum": list(get_type_hints(item))},
                "minItems": 1,
            },
        }
    one = parameter(listed, name)
    return {"name": name, "in": "query", "description": one.words, "schema": one.schema()}
