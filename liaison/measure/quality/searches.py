"""Sets of questions with what they should find, in the files of labelled sets."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from liaison.kernel.errors import MistakenInput

HELP = """
Searching has sets of its own. Their lines, in the same file or in several, are documents,

    {"set": "our-record", "id": "7-fr", "language": "fr", "title": "…", "text": "…"}

which have no `expected`, and questions, with the ids of the documents that should be found:

    {"set": "our-record", "query": "…", "language": "en", "among": "fr", "relevant": ["7-fr"]}

    query      words as a reader would type them, a whole paragraph if need be
    language   of the question: the table has a line for each, and for each pair
    among      only documents in this language are looked at (optional); where it is another than
               that of the question, finding counts as cross_language, else as known_item

They are counted by nDCG@10 and recall@10. In a file of floors stand nDCG@10 by `known_item` and
`cross_language`.
"""


class Searched(BaseModel):
    """A document among which something is looked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    set: str = Field(min_length=1)
    id: str = Field(min_length=1)
    language: str = ""
    title: str = ""
    text: str = Field(min_length=1)


class Search(BaseModel):
    """A question and the ids of the documents that it should find."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    set: str = Field(min_length=1)
    query: str = Field(min_length=1)
    language: str = ""
    among: str = ""
    relevant: tuple[str, ...] = Field(min_length=1)


def of_searching(line: object) -> TypeGuard[dict[str, object]]:
    """Whether a line of a set is a document or question of searching."""
    return isinstance(line, dict) and ("query" in line or not {"expected", "names"} & line.keys())


def read_searches(folder: Path) -> tuple[list[Searched], list[Search]]:
    """Every document and question of searching of the .jsonl files under a folder.

    Raises MistakenInput, with file and line, for one that does not follow the format, for a
    document that comes twice, and for documents of a set that asks nothing.
    """
    documents: list[Searched] = []
    searches: list[Search] = []
    places: dict[tuple[str, str], str] = {}
    for where, line in _lines(folder):
        try:
            if "query" in line:
                searches.append(Search.model_validate(line))
                continue
            document = Searched.model_validate(line)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            raise _mistaken(where, f"{field}: {first['msg']}") from error
        if places.setdefault((document.set, document.id), where) != where:
            raise _mistaken(where, f"a second document {document.id} of {document.set}")
        documents.append(document)
    asked = {one.set for one in searches}
    for (name, _id), where in places.items():
        if name not in asked:
            raise _mistaken(where, "`expected` is missing, and no line of the set has a `query`")
    return documents, searches


def _lines(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for path in sorted(folder.rglob("*.jsonl")):
        with path.open("rb") as file:
            for number, text in enumerate(file, start=1):
                try:
                    line = json.loads(text) if text.strip() else None
                except ValueError:
                    continue  # the reader of cases tells of it
                if of_searching(line):
                    yield f"{path}:{number}", line


def _mistaken(where: str, what: str) -> MistakenInput:
    return MistakenInput(f"{where}: {what}", "see `liaison quality --format-help`")
