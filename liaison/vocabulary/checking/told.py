"""Activities, outcomes and structural matters."""

from collections.abc import Iterator

from liaison.vocabulary.checking.placed import INTERFACE, Files, Problem, labels, row_names

_LISTS = (
    "activity_types.csv",
    "activity_statuses.csv",
    "outcomes.csv",
    "structural_matters.csv",
    "structural_stages.csv",
)
_VALENCES = ("+", "-", "0")


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    for file in _LISTS:
        for place in files[file]:
            yield from labels(place, row_names(place.data), INTERFACE)
    for place in files["outcomes.csv"]:
        if place.data["valence"] not in _VALENCES:
            yield place.problem(
                f"valence {place.data['valence']!r} is none", f"write one of {_VALENCES}"
            )
