"""What happened to whom: the facts that all documents of one matter share."""

import datetime as dt
from dataclasses import dataclass

from liaison.rehearsal.chance import Draw
from liaison.rehearsal.coining import Name, Person, coin, coin_person
from liaison.rehearsal.countries import Country

THEMES = (
    "detention", "trial", "threats", "assault", "raid", "dissolution", "travelban", "smear",
)  # fmt: skip
_THEMES_OF = {  # what a kind of document can be about
    "judgment": ("detention", "trial", "raid", "dissolution", "travelban"),
    "trial_observation": ("trial", "detention"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """Invented facts. The numbers point into word lists that run alike in every language."""

    identifier: str
    country: Country
    theme: str
    person: Person
    town: Name
    province: Name
    root: Name  # of the organisation's name
    organisation: int
    job: int
    field: int
    charge: int
    happened: dt.date
    followed: dt.date
    ahead: dt.date  # a hearing or deadline to come


def invent(
    identifier: str,
    country: Country,
    kinds: frozenset[str],
    first: dt.date,
    last: dt.date,
    draw: Draw,
) -> Matter:
    """The facts of a matter on which documents of these kinds come out from `first` to `last`."""
    themes = next((of for kind, of in _THEMES_OF.items() if kind in kinds), THEMES)
    happened = first - dt.timedelta(days=draw.between(9, 60))
    return Matter(
        identifier=identifier,
        country=country,
        theme=draw.pick(themes),
        person=coin_person(draw),
        town=coin(draw, draw.between(2, 3)),
        province=coin(draw, draw.between(2, 3)),
        root=coin(draw, draw.between(2, 3)),
        organisation=draw.below(1000),
        job=draw.below(1000),
        field=draw.below(1000),
        charge=draw.below(1000),
        happened=happened,
        followed=happened + dt.timedelta(days=draw.between(1, 8)),
        ahead=last + dt.timedelta(days=draw.between(20, 150)),
    )
