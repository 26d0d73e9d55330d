"""What changed between two vocabularies, and which documents that would touch."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from liaison.kernel.finding import FindingKind
from liaison.vocabulary.terms import (
    Country,
    CountryName,
    DocumentKind,
    Nationality,
    Places,
    ReferencePattern,
    Vocabulary,
)
from liaison.vocabulary.terms.wordings import searched


class Change(StrEnum):
    """What happened to a term."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ChangedTerm:
    """One term that differs.

    It touches the documents with a finding of one of `kinds` whose value is `code` (of any
    value where `code` is a pattern: then those whose finding the pattern made, or whose text
    holds one of `words`), and those whose text holds one of `words`, which are new. Terms that
    are only shown, never looked for, have neither kinds nor words.
    """

    list_name: str
    code: str
    change: Change
    kinds: tuple[FindingKind, ...]
    words: tuple[str, ...]


_KINDS: Mapping[str, tuple[FindingKind, ...]] = {
    "countries": (FindingKind.COUNTRY, FindingKind.ABOUT),
    "mechanisms": (FindingKind.MECHANISM,),
    "document_kinds": (FindingKind.DOCUMENT_KIND,),
    "reference_patterns": (FindingKind.REFERENCE, FindingKind.SYMBOL),
    "languages": (FindingKind.LANGUAGE,),
    "language_marks": (FindingKind.LANGUAGE,),
    "date_words": (FindingKind.EVENT_DATE, FindingKind.HEARING_DATE, FindingKind.DEADLINE),
    "months": (FindingKind.PUBLISHED,),
    "violation_types": (FindingKind.VIOLATION,),
    "defender_types": (FindingKind.DEFENDER,),
    "perpetrator_types": (FindingKind.PERPETRATOR,),
    "rights": (FindingKind.RIGHT,),
    "instruments": (FindingKind.PROVISION,),
    "activity_types": (FindingKind.ACTIVITY,),
    "activity_statuses": (FindingKind.ACTIVITY,),
    "outcomes": (FindingKind.ACCOUNTABILITY,),
    "structural_matters": (FindingKind.STRUCTURAL,),
    "structural_stages": (FindingKind.STRUCTURAL,),
    "themes": (FindingKind.THEME, FindingKind.RIGHT),
    "upr_issues": (FindingKind.RECOMMENDATION_THEME,),
}
_OF_COUNTRIES = ("nationalities", "places")  # their words belong to the countries they point to
# Lists whose terms are looked for by the words of a file.
_WORDS = {
    "violation_types": "violation_words",
    "defender_types": "defender_words",
    "perpetrator_types": "perpetrator_words",
    "activity_types": "activity_words",
    "activity_statuses": "status_words",
    "outcomes": "outcome_words",
    "structural_matters": "structural_words",
    "structural_stages": "stage_words",
    "themes": "theme_words",
    "instruments": "instrument_words",
}


def fingerprint(vocabulary: Vocabulary) -> str:
    """Sixteen hexadecimal digits that change when any term does, and with nothing else."""
    return hashlib.sha256(repr(_content(vocabulary)).encode()).hexdigest()[:16]


def changes(old: Vocabulary, new: Vocabulary) -> tuple[ChangedTerm, ...]:
    """The terms in which two vocabularies differ, list by list, in the order of codes."""
    return tuple(
        term
        for list_name in _content(old)
        for term in _differing(list_name, _terms(old, list_name), _terms(new, list_name))
    )


def _content(vocabulary: Vocabulary) -> dict[str, object]:
    return {field.name: getattr(vocabulary, field.name) for field in fields(vocabulary)}


def _terms(vocabulary: Vocabulary, list_name: str) -> dict[str, object]:
    """The terms of one list by code; a country's further words belong to the country."""
    held = getattr(vocabulary, list_name)
    if list_name == "countries":
        further = _further(vocabulary)
        return {code: (term, further[code]) for code, term in held.items()}
    if list_name == "words":
        return _own_words(vocabulary)
    if list_name in _WORDS:
        words = vocabulary.words[_WORDS[list_name]]
        return {
            code: (term, tuple(one for one in words if one.code == code))
            for code, term in held.items()
        }
    if isinstance(held, Mapping) or list_name in _OF_COUNTRIES:
        return dict(held) if isinstance(held, Mapping) else {}
    if list_name == "country_names":
        return {f"{name.language}:{name.name}": name for name in held if not name.iso3}
    return _rows(list_name, held)


def _rows(list_name: str, held: Iterable[Any]) -> dict[str, object]:
    """The rows of a list without codes, by what makes each of them one."""
    if list_name == "date_words":
        return {f"{one.language}:{one.kind}:{one.value}": one for one in held}
    if list_name == "months":
        return {f"{name.language}:{name.name}": name for name in held}
    if list_name == "former_codes":
        return {f"{one.listed}:{one.code}": one for one in held}
    return {f"{entry.organisation}:{entry.iso3}:{entry.since}": entry for entry in held}


def _own_words(vocabulary: Vocabulary) -> dict[str, object]:
    """The words that give no term but bear on those that do, by what they say."""
    belonging = (*_WORDS.values(),)
    return {
        f"{name}:{one.code}:{one.language}:{one.strength}:{one.words[0]}": (name, (one,))
        for name, wordings in vocabulary.words.items()
        for one in wordings
        if name not in belonging or not one.code
    }


def _further(vocabulary: Vocabulary) -> dict[str, tuple[CountryName | Nationality | Places, ...]]:
    """The further words for each country, in the order of their files."""
    words: dict[str, list[CountryName | Nationality | Places]] = defaultdict(list)
    lists = (vocabulary.country_names, vocabulary.nationalities, vocabulary.places)
    for terms in lists:
        for one in terms:
            words[one.iso3].append(one)
    return {code: tuple(words[code]) for code in vocabulary.countries}


def _differing(
    list_name: str, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[ChangedTerm]:
    for code in sorted(old.keys() | new.keys()):
        before, after = old.get(code), new.get(code)
        if before == after:
            continue
        change = (
            Change.ADDED if before is None else Change.REMOVED if after is None else Change.CHANGED
        )
        had = set(_words(before))
        fresh = tuple(word for word in dict.fromkeys(_words(after)) if word not in had)
        yield ChangedTerm(list_name, code, change, _KINDS.get(list_name, ()), fresh)


def _written(further: CountryName | Nationality | Places) -> tuple[str, ...]:
    match further:
        case CountryName():
            return (further.name,)
        case Nationality():
            return (further.word,)
        case Places():
            return further.names


def _words(term: object) -> Iterator[str]:
    """The words that a term is looked for by."""
    match term:
        case (Country() as country, tuple() as further):
            yield from country.names.values()
            for one in further:
                yield from _written(one)
        case (_, tuple() as wordings):
            yield from (searched(phrase) for one in wordings for phrase in one.words)
        case DocumentKind():
            for cues in (term.begins, term.holds, term.refines):
                for some in cues.values():
                    yield from some
        case ReferencePattern():
            yield from term.anchors
        case _:
            yield from ()
