"""Meetings of the mechanisms and working groups."""

from collections.abc import Iterator

from liaison.vocabulary.checking import known as facts
from liaison.vocabulary.checking.placed import Files, Problem, known, labels, row_names
from liaison.vocabulary.terms import Certainty


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    for place in files["inter_mechanism_meetings.csv"]:
        row = place.data
        yield from labels(place, row_names(row), ("en",))
        yield from facts.evidence(place, row)
        for name in ("number_certainty", "date_certainty"):
            yield from facts.one_of(place, name, row[name], Certainty)
        for name in ("from", "until"):
            yield from facts.date(place, name, row[name])
        if row["from"] > row["until"]:
            yield place.problem("it ends before it begins", "mend from or until")
    yield from _groups(files)


def _groups(files: Files) -> Iterator[Problem]:
    organisations = known(files, "organisations.csv")
    mechanisms = known(files, "mechanisms.yaml") | {""}
    languages = known(files, "languages.csv")
    for place in files["working_groups.yaml"]:
        entry = place.data
        yield from labels(place, entry.get("names"), ("en",))
        yield from facts.evidence(place, entry)
        for name, codes, file in (
            ("parent", organisations, "organisations.csv"),
            ("mechanism", mechanisms, "mechanisms.yaml"),
        ):
            yield from facts.among(place, name, (entry.get(name, ""),), codes, file)
        spoken = entry.get("languages", ())
        yield from facts.among(place, "language", spoken, languages, "languages.csv")
        yield from facts.date(place, "established", entry.get("established"))
        for result in entry.get("results", ()):
            yield from facts.evidence(place, result, of=str(result.get("text", "a result")))
