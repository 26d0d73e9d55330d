"""References of the shapes that mechanisms use, with invented numbers, each given once."""

import datetime as dt

from liaison.rehearsal.chance import Draw
from liaison.rehearsal.plan import Role

_LETTERS = ("AL", "UA", "OL", "AL", "JAL", "JUA")
_RESOLUTION = {"en": "Resolution", "fr": "Résolution", "es": "Resolución"}
_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def symbol(
    role: Role,
    language: str,
    block: int,
    year: int,
    rank: int,
    country: str,
    among: int,
    published: dt.date,
) -> str:
    """The reference that a document bears, or "" where its kind bears none.

    `rank` counts the blocks of a year; `among` is how many countries the letters of the region
    turn through, so that rank // among numbers the letters of one country in one year.
    """
    nth = rank * 5 + role.rank + 1  # of the year, for a website of up to five slots
    match role.site, role.kind:
        case "letters", "letter":
            kind = _LETTERS[(block + role.rank) % len(_LETTERS)]
            return f"{kind} {country} {rank // among * 5 + role.rank + 1}/{year}"
        case "vigil", "urgent_appeal":
            return f"{country} {rank // among + 1:03} / {published:%m%y} / OBS {nth:03}"
        case "savanna", "resolution":
            return f"ACHPR/Res.{block * 2 + role.rank // 2 + 1}({roman(2 * (year - 1987))}){year}"
        case "isthmus", "protection_measure":
            return f"PM-{nth}-{year % 100:02}"
        case "isthmus", "press_release":
            return f"No. {nth}/{year % 100:02}"
        case "isthmus", "resolution":
            return f"{_RESOLUTION[language]} {nth}/{year}"
        case "harbour", _:
            return f"CommDH({year}){nth}"
        case "tribunal", "judgment":
            return f"{1000 + 13 * nth}/{year % 100:02}"
        case "visits", "visit_report":
            session = 1 + 3 * (year - 2006) + rank % 3
            return f"A/HRC/{session}/{20 + nth // 9}/Add.{1 + nth % 9}"
        case "assembly", "resolution":
            return f"{_RESOLUTION[language]} {1000 + block * 2 + role.rank} ({year})"
        case "dunes", "urgent_appeal":
            return f"MDE {10 + role.rank}/{nth:03}/{year}"
        case "steppe", _:
            return f"ODIHR.GAL/{nth}/{year % 100:02}"
    return ""


def standard(draw: Draw, year: int) -> str:
    """A reference to an instrument of that year or before that no website here publishes."""
    general, council = year - 1945, 3 * (year - 2006)
    kind = draw.below(3)
    if kind == 0:
        return f"A/RES/{draw.between(general - 12, general - 1)}/{draw.between(301, 420)}"
    if kind == 1:
        return f"A/HRC/RES/{draw.between(1, council)}/{draw.between(40, 90)}"
    return f"A/HRC/{draw.between(1, council)}/{draw.between(900, 960)}"


def roman(number: int) -> str:
    """A number from 1 to 399 in Roman numerals."""
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out
