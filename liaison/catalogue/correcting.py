"""What a correction may say: each kind's values, checked before they are kept. No database here."""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from liaison.catalogue.description import SINGLE, TITLE
from liaison.catalogue.stated import FIRST_YEAR, LAST_YEAR, begins_late
from liaison.design.written import known_languages
from liaison.extract.plain import one_line
from liaison.kernel.errors import MistakenInput
from liaison.kernel.finding import DATES, FindingKind
from liaison.kernel.partial_date import EARLIEST, PartialDate
from liaison.kernel.storable import storable
from liaison.understand.folding import folded
from liaison.understand.references import references
from liaison.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Known:
    """What a value may be: the vocabulary, and the mechanisms that the record's sources add to it.

    `today` is the day after which nothing was published yet.
    """

    vocabulary: Vocabulary
    mechanisms: Collection[str]
    today: dt.date


# A name is nowhere but in the text: a correction would print it, and keep it.
KINDS: tuple[str, ...] = (
    TITLE,
    *(kind.value for kind in FindingKind if kind is not FindingKind.PERSON),
)
# In characters, as the columns have them: of findings, and narrower ones of what describes.
_LONGEST_TITLE = 500
_LONGEST = 200
_LONGEST_KIND = 20
_LONGEST_OF: Mapping[str, int] = {
    FindingKind.SYMBOL: 120,
    FindingKind.DOCUMENT_KIND: 60,
    FindingKind.MECHANISM: 60,
    FindingKind.PUBLISHED: 10,
    FindingKind.LANGUAGE: 8,
}
_COUNTRIES = (FindingKind.COUNTRY, FindingKind.ABOUT)
_CITED = (FindingKind.REFERENCE, FindingKind.SYMBOL)
_CODED: Mapping[FindingKind, Callable[[Known], Collection[str]]] = {
    FindingKind.LANGUAGE: lambda _: known_languages(),
    FindingKind.MECHANISM: lambda known: {*known.vocabulary.mechanisms, *known.mechanisms},
    FindingKind.DOCUMENT_KIND: lambda known: known.vocabulary.document_kinds,
    FindingKind.VIOLATION: lambda known: known.vocabulary.violation_types,
    FindingKind.DEFENDER: lambda known: known.vocabulary.defender_types,
    FindingKind.PERPETRATOR: lambda known: known.vocabulary.perpetrator_types,
    FindingKind.RIGHT: lambda known: known.vocabulary.rights,
    FindingKind.PROVISION: lambda known: _provisions(known.vocabulary),
    FindingKind.ACCOUNTABILITY: lambda known: known.vocabulary.outcomes,
    FindingKind.THEME: lambda known: known.vocabulary.themes,
    FindingKind.RECOMMENDATION_THEME: lambda known: known.vocabulary.upr_issues,
}
# What is more than one code, or a code of no list: its form is looked at, and the codes within it.
_FORMS: Mapping[FindingKind, tuple[re.Pattern[str], str]] = {
    FindingKind.STRUCTURAL: (
        re.compile(r"[\w-]+:[\w-]*"),
        "a code, ':' and a stage, such as foreign_agent:bill",
    ),
    FindingKind.RECOMMENDATION: (re.compile(r"[\w.()-]+"), "a paragraph such as 128.14"),
    FindingKind.ADDRESSEE: (re.compile(r"[\w-]+"), "a country's or organisation's code"),
    FindingKind.ACTIVITY: (
        re.compile(r"[a-z_]+;(?:[A-Z]{3})?;[\d-]*/[\d-]*;[a-z_]*"),
        "kind;country;from/until;status such as country_visit;TCD;2024-05-02/2024-05-09;done",
    ),
}


def checked(kind: str, action: str, value: str, known: Known) -> str:
    """The value as it is kept: a code of the vocabulary, an ISO 8601 date, a canonical reference.

    A country may be given by its name. What is removed may be a code that no vocabulary has any
    more. Raises MistakenInput, with what was probably meant.
    """
    value = one_line(storable(value))
    _check_kind(kind)
    if kind in SINGLE and action == "add":
        raise MistakenInput(f"a document has one {kind}", "say --replace, or --remove a wrong one")
    if not value:
        raise MistakenInput("a correction needs its value", f"say which {kind}")
    check_length(kind, value)
    if kind == TITLE:
        return value
    if action == "remove":
        return _country_code(value, known.vocabulary) or value if kind in _COUNTRIES else value
    return _canonical(FindingKind(kind), value, known)


def check_length(kind: str, value: str) -> None:
    """Raise MistakenInput for a kind or value that no column takes."""
    longest = _LONGEST_TITLE if kind == TITLE else _LONGEST_OF.get(kind, _LONGEST)
    if len(value) > longest or len(kind) > _LONGEST_KIND:
        raise MistakenInput(
            f"too long for a correction of {kind[:_LONGEST_KIND]!r}",
            f"keep the value to {longest} characters",
        )


def _check_kind(kind: str) -> None:
    if kind in KINDS:
        return
    if kind == FindingKind.PERSON:
        raise MistakenInput(
            "names of persons are not corrected: that would keep and print them",
            "`liaison withdraw name` takes a name out of search and display",
        )
    raise MistakenInput(f"no kind {kind!r}", _meant(kind, KINDS))


def _canonical(kind: FindingKind, value: str, known: Known) -> str:
    if kind in DATES:
        return _date(kind, value, known.today)
    if kind in _COUNTRIES:
        return _country(value, known.vocabulary)
    if kind in _CITED:
        return _reference(value, known.vocabulary)
    if kind in _CODED:
        value = value.lower() if kind is FindingKind.LANGUAGE else value
        return _one_of(kind, value, _CODED[kind](known))
    form, example = _FORMS[kind]
    if not form.fullmatch(value):
        raise MistakenInput(f"{value!r} is no {kind}", f"write {example}")
    _check_pieces(kind, value, known.vocabulary)
    return value


def _check_pieces(kind: FindingKind, value: str, known: Vocabulary) -> None:
    """Raise MistakenInput for a code within a value that no list has; an empty piece says none."""
    if kind is FindingKind.STRUCTURAL:
        matter, stage = value.split(":")
        _one_of("structural matter", matter, known.structural_matters)
        _one_of("stage", stage, {*known.structural_stages, ""})
    if kind is FindingKind.ACTIVITY:
        activity, country, span, status = value.split(";")
        _one_of("kind of activity", activity, known.activity_types)
        _one_of("country", country, {*known.countries, ""})
        _one_of("status", status, {*known.activity_statuses, ""})
        days = [_date(kind, day, dt.date.max) for day in filter(None, span.split("/"))]
        if len(days) > 1 and begins_late(*days):
            raise MistakenInput(f"{span} ends before it begins", "mend one of the two")


def _provisions(known: Vocabulary) -> Collection[str]:
    """The code of each instrument, and of each provision behind that of its instrument."""
    return {
        value
        for code, one in known.instruments.items()
        for value in (code, *(f"{code}/{each.code}" for each in one.provisions))
    }


def _date(kind: FindingKind, value: str, today: dt.date) -> str:
    try:
        date = PartialDate.parse(value)
    except ValueError as error:
        raise MistakenInput(f"{value!r} is no date", "write 2012, 2012-03 or 2012-03-15") from error
    if kind is FindingKind.PUBLISHED and not date.is_plausible(today):
        raise MistakenInput(
            f"nothing in this record was published on {date}",
            f"give a date from {EARLIEST} to today",
        )
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise MistakenInput(
            f"{date} is no date of this record", f"give a year from {FIRST_YEAR} to {LAST_YEAR}"
        )
    return str(date)


def _country(value: str, known: Vocabulary) -> str:
    if code := _country_code(value, known):
        return code
    raise MistakenInput(
        f"no country {value!r}",
        _meant(value, [*known.countries, *(name for name, _ in _country_names(known))]),
    )


def _country_code(value: str, known: Vocabulary) -> str:
    if value.upper() in known.countries:
        return value.upper()
    named = {code for name, code in _country_names(known) if name.casefold() == value.casefold()}
    return named.pop() if len(named) == 1 else ""


def _country_names(known: Vocabulary) -> Iterator[tuple[str, str]]:
    for term in known.countries.values():
        for name in term.names.values():
            yield name, term.iso3


def _reference(value: str, known: Vocabulary) -> str:
    """The key of a form that the vocabulary knows; any other reference as it was given."""
    whole = [
        found for found in references(folded(value), known) if found.end - found.start == len(value)
    ]
    return whole[0].key if whole else value


def _one_of(kind: str, value: str, codes: Collection[str]) -> str:
    if value in codes:
        return value
    raise MistakenInput(f"no {kind} {value!r}", _meant(value, codes))


def _meant(said: str, codes: Collection[str]) -> str:
    near = difflib.get_close_matches(said, sorted(codes), n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    few = sorted(codes)[:40]
    return f"choose among {', '.join(few)}{' …' if len(few) < len(codes) else ''}"
