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


def language(code: str, page_language: str) -> Name:
    """The name of a language by its code."""
    return Name(written.language_name(code, page_language), page_language)


def of(facet: Facet, value: str, page_language: str) -> Name:
    """The name of a value of a facet."""
    if facet is Facet.MECHANISM:
        return mechanism(value, page_language)
    if facet is Facet.KIND:
        return kind(value, page_language)
    if facet is Facet.COUNTRY:
        return country(value, page_language)
    if facet is Facet.LANGUAGE:
        return language(value, page_language)
    if facet is Facet.SOURCE:
        return Name(declared.source_name(value), "")
    return Name(value, page_language)


def values_of(facet: Facet) -> Collection[str]:
    """Every value that may be chosen, whether or not a document has it at the moment."""
    if facet is Facet.MECHANISM:
        return declared.mechanism_codes() | set(_vocabulary().mechanisms)
    if facet is Facet.SOURCE:
        return declared.source_ids()
    if facet is Facet.KIND:
        return _vocabulary().document_kinds
    if facet is Facet.COUNTRY:
        return _vocabulary().countries
    if facet is Facet.LANGUAGE:
        return written.known_languages()
    return [str(year) for year in range(EARLIEST, utc_now().year + 2)]


@functools.lru_cache(maxsize=16_384)
def _label(code: str, language: str) -> Name | None:
    words = _vocabulary()
    try:
        label = words.label(code, language)
    except KeyError:
        return None
    english = "" if label.reviewed or label.fallback else words.label(code, "en").text
    return Name(label.text, label.language, english)


@functools.cache
def _vocabulary() -> vocabulary.Vocabulary:
    return vocabulary.load()
