"""Mechanisms."""

from collections.abc import Iterator

from liaison.vocabulary.checking.placed import Files, Placed, Problem, known, labels
from liaison.vocabulary.terms import Certainty


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    organisations = known(files, "organisations.csv")
    patterns = known(files, "reference_patterns.yaml")
    languages = known(files, "languages.csv")
    for place in files["mechanisms.yaml"]:
        entry = place.data
        yield from labels(place, entry.get("names"), ("en",))
        for language in entry.get("names") or ():
            if language not in languages:
                yield place.problem(
                    f"a name in {language!r}", "quote a name that holds a colon or comma"
                )
        yield from _methods(place)
        for field in ("parent", "membership"):
            code = entry.get(field)
            if code is None or (code and code not in organisations):
                yield place.problem(f"{field} {code!r} is unknown", "add it to organisations.csv")
        for pattern in entry.get("references") or ():
            if pattern not in patterns:
                yield place.problem(
                    f"reference {pattern!r} is unknown", "use an id of reference_patterns.yaml"
                )
        if entry.get("certainty") not in set(Certainty):
            yield place.problem("no certainty", f"write one of {sorted(Certainty)}")
        if not entry.get("source"):
            yield place.problem("no source", "say where it was read")


def _methods(place: Placed) -> Iterator[Problem]:
    for field in ("methods", "submission"):
        for method in place.data.get(field) or ():
            if not method.get("text"):
                yield place.problem(f"{field}: no text", "write `- text: …`")
            if method.get("certainty", Certainty.SEEN) not in set(Certainty):
                yield place.problem(f"{field}: no certainty", f"write one of {sorted(Certainty)}")
