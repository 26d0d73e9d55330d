"""What is done to whom by whom, and which right that touches, from their rows."""

from liaison.vocabulary.files import Row
from liaison.vocabulary.loading.making import names
from liaison.vocabulary.terms import (
    DefenderType,
    PerpetratorType,
    Right,
    Theme,
    UprIssue,
    Urgency,
    ViolationType,
)


def violation(row: Row) -> ViolationType:
    """A row of violation_types.csv."""
    return ViolationType(
        code=row["code"],
        group=row["group"],
        names=names(row),
        sdg_16_10_1=row["sdg_16_10_1"],
        huridocs=several(row["huridocs_mt4"]),
        urgency=Urgency(row["default_urgency"]),
        rights=several(row["rights"]),
    )


def defender(row: Row) -> DefenderType:
    """A row of defender_types.csv."""
    return DefenderType(row["code"], names(row))


def perpetrator(row: Row) -> PerpetratorType:
    """A row of perpetrator_types.csv."""
    return PerpetratorType(row["code"], row["parent"], names(row))


def right(row: Row) -> Right:
    """A row of rights.csv."""
    articles = tuple(part.strip() for part in row["un_declaration_articles"].split(",") if part)
    return Right(row["code"], names(row), articles, several(row["commentary_2011_section"]))


def theme(row: Row) -> Theme:
    """A row of themes.csv."""
    return Theme(row["code"], names(row), several(row["rights"]), several(row["upr_issues"]))


def upr_issue(row: Row) -> UprIssue:
    """A row of upr_issues.csv."""
    return UprIssue(row["code"], names(row))


def several(cell: str) -> tuple[str, ...]:
    """The parts of a cell, parted by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
