"""From the data files to a Vocabulary: a module a topic."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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
        nationalities=tuple(csv("nationalities.csv", places.nationality)),
        places=tuple(csv("places.csv", places.places)),
        organisations={term.code: term for term in csv("organisations.csv", places.organisation)},
        memberships=tuple(csv("memberships.csv", places.membership)),
        mechanisms={term.code: term for term in yaml("mechanisms.yaml", mechanisms.mechanism)},
        instruments={
            term.code: term
            for term in instruments.cut(
                yaml("instruments.yaml", instruments.instrument),
                csv("provisions.csv", instruments.provision),
            )
        },
        article_summaries={
            term.code: term for term in csv("article_summaries.csv", instruments.summary)
        },
        provision_relations={
            term.code: term for term in csv("provision_relations.csv", instruments.relation)
        },
        reference_patterns={
            term.id: term for term in yaml("reference_patterns.yaml", documents.pattern)
        },
        document_kinds={term.code: term for term in yaml("document_kinds.yaml", documents.kind)},
        languages={term.code: term for term in csv("languages.csv", languages.language)},
        language_marks={
            marks.language: marks for marks in csv("language_marks.csv", languages.marks)
        },
        date_words=tuple(csv("date_words.csv", languages.date_word)),
        months=tuple(csv("months.csv", languages.month)),
        violation_types={term.code: term for term in csv("violation_types.csv", matters.violation)},
        defender_types={term.code: term for term in csv("defender_types.csv", matters.defender)},
        perpetrator_types={
            term.code: term for term in csv("perpetrator_types.csv", matters.perpetrator)
        },
        rights={term.code: term for term in csv("rights.csv", matters.right)},
        activity_types={term.code: term for term in csv("activity_types.csv", told.activity)},
        activity_statuses={term.code: term for term in csv("activity_statuses.csv", told.status)},
        outcomes={term.code: term for term in csv("outcomes.csv", told.outcome)},
        structural_matters={
            term.code: term for term in csv("structural_matters.csv", told.structural)
        },
        structural_stages={term.code: term for term in csv("structural_stages.csv", told.stage)},
        themes={term.code: term for term in csv("themes.csv", matters.theme)},
        upr_issues={term.code: term for term in csv("upr_issues.csv", matters.upr_issue)},
        admissibility_rules={
            term.code: term for term in yaml("admissibility_rules.yaml", admissibility.rule)
        },
        inter_mechanism_meetings={
            term.code: term for term in csv("inter_mechanism_meetings.csv", coordination.meeting)
        },
        protection_measures={
            term.code: term for term in csv("protection_measures.csv", protection.measure)
        },
        working_groups={
            term.code: term for term in yaml("working_groups.yaml", coordination.group)
        },
        words={file.removesuffix(".csv"): tuple(csv(file, wordings.wording)) for file in WORDS},
    )


def _about(entry: Entry) -> About:
    return About(evidence(entry), tuple(sorted(entry["reviewed"])))
