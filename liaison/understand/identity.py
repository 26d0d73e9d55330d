"""What a document is: its language, date, symbol, references, kind and mechanism."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from liaison.kernel.finding import Finding, FindingKind, Part, Span
from liaison.understand.folding import fold
from liaison.understand.kind import (
    Cue,
    kind_of_first_lines,
    kind_of_symbol,
    kind_of_title,
)
from liaison.understand.published import Statements, published
from liaison.understand.read import Read
from liaison.understand.symbol import own_symbol, symbol_in_address, symbol_in_title
from liaison.vocabulary import ReferencePattern

_ONE_LINE = 120  # characters of a text that is but the type a list gives ("IV - Press Releases")


@dataclass(frozen=True, slots=True)
class OwnSymbol:
    """The reference that a document bears, its pattern, and the country in it: alpha-3 or ""."""

    finding: Finding
    pattern: ReferencePattern
    about: str


def publication(read: Read, language: str) -> Finding | None:
    """The day, month or year of publication; `language` settles the order of 3/4/2012."""
    captured = read.context.captured
    mechanism = read.vocabulary.mechanisms.get(read.context.mechanism)
    given = Statements(
        stated=fold(read.parts[Part.DATE]),
        text=read.text,
        address=read.parts[Part.ADDRESS],
        captured=dt.date.fromisoformat(captured[:10]) if captured else None,
        month_first=mechanism is not None and mechanism.month_first and language in ("en", ""),
    )
    found = published(given, read.vocabulary)
    if found is None:
        return None
    span = Span(found.part, found.start, found.end)
    return read.finding(
        FindingKind.PUBLISHED, str(found.date), span, f"date: {found.method}", found.confidence
    )


def symbol_of(read: Read) -> OwnSymbol | None:
    """The reference that the text, the title or the address says is its own."""
    for part, found in (
        (Part.TEXT, own_symbol(read.text, read.text_references)),
        (Part.TITLE, symbol_in_title(read.title, read.title_references)),
    ):
        if found is not None:
            one = found.reference
            span = read.span(part, one.start, one.end)
            method = f"symbol: {one.pattern.id}"
            finding = read.finding(FindingKind.SYMBOL, one.key, span, method, found.confidence)
            return OwnSymbol(finding, one.pattern, one.about)
    spelled = symbol_in_address(read.parts[Part.ADDRESS], read.vocabulary)
    if spelled is None:
        return None
    span = Span(Part.ADDRESS, spelled.start, spelled.end)
    one = spelled.reference
    finding = read.finding(FindingKind.SYMBOL, one.key, span, "symbol: address", 0.85)
    return OwnSymbol(finding, one.pattern, one.about)


def cited(read: Read) -> Iterator[Finding]:
    """The first mention of every reference."""
    seen: set[str] = set()
    for part, found in (
        (Part.TITLE, read.title_references),
        (Part.TEXT, read.text_references),
    ):
        for one in found:
            if one.key not in seen:
                seen.add(one.key)
                confidence = 0.95 if one.pattern.scope is None else 0.8
                yield read.finding(
                    FindingKind.REFERENCE,
                    one.key,
                    read.span(part, one.start, one.end),
                    f"reference: {one.pattern.id}",
                    confidence,
                )


def _stated_kind(read: Read) -> Finding | None:
    """As whoever deposited it says."""
    stated = read.context.stated_kind
    if stated not in read.vocabulary.document_kinds:
        return None
    return read.finding(
        FindingKind.DOCUMENT_KIND, stated, _declared(read, stated), "kind: deposit", 1.0
    )


def kind_of(read: Read, symbol: OwnSymbol | None) -> Finding | None:
    """By a deposit's word, the symbol, the title's first words, the source, then weaker signs."""
    return _stated_kind(read) or _found_kind(read, symbol)


def _found_kind(read: Read, symbol: OwnSymbol | None) -> Finding | None:
    if symbol is not None:
        kind = kind_of_symbol(symbol.pattern, symbol.finding.value)
        if kind:
            return read.finding(
                FindingKind.DOCUMENT_KIND, kind, symbol.finding.span, "kind: symbol", 0.9
            )
    titled = kind_of_title(read.title.text, read.vocabulary)
    if titled is not None and titled.begins:
        return _cued(read, Part.TITLE, titled, "kind: title", 0.85)
    if read.text.text and len(read.text.text) <= _ONE_LINE:
        named = kind_of_title(read.text.text, read.vocabulary)
        if named is not None:
            return _cued(read, Part.TEXT, named, "kind: type", 0.8)
    default = read.context.default_kind
    if default in read.vocabulary.document_kinds:
        return read.finding(
            FindingKind.DOCUMENT_KIND, default, _declared(read, default), "kind: source", 0.6
        )
    if titled is not None:
        return _cued(read, Part.TITLE, titled, "kind: title", 0.65)
    headed = kind_of_first_lines(read.text, read.vocabulary)
    return None if headed is None else _cued(read, Part.TEXT, headed, "kind: heading", 0.6)


def _cued(read: Read, part: Part, cue: Cue, method: str, confidence: float) -> Finding:
    span = read.span(part, cue.start, cue.end)
    return read.finding(FindingKind.DOCUMENT_KIND, cue.kind, span, method, confidence)


def mechanism_of(read: Read) -> Finding | None:
    """The mechanism whose source it comes from."""
    code = read.context.mechanism
    if not code:  # whether there is such a mechanism was checked when the source was declared
        return None
    return read.finding(
        FindingKind.MECHANISM, code, _declared(read, code), "mechanism: source", 1.0
    )


def _declared(read: Read, word: str) -> Span:
    """Where the source's declaration says `word`: its kind stands last, its mechanism first."""
    declared = read.parts[Part.SOURCE]
    start = 0 if word == read.context.mechanism else len(declared) - len(word)
    return Span(Part.SOURCE, start, start + len(word))
