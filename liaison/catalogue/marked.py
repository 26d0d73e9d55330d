"""What was found in a stretch of a text and may be marked in it: nothing that touches a name."""

from collections.abc import Iterable
from dataclasses import dataclass

from liaison.catalogue.models import Finding
from liaison.kernel.finding import UNSHOWN, FindingKind, Part

# What a reader is shown where it stands. A recommendation is a whole paragraph, and a language the
# whole text: neither is a mark.
MARKED = (
    FindingKind.SYMBOL,
    FindingKind.REFERENCE,
    FindingKind.COUNTRY,
    FindingKind.ABOUT,
    FindingKind.PUBLISHED,
    FindingKind.EVENT_DATE,
    FindingKind.HEARING_DATE,
    FindingKind.DEADLINE,
    FindingKind.VIOLATION,
    FindingKind.DEFENDER,
    FindingKind.PERPETRATOR,
    FindingKind.PROVISION,
    FindingKind.RIGHT,
    FindingKind.THEME,
    FindingKind.ACCOUNTABILITY,
    FindingKind.STRUCTURAL,
    FindingKind.ACTIVITY,
)
_MOST = 4_000  # findings of a stretch: some twenty pages hold a few hundred


@dataclass(frozen=True, slots=True)
class Marking:
    """One finding: characters `start` to `end` of the edition's text, exclusive."""

    kind: FindingKind
    value: str
    start: int
    end: int


def markings(edition: int, start: int, end: int) -> list[Marking]:
    """The findings between two characters of an edition's text, in the order in which they stand.

    One whose words touch a name of a person is left out: a page marks nobody.
    """
    rows = Finding.objects.filter(
        edition=edition,
        part=Part.TEXT,
        kind__in=(*MARKED, *UNSHOWN),
        start__lt=end,
        end__gt=start,
    )
    found = list(
        rows.order_by("start", "end", "id").values_list("kind", "value", "start", "end")[:_MOST]
    )
    if len(found) == _MOST:
        # What begins beyond the last is not known: a name may stand there.
        found = [one for one in found if one[3] <= found[-1][2]]
    names = [(first, last) for kind, _value, first, last in found if kind in UNSHOWN]
    return [
        Marking(FindingKind(kind), value, first, last)
        for kind, value, first, last in _clear_of(names, found)
        if kind not in UNSHOWN
    ]


def _clear_of(
    names: list[tuple[int, int]], found: Iterable[tuple[str, str, int, int]]
) -> Iterable[tuple[str, str, int, int]]:
    """Those that touch no name. Both are sorted by where they begin; names may overlap."""
    reach: list[tuple[int, int]] = []  # names that overlap, as one
    for first, last in names:
        if reach and first <= reach[-1][1]:
            reach[-1] = (reach[-1][0], max(reach[-1][1], last))
        else:
            reach.append((first, last))
    at = 0
    for one in found:
        while at < len(reach) and reach[at][1] <= one[2]:
            at += 1
        if at == len(reach) or reach[at][0] >= one[3]:
            yield one
