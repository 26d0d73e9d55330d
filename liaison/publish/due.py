"""By when a State should answer a letter: the day that it names, or that a rule gives."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from liaison import vocabulary
from liaison.catalogue.models import Document, Finding
from liaison.catalogue.queries import standing_decisions
from liaison.kernel.finding import FindingKind
from liaison.kernel.partial_date import PartialDate, Precision
from liaison.vocabulary import AdmissibilityRule, Evidence


@dataclass(frozen=True, slots=True)
class Due:
    """A reply that is due or was: `evidence` of the rule, None where the letter names the day."""

    letter: Document
    day: dt.date
    over: bool
    evidence: Evidence | None


def due(letters: Sequence[Document], today: dt.date) -> list[Due]:
    """Of these letters, those whose day is known and that name a day or stand under a rule."""
    dated = [row for row in letters if exact_day(row.published) is not None]
    named = _named_days(dated)
    found = (_due(row, named.get(row.pk, ()), today) for row in dated)
    return [one for one in found if one is not None]


def rules_of_reply(mechanism: str, kind: str) -> list[AdmissibilityRule]:
    """The rules of a mechanism that say how long a State has to answer a letter of a kind.

    A rule of that kind's own channel stands for all, also where it names no time: then none does.
    """
    rules = [one for one in _rules() if one.body == mechanism]
    own = [one for one in rules if one.channel.value == kind]
    return [one for one in own or rules if one.afterwards.reply_days]


def exact_day(date: str) -> dt.date | None:
    """The day of a date that is known to the day."""
    known = PartialDate.parse(date) if date else None
    return known.first_day() if known is not None and known.precision is Precision.DAY else None


def _rules() -> Collection[AdmissibilityRule]:
    return vocabulary.load().admissibility_rules.values()


def _due(row: Document, named: Iterable[dt.date], today: dt.date) -> Due | None:
    sent = exact_day(row.published)
    if sent is None:
        return None
    later = sorted(day for day in named if day > sent)
    if later:
        return Due(row, later[0], later[0] < today, None)
    for rule in rules_of_reply(row.mechanism, row.kind):
        day = sent + dt.timedelta(days=rule.afterwards.reply_days or 0)
        return Due(row, day, day < today, rule.known("reply_days").evidence)
    return None


def _named_days(letters: Sequence[Document]) -> Mapping[int, list[dt.date]]:
    """The deadlines that letters name, as people corrected them, by row number."""
    if not letters:
        return {}
    rows = Finding.objects.filter(
        edition__document__in=letters, kind=FindingKind.DEADLINE
    ).values_list("edition__document_id", "value")
    said = standing_decisions([row.identifier for row in letters])
    refused = {
        (row.pk, one.value)
        for row in letters
        for one in said.get(row.identifier, ())
        if one.kind == FindingKind.DEADLINE and one.action == "remove"
    }
    found: dict[int, list[dt.date]] = {}
    for document, value in rows:
        day = exact_day(value)
        if day is not None and (document, value) not in refused:
            found.setdefault(document, []).append(day)
    return found
