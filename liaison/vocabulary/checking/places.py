"""Countries, organisations, memberships."""

import re
from collections.abc import Iterator

from liaison.vocabulary.checking.known import among, evidence
from liaison.vocabulary.checking.placed import INTERFACE, Files, Problem, known, labels, row_names
from liaison.vocabulary.terms import Certainty, PlaceKind, Trap

_ISO_DATE = re.compile(r"^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?$")

# Lists whose terms have an address, and so may have had another.
_CODED = {
    "countries": "countries.csv",
    "mechanisms": "mechanisms.yaml",
    "instruments": "instruments.yaml",
    "rights": "rights.csv",
    "working_groups": "working_groups.yaml",
}

# The kinds that a row may have.
_KINDS: dict[str, tuple[str, ...]] = {
    "nationalities.csv": ("adjective", "people"),
    "places.csv": tuple(PlaceKind),
}


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    yield from _countries(files)
    yield from _organisations(files)
    yield from _names(files)
    yield from _of_countries(files)
    yield from _former_codes(files)
    yield from _memberships(files)


def _countries(files: Files) -> Iterator[Problem]:
    for place in files["countries.csv"]:
        row = place.data
        for column, form in (("iso3", r"[A-Z]{3}"), ("iso2", r"[A-Z]{2}"), ("m49", r"\d{3}")):
            if not re.fullmatch(form, row[column]):
                yield place.problem(
                    f"{column} {row[column]!r} is none", f"ISO 3166-1 writes it as {form}"
                )
        yield from labels(place, row_names(row), INTERFACE)


def _organisations(files: Files) -> Iterator[Problem]:
    organisations = known(files, "organisations.csv")
    for place in files["organisations.csv"]:
        yield from labels(place, row_names(place.data), ("en",))
        parent = place.data["parent"]
        if parent and parent not in organisations:
            yield place.problem(f"parent {parent!r} is unknown", "add it to organisations.csv")


def _names(files: Files) -> Iterator[Problem]:
    codes = known(files, "countries.csv")
    traps = set(Trap)
    for place in files["country_names.csv"]:
        row = place.data
        if row["trap"] not in traps:
            yield place.problem(f"trap {row['trap']!r} is none", f"write one of {sorted(traps)}")
        elif (row["trap"] == Trap.ANOTHER) != (not row["iso3"]):
            yield place.problem("names no country", "give its alpha-3 code, or the trap `another`")
        elif row["iso3"] and row["iso3"] not in codes:
            yield place.problem(
                f"{row['iso3']} is no code of countries.csv", "mend the code, or add the country"
            )


def _of_countries(files: Files) -> Iterator[Problem]:
    codes = known(files, "countries.csv")
    for file, kinds in _KINDS.items():
        first: dict[tuple[str, str], tuple[int, str]] = {}
        for place in files[file]:
            row = place.data
            if row["iso3"] not in codes:
                yield place.problem(
                    f"{row['iso3']!r} is no code of countries.csv", "mend the code, or add it"
                )
            if row["kind"] not in kinds:
                yield place.problem(f"kind {row['kind']!r} is none", f"write one of {kinds}")
            for word in (row.get("word") or row["names"]).split(" | "):
                line, holder = first.setdefault((row["language"], word), (place.line, row["iso3"]))
                if holder != row["iso3"]:
                    yield place.problem(
                        f"{word} points to {holder} in line {line}", "a word points to one country"
                    )


def _former_codes(files: Files) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for place in files["former_codes.csv"]:
        row = place.data
        if row["list"] not in _CODED:
            yield place.problem(
                f"list {row['list']!r} is none", f"write one of {', '.join(sorted(_CODED))}"
            )
            continue
        file = _CODED[row["list"]]
        codes = known(files, file)
        if row["code"] in codes or (row["list"], row["code"]) in seen:
            yield place.problem(
                f"{row['code']} has a meaning already", "take the row out, or merge the two"
            )
        seen.add((row["list"], row["code"]))
        yield from among(place, "now", row["now"].split(" | "), codes, file)
        yield from evidence(place, row)


def _memberships(files: Files) -> Iterator[Problem]:
    codes, organisations = known(files, "countries.csv"), known(files, "organisations.csv")
    for place in files["memberships.csv"]:
        row = place.data
        if row["iso3"] not in codes:
            yield place.problem(f"{row['iso3']!r} is no code of countries.csv", "mend the code")
        if row["organisation"] not in organisations:
            yield place.problem(
                f"{row['organisation']!r} is unknown", "add it to organisations.csv"
            )
        if not (_ISO_DATE.match(row["from"]) and _ISO_DATE.match(row["until"])):
            yield place.problem("from or until is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
        if row["certainty"] not in set(Certainty):
            yield place.problem(
                f"certainty {row['certainty']!r} is none", f"write one of {sorted(Certainty)}"
            )
