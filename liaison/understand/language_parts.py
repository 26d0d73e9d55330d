"""The languages of a document whose parts are in several: a letter in two, a title in another."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from liaison.kernel.finding import Finding, FindingKind, Part, Span
from liaison.understand.language import (
    Spoken,
    languages_written_in,
    sample,
    script_of,
    spoken,
)
from liaison.understand.language_likeness import common_words, likely, words_of
from liaison.understand.read import Read
from liaison.vocabulary import Vocabulary

_BLANK_LINE = re.compile(r"\n\s*\n")
_STOP = re.compile(r"[.!?;:\u061f\u06d4\u3002\u1362]\s+|\n")
_PROBE = 240  # characters of a block that are looked at
_LETTERS = 40  # letters below which a block is in the language of those around it
_MOST_PROBES = 60  # blocks that may be weighed in full: a list of names costs no more
_ITS_OWN = 0.12  # share of a block's words that are common ones of the main language
_FOREIGN_WORDS = 3  # common words of another language that a block must show
_NAMES = 0.5  # share of words with a capital from which they are a list of names
_CLEAR = 0.8  # how probable the other language must be
_MOST = 12  # findings beside the main one
_LESS = 0.9  # share of the whole's confidence that a part has at most
_TITLE_LETTERS = 24
_TITLE_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters `start` to `end` of the text, in a language other than the rest."""

    language: str
    start: int
    end: int
    probability: float


def languages_of(read: Read) -> Iterator[Finding]:
    """The language of the text, the surest, and those of stretches and of a title in another.

    Where the text tells none, that of the title.
    """
    text, title = read.parts[Part.TEXT], read.parts[Part.TITLE]
    words, start, end = sample(text)
    main = _spoken(read, words)
    if main is None:
        words, start, end = sample(title)
        main = _spoken(read, words)
        if main is not None:
            yield _finding(read, main, Span(Part.TITLE, start, end))
        return
    main, others = _main_and_others(text, main, read.vocabulary)
    span = Span(Part.TEXT, start, end) if not others else _longest_rest(text, others)
    yield _finding(read, main, span)
    for one in others[:_MOST]:
        confidence = round(min(one.probability, _LESS * main.confidence), 3)
        part = Spoken(one.language, "part", confidence)
        yield _finding(read, part, Span(Part.TEXT, one.start, one.end))
    yield from _title(read, title, main, {one.language for one in others})


def _spoken(read: Read, words: str) -> Spoken | None:
    return spoken(words, read.stated_language, read.context.languages, read.vocabulary)


def _finding(read: Read, one: Spoken, span: Span) -> Finding:
    method = f"language: {one.method}"
    return read.finding(FindingKind.LANGUAGE, one.code, span, method, one.confidence)


def _main_and_others(
    text: str, main: Spoken, vocabulary: Vocabulary
) -> tuple[Spoken, Sequence[_Stretch]]:
    """The language that most of a text is in, and the stretches in others."""
    others = list(_stretches(text, main.code, vocabulary))
    lengths: Counter[str] = Counter()
    for one in others:
        lengths[one.language] += one.end - one.start
    for code, length in lengths.most_common(1):
        if 2 * length > len(text):
            most = Spoken(code, "words", main.confidence)
            return most, list(_stretches(text, code, vocabulary))
    return main, others


def _stretches(text: str, main: str, vocabulary: Vocabulary) -> Iterator[_Stretch]:
    """Runs of blocks that are clearly in another language than `main`, in order.

    A short block, or one that tells nothing, belongs to what stands before it.
    """
    running: _Stretch | None = None
    common = common_words(main, vocabulary)
    left = _MOST_PROBES
    for start, end in _blocks(text):
        probe = text[start : min(end, start + _PROBE)]
        plain = _is_plainly(probe.lower().split(), common)
        script, letters = ("", 0) if plain else script_of(probe)
        if not plain and letters < _LETTERS:
            continue
        if plain or _is_in(probe, script, main, vocabulary):
            if running is not None:
                yield running
            running = None
            continue
        left -= 1
        found = _other(probe, script, main, vocabulary) if left >= 0 else None
        if found is None:
            continue
        code, probability = found
        if running is not None and running.language == code:
            running = replace(running, end=end)
            continue
        if running is not None:
            yield running
        running = _Stretch(code, start, end, probability)
    if running is not None:
        yield running


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text, and the sentences of long ones, begin and end."""
    start = 0
    for blank in (*_BLANK_LINE.finditer(text), None):
        end = len(text) if blank is None else blank.start()
        while end - start > 2 * _PROBE:
            stop = _STOP.search(text, start + _PROBE, end)
            if stop is None:
                break
            yield start, stop.start() + 1
            start = stop.end()
        yield start, end
        start = end if blank is None else blank.end()


def _is_in(probe: str, script: str, language: str, vocabulary: Vocabulary) -> bool:
    """Whether a block is plainly in a language: by its commonest words, or by script alone."""
    if language not in languages_written_in(script, vocabulary):
        return False
    common = common_words(language, vocabulary)
    if not common or len(languages_written_in(script, vocabulary)) == 1:
        return True
    return _is_plainly(words_of(probe), common)


def _is_plainly(words: Sequence[str], common: Collection[str]) -> bool:
    return sum(word in common for word in words) >= max(_ITS_OWN * len(words), 2)


def _other(probe: str, script: str, main: str, vocabulary: Vocabulary) -> tuple[str, float] | None:
    """The language that a block is clearly in, if not in `main`, and how probable that is."""
    possible = languages_written_in(script, vocabulary)
    if not possible:
        return None
    if len(possible) == 1:
        return (possible[0], 0.95) if possible[0] != main else None
    best = likely(probe, possible, vocabulary)[0]
    if best.code == main or best.probability < _CLEAR:
        return None
    if main in possible and not _shows(probe, best.code, main, vocabulary):
        return None
    return best.code, best.probability


def _shows(probe: str, language: str, main: str, vocabulary: Vocabulary) -> bool:
    """Whether it is prose with enough common words of one language that the other lacks."""
    own = common_words(language, vocabulary) - common_words(main, vocabulary)
    written = probe.split()
    if sum(word[:1].isupper() for word in written) > _NAMES * len(written):
        return False
    return sum(word in own for word in words_of(probe)) >= _FOREIGN_WORDS


def _longest_rest(text: str, others: Sequence[_Stretch]) -> Span:
    """The longest stretch between those in other languages, without the space around it."""
    edges = [0, *(edge for one in others for edge in (one.start, one.end)), len(text)]
    gaps = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return Span(Part.TEXT, start, start + len(inner.strip()))


def _title(read: Read, title: str, main: Spoken, others: set[str]) -> Iterator[Finding]:
    """The language of a title that is clearly in another than its text."""
    probe = title[:_PROBE]
    script, letters = script_of(probe)
    if letters < _TITLE_LETTERS or _is_in(probe, script, main.code, read.vocabulary):
        return
    found = _other(probe, script, main.code, read.vocabulary)
    if found is not None and found[0] not in others:
        confidence = round(min(_TITLE_CONFIDENCE, _LESS * main.confidence), 3)
        part = Spoken(found[0], "title", confidence)
        yield _finding(read, part, Span(Part.TITLE, 0, len(title)))
