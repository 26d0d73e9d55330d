"""Codes as readers name them: mechanisms, kinds, countries, languages, sources, years."""

import functools
from collections.abc import Callable, Collection, Sequence
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


def known_mechanisms() -> Collection[str]:
    """The mechanisms of which the vocabulary says whom they cover."""
    return _vocabulary().mechanisms


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


def organisation(code: str, language: str) -> Name:
    """The name of an organisation by its code."""
    return _label(code, language, "organisations.csv") or Name(code, "en")


def outcome(code: str, language: str) -> Name:
    """What followed for a person or a matter."""
    return _label(code, language, "outcomes.csv") or Name(code.replace("_", " "), "en")


def law(code: str, language: str) -> Name:
    """The name of a kind of law, practice or campaign."""
    return _label(code, language, "structural_matters.csv") or Name(code.replace("_", " "), "en")


def stage(code: str, language: str) -> Name:
    """How far a law has come."""
    return _label(code, language, "structural_stages.csv") or Name(code.replace("_", " "), "en")


def instrument(code: str, language: str) -> Name:
    """The name of an instrument by its code."""
    return _label(code, language, "instruments.yaml") or Name(code, "en")


def rule(code: str, language: str) -> Name:
    """The name of a rule of admissibility: a body, and how a case comes to it."""
    return _label(code, language, "admissibility_rules.yaml") or Name(code, "en")


def measure(code: str, language: str) -> Name:
    """The name of a measure of protection."""
    return _label(code, language, "protection_measures.csv") or Name(code, "en")


def meeting(code: str, language: str) -> Name:
    """The name of a meeting of the mechanisms."""
    return _label(code, language, "inter_mechanism_meetings.csv") or Name(code, "en")


def working_group(code: str, language: str) -> Name:
    """The name of a working group."""
    return _label(code, language, "working_groups.yaml") or Name(code, "en")


def language(code: str, page_language: str) -> Name:
    """The name of a language by its code."""
    return Name(written.language_name(code, page_language), page_language)


def source(code: str, page_language: str) -> Name:
    """What a source is called, in whichever language it is."""
    del page_language
    return Name(declared.source_name(code), "")


def of(facet: Facet, value: str, page_language: str) -> Name:
    """The name of a value of a facet."""
    return _naming(facet)(value, page_language)


@functools.cache
def _naming(facet: Facet) -> Callable[[str, str], Name]:
    """What names the values of a facet in a language."""
    if facet in _LISTS:
        file = f"{_LISTS[facet]}.csv"
        return lambda value, language: _label(value, language, file) or Name(value, "en")
    return {
        Facet.MECHANISM: mechanism,
        Facet.SOURCE: source,
        Facet.KIND: kind,
        Facet.COUNTRY: country,
        Facet.LANGUAGE: language,
    }.get(facet, Name)


def texts(facet: Facet, values: Sequence[str], page_language: str) -> list[str]:
    """The names of several values of a facet; the declarations of sources are looked up once."""
    if facet is not Facet.SOURCE:
        named = _naming(facet)
        return [named(value, page_language).text for value in values]
    known = declared.sources()
    return [
        known[value].name if value in known else declared.source_name(value) for value in values
    ]


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
