"""Files of words: codes, languages, and the form of each phrase."""

from collections.abc import Iterator

from liaison.vocabulary.checking.placed import Files, Placed, Problem, known
from liaison.vocabulary.files import WORDS
from liaison.vocabulary.loading.wordings import wording
from liaison.vocabulary.terms.wordings import (
    BESIDE_NAMES,
    MOODS,
    PLACES,
    ROLES,
    STRENGTHS,
    WITHIN_NAMES,
)

_OWN = {
    "mood_words.csv": MOODS,
    "role_words.csv": ROLES,
    "people_words.csv": BESIDE_NAMES,
    "organisation_words.csv": WITHIN_NAMES,
}


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    languages = known(files, "languages.csv")
    for file, list_file in WORDS.items():
        codes = known(files, list_file) | {""} if list_file else set(_OWN[file])
        strengths = STRENGTHS if list_file else PLACES
        seen: dict[tuple[str, ...], int] = {}
        for place in files[file]:
            row = place.data
            if row["code"] not in codes:
                yield place.problem(f"code {row['code']!r} is unknown", _way_out(file))
            if row["language"] not in languages:
                yield place.problem(
                    f"language {row['language']!r} is unknown", "add it to languages.csv"
                )
            if row["strength"] not in strengths:
                yield place.problem(
                    f"strength {row['strength']!r} is none", f"write one of {strengths}"
                )
            yield from _words(place, seen)


def _way_out(file: str) -> str:
    return f"write one of {_OWN[file]}" if file in _OWN else f"add it to {WORDS[file]}"


def _words(place: Placed, seen: dict[tuple[str, ...], int]) -> Iterator[Problem]:
    for phrase in wording(place.data).words:
        if not any(letter.isalpha() for letter in phrase):
            yield place.problem("words without a letter", "write the words, parted by |")
        key = (
            *(place.data[name] for name in ("code", "language")),
            place.data["strength"] if place.file in _OWN else "",
            phrase,
        )
        if key in seen:
            yield place.problem(
                f"{phrase!r} is in line {seen[key]} already", "take one of them out"
            )
        seen.setdefault(key, place.line)
