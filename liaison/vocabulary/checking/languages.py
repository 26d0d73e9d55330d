"""Languages, and the names and words that are written in them."""

from collections import Counter
from collections.abc import Iterator

from liaison.vocabulary.checking.placed import (
    INTERFACE,
    Files,
    Placed,
    Problem,
    known,
    labels,
    row_names,
)
from liaison.vocabulary.terms import DateWordKind

# The column of each file that holds a word of the language named beside it.
_NAMES = {
    "country_names.csv": "name",
    "nationalities.csv": "word",
    "places.csv": "names",
    "months.csv": "name",
    "date_words.csv": "words",
}


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    for place in files["languages.csv"]:
        yield from labels(place, row_names(place.data), INTERFACE)
    languages = known(files, "languages.csv")
    for file, column in _NAMES.items():
        for place in files[file]:
            if place.data["language"] not in languages:
                yield place.problem(
                    f"language {place.data['language']!r} is unknown", "add it to languages.csv"
                )
            if not place.data[column].strip():
                yield place.problem("the name is empty", "write it, or take the row out")
    for place in files["date_words.csv"]:
        if place.data["kind"] not in set(DateWordKind):
            kinds = ", ".join(DateWordKind)
            yield place.problem(f"kind {place.data['kind']!r} is none", f"write one of {kinds}")
    for place in files["language_marks.csv"]:
        yield from _marks(place, languages)


def _marks(place: Placed, languages: set[str]) -> Iterator[Problem]:
    row = place.data
    for column in ("language", "like"):
        if row[column] not in languages and (row[column] or column == "language"):
            yield place.problem(f"{column} {row[column]!r} is unknown", "add it to languages.csv")
    if row["seldom"] not in ("", "yes"):
        yield place.problem(f"seldom {row['seldom']!r} is none", "write yes, or leave it empty")
    for column, marks in (("letters", row["letters"]), ("words", row["words"].split())):
        twice = [mark for mark, times in Counter(marks).items() if times > 1]
        if twice:
            yield place.problem(f"{column}: {twice[0]!r} twice", "take one of them out")
        capital = [mark for mark in marks if mark != mark.lower()]
        if capital:
            yield place.problem(f"{column}: {capital[0]!r} has a capital", "write it small")
