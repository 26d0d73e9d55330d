"""The counts behind the trends, of all of the record or of a country or mechanism.

Each is a question to the index, which counts without reading documents; what followed for matters
and which letters were answered is read from tables (`followed`). Kept by the process for a while.
"""

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liaison import vocabulary
from liaison.index.protocol import Facet
from liaison.publish import followed
from liaison.publish.counting import counted, kept
from liaison.publish.followed import LETTERS

Years = Mapping[str, int]
FUNDING_AND_ASSOCIATION = (
    "funding_restriction",
    "foreign_agent_label",
    "registration_denial",
    "dissolution_closure",
    "asset_freeze_fines",
)
REACHED = ("investigation_opened", "prosecuted", "perpetrator_convicted", "judgment", "reparation")
NOT_REACHED = ("no_investigation", "investigation_closed", "perpetrator_acquitted", "impunity")
_OTHER = "other_harmful_act"  # in the metadata of the indicator, not in its words
_NON_STATE = "non_state"
_MOST_MECHANISMS = 24  # looked at one by one: those of most documents


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is counted: about a country, of a mechanism; "" for any."""

    country: str = ""
    mechanism: str = ""

    def facets(self) -> dict[Facet, Sequence[str]]:
        """The same in the words of the index."""
        said = {Facet.COUNTRY: self.country, Facet.MECHANISM: self.mechanism}
        return {facet: (value,) for facet, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class OfMechanism:
    """What one mechanism published, by year and by country."""

    total: int
    years: Years
    countries: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters and appeals by year, those of them with a reply, the days between where known."""

    sent: Years
    answered: Years
    median_days: int | None
    timed: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """All counts of one choice; an entry of the index is a document with its copies."""

    total: int
    years: Years
    violations: Mapping[str, int]
    mechanisms: Mapping[str, OfMechanism]
    perpetrators: Years
    non_state: Years
    restrictions: Years
    restricted: Mapping[str, int]
    outcomes: Mapping[str, int]
    accountable: Years
    letters: Letters
    sdg: Mapping[str, Years]
    sdg_any: Years


def tallies(chosen: Chosen) -> Tallies:
    """The counts of a choice. Raises HomeUnusable where the index cannot be read."""
    return kept(f"tallies-{chosen.country}-{chosen.mechanism}", lambda: _tallies(chosen))


def sdg_categories() -> Mapping[str, Sequence[str]]:
    """The violations of each category of indicator 16.10.1 of the Sustainable Development Goals."""
    found: dict[str, list[str]] = {}
    for one in vocabulary.load().violation_types.values():
        if one.sdg_16_10_1:
            found.setdefault(one.sdg_16_10_1, []).append(one.code)
    return found


def _tallies(chosen: Chosen) -> Tallies:
    facets = (Facet.YEAR, Facet.MECHANISM, Facet.VIOLATION)
    whole = counted(chosen.facets(), facets)
    kinds = vocabulary.load().perpetrator_types
    non_state = [one.code for one in kinds.values() if _NON_STATE in (one.code, one.parent)]
    categories = sdg_categories()
    about = (chosen.country, chosen.mechanism)
    violations = whole.of[Facet.VIOLATION]
    named = [code for name, codes in categories.items() if name != _OTHER for code in codes]
    return Tallies(
        total=whole.total,
        years=whole.of[Facet.YEAR],
        violations=violations,
        mechanisms=_mechanisms(chosen, whole.of[Facet.MECHANISM]),
        perpetrators=_years(chosen, Facet.PERPETRATOR, list(kinds)),
        non_state=_years(chosen, Facet.PERPETRATOR, non_state),
        restrictions=_years(chosen, Facet.VIOLATION, FUNDING_AND_ASSOCIATION),
        restricted={code: violations.get(code, 0) for code in FUNDING_AND_ASSOCIATION},
        outcomes=followed.outcomes(*about),
        accountable=followed.years_of(REACHED, *about),
        letters=_letters(chosen),
        sdg={name: _years(chosen, Facet.VIOLATION, codes) for name, codes in categories.items()},
        sdg_any=_years(chosen, Facet.VIOLATION, named),
    )


def _years(chosen: Chosen, facet: Facet, values: Sequence[str]) -> Years:
    """The entries with any of these values, by year."""
    return counted({**chosen.facets(), facet: values}, [Facet.YEAR]).of[Facet.YEAR]


def _mechanisms(chosen: Chosen, counts: Mapping[str, int]) -> Mapping[str, OfMechanism]:
    """Those with most documents first. A facet's own choice does not narrow its counts."""
    codes = [chosen.mechanism] if chosen.mechanism else sorted(counts, key=lambda one: -counts[one])
    found = {}
    about = {Facet.COUNTRY: (chosen.country,)} if chosen.country else {}
    facets = (Facet.YEAR,) if chosen.country else (Facet.YEAR, Facet.COUNTRY)
    for code in codes[:_MOST_MECHANISMS]:
        one = counted({**about, Facet.MECHANISM: (code,)}, facets)
        countries = {chosen.country: one.total} if chosen.country else one.of[Facet.COUNTRY]
        found[code] = OfMechanism(one.total, one.of[Facet.YEAR], countries)
    return found


def _letters(chosen: Chosen) -> Letters:
    rows = followed.replies(chosen.country, chosen.mechanism)
    years: Counter[str] = Counter()
    days: list[int] = []
    for row in rows:
        years[row.year] += row.letters
        days += [row.days] * row.letters if row.days is not None else ()
    return Letters(
        sent=_years(chosen, Facet.KIND, LETTERS),
        answered=years,
        median_days=round(statistics.median(days)) if days else None,
        timed=len(days),
    )
