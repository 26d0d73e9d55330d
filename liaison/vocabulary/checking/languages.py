"""Languages, and the names and words that are written in them."""

from collections.abc import Iterator

from liaison.vocabulary.checking.placed import INTERFACE, Files, Problem, known, labels, row_names

# The column of each file that holds a word of the language named beside it.
_NAMES = {
    "country_names.csv": "name",
    "nationalities.csv": "word",
    "places.csv": "name",
    "months.csv": "name",
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
