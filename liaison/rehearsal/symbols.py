"""References of the shapes that mechanisms use, with invented numbers, each given once."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from liaison.rehearsal.chance import Draw

_LETTERS = ("AL", "UA", "OL", "AL", "JAL", "JUA")
_RESOLUTION = {"en": "Resolution", "fr": "Résolution", "es": "Resolución"}
_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document stands among those that bear references.

    `rank` counts the blocks of a year; `slot` the website's documents in the block; `among` is
    how many countries the letters of the region turn through, so that rank // among numbers
    the letters of one country in one year.
    """

    language: str
    block: int
    year: int
    rank: int
    slot: int
    country: str
    among: int
    published: dt.date

    @property
    def nth(self) -> int:
        """The document's number in its year, for a website of up to five slots."""
        return self.rank * 5 + self.slot + 1


def symbol(site: str, kind: str, at: Standing) -> str:
    """The reference that a document bears, or "" where its kind bears none there."""
    write = _SHAPES.get((site, kind)) or _SHAPES.get((site, ""))
    return write(at) if write else ""


def _letter(at: Standing) -> str:
    kind = _LETTERS[(at.block + at.slot) % len(_LETTERS)]
    return f"{kind} {at.country} {at.rank // at.among * 5 + at.slot + 1}/{at.year}"


def _appeal(at: Standing) -> str:
    return f"{at.country} {at.rank // at.among + 1:03} / {at.published:%m%y} / OBS {at.nth:03}"


def _session_resolution(at: Standing) -> str:
    session = roman(2 * (at.year - 1987))
    return f"ACHPR/Res.{at.block * 2 + at.slot // 2 + 1}({session}){at.year}"


def _report(at: Standing) -> str:
    session = 1 + 3 * (at.year - 2006) + at.rank % 3
    return f"A/HRC/{session}/{20 + at.nth // 9}/Add.{1 + at.nth % 9}"


def _text_adopted(at: Standing) -> str:
    return f"{_RESOLUTION[at.language]} {1000 + at.block * 2 + at.slot} ({at.year})"


_SHAPES: dict[tuple[str, str], Callable[[Standing], str]] = {
    ("letters", "letter"): _letter,
    ("vigil", "urgent_appeal"): _appeal,
    ("savanna", "resolution"): _session_resolution,
    ("isthmus", "protection_measure"): lambda at: f"PM-{at.nth}-{at.year % 100:02}",
    ("isthmus", "press_release"): lambda at: f"No. {at.nth}/{at.year % 100:02}",
    ("isthmus", "resolution"): lambda at: f"{_RESOLUTION[at.language]} {at.nth}/{at.year}",
    ("harbour", ""): lambda at: f"CommDH({at.year}){at.nth}",
    ("tribunal", "judgment"): lambda at: f"{1000 + 13 * at.nth}/{at.year % 100:02}",
    ("visits", "visit_report"): _report,
    ("assembly", "resolution"): _text_adopted,
    ("dunes", "urgent_appeal"): lambda at: f"MDE {10 + at.slot}/{at.nth:03}/{at.year}",
    ("steppe", ""): lambda at: f"ODIHR.GAL/{at.nth}/{at.year % 100:02}",
}


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
