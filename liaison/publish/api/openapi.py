"""`/api/v1/openapi.json`: what the API takes and gives, in OpenAPI 3.1, for programs.

Made of the parameters that the views allow and of the shapes that they build their answers in, so
it cannot say anything else than they do.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from pydantic import TypeAdapter
from typing_extensions import is_typeddict

from liaison.publish.api import (
    activities,
    captures,
    documents,
    editions,
    limits,
    matters,
    mechanisms,
    recommendations,
    schema,
    shape,
    sources,
    vocabularies,
)
from liaison.publish.api.parameters import Schema, described
from liaison.publish.context import origin
from liaison.publish.parameters import allow_only

_PLACE = re.compile(r"\{(\w+)\}")
_REF = "#/components/schemas/{model}"
_COMPONENTS = "#/components/responses/"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the API, and the address of one of its things ("": it has none)."""

    name: str
    says: str
    parameters: Sequence[str]
    item: type
    one: str = ""
    whole: type | None = None
    leads_on: bool = False  # an address may have become another


LISTS = (
    Listed(
        "documents",
        "Documents, and every selection of them that the search page can show.",
        documents.PARAMETERS,
        schema.FoundDocument,
        "documents/{identifier}",
        schema.WholeDocument,
    ),
    Listed(
        "editions",
        "Documents in each of their languages and formats.",
        editions.PARAMETERS,
        schema.Edition,
        "documents/{identifier}/editions/{key}",
        schema.EditionText,
    ),
    Listed(
        "captures",
        "What was fetched when, and its hash; never the bytes.",
        captures.PARAMETERS,
        schema.Capture,
        "captures/{number}",
        schema.Capture,
    ),
    Listed(
        "matters",
        "Cases and structural matters that several documents tell of.",
        matters.PARAMETERS,
        schema.Matter,
        "matters/{identifier}",
        schema.WholeMatter,
        leads_on=True,
    ),
    Listed(
        "activities",
        "Visits, sessions, hearings, events and calls.",
        activities.PARAMETERS,
        schema.Activity,
        "activities/{identifier}",
        schema.WholeActivity,
        leads_on=True,
    ),
    Listed(
        "mechanisms",
        "Mechanisms with their mandates, and how each fact is known.",
        mechanisms.PARAMETERS,
        schema.Mechanism,
        "mechanisms/{code}",
        schema.Mechanism,
    ),
    Listed(
        "sources",
        "Where documents are gathered, on what terms, and how that fares.",
        sources.PARAMETERS,
        schema.Source,
        "sources/{source_id}",
        schema.WholeSource,
    ),
    Listed(
        "vocabularies",
        "The lists whose codes everything is told in.",
        vocabularies.PARAMETERS,
        schema.Vocabulary,
        "vocabularies/{name}",
        schema.WholeVocabulary,
    ),
    Listed(
        "recommendations",
        "What documents recommend, to whom and on what.",
        recommendations.PARAMETERS,
        schema.Recommendation,
    ),
)
_PROBLEMS = {
    "400": "A parameter or value is not known, or given twice.",
    "404": "Nothing stands at this address.",
    "405": "Nothing but reading is possible here.",
    "410": "The document was withdrawn: since when, and why.",
    "429": "More was asked for than one reader may; Retry-After says when to come again.",
    "503": "The database or the search index cannot be read at the moment.",
}


def document(request: HttpRequest) -> JsonResponse:
    """This description of the API, in OpenAPI 3.1."""
    allow_only(request.GET, ())
    return shape.answer(description(origin(request)), marked=False)


def description(host: str) -> dict[str, Any]:
    """The document, for a site at this host."""
    paths: dict[str, Any] = {}
    for one in LISTS:
        paths[f"/api/v1/{one.name}"] = {"get": _list(one)}
        if one.whole is not None:
            paths[f"/api/v1/{one.one}"] = {"get": _single(one, one.whole)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Liaison: the public record",
            "version": "1",
            "description": _WORDS,
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": host or "/"}],
        "paths": paths,
        "components": {
            "schemas": shapes(),
            "responses": {
                status: {
                    "description": words,
                    "content": {"application/problem+json": {"schema": _ref(schema.Problem)}},
                }
                for status, words in _PROBLEMS.items()
            },
        },
    }


_WORDS = f"""\
Everything is read with GET or HEAD, without key, account or cookie, also by scripts of other sites.
A parameter or value that is not known is answered with 400 that names it and the nearest that is.
`next` leads to the following page and is null at the end: whoever follows it meets everything that
was there at the start exactly once, whatever arrives meanwhile. Answers carry an ETag. One reader
may ask {limits.MOST} times in {limits.WINDOW} seconds. An invented record says `rehearsal: true`.
"""


def _list(one: Listed) -> Schema:
    return {
        "operationId": f"list_{one.name}",
        "summary": one.says,
        "parameters": [described(one.name, name, one.item) for name in one.parameters],
        "responses": _responses(_page(one.name, one.item), gone="document" in one.parameters),
    }


def _single(one: Listed, whole: type) -> Schema:
    places = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 1}
            if name == "number"
            else {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
        }
        for name in _PLACE.findall(one.one)
    ]
    answers = _responses(_marked(shapes()[whole.__name__]), gone=True)
    answers["301"] = {"description": "It is called so in other letters, or was once: its address."}
    if one.leads_on:
        answers["302"] = {"description": "It is part of another by now: its address."}
    return {
        "operationId": f"read_{one.name}",
        "summary": f"One of them. {one.says}",
        "parameters": [*places, described(one.name, "fields", whole)],
        "responses": answers,
    }


def _responses(told: Schema, *, gone: bool) -> dict[str, Any]:
    headers = {
        name: {"description": words, "schema": {"type": "string"}}
        for name, words in (
            ("ETag", "of this answer: sent along as If-None-Match, an unchanged one costs nothing"),
            ("RateLimit-Policy", "how often one reader may ask"),
            ("RateLimit", "how often still, and for how many seconds that counts"),
        )
    }
    answers: dict[str, Any] = {
        "200": {
            "description": "As asked for.",
            "headers": headers,
            "content": {"application/json": {"schema": told}},
        }
    }
    for status in _PROBLEMS:
        if gone or status not in ("404", "410"):
            answers[status] = {"$ref": f"{_COMPONENTS}{status}"}
    return answers


def _page(name: str, item: type) -> Schema:
    return {
        "type": "object",
        "properties": {
            "rehearsal": {"const": True, "description": "there where the record is invented"},
            name: {"type": "array", "items": _ref(item)},
            "total": {"type": "integer", "description": "of a selection of documents"},
            "next": {"type": ["string", "null"], "description": "address of the next page"},
        },
        "required": [name, "next"],
        "additionalProperties": False,
    }


def _marked(told: Schema) -> Schema:
    return {**told, "properties": {"rehearsal": {"const": True}, **told["properties"]}}


def _ref(item: type) -> Schema:
    return {"$ref": _REF.format(model=item.__name__)}


@functools.cache
def shapes() -> dict[str, Any]:
    """The JSON Schema of every shape, by its name.

    None of their fields is required: a reader may have chosen others.
    """
    told = [one for one in vars(schema).values() if is_typeddict(one)]
    made: dict[str, Any] = {}
    for one in told:
        own = TypeAdapter(one).json_schema(ref_template=_REF, mode="serialization")
        made |= own.pop("$defs", {})
        made[one.__name__] = own
    for name, one in made.items():
        kept = {key: value for key, value in one.items() if key not in ("required", "title")}
        made[name] = {**kept, "additionalProperties": False}
    return made
