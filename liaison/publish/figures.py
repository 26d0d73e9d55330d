"""Trends as figures: a finding in words, a chart where there are points enough, and the numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from liaison.design.written import written_number
from liaison.index.protocol import Facet
from liaison.publish import charts, country, labels, replies, wording
from liaison.publish.charts import Column
from liaison.publish.tallies import (
    FUNDING_AND_ASSOCIATION,
    NOT_REACHED,
    REACHED,
    Chosen,
    Tallies,
    Years,
)

_MOST_BARS = 12
_MATRIX_YEARS = 15
_MATRIX_COUNTRIES = 25
_MATRIX_MECHANISMS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A line of numbers; None where a mechanism does not cover a country. `asked` leads to them."""

    code: str
    name: str
    numbers: tuple[int | None, ...]
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """`head` names the columns for readers, `columns` in the file; `form`: how it is drawn.

    "columns" and "" have `chart` or nothing; "bars" and "shades" are drawn out of `rows`.
    """

    name: str
    title: str
    finding: str
    note: str
    head: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Sequence[Row]
    form: str = ""
    chart: Markup = field(default_factory=Markup)

    @property
    def highest(self) -> int:
        """The largest of its numbers."""
        return max((number or 0 for row in self.rows for number in row.numbers), default=0)


NAMES = (
    "documents",
    "mechanisms",
    "coverage",
    "violations",
    "perpetrators",
    "restrictions",
    "accountability",
    "letters",
    "sdg-16-10-1",
)


def figures(told: Tallies, chosen: Chosen) -> list[Figure]:
    """Every figure, in the order in which they are read."""
    return [_MADE[name](told, chosen) for name in NAMES]


def figure(name: str, told: Tallies, chosen: Chosen) -> Figure:
    """One of NAMES."""
    return _MADE[name](told, chosen)


def _documents(told: Tallies, chosen: Chosen) -> Figure:
    del chosen
    year = max(told.years, key=lambda one: told.years[one], default="")
    finding = _("Most were published in %(year)s: %(number)s of %(total)s") % {
        "year": year,
        "number": _number(told.years.get(year, 0)),
        "total": _number(told.total),
    }
    return _by_year(
        "documents",
        _("Documents by year"),
        finding if year else "",
        _("By the year in which they were published; those without a known date are in no year."),
        (_("Documents"),),
        (told.years,),
    )


def _mechanisms(told: Tallies, chosen: Chosen) -> Figure:
    years = _span(told.years)[-_MATRIX_YEARS:]
    rows = [
        _row(Facet.MECHANISM, code, tuple(one.years.get(year, 0) for year in years))
        for code, one in told.mechanisms.items()
    ]
    first = next(iter(told.mechanisms.items()), None)
    finding = ""
    if first is not None and not chosen.mechanism:
        finding = _("%(name)s published most: %(number)s of %(total)s documents") % {
            "name": rows[0].name,
            "number": _number(first[1].total),
            "total": _number(told.total),
        }
    return Figure(
        "mechanisms",
        _("Mechanisms by year"),
        finding,
        _("The latest years. The stronger the colour of a field, the more documents."),
        (_("Mechanism"), *years),
        ("mechanism", *years),
        rows,
        "shades" if _points(rows) else "",
    )


def _coverage(told: Tallies, chosen: Chosen) -> Figure:
    del chosen
    speakers: dict[str, int] = {}
    totals: dict[str, int] = {}
    for one in told.mechanisms.values():
        for code, count in one.countries.items():
            speakers[code] = speakers.get(code, 0) + bool(count)
            totals[code] = totals.get(code, 0) + count
    shown = list(told.mechanisms)[:_MATRIX_MECHANISMS]
    countries = sorted(totals, key=lambda one: -totals[one])[:_MATRIX_COUNTRIES]
    rows = [_spoken(code, shown, told) for code in countries]
    alone = sum(1 for count in speakers.values() if count == 1)
    finding = ngettext(
        "Of %(total)s countries spoken of, %(number)s is spoken of by one mechanism alone",
        "Of %(total)s countries spoken of, %(number)s are spoken of by one mechanism alone",
        alone,
    ) % {"total": _number(len(speakers)), "number": _number(alone)}
    language = get_language() or "en"
    return Figure(
        "coverage",
        _("Who speaks where, and who does not"),
        finding if speakers else "",
        _(
            "The countries and mechanisms of most documents. A dash: it covers the country "
            "and has said nothing here. An empty field: it does not cover the country."
        ),
        (_("Country"), *(labels.mechanism(code, language).text for code in shown)),
        ("country", *shown),
        rows,
        "shades" if _points(rows) else "",
    )


def _spoken(code: str, mechanisms: Sequence[str], told: Tallies) -> Row:
    covering, known = set(country.covering(code)), labels.known_mechanisms()
    numbers = tuple(
        told.mechanisms[one].countries.get(code, 0)
        or (0 if one in covering or one not in known else None)
        for one in mechanisms
    )
    return _row(Facet.COUNTRY, code, numbers)


def _violations(told: Tallies, chosen: Chosen) -> Figure:
    del chosen
    rows = [
        _row(Facet.VIOLATION, code, (count,)) for code, count in told.violations.items() if count
    ]
    finding = ""
    if rows:
        finding = _("%(name)s is told of most: in %(number)s documents") % {
            "name": rows[0].name,
            "number": _number(rows[0].numbers[0] or 0),
        }
    return _bars("violations", _("Violations"), finding, _told_of(), rows, _("Violation"))


def _perpetrators(told: Tallies, chosen: Chosen) -> Figure:
    del chosen
    some, all_of_them = sum(told.non_state.values()), sum(told.perpetrators.values())
    finding = _(
        "%(number)s of %(total)s documents that name a perpetrator name one that is no State"
    ) % {
        "number": _number(some),
        "total": _number(all_of_them),
    }
    return _by_year(
        "perpetrators",
        _("Perpetrators that are no State"),
        finding if all_of_them else "",
        _("Companies, armed groups, landowners and others. A document may name several."),
        (_("No State among others or alone"), _("Any perpetrator")),
        (told.non_state, told.perpetrators),
    )


def _restrictions(told: Tallies, chosen: Chosen) -> Figure:
    del chosen
    total = sum(told.restrictions.values())
    finding = ngettext(
        "%(number)s document tells of restrictions on funding or association",
        "%(number)s documents tell of restrictions on funding or association",
        total,
    ) % {"number": _number(total)}
    kinds = ", ".join(_name(Facet.VIOLATION, code) for code in FUNDING_AND_ASSOCIATION)
    return _by_year(
        "restrictions",
        _("Restrictions on funding and association"),
        finding if total else "",
        _("Counted together: %(kinds)s.") % {"kinds": kinds},
        (_("Documents"),),
        (told.restrictions,),
    )


def _accountability(told: Tallies, chosen: Chosen) -> Figure:
    del chosen
    language = get_language() or "en"
    rows = [
        Row(code, labels.outcome(code, language).text, (told.outcomes[code],))
        for code in (*REACHED, *NOT_REACHED)
        if told.outcomes.get(code)
    ]
    total = sum(told.accountable.values())
    finding = ngettext(
        "%(number)s document tells of an investigation, a prosecution, a judgment or reparation",
        "%(number)s documents tell of an investigation, a prosecution, a judgment or reparation",
        total,
    ) % {"number": _number(total)}
    note = _(
        "What is said to have followed, and what is said not to have. What is only "
        "asked for or feared is not counted. Copies and translations are counted each "
        "for itself."
    )
    title = _("Accountability reached")
    return _bars("accountability", title, finding if rows else "", note, rows, _("What followed"))


def _letters(told: Tallies, chosen: Chosen) -> Figure:
    del chosen
    sent, answered = sum(told.letters.sent.values()), sum(told.letters.answered.values())
    time = replies.time(told.letters.median_days, told.letters.timed)
    return _by_year(
        "letters",
        _("Letters and replies"),
        replies.found(answered, sent) if sent else "",
        " ".join(filter(None, (time, replies.not_known()))),
        (_("With a reply"), _("Letters and appeals")),
        (told.letters.answered, told.letters.sent),
    )


def _sdg(told: Tallies, chosen: Chosen) -> Figure:
    del chosen
    total = sum(told.sdg_any.values())
    finding = ngettext(
        "%(number)s document tells of acts that indicator 16.10.1 counts",
        "%(number)s documents tell of acts that indicator 16.10.1 counts",
        total,
    ) % {"number": _number(total)}
    names = tuple(told.sdg)
    return _by_year(
        "sdg-16-10-1",
        _("Indicator 16.10.1 of the Sustainable Development Goals"),
        finding if total else "",
        _(
            "The indicator is the number of verified cases of killing, kidnapping, enforced"
            " disappearance, arbitrary detention and torture of journalists, associated "
            "media personnel, trade unionists and human rights advocates in the previous 12"
            " months. Counted here are documents that tell of such acts, by the year of "
            "publication: neither cases nor persons, and verified by nobody but their "
            "authors. One case may stand in many documents. It is no value of the "
            "indicator."
        ),
        (_("Any of them"), *(wording.sdg_category(name) for name in names)),
        (told.sdg_any, *told.sdg.values()),
        ("any", *names),
        parts=False,
    )


def _by_year(
    name: str,
    title: str,
    finding: str,
    note: str,
    head: tuple[str, ...],
    counts: Sequence[Years],
    columns: tuple[str, ...] = (),
    *,
    parts: bool = True,
) -> Figure:
    """Columns by year; of two counts the first is a part of the second."""
    years = _span(counts[-1] if parts else counts[0])
    rows = [
        Row(year, year, tuple(one.get(year, 0) for one in counts), {"year": year}) for year in years
    ]
    drawn = [_column(row, parts=parts and len(counts) > 1) for row in rows]
    enough = sum(1 for one in drawn if one.value) >= charts.FEWEST
    chart = (
        charts.columns(drawn, finding, rightwards=not get_language_bidi()) if enough else Markup()
    )
    return Figure(
        name,
        title,
        finding,
        note,
        (_("Year"), *head),
        ("year", *(columns or _codes(len(counts)))),
        rows,
        "columns" if enough else "",
        chart,
    )


def _column(row: Row, *, parts: bool) -> Column:
    value = (row.numbers[1] if parts else row.numbers[0]) or 0
    return Column(
        row.code, value, _number(value), min(row.numbers[0] or 0, value) if parts else None
    )


def _codes(count: int) -> tuple[str, ...]:
    return ("documents",) if count == 1 else ("part", "whole")


def _bars(name: str, title: str, finding: str, note: str, rows: Sequence[Row], head: str) -> Figure:
    form = "bars" if len(rows) >= charts.FEWEST else ""
    columns = (name.removesuffix("s"), "documents")
    return Figure(name, title, finding, note, (head, _("Documents")), columns, rows, form)


def _row(facet: Facet, code: str, numbers: tuple[int | None, ...]) -> Row:
    return Row(code, _name(facet, code), numbers, {facet.value: code})


def _name(facet: Facet, code: str) -> str:
    return labels.of(facet, code, get_language() or "en").text


def _points(rows: Sequence[Row]) -> bool:
    return sum(1 for row in rows for number in row.numbers if number) >= charts.FEWEST


def _told_of() -> str:
    return _(
        "Told of in documents: what is denied, feared or asked for is not counted. A "
        "document may tell of several."
    )


def _span(counts: Years) -> list[str]:
    """Every year from the first to the last, without gaps."""
    known = [int(year) for year, count in counts.items() if count and year]
    return [str(year) for year in range(min(known), max(known) + 1)] if known else []


def _number(value: int) -> str:
    return written_number(value, get_language() or "en")


_MADE: Mapping[str, Callable[[Tallies, Chosen], Figure]] = {
    "documents": _documents,
    "mechanisms": _mechanisms,
    "coverage": _coverage,
    "violations": _violations,
    "perpetrators": _perpetrators,
    "restrictions": _restrictions,
    "accountability": _accountability,
    "letters": _letters,
    "sdg-16-10-1": _sdg,
}
