"""From the data files to a Vocabulary."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from liaison.kernel.errors import MistakenInput
from liaison.vocabulary.files import DATA, BrokenFile, Entry, Row, entries, rows
from liaison.vocabulary.terms import (
    About,
    Certainty,
    Country,
    CountryName,
    DocumentKind,
    Evidence,
    Holder,
    Language,
    MandateText,
    Mechanism,
    Membership,
    MonthName,
    Organisation,
    PatternExample,
    ReferencePattern,
    Scope,
    Trap,
    Vocabulary,
)

_Made = TypeVar("_Made")
_Written = TypeVar("_Written", Row, Entry)
_NAME = "name_"


def load(directory: Path | None = None) -> Vocabulary:
    """The vocabulary in `directory`, or the project's own. Read once per process and folder.

    Raises MistakenInput, naming file and line, for what cannot be read at all; `problems`
    finds the rest.
    """
    return _load((DATA if directory is None else directory).resolve())


@lru_cache(maxsize=4)
def _load(directory: Path) -> Vocabulary:
    def csv(name: str, make: Callable[[Row], _Made]) -> list[_Made]:
        return [_made(directory / name, line, make, row) for line, row in rows(directory / name)]

    def yaml(name: str, make: Callable[[Entry], _Made]) -> list[_Made]:
        path = directory / name
        return [
            _made(path, position, make, entry)
            for position, entry in enumerate(entries(path), start=1)
        ]

    about_path = directory / "about.yaml"
    return Vocabulary(
        about={
            file: _made(about_path, 1, _about, entry) for file, entry in entries(about_path).items()
        },
        countries={term.iso3: term for term in csv("countries.csv", _country)},
        country_names=tuple(csv("country_names.csv", _country_name)),
        organisations={term.code: term for term in csv("organisations.csv", _organisation)},
        memberships=tuple(csv("memberships.csv", _membership)),
        mechanisms={term.code: term for term in yaml("mechanisms.yaml", _mechanism)},
        reference_patterns={term.id: term for term in yaml("reference_patterns.yaml", _pattern)},
        document_kinds={term.code: term for term in yaml("document_kinds.yaml", _kind)},
        languages={term.code: term for term in csv("languages.csv", _language)},
        months=tuple(csv("months.csv", _month)),
    )


def _made(path: Path, place: int, make: Callable[[_Written], _Made], written: _Written) -> _Made:
    try:
        return make(written)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        what = f"no `{error.args[0]}`" if isinstance(error, KeyError) else str(error)
        if path.suffix == ".csv":
            raise BrokenFile(path, place, what, "mend the row") from error
        raise MistakenInput(
            f"{path}: entry {place}: {what}", "run `liaison vocabulary check`"
        ) from error


def names(row: Row) -> dict[str, str]:
    """The names of a CSV row, from its columns name_en, name_fr…; empty ones left out."""
    return {
        column.removeprefix(_NAME): cell
        for column, cell in row.items()
        if column.startswith(_NAME) and cell
    }


def _about(entry: Entry) -> About:
    return About(_evidence(entry), tuple(sorted(entry["reviewed"])))


def _evidence(entry: Mapping[str, str]) -> Evidence:
    return Evidence(entry["source"], Certainty(entry["certainty"]), entry.get("checked", "never"))


def _country(row: Row) -> Country:
    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        m49=row["m49"],
        names=names(row),
        region=row["region"],
        subregion=row["subregion"],
        independent=row["independent"],
    )


def _country_name(row: Row) -> CountryName:
    return CountryName(row["iso3"], row["language"], row["name"], Trap(row["trap"]))


def _organisation(row: Row) -> Organisation:
    return Organisation(row["code"], row["parent"], names(row))


def _membership(row: Row) -> Membership:
    return Membership(
        organisation=row["organisation"],
        iso3=row["iso3"],
        status=row["status"],
        since=row["from"],
        until=row["until"],
        evidence=_evidence(row),
        note=row["note"],
    )


def _language(row: Row) -> Language:
    return Language(row["code"], row["endonym"], names(row), tuple(row["scripts"].split()))


def _month(row: Row) -> MonthName:
    return MonthName(int(row["month"]), row["language"], row["name"])


def _mechanism(entry: Entry) -> Mechanism:
    return Mechanism(
        code=entry["code"],
        names=dict(entry["names"]),
        kind=entry["kind"],
        parent=entry["parent"],
        membership=entry["membership"],
        membership_note=entry.get("membership_note", ""),
        month_first=entry.get("numeric_dates") == "month first",
        mandate=tuple(
            MandateText(text["text"], text.get("year"), _certainty(text), text.get("note", ""))
            for text in entry["mandate"]
        ),
        holders=tuple(
            Holder(
                holder["name"],
                str(holder["from"]),
                str(holder.get("to", "")),
                _certainty(holder),
                holder.get("note", ""),
            )
            for holder in entry.get("holders", ())
        ),
        outputs=_tuple(entry["outputs"]),
        references=_tuple(entry["references"]),
        notes=_tuple(entry.get("notes", ())),
        evidence=_evidence(entry),
    )


def _certainty(entry: Entry) -> Certainty:
    return Certainty(entry.get("certainty", Certainty.SEEN))


def _tuple(written: Iterable[object]) -> tuple[str, ...]:
    items = tuple(written)
    if isinstance(written, str) or not all(isinstance(item, str) for item in items):
        raise TypeError(f"{written!r} should be a list of words; put numbers in quotes")
    return cast("tuple[str, ...]", items)


def _kind(entry: Entry) -> DocumentKind:
    return DocumentKind(
        code=entry["code"],
        parent=entry.get("parent", ""),
        names=dict(entry["labels"]),
        begins={language: _tuple(cues) for language, cues in entry.get("begins", {}).items()},
        holds={language: _tuple(cues) for language, cues in entry.get("holds", {}).items()},
    )


def _pattern(entry: Entry) -> ReferencePattern:
    scope = entry.get("scope")
    return ReferencePattern(
        id=entry["id"],
        issuer=entry["issuer"],
        anchors=_tuple(entry["anchors"]),
        regex=entry["regex"],
        reach=int(entry.get("reach", 0)),
        case=bool(entry.get("case", False)),
        key=entry.get("key", ""),
        spelling=dict(entry.get("spelling", {})),
        symbol=bool(entry.get("symbol", False)),
        kind=entry.get("kind", ""),
        about=entry.get("about", ""),
        iso3=entry.get("iso3", ""),
        scope=None
        if scope is None
        else Scope(
            _tuple(scope.get("mechanisms", ())),
            _tuple(scope.get("near", ())),
            _tuple(scope.get("addresses", ())),
        ),
        scope_without=entry.get("scope_without", ""),
        examples=tuple(
            PatternExample(example["text"], example["key"], example["evidence"])
            for example in entry["examples"]
        ),
    )
