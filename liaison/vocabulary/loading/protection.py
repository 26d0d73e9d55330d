"""Measures of protection, from their rows."""

from liaison.vocabulary.files import Row
from liaison.vocabulary.loading.admissibility import codes
from liaison.vocabulary.loading.making import evidence, names
from liaison.vocabulary.loading.matters import several
from liaison.vocabulary.terms import MeasureKind, ProtectionMeasure
from liaison.vocabulary.terms.admissibility import Criterion


def measure(row: Row) -> ProtectionMeasure:
    """A row of protection_measures.csv."""
    return ProtectionMeasure(
        code=row["code"],
        kind=MeasureKind(row["kind"]),
        names=names(row),
        providers=several(row["providers"]),
        others=several(row["others"]),
        criteria=codes(Criterion, several(row["criteria"])),
        cap_eur=int(row["cap_eur"]) if row["cap_eur"] else None,
        months=_months(row["months"]),
        languages=several(row["languages"]),
        channel=row["channel"],
        evidence=evidence(row),
        note=row["note"],
    )


def _months(cell: str) -> tuple[int, int] | None:
    """From and to, written `6-12`. Raises ValueError for anything else."""
    if not cell:
        return None
    least, _, most = cell.partition("-")
    return int(least), int(most)
