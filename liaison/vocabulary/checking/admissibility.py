"""Who may act and on which conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from liaison.vocabulary.checking import known as facts
from liaison.vocabulary.checking.placed import Files, Placed, Problem, known, labels
from liaison.vocabulary.terms import admissibility as terms

_FIELDS = {one.name for one in fields(terms.AdmissibilityRule)} - {"evidence"}
_ENTRY = _FIELDS | {"certainty", "source", "checked"}
_PARTS = {
    "states": terms.States,
    "other_procedures": terms.OtherProcedures,
    "submitting": terms.Submitting,
    "afterwards": terms.Afterwards,
}
# The closed codes of an entry, by where they stand; those of lists first.
_LISTS: Mapping[tuple[str, ...], type[StrEnum]] = {
    ("subjects",): terms.Subject,
    ("criteria",): terms.Criterion,
    ("other_procedures", "bars"): terms.Procedure,
    ("other_procedures", "exempt"): terms.Procedure,
    ("submitting", "by"): terms.Submitter,
    ("submitting", "information"): terms.Information,
    ("submitting", "exclusions"): terms.Exclusion,
}
_CODES: Mapping[tuple[str, ...], type[StrEnum]] = {
    ("channel",): terms.Channel,
    ("nature",): terms.Nature,
    ("states", "reach"): terms.Reach,
    ("consent",): terms.Consent,
    ("other_procedures", "duplication"): terms.Duplication,
    ("afterwards", "case_public"): terms.PublicFrom,
    ("afterwards", "law_public"): terms.PublicFrom,
}
_ANSWERS = (
    ("exhaustion",),
    ("takes_laws",),
    ("collective",),
    ("interim_measures",),
    ("prior_petition",),
    ("states", "observers"),
    ("states", "earlier_facts"),
    ("submitting", "anonymous"),
    ("submitting", "source_confidential"),
    ("submitting", "identity_withheld"),
    ("afterwards", "names_redacted"),
    ("afterwards", "prejudges"),
)


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    bodies = known(files, "mechanisms.yaml") | known(files, "organisations.csv")
    languages = known(files, "languages.csv")
    for place in files["admissibility_rules.yaml"]:
        entry = place.data
        yield from labels(place, entry.get("names"), ("en",))
        yield from facts.evidence(place, entry)
        slips = list(_fields(place))
        yield from slips
        if slips:
            continue
        if entry.get("body") not in bodies:
            yield place.problem(
                f"body {entry.get('body')!r} is unknown",
                "use a code of mechanisms.yaml or organisations.csv",
            )
        yield from _codes(place)
        yield from _states(place, files)
        yield from _time_limits(place)
        yield from _procedures(place)
        wanted = _at(entry, ("submitting", "languages"), ())
        yield from facts.among(place, "language", wanted, languages, "languages.csv")
        yield from _facts(place)


def _fields(place: Placed) -> Iterator[Problem]:
    """A field with a slip in its name would be a fact that nobody entered."""
    for name in place.data:
        if name not in _ENTRY:
            yield place.problem(f"field {name!r} is none", f"write one of {sorted(_ENTRY)}")
    for part, kind in _PARTS.items():
        names = {one.name for one in fields(kind)}
        for name in place.data.get(part) or ():
            if name not in names:
                yield place.problem(
                    f"{part}: field {name!r} is none", f"write one of {sorted(names)}"
                )


def _codes(place: Placed) -> Iterator[Problem]:
    for path, kind in _LISTS.items():
        for value in _at(place.data, path, ()):
            yield from facts.one_of(place, ".".join(path), value, kind)
    for path, kind in _CODES.items():
        value = _at(place.data, path, "")
        if value or "" not in set(kind):
            yield from facts.one_of(place, ".".join(path), value, kind)
    for path in _ANSWERS:
        if not isinstance(_at(place.data, path, None), bool | None):
            yield place.problem(
                f"{'.'.join(path)} is no answer", "write true or false, or leave it out"
            )


def _states(place: Placed, files: Files) -> Iterator[Problem]:
    states = place.data.get("states") or {}
    organisation = states.get("organisation", "")
    needed = states.get("reach") in (terms.Reach.MEMBERS, terms.Reach.OUTSIDE)
    if needed:
        organisations = {row.data["organisation"] for row in files["memberships.csv"]}
        yield from facts.among(
            place, "organisation", (organisation,), organisations, "memberships.csv"
        )
    elif organisation:
        yield place.problem(
            f"organisation {organisation!r} for {states.get('reach')}", "leave one of them out"
        )
    countries = known(files, "countries.csv")
    for name in ("also", "excluded", "asserted"):
        yield from facts.among(place, name, states.get(name, ()), countries, "countries.csv")
    if not isinstance(states.get("months_after_exit", 0), int):
        yield place.problem("months_after_exit is no number", "write how many months")


def _time_limits(place: Placed) -> Iterator[Problem]:
    ended = None
    for limit in place.data.get("time_limits", ()):
        if not isinstance(limit.get("months", ""), int | None):
            yield place.problem("a time limit without months", "write a number, or null")
        for name in ("since", "until"):
            yield from facts.date(place, name, limit.get(name), whole=True)
        if ended is not None and limit.get("since", "") <= ended:
            yield place.problem("time limits overlap", "let each begin when the last has ended")
        ended = limit.get("until", "9999")


def _procedures(place: Placed) -> Iterator[Problem]:
    for code in _at(place.data, ("other_procedures", "bars"), ()):
        if code in _at(place.data, ("other_procedures", "exempt"), ()):
            yield place.problem(f"{code} bars and is exempt", "take it out of one of the lists")


def _facts(place: Placed) -> Iterator[Problem]:
    for name, written in (place.data.get("facts") or {}).items():
        if name not in terms.FACTS:
            yield place.problem(f"fact {name!r} is none", f"write one of {sorted(terms.FACTS)}")
        if "certainty" in written or "source" in written:
            yield from facts.evidence(place, written, of=name)
        elif "basis" not in written:
            yield place.problem(f"{name}: nothing is said of it", "give a basis or a source")


def _at(entry: Mapping[str, Any], path: tuple[str, ...], default: Any) -> Any:  # noqa: ANN401 (YAML holds anything)
    """What stands at a path of an entry, or `default`."""
    value: Any = entry
    for name in path:
        value = (value or {}).get(name, default)
    return value
