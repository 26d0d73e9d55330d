"""From the data files to a Vocabulary: a module a topic."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from liaison.vocabulary.files import DATA, WORDS, Entry, Row, entries, rows
from liaison.vocabulary.loading import (
    admissibility,
    coordination,
    documents,
    instruments,
    languages,
    matters,
    mechanisms,
    places,
    protection,
    told,
    wordings,
)
from liaison.vocabulary.loading.making import Made, evidence, made
from liaison.vocabulary.terms import About, Vocabulary


def load(directory: Path | None = None, *, earlier: bool = False) -> Vocabulary:
    """The vocabulary in `directory`, or the project's own. Read once per process and folder.

    `earlier`: it was kept by an earlier version, whose lists may be fewer; those it did not have
    are empty. Raises MistakenInput, naming file and line, for what cannot be read at all;
    `problems` finds the rest.
    """
    return _load(_own() if directory is None else directory.resolve(), earlier)


@lru_cache(maxsize=1)
def _own() -> Path:
    return DATA.resolve()


@dataclass(frozen=True, slots=True)
class _Folder:
    """The files of one vocabulary. `earlier`: those that are not there are empty lists."""

    path: Path
    earlier: bool

    def csv(self, name: str, make: Callable[[Row], Made]) -> list[Made]:
        path = self.path / name
        if self.earlier and not path.exists():
            return []
        return [made(path, line, make, row) for line, row in rows(path)]

    def yaml(self, name: str, make: Callable[[Entry], Made]) -> list[Made]:
        path = self.path / name
        if self.earlier and not path.exists():
            return []
        return [
            made(path, position, make, entry)
            for position, entry in enumerate(entries(path), start=1)
        ]


@lru_cache(maxsize=4)
def _load(directory: Path, earlier: bool) -> Vocabulary:  # noqa: FBT001 (`load` names it)
    folder = _Folder(directory, earlier)
    csv, yaml = folder.csv, folder.yaml
    about_path = directory / "about.yaml"
    return Vocabulary(
        about={
            file: made(about_path, 1, _about, entry) for file, entry in entries(about_path).items()
        },
        countries={term.iso3: term for term in csv("countries.csv", places.country)},
        country_names=tuple(csv("country_names.csv", places.country_name)),
        former_codes=tuple(csv("former_codes.csv", places.former_code)),
        nationalities=tuple(csv("nationalities.csv", places.nationality)),
        places=tuple(csv("places.csv", places.places)),
        organisations=_by_code(csv("organisations.csv", places.organisation)),
        memberships=tuple(csv("memberships.csv", places.membership)),
        mechanisms=_by_code(yaml("mechanisms.yaml", mechanisms.mechanism)),
        instruments=_by_code(
            instruments.cut(
                yaml("instruments.yaml", instruments.instrument),
                csv("provisions.csv", instruments.provision),
            )
        ),
        article_summaries=_by_code(csv("article_summaries.csv", instruments.summary)),
        provision_relations=_by_code(csv("provision_relations.csv", instruments.relation)),
        reference_patterns={
            term.id: term for term in yaml("reference_patterns.yaml", documents.pattern)
        },
        document_kinds=_by_code(yaml("document_kinds.yaml", documents.kind)),
        languages=_by_code(csv("languages.csv", languages.language)),
        language_marks={
            marks.language: marks for marks in csv("language_marks.csv", languages.marks)
        },
        date_words=tuple(csv("date_words.csv", languages.date_word)),
        months=tuple(csv("months.csv", languages.month)),
        violation_types=_by_code(csv("violation_types.csv", matters.violation)),
        defender_types=_by_code(csv("defender_types.csv", matters.defender)),
        perpetrator_types=_by_code(csv("perpetrator_types.csv", matters.perpetrator)),
        rights=_by_code(csv("rights.csv", matters.right)),
        activity_types=_by_code(csv("activity_types.csv", told.activity)),
        activity_statuses=_by_code(csv("activity_statuses.csv", told.status)),
        outcomes=_by_code(csv("outcomes.csv", told.outcome)),
        structural_matters=_by_code(csv("structural_matters.csv", told.structural)),
        structural_stages=_by_code(csv("structural_stages.csv", told.stage)),
        themes=_by_code(csv("themes.csv", matters.theme)),
        upr_issues=_by_code(csv("upr_issues.csv", matters.upr_issue)),
        admissibility_rules=_by_code(yaml("admissibility_rules.yaml", admissibility.rule)),
        inter_mechanism_meetings=_by_code(
            csv("inter_mechanism_meetings.csv", coordination.meeting)
        ),
        protection_measures=_by_code(csv("protection_measures.csv", protection.measure)),
        working_groups=_by_code(yaml("working_groups.yaml", coordination.group)),
        words={file.removesuffix(".csv"): tuple(csv(file, wordings.wording)) for file in WORDS},
    )


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Term = TypeVar("_Term", bound=_Coded)


def _by_code(terms: Iterable[_Term]) -> dict[str, _Term]:
    return {term.code: term for term in terms}


def _about(entry: Entry) -> About:
    return About(evidence(entry), tuple(sorted(entry["reviewed"])))
