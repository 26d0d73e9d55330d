"""Instruments, their provisions, summaries of articles, and how provisions stand to each other."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from liaison.kernel.partial_date import PartialDate
from liaison.vocabulary.checking.placed import Files, Placed, Problem, known, labels, row_names
from liaison.vocabulary.loading.matters import several
from liaison.vocabulary.terms import ADDRESSEES, FORCES, Certainty, Stands

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATES = ("adopted", "in_force", "revised", "launched")
_CHECKED = "write the day as YYYY-MM-DD, or never"


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    organisations = known(files, "organisations.csv")
    for place in files["instruments.yaml"]:
        entry = place.data
        yield from labels(place, entry.get("names"), ("en",))
        yield from _dates(place)
        yield from _evidence(place)
        if entry.get("force") not in FORCES:
            yield place.problem(f"force {entry.get('force')!r}", f"write one of {list(FORCES)}")
        if entry.get("system") not in organisations:
            yield place.problem(
                f"system {entry.get('system')!r} is unknown", "add it to organisations.csv"
            )
        yield from _addressees(place, entry.get("addressees", ()))
        if not str(entry.get("official_text", "https://")).startswith("https://"):
            yield place.problem("official_text is no address", "write https://…, or leave it out")
    yield from _provisions(files)
    yield from _summaries(files)
    yield from _relations(files)


def _dates(place: Placed) -> Iterator[Problem]:
    for field in _DATES:
        written = str(place.data.get(field, ""))
        try:
            if written:
                PartialDate.parse(written)
        except ValueError:
            yield place.problem(f"{field} {written!r} is no date", "write YYYY, YYYY-MM or -DD")


def _evidence(place: Placed) -> Iterator[Problem]:
    if place.data.get("certainty") not in set(Certainty):
        yield place.problem("no certainty", f"write one of {sorted(Certainty)}")
    if not place.data.get("source"):
        yield place.problem("no source", "say where it was read")
    checked = str(place.data.get("checked", "never"))
    if checked != "never" and not _is_day(checked):
        yield place.problem(f"checked {checked!r} is no day", _CHECKED)


def _is_day(written: str) -> bool:
    try:
        dt.date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _provisions(files: Files) -> Iterator[Problem]:
    rights, instruments = known(files, "rights.csv"), known(files, "instruments.yaml")
    for place in files["provisions.csv"]:
        row = place.data
        yield from _part(place, instruments)
        yield from _addressees(place, several(row["addressees"]))
        for right in several(row["rights"]) or ("",):
            if right not in rights:
                yield place.problem(f"right {right!r} is unknown", "use a code of rights.csv")


def _part(place: Placed, instruments: set[str]) -> Iterator[Problem]:
    """What is wrong with the code and the label of a part of an instrument."""
    instrument, _, part = place.data["code"].partition("/")
    if instrument not in instruments or not _CODE.fullmatch(part):
        yield place.problem(
            f"{place.data['code']!r} is no part of an instrument", "write it like udhrd/art-9-1"
        )
    if not place.data["label"]:
        yield place.problem("no label", "say how it is cited: art. 9(1)")


def _addressees(place: Placed, addressees: Iterable[str]) -> Iterator[Problem]:
    for addressee in addressees:
        if addressee not in ADDRESSEES:
            yield place.problem(f"addressee {addressee!r} is none", f"write one of {ADDRESSEES}")


def _summaries(files: Files) -> Iterator[Problem]:
    instruments = known(files, "instruments.yaml")
    for place in files["article_summaries.csv"]:
        yield from labels(place, row_names(place.data), ("en",))
        yield from _evidence(place)
        yield from _part(place, instruments)


def _relations(files: Files) -> Iterator[Problem]:
    provisions = known(files, "provisions.csv")
    for place in files["provision_relations.csv"]:
        row = place.data
        for column in ("provision", "other"):
            if row[column] not in provisions:
                yield place.problem(
                    f"{column} {row[column]!r} is unknown", "write it like udhrd/art-9-1"
                )
        if row["provision"] == row["other"]:
            yield place.problem("a provision stands to itself", "name another one")
        if row["stands"] not in set(Stands):
            yield place.problem(
                f"stands {row['stands']!r} is none", f"write one of {sorted(Stands)}"
            )
        if not row["author"]:
            yield place.problem("no author", "say who answers for the judgement")
        if not _is_day(row["judged"]):
            yield place.problem(f"judged {row['judged']!r} is no day", "write it as YYYY-MM-DD")
