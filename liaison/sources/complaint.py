"""What is wrong with a source file: line, field, what, and what to write instead."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from liaison.sources import declaration, reader_options

_READERS: dict[str, type[BaseModel]] = {
    "feed": reader_options.FeedReader,
    "sitemap": reader_options.SitemapReader,
    "listing": reader_options.ListingReader,
    "addresses": reader_options.AddressesReader,
    "folder": reader_options.FolderReader,
    "python": reader_options.PythonReader,
}
_PARTS: dict[tuple[str, ...], type[BaseModel]] = {
    (): declaration.Source,
    ("yields",): declaration.Yields,
    ("licence",): declaration.Licence,
    ("politeness",): declaration.Politeness,
    ("follow",): declaration.Follow,
    ("checked",): declaration.Checked,
    ("reader", "pages"): reader_options.Pages,
}
_WANTED = {
    "string_type": "write text; put it in quotes if it looks like something else",
    "string_too_short": "is empty; fill it in or take it out",
    "too_short": "is empty; name at least one",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "tuple_type": "write a list, such as [one, two]",
    "model_type": "write its fields below it, indented",
    "model_attributes_type": "write its fields below it, indented",
    "time_delta_type": "write a length of time, such as `6 hours`",
}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong: the line it stands on, and a sentence that begins with the field."""

    line: int
    text: str


def closest(word: str, known: Collection[str]) -> str:
    """The known word that this one was probably meant to be, or ""."""
    return next(iter(get_close_matches(word, list(known), n=1)), "")


def faults_of(written: Any, error: ValidationError) -> list[Fault]:  # noqa: ANN401 (ruamel's mapping)
    """Each complaint of pydantic, with the line in `written` and words for a person."""
    faults = []
    for detail in error.errors(include_url=False, include_context=True):
        where = _without_tag(detail["loc"])
        field = ".".join(str(part) for part in where)
        text = _sentence(detail, where)
        faults.append(Fault(line_of(written, where), f"{field}: {text}" if field else text))
    return faults


def line_of(written: Any, where: tuple[int | str, ...]) -> int:  # noqa: ANN401 (ruamel's mapping)
    """The line (from 1) of the field at this path, or of what should hold it."""
    line, node = 1, written
    for part in where:
        if isinstance(node, CommentedMap) and part in node:
            line = int(node.lc.key(part)[0]) + 1
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = int(node.lc.item(part)[0]) + 1
        else:
            break
        node = node[part]
    return line


def _without_tag(where: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The path as written: pydantic puts the reader's kind between `reader` and its option."""
    return where[:1] + where[2:] if where[:1] == ("reader",) and len(where) > 1 else where


def _sentence(detail: ErrorDetails, where: tuple[int | str, ...]) -> str:
    kind, context, given = detail["type"], detail.get("ctx", {}), _short(detail["input"])
    if kind == "value_error":
        return str(context["error"])
    if kind == "extra_forbidden":
        return _unknown_field(where, detail)
    if kind in _WANTED:
        return f"{given}: {_WANTED[kind]}"
    advice = _advice(where, detail)
    return {
        "missing": f"is missing; {advice}",
        "literal_error": f"{given} is not known; write one of {context.get('expected')}",
        "enum": f"{given} is not known; write one of {context.get('expected')}",
        "union_tag_not_found": f"its `kind:` must be one of {', '.join(_READERS)}",
        "union_tag_invalid": f"its `kind:` must be one of {', '.join(_READERS)}",
        "string_pattern_mismatch": f"{given} has not the right form; {advice}",
    }.get(kind, f"{given}: {detail['msg'].lower()}; {advice}")


def _unknown_field(where: tuple[int | str, ...], detail: ErrorDetails) -> str:
    model = _model_holding(where, detail)
    known = [] if model is None else [name for name in model.model_fields if name != "declared_in"]
    near = closest(str(where[-1]), known)
    if near:
        return f"is no field that Liaison knows; did you mean `{near}`?"
    return f"is no field that Liaison knows; known are {', '.join(known)}"


def _advice(where: tuple[int | str, ...], detail: ErrorDetails) -> str:
    model = _model_holding(where, detail)
    named = [part for part in where if isinstance(part, str)]
    field = model.model_fields.get(named[-1]) if model is not None and named else None
    described = field.description if field is not None else None
    return f"write {described}" if described else "see docs/how-to/add-a-source.md"


def _model_holding(where: tuple[int | str, ...], detail: ErrorDetails) -> type[BaseModel] | None:
    above = tuple(part for part in where if isinstance(part, str))[:-1]
    if above == ("reader",):
        return _READERS.get(str(detail["loc"][1]))
    return _PARTS.get(above)


def _short(value: object) -> str:
    """The value as written, short; the contents of lists and mappings are left out."""
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a mapping"
    if value is None:
        return "nothing"
    text = str(value)
    return repr(text if len(text) <= 60 else f"{text[:60]}…")  # noqa: PLR2004 (fits a line)
