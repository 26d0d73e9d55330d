"""What a recommendation is judged by: its words, and the company they keep.

Of each word: itself, the word with its neighbour, its stem, its stem beside one of the five that
follow, and the group of words it belongs to (`recommendation_words.csv`: *minors*, *juveniles* and
*girls* are children), alone and with every other group of the recommendation.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from liaison.understand.worded import WORD

FILE = Path(__file__).with_name("recommendation_words.csv")

_NEAR = 5  # stems that a stem is paired with
_SHORTEST = 4  # letters that are left of a stem
_LONGEST = 400  # words of a recommendation that are looked at
_ENDINGS = (
    *("ations", "ation", "ating", "ments", "ment", "ities", "ity", "ings", "ing", "ized", "ised"),
    *("ize", "ise", "ers", "ies", "ied", "ed", "es", "s", "er", "ly", "al", "e", "y"),
)
_EMPTY = frozenset(
    word
    for line in (
        "the a an and or of to in on at for with by from as its their his her it is are be that",
        "this these those all any also which who whose such into has have been was were will",
        "shall should may can other",
    )
    for word in line.split(" ")
)


@dataclass(frozen=True, slots=True)
class Feature:
    """Something seen in a recommendation, and the numbers of the words that show it."""

    name: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Groups:
    """Groups of words: by whole word, by beginning, and phrases by their first word."""

    whole: Mapping[str, frozenset[str]]
    begun: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def words_of(text: str) -> list[str]:
    """The words of a recommendation in lower case, the first 400."""
    return [match.group() for match, _ in zip(WORD.finditer(text.lower()), range(_LONGEST))]  # noqa: B905 - the text may be shorter


def features(words: Sequence[str]) -> Iterator[Feature]:
    """Everything that words in lower case show; the same feature as often as it is seen."""
    for at, word in enumerate(words):
        yield Feature(word, (at,))
        if at:
            yield Feature(f"{words[at - 1]} {word}", (at - 1, at))
    yield from _stems([(at, _stem(word)) for at, word in enumerate(words) if word not in _EMPTY])
    yield from _grouped(words)


def _stems(stems: Sequence[tuple[int, str]]) -> Iterator[Feature]:
    for number, (at, stem) in enumerate(stems):
        yield Feature(f"~{stem}", (at,))
        following = stems[number + 1 : number + 1 + _NEAR]
        for place, (later, other) in enumerate(following):
            first, second = (stem, other) if stem <= other else (other, stem)
            yield Feature(f"&{first}&{second}", (at, later))
            if not place:
                yield Feature(f"~{stem} ~{other}", (at, later))


def _grouped(words: Sequence[str]) -> Iterator[Feature]:
    seen: dict[str, tuple[int, ...]] = {}
    groups = _groups()
    for at, word in enumerate(words):
        for group in _of_word(word):
            seen[group] = (*seen.get(group, ()), at)
        for phrase, group in groups.phrases.get(word, ()):
            if _stands(phrase, words, at):
                seen[group] = (*seen.get(group, ()), *range(at, at + len(phrase)))
    for group in sorted(seen):
        yield Feature(f"@{group}", seen[group])
    for first, second in combinations(sorted(seen), 2):
        yield Feature(f"@{first}@{second}", seen[first] + seen[second])


def _stands(phrase: Sequence[str], words: Sequence[str], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    return all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for part, word in zip(phrase, words[at : at + len(phrase)], strict=True)
    )


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[str, ...]:
    groups = _groups()
    found = set(groups.whole.get(word, ()))
    for length in range(2, len(word) + 1):
        found |= groups.begun.get(word[:length], frozenset())
    return tuple(sorted(found))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1)
def _groups() -> _Groups:
    whole: dict[str, frozenset[str]] = {}
    begun: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    with FILE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for written in row["words"].split(" | "):
                parts = tuple(written.split(" "))
                if len(parts) > 1:
                    phrases[parts[0]] = (*phrases.get(parts[0], ()), (parts, row["group"]))
                    continue
                kept, word = (begun, written[:-1]) if written.endswith("*") else (whole, written)
                kept[word] = kept.get(word, frozenset()) | {row["group"]}
    return _Groups(whole, begun, phrases)
