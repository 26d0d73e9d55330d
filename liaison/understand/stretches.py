"""Stretches of days as people write them: "from 28 April to 9 May 2024", "du 3 au 14 mai".

A date is a stretch of one day. Other calendars are left alone: their months are no months here.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from liaison.kernel.partial_date import PartialDate
from liaison.understand.folding import folded
from liaison.vocabulary import Vocabulary

_TOKEN = re.compile(
    r"(?<![\d/.-])(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])"
    r"|(?<![\d/.-])(?P<figures>\d{1,2}[./]\d{1,2}[./](?:19|20|21)\d\d)(?!\d)"
    r"|(?P<number>\d+)|(?P<word>[^\W\d_]+)|(?P<sign>[^\w\s])"
)
_DIGIT = re.compile(r"\d")
_LONGEST_DAY = 31
_LAST_MONTH = 12
_YEARS = range(1945, 2200)


def _words(written: str) -> frozenset[str]:
    return frozenset(folded(written).lower().split())


_TO = _words("to until till through thru - au à al a hasta até ao по до إلى الى حتى ولغاية")
_AND = _words("and et y e и & و")
_BETWEEN = _words("between entre между بين")
_PASSED_OVER = _words(
    "/ the of de del do du le la el los les dia dias día días d ’ . , from "
    "st nd rd th er º ª го е ое "
    "с со من في يوم عام سنة لعام года году г год año ano "
    "monday tuesday wednesday thursday friday saturday sunday "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta feira "
    "понедельник понедельника вторник вторника среда среды среду четверг четверга пятница пятницы "
    "пятницу суббота субботы субботу воскресенье воскресенья "
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
)
_ORDINALS = _words("го е ое st nd rd th er")
# Dates as strings of atoms: D a day's number, M a month, Y a year, N a date in figures, T a word
# that leads to the end of a stretch, A an "and", B a "between".
_FORMS = re.compile(
    r"(?P<figures>N(?:(?:T|(?<=BN)A)N)?)"
    r"|(?P<days>D(?:(?P<and>A)|T)DMY?)"
    r"|(?P<day_months>DMY?(?:T|(?<=BDM)A|(?<=BDMY)A)DMY?)"
    r"|(?P<month_days>MDTDY?)"
    r"|(?P<months_day>MDY?TMDY?)"
    r"|(?P<months>MY?TMY)"
    r"|(?P<day>DMY?)|(?P<month_day>MDY?)|(?P<month>MY)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when until when, at `start` to `end` (exclusive) of the text that was searched.

    `first` and `last` are equal for a single date. `year_written` is False where their year is
    not that of the text but a placeholder (see `in_year`).
    """

    first: PartialDate
    last: PartialDate
    start: int
    end: int
    year_written: bool = True

    def in_year(self, year: int) -> "Stretch | None":
        """The same days, ending in a year that the text leaves to be understood; None if none."""
        before = (self.first.month or 1) > (self.last.month or 1)
        try:
            first = PartialDate(year - before, self.first.month, self.first.day)
            last = PartialDate(year, self.last.month, self.last.day)
        except ValueError:  # 29 February
            return None
        return Stretch(first, last, self.start, self.end)


@dataclass(frozen=True, slots=True)
class _Atom:
    kind: str
    start: int
    end: int
    value: int = 0
    date: PartialDate | None = None


@lru_cache(maxsize=2)
def _months(vocabulary: Vocabulary) -> Mapping[str, int]:
    return {folded(name.name).lower(): name.month for name in vocabulary.months}


def stretches(
    lower: str, start: int, end: int, vocabulary: Vocabulary, *, month_first: bool = False
) -> list[Stretch]:
    """The stretches of days between two positions of a folded text in lower case, in order.

    `month_first` reads 3/4/2012 as 4 March. One that ends before it begins is left out: which of
    the two is the slip cannot be told.
    """
    if _DIGIT.search(lower, start, end) is None:
        return []
    atoms = _atoms(lower, start, end, _months(vocabulary), month_first=month_first)
    written = "".join(atom.kind for atom in atoms)
    found = []
    for match in _FORMS.finditer(written):
        taken = atoms[match.start() : match.end()]
        between = written[: match.start()].endswith("B")
        one = _stretch(match, taken, between=between)
        if one is not None and _in_order(one):
            found.append(one)
    return found


def _atoms(
    lower: str, start: int, end: int, months: Mapping[str, int], *, month_first: bool
) -> list[_Atom]:
    tokens = list(_TOKEN.finditer(lower, start, end))
    atoms: list[_Atom] = []
    at = 0
    while at < len(tokens):
        atom, taken = _atom(tokens, at, months, month_first=month_first)
        at += taken
        if atom is None:
            continue
        if atom.kind == "M" and _repeats(atoms, atom, lower):
            atoms[-1] = _Atom("M", atoms[-1].start, atom.end, atom.value)
            continue
        atoms.append(atom)
    return atoms


def _repeats(atoms: Sequence[_Atom], atom: _Atom, lower: str) -> bool:
    """Whether the month is written twice, as Arabic does: أيار/مايو."""
    return (
        bool(atoms)
        and atoms[-1].kind == "M"
        and atoms[-1].value == atom.value
        and lower[atoms[-1].end : atom.start].strip() in ("/", "(", "")
    )


def _atom(
    tokens: Sequence[re.Match[str]], at: int, months: Mapping[str, int], *, month_first: bool
) -> tuple[_Atom | None, int]:
    """What token `at` is, or None for what is passed over, and how many tokens it takes."""
    token = tokens[at]
    word, start, end = token.group(), token.start(), token.end()
    if token.lastgroup in ("iso", "figures"):
        date = _in_figures(word, month_first=month_first)
        return _Atom("x" if date is None else "N", start, end, date=date), 1
    if token.lastgroup == "number":
        return _number(word, start, end), 1
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and (month := months.get(f"{word} {following.group()}")):
        return _Atom("M", start, following.end(), month), 2
    if word == "-" and following is not None and following.group() in _ORDINALS:
        return None, 2
    return _word(word, start, end, months.get(word, 0)), 1


def _word(word: str, start: int, end: int, month: int) -> _Atom | None:
    if month:
        return _Atom("M", start, end, month)
    for kind, words in (("T", _TO), ("A", _AND), ("B", _BETWEEN)):
        if word in words:
            return _Atom(kind, start, end)
    return None if word in _PASSED_OVER else _Atom("x", start, end)


def _number(written: str, start: int, end: int) -> _Atom:
    value = int(written) if len(written) <= 4 else 0  # noqa: PLR2004 (digits of a year)
    kind = "D" if 1 <= value <= _LONGEST_DAY else "Y" if value in _YEARS else "x"
    return _Atom(kind, start, end, value)


def _in_figures(written: str, *, month_first: bool) -> PartialDate | None:
    first, second, third = (int(part) for part in re.split(r"[-./]", written))
    if first > _LONGEST_DAY:
        year, month, day = first, second, third
    else:
        day, month, year = first, second, third
        if month > _LAST_MONTH or (month_first and day <= _LAST_MONTH):
            day, month = month, day
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _stretch(match: re.Match[str], atoms: Sequence[_Atom], *, between: bool) -> Stretch | None:
    """The stretch that the atoms of a form spell, or None where no calendar has its days."""
    form = match.lastgroup if match.lastgroup != "and" else "days"
    if form == "figures":
        first, last = atoms[0].date, atoms[-1].date
        if first is None or last is None:
            return None
        return Stretch(first, last, atoms[0].start, atoms[-1].end)
    days = [atom.value for atom in atoms if atom.kind == "D"]
    months = [atom.value for atom in atoms if atom.kind == "M"]
    years = [atom.value for atom in atoms if atom.kind == "Y"]
    if match.group("and") and not between and days[1] - days[0] != 1:
        days = days[:1]  # "on 3 and 14 May": two days, not all between; the first is told
    last_year = years[-1] if years else 2000  # a leap year, for 29 February
    first_year = years[0] if len(years) > 1 else last_year - (months[0] > months[-1])
    try:
        first = PartialDate(first_year, months[0], days[0] if days else None)
        last = PartialDate(last_year, months[-1], days[-1] if days else None)
    except ValueError:
        return None
    return Stretch(first, last, atoms[0].start, atoms[-1].end, year_written=bool(years))


def _in_order(one: Stretch) -> bool:
    return one.first.first_day() <= one.last.last_day()


def nearest_year(one: Stretch, told_on: dt.date, *, ahead: bool) -> Stretch | None:
    """A stretch without a year, dated from the day it was told: next to come, or last gone by.

    A month's grace either way: a visit is still announced while it is under way.
    """
    grace = dt.timedelta(days=31)
    for year in (told_on.year - 1, told_on.year, told_on.year + 1, told_on.year + 2):
        dated = one.in_year(year)
        if dated is not None and ahead and dated.last.last_day() >= told_on - grace:
            return dated
    for year in (told_on.year + 1, told_on.year, told_on.year - 1):
        dated = one.in_year(year)
        if dated is not None and not ahead and dated.first.first_day() <= told_on:
            return dated
    return None
