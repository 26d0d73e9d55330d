"""Which countries a document names, and which it is about."""

from collections.abc import Iterator

from liaison.kernel.finding import Finding, FindingKind, Part, Span
from liaison.understand.about import subjects
from liaison.understand.identity import OwnSymbol
from liaison.understand.read import Read

_COUNTRY_IN_REFERENCE = 0.9


def countries(read: Read) -> Iterator[Finding]:
    """The first sure mention of every country."""
    seen: set[str] = set()
    for part, found in ((Part.TITLE, read.title_countries), (Part.TEXT, read.text_countries)):
        for one in found:
            if one.iso3 not in seen and not one.doubtful:
                seen.add(one.iso3)
                span = read.span(part, one.start, one.end)
                yield read.finding(FindingKind.COUNTRY, one.iso3, span, "country: name", 0.95)


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
