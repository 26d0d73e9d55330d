"""Whether the data files hold together, with file and line for whatever does not."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.vocabulary.files import COLUMNS, DATA, ENTRIES, BrokenFile, Row, entries, rows
from liaison.vocabulary.reference_key import compiled, key
from liaison.vocabulary.terms import Certainty, PatternExample, ReferencePattern, Trap

INTERFACE = ("en", "fr", "es", "ru", "ar")
_ISO_DATE = re.compile(r"^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?$")
_EXPECTED = "write it in the five languages of the interface"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong in a line of a file, and the way out. Lines count from 1."""

    file: str
    line: int
    what: str
    way_out: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {self.way_out}"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row or entry with the line it stands in."""

    file: str
    line: int
    data: Any

    def problem(self, what: str, way_out: str) -> Problem:
        return Problem(self.file, self.line, what, way_out)


def problems(directory: Path | None = None) -> list[Problem]:
    """All that is wrong with the vocabulary in `directory` (or the project's own), sorted.

    A file that cannot be read at all gives one problem; what depends on it is then left out.
    """
    folder = DATA if directory is None else directory
    files: dict[str, list[_Placed]] = {}
    found: list[Problem] = []
    for name in (*COLUMNS, *ENTRIES):
        try:
            files[name] = list(_placed(folder / name))
        except BrokenFile as error:
            found.append(Problem(name, error.line, error.fault, error.mend))
    if found:
        return sorted(found)
    for check in (_codes, _countries, _names, _memberships, _mechanisms, _kinds, _patterns, _about):
        found += check(files)
    return sorted(found)


def _placed(path: Path) -> Iterator[_Placed]:
    if path.suffix == ".csv":
        for line, row in rows(path):
            yield _Placed(path.name, line, row)
        return
    written: Any = entries(path, with_lines=True)
    if path.name == "about.yaml":
        for name, value in written.items():
            yield _Placed(path.name, written.lc.data[name][0] + 1, {"code": name, **value})
        return
    for position, entry in enumerate(written):
        line = written.lc.data[position][0] + 1
        if not isinstance(entry, dict):
            raise BrokenFile(path, line, "is no entry with fields", "write `- code: …`")
        yield _Placed(path.name, line, entry)


_CODE = {
    "countries.csv": "iso3",
    "organisations.csv": "code",
    "languages.csv": "code",
    "mechanisms.yaml": "code",
    "document_kinds.yaml": "code",
    "reference_patterns.yaml": "id",
}
_Files = dict[str, list[_Placed]]


def _codes(files: _Files) -> Iterator[Problem]:
    """Every code is there, and once."""
    for file, column in _CODE.items():
        first: dict[str, int] = {}
        for place in files[file]:
            code = str(place.data.get(column, ""))
            if not code:
                yield place.problem(f"no `{column}`", "give it one that no other has")
            elif code in first:
                yield place.problem(
                    f"{code} is in line {first[code]} already", "rename one, or merge the two"
                )
            first.setdefault(code, place.line)


def _known(files: _Files, file: str) -> set[str]:
    return {str(place.data.get(_CODE[file], "")) for place in files[file]}


def _labels(place: _Placed, names: Any, wanted: Collection[str]) -> Iterator[Problem]:  # noqa: ANN401 (YAML holds anything)
    if not isinstance(names, dict):
        yield place.problem("no labels", _EXPECTED)
        return
    missing = [language for language in wanted if not names.get(language)]
    if missing:
        yield place.problem(f"no label in {', '.join(missing)}", _EXPECTED)


def _row_names(row: Row) -> dict[str, str]:
    return {name.removeprefix("name_"): cell for name, cell in row.items() if cell}


def _countries(files: _Files) -> Iterator[Problem]:
    for place in files["countries.csv"]:
        row = place.data
        for column, form in (("iso3", r"[A-Z]{3}"), ("iso2", r"[A-Z]{2}"), ("m49", r"\d{3}")):
            if not re.fullmatch(form, row[column]):
                yield place.problem(
                    f"{column} {row[column]!r} is none", f"ISO 3166-1 writes it as {form}"
                )
        yield from _labels(place, _row_names(row), INTERFACE)
    for place in files["languages.csv"]:
        yield from _labels(place, _row_names(place.data), INTERFACE)
    organisations = _known(files, "organisations.csv")
    for place in files["organisations.csv"]:
        yield from _labels(place, _row_names(place.data), ("en",))
        parent = place.data["parent"]
        if parent and parent not in organisations:
            yield place.problem(f"parent {parent!r} is unknown", "add it to organisations.csv")


def _names(files: _Files) -> Iterator[Problem]:
    codes, languages = _known(files, "countries.csv"), _known(files, "languages.csv")
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
    for file in ("country_names.csv", "months.csv"):
        for place in files[file]:
            if place.data["language"] not in languages:
                yield place.problem(
                    f"language {place.data['language']!r} is unknown", "add it to languages.csv"
                )
            if not place.data["name"].strip():
                yield place.problem("the name is empty", "write it, or take the row out")


def _memberships(files: _Files) -> Iterator[Problem]:
    codes, organisations = _known(files, "countries.csv"), _known(files, "organisations.csv")
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


def _mechanisms(files: _Files) -> Iterator[Problem]:
    organisations = _known(files, "organisations.csv")
    patterns = _known(files, "reference_patterns.yaml")
    for place in files["mechanisms.yaml"]:
        entry = place.data
        yield from _labels(place, entry.get("names"), ("en",))
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


def _kinds(files: _Files) -> Iterator[Problem]:
    codes, languages = _known(files, "document_kinds.yaml"), _known(files, "languages.csv")
    for place in files["document_kinds.yaml"]:
        entry = place.data
        yield from _labels(place, entry.get("labels"), INTERFACE)
        parent = entry.get("parent", "")
        if parent and parent not in codes:
            yield place.problem(f"parent {parent!r} is unknown", "use a code of this file")
        for field in ("begins", "holds"):
            for language in entry.get(field) or {}:
                if language not in languages:
                    yield place.problem(
                        f"{field}: language {language!r} is unknown", "add it to languages.csv"
                    )


def _patterns(files: _Files) -> Iterator[Problem]:
    organisations = _known(files, "organisations.csv")
    mechanisms, kinds = _known(files, "mechanisms.yaml"), _known(files, "document_kinds.yaml")
    for place in files["reference_patterns.yaml"]:
        entry = place.data
        if entry.get("issuer") not in organisations:
            yield place.problem(
                f"issuer {entry.get('issuer')!r} is unknown", "add it to organisations.csv"
            )
        kind = entry.get("kind", "")
        if kind and kind not in kinds:
            yield place.problem(f"kind {kind!r} is unknown", "use a code of document_kinds.yaml")
        for code in (entry.get("scope") or {}).get("mechanisms", ()):
            if code not in mechanisms:
                yield place.problem(
                    f"scope: mechanism {code!r} is unknown", "use a code of mechanisms.yaml"
                )
        yield from _examples(place)


def _examples(place: _Placed) -> Iterator[Problem]:
    entry = place.data
    if not all(isinstance(anchor, str) for anchor in entry.get("anchors") or ()):
        yield place.problem("an anchor is no word", "put it in quotes: YAML reads .INF as a number")
        return
    try:
        pattern = ReferencePattern(
            id=str(entry.get("id", "")),
            issuer="",
            anchors=tuple(entry["anchors"]),
            regex=entry["regex"],
            reach=entry.get("reach", 0),
            case=entry.get("case", False),
            key=entry.get("key", ""),
            spelling=dict(entry.get("spelling", {})),
        )
        regex = compiled(pattern)
    except KeyError as error:
        yield place.problem(f"no `{error.args[0]}`", "the head of the file explains it")
        return
    except re.error as error:
        yield place.problem(f"the regex is none ({error})", "mend it")
        return
    examples: Any = entry.get("examples") or []
    if not examples:
        yield place.problem("no example", "give at least one, with its evidence")
    for position, example in enumerate(examples):
        line = examples.lc.data[position][0] + 1
        fault = _fault(pattern, regex, PatternExample(example["text"], example["key"], ""))
        if fault:
            yield Problem(place.file, line, fault, "mend the regex, the anchors or the key")
        if not example.get("evidence"):
            yield Problem(place.file, line, "no evidence", "say where it was seen")


def _fault(pattern: ReferencePattern, regex: re.Pattern[str], example: PatternExample) -> str:
    """What is wrong with an example, or ""."""
    match = regex.search(f"see {example.text}, and so on")
    if match is None or match.group() != example.text:
        return f"{example.text!r} does not match {pattern.id}"
    try:
        reached = key(pattern, match)
    except (KeyError, ValueError) as error:
        return f"the key cannot be made ({error!r})"
    if reached != example.key:
        return f"{example.text!r} comes to the key {reached!r}, not {example.key!r}"
    text = example.text if pattern.case else example.text.lower()
    anchors = pattern.anchors if pattern.case else [a.lower() for a in pattern.anchors]
    if not any(-1 < text.find(anchor) <= pattern.reach for anchor in anchors):
        return f"{example.text!r} has no anchor within reach {pattern.reach}"
    return ""


def _about(files: _Files) -> Iterator[Problem]:
    described = {str(place.data["code"]): place for place in files["about.yaml"]}
    for file in (*COLUMNS, *ENTRIES):
        if file != "about.yaml" and file not in described:
            yield Problem("about.yaml", 1, f"says nothing of {file}", "say where it comes from")
    for place in described.values():
        if place.data.get("certainty") not in set(Certainty):
            yield place.problem("no certainty", f"write one of {sorted(Certainty)}")
