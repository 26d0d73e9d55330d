"""Labelled cases: one JSON object a line, in files that anyone can write.

`FORMAT_HELP` says how, and is what `liaison quality --format-help` prints.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from liaison.kernel.errors import MistakenInput
from liaison.measure.quality.searches import HELP, of_searching


class Question(StrEnum):
    """What can be asked of a document."""

    LANGUAGE = "language"
    PUBLISHED = "published"
    SYMBOL = "symbol"
    REFERENCE = "reference"
    ABOUT = "about"
    COUNTRY = "country"
    DOCUMENT_KIND = "document_kind"
    TITLE = "title"
    MAIN_TEXT = "main_text"
    EVENT_DATE = "event_date"
    HEARING_DATE = "hearing_date"
    DEADLINE = "deadline"
    VIOLATION = "violation"
    DEFENDER = "defender"
    PERPETRATOR = "perpetrator"
    RIGHT = "right"
    THEME = "theme"
    ACCOUNTABILITY = "accountability"
    STRUCTURAL = "structural"
    ACTIVITY = "activity"
    RECOMMENDATION = "recommendation"
    RECOMMENDATION_THEME = "recommendation_theme"
    PERSON = "person"  # names of victims, compared in lower case without accents
    SAME_NAME = "same_name"  # whether two names are one: yes or no
    NEAR_COPY = "near_copy"
    TRANSLATION = "translation"
    SAME_MATTER = "same_matter"


# Asked of all documents of a set together: the answers are names of groups, whatever they are.
GROUPED = frozenset((Question.NEAR_COPY, Question.TRANSLATION, Question.SAME_MATTER))


_YES = "yes"
_WORD = re.compile(r"\w+")


def folded_name(name: str) -> str:
    """A name in lower case without accents and punctuation: names are compared so, as wholes."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(_WORD.findall("".join(c for c in bare if not unicodedata.combining(c))))


FORMAT_HELP = f"""\
A set is a folder of .jsonl files in UTF-8: one JSON object a line, a line a document.

    {{"set": "my-letters", "id": "7", "text": "…", "expected": {{"symbol": ["A/HRC/25/55"]}}}}

What the document is, one of these:
    text       its text as it stands
    names      two names in whatever scripts, for the question same_name alone
    file       path of a file, from the folder of the .jsonl: HTML, PDF, DOCX, DOC, RTF or text
What is known of it beforehand, each optional:
    title, address, stated_date, mechanism (a code), languages (codes), captured (YYYY-MM-DD),
    media_type (what a server said of the file)
What it is counted under:
    set        name of the set (needed)
    id         what a person finds it again by
    language   of the document: the table has a line for each
What is right:
    expected   for each question a list of answers; an empty list means that there is none:
               {", ".join(Question)}
    unwanted   passages that must not be in the main text
    classes    for a question whose set has labels of its own: each label with the codes of the
               vocabulary that it covers, "*" for all that no other label does:
               {{"violation": {{"killing": ["killing", "death_in_custody"], "other": ["*"]}}}}

Three questions are asked of all the documents of a set together: {", ".join(sorted(GROUPED))}.
Their answers are names of groups, chosen freely: those that bear the same name belong together,
one whose list is empty belongs with none.

    {{"set": "our-cases", "id": "1", "text": "…", "expected": {{"same_matter": ["the strike"]}}}}

They are counted by pairs: of each two documents that belong together whether they were found to,
and the other way round. A line for a language counts the pairs with a document in it.

Of two names it is asked whether they are one; precision and recall are of "yes":

    {{"set": "our-names", "id": "1", "names": ["…", "…"], "expected": {{"same_name": ["yes"]}}}}

A person is the name of a victim, compared in lower case without accents and punctuation.
Languages are ISO 639 codes, countries ISO 3166-1 alpha-3, dates YYYY, YYYY-MM or YYYY-MM-DD,
references in their canonical form, kinds codes of the vocabulary, main_text passages of it.
{HELP}"""


class Case(BaseModel):
    """One document and what is right of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    set: str = Field(min_length=1)
    id: str = ""
    language: str = ""
    text: str | None = None
    names: tuple[str, str] | None = None
    file: Path | None = None
    media_type: str = ""
    title: str = ""
    address: str = "https://example.org/"
    stated_date: str = ""
    mechanism: str = ""
    languages: tuple[str, ...] = ()
    captured: str = ""
    expected: dict[Question, tuple[str, ...]] = Field(min_length=1)
    unwanted: tuple[str, ...] = ()
    classes: dict[Question, dict[str, tuple[str, ...]]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_one_document(self) -> "Case":
        if sum(given is not None for given in (self.text, self.file, self.names)) != 1:
            raise ValueError("give `text` or `file` or `names`, one of them")
        if (self.names is None) == (Question.SAME_NAME in self.expected):
            raise ValueError("`names` and the question same_name go together")
        if set(self.expected.get(Question.SAME_NAME, ())) - {_YES, "no"}:
            raise ValueError("same_name is answered with yes or no")
        return self

    def right(self, question: Question) -> frozenset[str]:
        """What is counted as right. Of two names a yes alone: a no is no answer to be found."""
        wanted = frozenset(self.expected[question])
        if question is Question.SAME_NAME:
            return wanted & {_YES}
        return frozenset(map(folded_name, wanted)) if question is Question.PERSON else wanted


def read_cases(folder: Path) -> Iterator[Case]:
    """Every case of the .jsonl files under a folder, in order, but for those of searching.

    Raises MistakenInput, with file and line, for one that does not follow the format, and where
    there is no case at all.
    """
    count = 0
    for path in sorted(folder.rglob("*.jsonl")):
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    count += 1
                    read = _read(line, path, number)
                    if not of_searching(read):
                        yield _case(read, path, number)
    if not count:
        raise MistakenInput(
            f"no case in {folder}", "see `liaison quality --format-help` for what is read"
        )


def _read(line: bytes, path: Path, number: int) -> object:
    try:
        return json.loads(line)
    except ValueError as error:
        raise _mistaken(path, number, f"not JSON ({error})") from error


def _case(line: object, path: Path, number: int) -> Case:
    try:
        case = Case.model_validate(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _mistaken(
            path, number, f"{where}: {first['msg']}" if where else first["msg"]
        ) from error
    if case.file is None:
        return case
    file = path.parent / case.file
    if not file.is_file():
        raise _mistaken(path, number, f"no file {file}")
    return case.model_copy(update={"file": file})


def _mistaken(path: Path, number: int, what: str) -> MistakenInput:
    return MistakenInput(f"{path}:{number}: {what}", "see `liaison quality --format-help`")
