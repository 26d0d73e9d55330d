"""How other languages say a general word: what free dictionaries told (`data/about.yaml`).

Pure: the stems come from the engine. A word that only one of two languages has in its dictionary
is reached over a third: Spanish to French to English to Arabic. Whatever is found is a guess at the
sense that is meant, so that it is looked for below what the vocabulary knows.
"""

import csv
import functools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from liaison.index.folding import spellings
from liaison.kernel.once import once

DATA = Path(__file__).parent / "data"
MOST = 3  # words of a language that are looked for in place of one
_FILES = ("english_words.csv", "french_words.csv")
_STEPS = 3  # from language to language
_PASSED = 6  # words that a step goes on from
_FAINT = 0.33  # of the best word's weight: less is another sense

Stemmer = Callable[[str, Sequence[str]], Sequence[str]]  # language, words → their stems
Said = tuple[str, str]  # a language, a word of it


class Translations:
    """The dictionaries, as an engine's stems see them."""

    def __init__(self, stem: Stemmer) -> None:
        self._stem = stem
        self._rows: list[tuple[Sequence[str], str]] = []  # the languages of a file, a line of it
        self._places: dict[str, dict[str, tuple[int, ...]]] = {}  # language, stem → rows
        for name in _FILES:
            self._take(name)
        self._empty = {
            language: frozenset(self._stems(language, words).values()) | words
            for language, words in function_words().items()
        }

    def languages(self, words: Sequence[str]) -> tuple[str, ...]:
        """The languages that know most of these words: one, where they are not too few."""
        known = {
            language: sum(
                (stem in places) + 2 * (word in self._empty[language])
                for word, stem in self._stems(language, words).items()
            )
            for language, places in self._places.items()
        }
        most = max(known.values(), default=0)
        return tuple(language for language, count in known.items() if count == most and count)

    def is_empty(self, word: str, languages: Collection[str]) -> bool:
        """Whether it says nothing by itself in one of these languages, as `the` and `of`."""
        plain = "".join(spellings([word])[word].parts)
        return any(plain in self._empty[language] for language in languages)

    @functools.lru_cache(maxsize=4_096)  # noqa: B019 it lives as long as its process
    def said(self, word: str, language: str) -> tuple[Said, ...]:
        """How other languages say a word of this one, the likeliest first of each."""
        stems = self._stems(language, [word])
        if not stems:
            return ()
        weights: dict[Said, float] = defaultdict(float)
        reached: dict[Said, float] = {(language, stem): 1.0 for stem in stems.values()}
        seen: set[Said] = set()
        for _ in range(_STEPS):
            seen.update(reached)
            further: dict[Said, float] = defaultdict(float)
            for (own, stem), weight in reached.items():
                for (other, said), part in self._beside(own, stem):
                    if other != language:
                        weights[other, said] += weight * part
                        further[other, self._one_stem(other, said)] += weight * part
            best = sorted(further, key=lambda one: (-further[one], one))
            reached = {one: further[one] for one in best if one not in seen}
            reached = dict(list(reached.items())[:_PASSED])
        return tuple(self._likeliest(weights))

    def _likeliest(self, weights: Mapping[Said, float]) -> Iterator[Said]:
        by_language: dict[str, list[str]] = defaultdict(list)
        for language, word in sorted(weights, key=lambda one: (-weights[one], one)):
            by_language[language].append(word)
        for language, words in sorted(by_language.items()):
            least = weights[language, words[0]] * _FAINT
            for word in words[:MOST]:
                if weights[language, word] >= least:
                    yield language, word

    def _beside(self, language: str, stem: str) -> Iterator[tuple[Said, float]]:
        """What stands beside a word in a dictionary, and how much of its meaning that has."""
        for row in self._places.get(language, {}).get(stem, ()):
            head, *others = self._row(row)
            cells = [(other, words.split()) for other, words in others if words]
            if head[0] == language and self._one_stem(*head) == stem:
                for other, words in cells:
                    yield from (((other, word), 1 / (1 + at)) for at, word in enumerate(words))
                continue
            for other, words in cells:
                if other == language:
                    for at, one in enumerate(self._stem(other, words)):
                        if one == stem:
                            yield head, 1 / (1 + at)

    def _take(self, name: str) -> None:
        places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        met: dict[str, list[tuple[str, int]]] = defaultdict(list)
        with (DATA / name).open(encoding="utf-8") as file:
            languages = tuple(_cells(next(file)))
            for line in file:
                row = len(self._rows)
                self._rows.append((languages, line))
                head, *others = self._row(row)
                met[head[0]].append((head[1], row))
                for other, words in others:
                    met[other] += [(word, row) for word in words.split()]
        for other, some in met.items():
            stems = self._stem(other, [word for word, _ in some])
            for stem, (_, row) in zip(stems, some, strict=True):
                if row not in places[other][stem]:
                    places[other][stem].append(row)
        for other, found in places.items():
            known = self._places.setdefault(other, {})
            for stem, rows in found.items():
                known[stem] = (*known.get(stem, ()), *rows)

    def _row(self, number: int) -> Sequence[Said]:
        """A word, and the words of each other language that say it ("" for none).

        Parted again each time: parted, all of them would take twenty megabytes of every process.
        """
        languages, line = self._rows[number]
        return list(zip(languages, _cells(line), strict=True))

    def _stems(self, language: str, words: Collection[str]) -> dict[str, str]:
        """Each word, as its language spells it, with its stem."""
        known = spellings(words, language)
        plain = {part for word in words for part in known[word].whole[:1]}
        ordered = sorted(plain)
        return dict(zip(ordered, self._stem(language, ordered), strict=True))

    def _one_stem(self, language: str, word: str) -> str:
        return self._stem(language, [word])[0]


def _cells(line: str) -> Sequence[str]:
    return next(csv.reader([line]))


@once
def translations(stem: Stemmer) -> Translations:
    """The dictionaries by an engine's stems, read once a process."""
    return Translations(stem)


@functools.cache
def function_words() -> Mapping[str, frozenset[str]]:
    """By language the words that bind others and say nothing by themselves."""
    with (DATA / "function_words.csv").open(encoding="utf-8", newline="") as file:
        return {
            language: frozenset(
                part for word in words.split() for part in spellings([word])[word].parts
            )
            for language, words in csv.reader(file)
        }
