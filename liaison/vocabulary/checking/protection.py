"""Measures of protection."""

import re
from collections.abc import Iterator

from liaison.vocabulary.checking import known as facts
from liaison.vocabulary.checking.placed import Files, Problem, known, labels, row_names
from liaison.vocabulary.loading.matters import several
from liaison.vocabulary.terms import MeasureKind
from liaison.vocabulary.terms.admissibility import Criterion


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    bodies = known(files, "mechanisms.yaml") | known(files, "organisations.csv")
    languages = known(files, "languages.csv")
    for place in files["protection_measures.csv"]:
        row = place.data
        yield from labels(place, row_names(row), ("en",))
        yield from facts.evidence(place, row)
        yield from facts.one_of(place, "kind", row["kind"], MeasureKind)
        for code in several(row["criteria"]):
            yield from facts.one_of(place, "criterion", code, Criterion)
        providers = several(row["providers"])
        yield from facts.among(place, "provider", providers, bodies, "mechanisms.yaml")
        spoken = several(row["languages"])
        yield from facts.among(place, "language", spoken, languages, "languages.csv")
        if not re.fullmatch(r"\d*", row["cap_eur"]):
            yield place.problem(f"cap_eur {row['cap_eur']!r} is no number", "write whole euros")
        if not re.fullmatch(r"(?:\d+-\d+)?", row["months"]):
            yield place.problem(
                f"months {row['months']!r} is none", "write 6-12, or leave it empty"
            )
