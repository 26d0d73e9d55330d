"""From a reading to its findings: the one function that the pipeline calls."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from liaison.kernel.finding import Finding, FindingKind, Part, Span
from liaison.kernel.reading import Context, Format, Reading, parts_of
from liaison.understand.about import subjects
from liaison.understand.folding import Folded, fold
from liaison.understand.gazetteer import Mention, mentions
from liaison.understand.kind import (
    Cue,
    kind_of_first_lines,
    kind_of_symbol,
    kind_of_title,
)
from liaison.understand.language import sample, spoken
from liaison.understand.published import Statements, published
from liaison.understand.references import Reference, references
from liaison.understand.symbol import own_symbol, symbol_in_address, symbol_in_title
from liaison.vocabulary import ReferencePattern, Vocabulary, load

VERSION = 2
_COUNTRY_IN_REFERENCE = 0.9
_ONE_LINE = 120  # characters of a text that is but the type a list gives ("IV - Press Releases")


@dataclass(frozen=True, slots=True)
class _Read:
    """What every part of understanding looks at."""

    parts: Mapping[Part, str]
    title: Folded
    text: Folded
    context: Context
    vocabulary: Vocabulary
    title_references: Sequence[Reference]
    text_references: Sequence[Reference]


@dataclass(frozen=True, slots=True)
class _OwnSymbol:
    finding: Finding
    pattern: ReferencePattern
    about: str


def understand(
    reading: Reading, context: Context, vocabulary: Vocabulary | None = None
) -> tuple[Finding, ...]:
    """What the reading of one capture says: its findings, each with the words it stands on.

    Spans point into `parts_of(reading, context)`. Of each country and reference the first
    mention is given. `vocabulary` is the project's own where none is given. Nothing is raised
    for any text; `context.captured` must be "" or an ISO 8601 date (ValueError).
    """
    known = load() if vocabulary is None else vocabulary
    read = _read(reading, context, known)
    in_title = mentions(read.title.text, known)
    in_text = mentions(read.text.text, known)
    language = _language(read, reading.stated_language)
    symbol = _symbol(read)
    return tuple(
        finding
        for finding in (
            language,
            _published(read, "" if language is None else language.value),
            None if symbol is None else symbol.finding,
            *_references(read),
            *_countries(read, in_title, in_text),
            *_about(read, symbol, in_title, in_text),
            _stated_kind(read) or _kind(read, symbol),
            _mechanism(read),
        )
        if finding is not None
    )


def prepare(vocabulary: Vocabulary | None = None) -> None:
    """Build and load all that the first call would, so that forked workers share it.

    Takes about half a second; without it the first `understand` of a process does the same.
    """
    for script_sample in ("The mandate was renewed by the Council.", "Мандат был продлен Советом."):
        understand(Reading(Format.TEXT, "", script_sample), Context(address=""), vocabulary)


def _read(reading: Reading, context: Context, vocabulary: Vocabulary) -> _Read:
    parts = parts_of(reading, context)
    title, text = fold(parts[Part.TITLE]), fold(parts[Part.TEXT])
    by = {"mechanism": context.mechanism, "address": context.address}
    return _Read(
        parts=parts,
        title=title,
        text=text,
        context=context,
        vocabulary=vocabulary,
        title_references=references(title.text, vocabulary, **by),
        text_references=references(text.text, vocabulary, **by),
    )


def _finding(kind: FindingKind, value: str, span: Span, method: str, confidence: float) -> Finding:
    return Finding(kind.value, value, span, method, VERSION, confidence)


def _span(read: _Read, part: Part, start: int, end: int) -> Span:
    """The original characters of a stretch of the folded title or text."""
    folded = read.title if part is Part.TITLE else read.text
    return Span(part, *folded.span(start, end))


def _language(read: _Read, stated: str) -> Finding | None:
    for part in (Part.TEXT, Part.TITLE):
        words, start, end = sample(read.parts[part])
        found = spoken(words, stated, read.context.languages, read.vocabulary)
        if found is not None:
            span = Span(part, start, end)
            return _finding(
                FindingKind.LANGUAGE,
                found.code,
                span,
                f"language: {found.method}",
                found.confidence,
            )
    return None


def _published(read: _Read, language: str) -> Finding | None:
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
    return _finding(
        FindingKind.PUBLISHED, str(found.date), span, f"date: {found.method}", found.confidence
    )


def _symbol(read: _Read) -> _OwnSymbol | None:
    for part, found in (
        (Part.TEXT, own_symbol(read.text, read.text_references)),
        (Part.TITLE, symbol_in_title(read.title, read.title_references)),
    ):
        if found is not None:
            one = found.reference
            span = _span(read, part, one.start, one.end)
            method = f"symbol: {one.pattern.id}"
            finding = _finding(FindingKind.SYMBOL, one.key, span, method, found.confidence)
            return _OwnSymbol(finding, one.pattern, one.about)
    spelled = symbol_in_address(read.parts[Part.ADDRESS], read.vocabulary)
    if spelled is None:
        return None
    span = Span(Part.ADDRESS, spelled.start, spelled.end)
    finding = _finding(FindingKind.SYMBOL, spelled.key, span, "symbol: address", 0.85)
    return _OwnSymbol(finding, spelled.pattern, "")


def _references(read: _Read) -> Iterator[Finding]:
    seen: set[str] = set()
    for part, found in (
        (Part.TITLE, read.title_references),
        (Part.TEXT, read.text_references),
    ):
        for one in found:
            if one.key not in seen:
                seen.add(one.key)
                confidence = 0.95 if one.pattern.scope is None else 0.8
                yield _finding(
                    FindingKind.REFERENCE,
                    one.key,
                    _span(read, part, one.start, one.end),
                    f"reference: {one.pattern.id}",
                    confidence,
                )


def _countries(
    read: _Read, in_title: Sequence[Mention], in_text: Sequence[Mention]
) -> Iterator[Finding]:
    seen: set[str] = set()
    for part, found in ((Part.TITLE, in_title), (Part.TEXT, in_text)):
        for one in found:
            if one.iso3 not in seen and not one.doubtful:
                seen.add(one.iso3)
                span = _span(read, part, one.start, one.end)
                yield _finding(FindingKind.COUNTRY, one.iso3, span, "country: name", 0.95)


def _about(
    read: _Read,
    symbol: _OwnSymbol | None,
    in_title: Sequence[Mention],
    in_text: Sequence[Mention],
) -> Iterator[Finding]:
    if symbol is not None and symbol.about:
        yield _finding(
            FindingKind.ABOUT,
            symbol.about,
            symbol.finding.span,
            "about: symbol",
            _COUNTRY_IN_REFERENCE,
        )
        return
    for one in subjects(read.title, in_title, read.text, in_text):
        span = Span(one.part, one.start, one.end)
        yield _finding(FindingKind.ABOUT, one.iso3, span, f"about: {one.method}", one.confidence)


def _stated_kind(read: _Read) -> Finding | None:
    """As whoever deposited it says."""
    stated = read.context.stated_kind
    if stated not in read.vocabulary.document_kinds:
        return None
    return _finding(
        FindingKind.DOCUMENT_KIND, stated, _declared(read, stated), "kind: deposit", 1.0
    )


def _kind(read: _Read, symbol: _OwnSymbol | None) -> Finding | None:
    """By the symbol, the title's first words, the source's default, then weaker signs."""
    if symbol is not None:
        kind = kind_of_symbol(symbol.pattern, symbol.finding.value)
        if kind:
            return _finding(
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
        return _finding(
            FindingKind.DOCUMENT_KIND, default, _declared(read, default), "kind: source", 0.6
        )
    if titled is not None:
        return _cued(read, Part.TITLE, titled, "kind: title", 0.65)
    headed = kind_of_first_lines(read.text, read.vocabulary)
    return None if headed is None else _cued(read, Part.TEXT, headed, "kind: heading", 0.6)


def _cued(read: _Read, part: Part, cue: Cue, method: str, confidence: float) -> Finding:
    span = _span(read, part, cue.start, cue.end)
    return _finding(FindingKind.DOCUMENT_KIND, cue.kind, span, method, confidence)


def _mechanism(read: _Read) -> Finding | None:
    code = read.context.mechanism
    if not code:  # whether there is such a mechanism was checked when the source was declared
        return None
    return _finding(FindingKind.MECHANISM, code, _declared(read, code), "mechanism: source", 1.0)


def _declared(read: _Read, word: str) -> Span:
    """Where the source's declaration says `word`: its kind stands last, its mechanism first."""
    declared = read.parts[Part.SOURCE]
    start = 0 if word == read.context.mechanism else len(declared) - len(word)
    return Span(Part.SOURCE, start, start + len(word))
