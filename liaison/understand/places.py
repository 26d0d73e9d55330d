"""Which countries a document names, and which it is about."""

from collections.abc import Iterator

from liaison.kernel.finding import Finding, FindingKind, Part, Span
from liaison.understand.about import subjects
from liaison.understand.gazetteer import Manner
from liaison.understand.identity import OwnSymbol
from liaison.understand.read import Read

_COUNTRY_IN_REFERENCE = 0.9
# By a city or region alone a country is only pointed to.
_CONFIDENCE = {
    Manner.NAME: 0.95,
    Manner.FORMER: 0.7,
    Manner.PEOPLE: 0.85,
    Manner.PLACE: 0.6,
}


def countries(read: Read) -> Iterator[Finding]:
    """The first sure mention of every country, the surest manner of naming it before others."""
    found = [
        (part, one)
        for part, mentions in ((Part.TITLE, read.title_countries), (Part.TEXT, read.text_countries))
        for one in mentions
        if not one.doubtful and one.manner in _CONFIDENCE
    ]
    seen: set[str] = set()
    for manner, confidence in _CONFIDENCE.items():
        for part, one in found:
            if one.manner is manner and one.iso3 not in seen:
                seen.add(one.iso3)
                span = read.span(part, one.start, one.end)
                yield read.finding(
                    FindingKind.COUNTRY, one.iso3, span, f"country: {manner}", confidence
                )


def about(read: Read, symbol: OwnSymbol | None) -> Iterator[Finding]:
    """The countries it is about: by its symbol, else by where they stand and how often."""
    if symbol is not None and symbol.about:
        yield read.finding(
            FindingKind.ABOUT,
            symbol.about,
            symbol.finding.span,
            "about: symbol",
            _COUNTRY_IN_REFERENCE,
        )
        return
    for one in subjects(read.title, read.title_countries, read.text, read.text_countries):
        span = Span(one.part, one.start, one.end)
        yield read.finding(
            FindingKind.ABOUT, one.iso3, span, f"about: {one.method}", one.confidence
        )
