"""What a depositor says of a thing, checked before it is kept: a slip is named, not passed over."""

from collections.abc import Collection, Mapping

from liaison.kernel.partial_date import PartialDate
from liaison.understand.dates import dates_in
from liaison.understand.folding import folded
from liaison.understand.gazetteer import mentions
from liaison.vocabulary import Vocabulary

# What a table of visits and trials may hold beside documents, and how its text names it.
ACTIVITIES = {
    "country_visit": "Country visit",
    "trial": "Trial",
    "trial_observation": "Trial observation",
    "hearing": "Hearing",
    "session": "Session",
    "event": "Event",
    "call_for_input": "Call for input",
}
STATUSES = ("planned", "tentative", "confirmed", "under_way", "postponed", "cancelled", "done")
# What is told of lies between: the Declaration of the Rights of Man, and the end of any planning.
FIRST_YEAR, LAST_YEAR = 1789, 2200
_YEAR = 4  # digits


def check(said: Mapping[str, str], known: Vocabulary, *, kinds: Collection[str] = ()) -> None:
    """Raise ValueError for the first field that says nothing, with what it may say.

    `kinds` are those that may be stated beside the kinds of documents.
    """
    _one_of(said, "mechanism", known.mechanisms)
    _one_of(said, "kind", {*known.document_kinds, *kinds})
    _one_of(said, "status", STATUSES)
    language = said.get("language", "").partition("-")[0].lower()
    if language and language not in known.languages:
        raise ValueError(f"no language {said['language']!r}: write a code such as en, fr or ar")
    if (country := said.get("country", "")) and not country_name(country, known):
        raise ValueError(
            f"no country {country!r}: write its name, or its code of three letters such as TCD"
        )
    date = said.get("date", "")
    if date and not _is_date(date, known):
        raise ValueError(f"no date {date!r}: write 2012, 2012-03, 2012-03-15 or 15 March 2012")


def check_date(name: str, value: str) -> None:
    """Raise ValueError for a date of what takes place that is none, or far from any."""
    try:
        date = PartialDate.parse(value)
    except ValueError as error:
        raise ValueError(
            f"{name} is {value!r}, which is no day, month or year: "
            "write 2012, 2012-03 or 2012-03-15"
        ) from error
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise ValueError(f"{name} is {value!r}: give a year from {FIRST_YEAR} to {LAST_YEAR}")


def begins_late(starts: str, ends: str) -> bool:
    """Whether something would end before it begins. Both are partial dates."""
    return PartialDate.parse(starts).first_day() > PartialDate.parse(ends).last_day()


def country_name(said: str, known: Vocabulary) -> str:
    """A country as a text may name it: what was said, or the name of a code; "" for none."""
    if said.upper() in known.countries:
        return known.label(said.upper(), "en").text
    return said if mentions(folded(said), known) else ""


def country_code(said: str, known: Vocabulary) -> str:
    """The alpha-3 code of the country that a text names first; "" for none."""
    if said.upper() in known.countries:
        return said.upper()
    return next((one.iso3 for one in mentions(folded(said), known) if not one.doubtful), "")


def _is_date(said: str, known: Vocabulary) -> bool:
    if len(said) == _YEAR and said.isdecimal():
        return True
    return bool(dates_in(folded(said), known))


def _one_of(said: Mapping[str, str], name: str, codes: Collection[str]) -> None:
    code = said.get(name, "")
    if code and code not in codes:
        raise ValueError(f"no {name} {code!r}: use one of {', '.join(sorted(codes))}")
