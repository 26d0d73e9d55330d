"""Activities, outcomes and structural matters, from their rows."""

from liaison.vocabulary.files import Row
from liaison.vocabulary.loading.making import names
from liaison.vocabulary.terms import (
    ActivityStatus,
    ActivityType,
    Outcome,
    StructuralMatter,
    StructuralStage,
)


def activity(row: Row) -> ActivityType:
    """A row of activity_types.csv."""
    return ActivityType(row["code"], names(row))


def status(row: Row) -> ActivityStatus:
    """A row of activity_statuses.csv."""
    return ActivityStatus(row["code"], names(row))


def outcome(row: Row) -> Outcome:
    """A row of outcomes.csv."""
    return Outcome(row["code"], names(row), row["valence"])


def structural(row: Row) -> StructuralMatter:
    """A row of structural_matters.csv."""
    return StructuralMatter(row["code"], names(row))


def stage(row: Row) -> StructuralStage:
    """A row of structural_stages.csv."""
    return StructuralStage(row["code"], names(row))
