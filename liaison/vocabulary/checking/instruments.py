"""Instruments and their provisions."""

from collections.abc import Iterator

from liaison.kernel.partial_date import PartialDate
from liaison.vocabulary.checking.placed import Files, Placed, Problem, known, labels
from liaison.vocabulary.terms import FORCES, Certainty


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    rights = known(files, "rights.csv")
    for place in files["instruments.yaml"]:
        entry = place.data
        yield from labels(place, entry.get("names"), ("en",))
        yield from _dates(place)
        if entry.get("force") not in FORCES:
            yield place.problem(f"force {entry.get('force')!r}", f"write one of {list(FORCES)}")
        if entry.get("certainty") not in set(Certainty):
            yield place.problem("no certainty", f"write one of {sorted(Certainty)}")
        if not entry.get("source"):
            yield place.problem("no source", "say where it was read")
        for provision in entry.get("provisions") or ():
            for code in provision.get("rights") or ("",):
                if code not in rights:
                    label = provision.get("label")
                    yield place.problem(
                        f"{label}: right {code!r} is unknown", "use a code of rights.csv"
                    )


def _dates(place: Placed) -> Iterator[Problem]:
    for field in ("adopted", "in_force"):
        written = str(place.data.get(field, ""))
        try:
            if written:
                PartialDate.parse(written)
        except ValueError:
            yield place.problem(f"{field} {written!r} is no date", "write YYYY, YYYY-MM or -DD")
