"""Codes as readers name them: mechanisms, kinds, countries, languages, sources, years."""

import functools
from collections.abc import Collection
from dataclasses import dataclass

from liaison import vocabulary
from liaison.design import written
from liaison.index.protocol import Facet
from liaison.kernel.clock import utc_now
from liaison.kernel.partial_date import EARLIEST
from liaison.publish import declared

_LISTS = {  # files of the vocabulary
    Facet.THEME: "themes",
    Facet.RIGHT: "rights",
    Facet.VIOLATION: "violation_types",
    Facet.DEFENDER: "defender_types",
    Facet.PERPETRATOR: "perpetrator_types",
    Facet.ACTIVITY: "activity_types",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the language it is in ("" where that is not known).

    `english` stands beside a name that no reader of its language has reviewed; else it is "".
    """

    text: str
    language: str
    english: str = ""


def mechanism(code: str, language: str) -> Name:
    """The name in the vocabulary; for an invented one, the name that its source gives."""
    known = _label(code, language)
    if known is not None:
        return known
    for source in declared.sources().values():
        if source.mechanism == code and source.mechanism_name:
            return Name(source.mechanism_name, "")
    return Name(code, "en")


def kind(code: str, language: str) -> Name:
    """The name of a kind of document."""
    return _label(code, language) or Name(code.replace("_", " "), "en")


def country(code: str, language: str) -> Name:
    """The name of a country by its alpha-3 code."""
    return _label(code, language) or Name(code, "en")


def activity(code: str, language: str) -> Name:
    """The name of a kind of activity."""
    return _label(code, language, "activity_types.csv") or Name(code.replace("_", " "), "en")


def activity_status(code: str, language: str) -> Name:
    """How sure it is that an activity takes place, and whether it did."""
    return _label(code, language, "activity_statuses.csv") or Name(code.replace("_", " "), "en")


def instrument(code: str, language: str) -> Name:
    """The name of an instrument by its code."""
    return _label(code, language, "instruments.yaml") or Name(code, "en")


def language(code: str, page_language: str) -> Name:
    """The name of a language by its code."""
    return Name(written.language_name(code, page_language), page_language)


def of(facet: Facet, value: str, page_language: str) -> Name:
    """The name of a value of a facet."""
    if facet in _LISTS:
        return _label(value, page_language, f"{_LISTS[facet]}.csv") or Name(value, "en")
    if facet is Facet.SOURCE:
        return Name(declared.source_name(value), "")
    named = {
        Facet.MECHANISM: mechanism,
        Facet.KIND: kind,
        Facet.COUNTRY: country,
        Facet.LANGUAGE: language,
    }
    return named[facet](value, page_language) if facet in named else Name(value, page_language)


def values_of(facet: Facet) -> Collection[str]:
    """Every value that may be chosen, whether or not a document has it at the moment."""
    if facet is Facet.MECHANISM:
        return declared.mechanism_codes() | set(_vocabulary().mechanisms)
    if facet is Facet.SOURCE:
        return declared.source_ids()
    if facet is Facet.LANGUAGE:
        return written.known_languages()
    if facet in _LISTS or facet in (Facet.KIND, Facet.COUNTRY):
        file = _LISTS.get(facet, "countries" if facet is Facet.COUNTRY else "document_kinds")
        values: Collection[str] = getattr(_vocabulary(), file)
        return values
    return [str(year) for year in range(EARLIEST, utc_now().year + 2)]


@functools.lru_cache(maxsize=16_384)
def _label(code: str, language: str, file: str = "") -> Name | None:
    def label(language: str) -> vocabulary.Label:
        words = _vocabulary()
        return words.label_in(file, code, language) if file else words.label(code, language)

    try:
        found = label(language)
    except KeyError:
        return None
    english = "" if found.reviewed or found.fallback else label("en").text
    return Name(found.text, found.language, english)


@functools.cache
def _vocabulary() -> vocabulary.Vocabulary:
    return vocabulary.load()
