"""References to what mechanisms issued: every form of the vocabulary, under its one key."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from liaison.understand.folding import folded
from liaison.vocabulary import ReferencePattern, Vocabulary
from liaison.vocabulary.reference_key import compiled, key

_NEAR = 100  # characters on either side in which a scoped pattern looks for its issuer
_LONGEST = 160  # characters that the longest reference takes up
_OTHER_ACTORS = "OTH"  # in place of a country: companies, organisations, de facto authorities


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at `start` to `end` (exclusive) of the folded text."""

    pattern: ReferencePattern
    key: str
    start: int
    end: int
    about: str  # alpha-3 code of the country that the reference itself names, or ""


@dataclass(frozen=True, slots=True)
class _Prepared:
    pattern: ReferencePattern
    regex: re.Pattern[str]
    near: tuple[str, ...]


@lru_cache(maxsize=2)
def _anchors(vocabulary: Vocabulary) -> ahocorasick.Automaton:
    """An automaton whose values are (length, prepared patterns, exact words where case counts)."""
    by_word: dict[str, list[tuple[_Prepared, str]]] = {}
    for pattern in vocabulary.reference_patterns.values():
        near = () if pattern.scope is None else tuple(folded(w).lower() for w in pattern.scope.near)
        prepared = _Prepared(pattern, compiled(pattern), near)
        for anchor in pattern.anchors:
            word = folded(anchor)
            by_word.setdefault(word.lower(), []).append((prepared, word if pattern.case else ""))
    automaton = ahocorasick.Automaton()
    for word, users in by_word.items():
        automaton.add_word(word, (len(word), tuple(users)))
    automaton.make_automaton()
    return automaton


def references(
    text: str, vocabulary: Vocabulary, *, mechanism: str = "", address: str = ""
) -> list[Reference]:
    """The references in a folded text, in order. Of those that overlap, the longest is kept."""
    lower = text.lower()
    found: dict[tuple[int, int, str], Reference] = {}
    for prepared, at in _candidates(text, lower, vocabulary):
        pattern = prepared.pattern
        match = _match(prepared, text, at)
        if match is None or (match.start(), match.end(), pattern.id) in found:
            continue
        reference = _reference(pattern, match, vocabulary)
        if reference is not None and _is_believed(prepared, match, lower, mechanism, address):
            found[match.start(), match.end(), pattern.id] = reference
    return _longest(found.values())


def _candidates(text: str, lower: str, vocabulary: Vocabulary) -> Iterator[tuple[_Prepared, int]]:
    for last, (length, users) in _anchors(vocabulary).iter(lower):
        at = last + 1 - length
        for prepared, exact in users:
            if not exact or text.startswith(exact, at):
                yield prepared, at


def _match(prepared: _Prepared, text: str, at: int) -> re.Match[str] | None:
    reach = prepared.pattern.reach
    if reach == 0:
        return prepared.regex.match(text, at)
    return prepared.regex.search(text, max(0, at - reach), at + _LONGEST)


def _reference(
    pattern: ReferencePattern, match: re.Match[str], vocabulary: Vocabulary
) -> Reference | None:
    """The reference, unless it names a country that there is not."""
    groups = match.groupdict()
    if pattern.iso3:
        code = groups.get(pattern.iso3)
        if code and code != _OTHER_ACTORS and code.upper() not in vocabulary.countries:
            return None
    found = key(pattern, match)
    about = ((groups.get(pattern.about) if pattern.about else None) or "").upper()
    if pattern.classes:  # what stands before the first slash is a class of the issuer's index
        about = pattern.classes.get(found.partition("/")[0], "")
    return Reference(
        pattern=pattern,
        key=found,
        start=match.start(),
        end=match.end(),
        about=about if about in vocabulary.countries else "",
    )


def _is_believed(
    prepared: _Prepared, match: re.Match[str], lower: str, mechanism: str, address: str
) -> bool:
    pattern = prepared.pattern
    scope = pattern.scope
    if scope is None or (pattern.scope_without and match.group(pattern.scope_without)):
        return True
    if mechanism in scope.mechanisms or any(host in address for host in scope.addresses):
        return True
    before = lower[max(0, match.start() - _NEAR) : match.start()]
    after = lower[match.end() : match.end() + _NEAR]
    return any(word in before or word in after for word in prepared.near)


def _longest(found: Iterable[Reference]) -> list[Reference]:
    """Where two patterns claim the same words, the one whose issuer is named nearby."""
    kept: list[Reference] = []
    for reference in sorted(
        found, key=lambda one: (one.start, one.start - one.end, one.pattern.scope is None)
    ):
        if kept and reference.start < kept[-1].end:
            if reference.end - reference.start > kept[-1].end - kept[-1].start:
                kept[-1] = reference
            continue
        kept.append(reference)
    return kept
