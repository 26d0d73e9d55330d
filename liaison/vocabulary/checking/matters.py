"""Violations, defenders, perpetrators and rights."""

from collections.abc import Iterator

from liaison.vocabulary.checking.placed import INTERFACE, Files, Problem, known, labels, row_names
from liaison.vocabulary.loading.matters import several
from liaison.vocabulary.terms import Urgency

# The categories of SDG indicator 16.10.1, as its metadata names them.
_SDG = (
    "killing",
    "enforced_disappearance",
    "torture",
    "arbitrary_detention",
    "kidnapping",
    "other_harmful_act",
)
_LISTS = (
    "violation_types.csv",
    "defender_types.csv",
    "perpetrator_types.csv",
    "rights.csv",
    "themes.csv",
    "upr_issues.csv",
)


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    for file in _LISTS:
        for place in files[file]:
            yield from labels(place, row_names(place.data), INTERFACE)
    perpetrators = known(files, "perpetrator_types.csv")
    for place in files["perpetrator_types.csv"]:
        parent = place.data["parent"]
        if parent and parent not in perpetrators:
            yield place.problem(f"parent {parent!r} is unknown", "use a code of this file")
    yield from _circles(files)
    yield from _violations(files)
    yield from _themes(files)


def _circles(files: Files) -> Iterator[Problem]:
    """No kind of perpetrator is above itself."""
    parents = {one.data["code"]: one.data["parent"] for one in files["perpetrator_types.csv"]}
    for place in files["perpetrator_types.csv"]:
        above, seen = place.data["parent"], set[str]()
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if place.data["code"] in seen:
            yield place.problem(f"parent {place.data['parent']!r} leads round", "break the circle")


def _violations(files: Files) -> Iterator[Problem]:
    rights = known(files, "rights.csv")
    for place in files["violation_types.csv"]:
        for code in several(place.data["rights"]):
            if code not in rights:
                yield place.problem(f"right {code!r} is unknown", "use a code of rights.csv")
        category = place.data["sdg_16_10_1"]
        if category and category not in _SDG:
            yield place.problem(f"sdg_16_10_1 {category!r} is none", f"write one of {_SDG}")
        if place.data["default_urgency"] not in set(Urgency):
            yield place.problem("default_urgency is none", f"write one of {sorted(Urgency)}")


def _themes(files: Files) -> Iterator[Problem]:
    for column in ("rights", "upr_issues"):
        codes = known(files, f"{column}.csv")
        for place in files["themes.csv"]:
            for code in several(place.data[column]):
                if code not in codes:
                    yield place.problem(
                        f"{column} {code!r} is unknown", f"use a code of {column}.csv"
                    )
