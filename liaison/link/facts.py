"""What linking knows of one document: small, without its text, and without a single name."""

import dataclasses
import datetime as dt
import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, count, pairwise
from typing import Any

from liaison.kernel.partial_date import PartialDate

VERSION = 6  # of the facts and of the judgement on them: what is older is made anew

Word = tuple[str, ...]  # the keyed digests under which one word of a name may be found again
Name = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """One text of the document.

    `signature` is its MinHash (numbers of 32 bits; empty for a text too short to have one);
    `figures` a sample of the figures in it, each with where it stands, in thousandths of the text;
    `length` counts words; `title` is a digest of the title, or "".
    """

    language: str = ""
    length: int = 0
    title: str = ""
    signature: tuple[int, ...] = ()
    figures: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Facts:
    """What linking needs of one document.

    Codes, references and dates are values of findings, as `liaison.kernel.finding` says.
    Words and names are keyed digests: who has no key cannot tell whom they name.
    `people` are names of those on whose behalf or about whom it speaks, officials left out;
    `title_names` and `opening_names` are words of title and opening that are written like names,
    those that follow one another together. `title_words` and `opening_words` are all words.
    `path` is a digest of the address without what names its language. `days` are days that title
    or opening name (ISO 8601).
    """

    identifier: str
    published: str = ""
    mechanism: str = ""
    kind: str = ""
    symbol: str = ""
    path: str = ""
    references: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    people: tuple[Name, ...] = ()
    title_names: tuple[Name, ...] = ()
    opening_names: tuple[Name, ...] = ()
    violations: tuple[str, ...] = ()
    structural: tuple[str, ...] = ()
    accountability: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    opening_words: tuple[str, ...] = ()
    editions: tuple[EditionFacts, ...] = ()

    @property
    def languages(self) -> frozenset[str]:
        """The languages of its editions, as far as they are known."""
        return frozenset(one.language for one in self.editions if one.language)

    @cached_property
    def day(self) -> dt.date | None:
        """The first day on which it may have been published."""
        return PartialDate.parse(self.published).first_day() if self.published else None

    @cached_property
    def days_named(self) -> tuple[dt.date, ...]:
        """The days that title or opening name."""
        return tuple(dt.date.fromisoformat(day) for day in self.days)

    @cached_property
    def title_keys(self) -> Mapping[str, str]:
        """The keys of what is written like a name in the title, each with its word's digest."""
        return _by_key(self.title_names)

    @cached_property
    def opening_keys(self) -> Mapping[str, str]:
        """The same of the opening."""
        return _by_key(self.opening_names)

    @cached_property
    def opening_places(self) -> Mapping[str, int]:
        """The place of each word among those of the opening."""
        return dict(zip(self.opening_words, count()))

    @cached_property
    def title_set(self) -> frozenset[str]:
        """The words of the title."""
        return frozenset(self.title_words)

    @cached_property
    def opening_set(self) -> frozenset[str]:
        """The words of the opening."""
        return frozenset(self.opening_words)

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The words of title and opening."""
        return self.title_set | self.opening_set

    @cached_property
    def neighbours(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """Keys of every two words beside each other in what is written like a name; the words."""
        names = (*self.title_names, *self.opening_names)
        return _pairs(pair for name in names for pair in pairwise(name))

    @cached_property
    def sounds(self) -> Mapping[str, tuple[str, ...]]:
        """What each word of a name in the title sounds like."""
        return {word[0]: word[1:] for name in self.title_names for word in name}

    @cached_property
    def full_names(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """Keys of every two words of a person's name: middle names are left out. With the words."""
        return _every_two(self.people)

    def to_json(self) -> str:
        """The facts as a line of JSON, for `from_json`.

        Words, names, figures and signatures are packed into strings: what is read fifty times for
        every new document has to be read quickly.
        """
        values: dict[str, Any] = {
            one.name: getattr(self, one.name) for one in dataclasses.fields(self)
        }
        values |= {name: " ".join(values[name]) for name in _WORDS}
        values |= {name: _packed(values[name]) for name in _NAMES}
        values["editions"] = [
            [
                one.language,
                one.length,
                one.title,
                struct.pack(f">{len(one.signature)}I", *one.signature).hex(),
                ";".join(f"{pair},{place}" for pair, place in one.figures),
            ]
            for one in self.editions
        ]
        return json.dumps({"version": VERSION, **values}, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Facts":
        """The facts that `to_json` wrote. Raises ValueError where another version did."""
        values: dict[str, Any] = json.loads(text)
        version = values.pop("version", None)
        if version != VERSION:
            raise ValueError(f"facts of version {version}, not {VERSION}")
        for name, value in values.items():
            if name in _WORDS:
                values[name] = tuple(value.split())
            elif name in _NAMES:
                values[name] = _unpacked(value)
            elif name == "editions":
                values[name] = tuple(_edition(*one) for one in value)
            elif isinstance(value, list):
                values[name] = tuple(value)
        return cls(**values)


_WORDS = frozenset(("title_words", "opening_words"))
_NAMES = frozenset(("people", "title_names", "opening_names"))


def _packed(names: Iterable[Name]) -> str:
    return ";".join(",".join(" ".join(word) for word in name) for name in names)


def _unpacked(names: str) -> tuple[Name, ...]:
    if not names:
        return ()
    return tuple(
        tuple(tuple(word.split()) for word in name.split(",")) for name in names.split(";")
    )


def _edition(language: str, length: int, title: str, signature: str, figures: str) -> EditionFacts:
    numbers = bytes.fromhex(signature)
    placed = (one.partition(",") for one in figures.split(";") if one)
    return EditionFacts(
        language,
        length,
        title,
        struct.unpack(f">{len(numbers) // 4}I", numbers),
        tuple((pair, int(place)) for pair, _, place in placed),
    )


def _by_key(names: Iterable[Name]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        for word in name:
            for key in word:
                found.setdefault(key, word[0])
    return found


def _every_two(names: Iterable[Name]) -> dict[tuple[str, str], tuple[str, str]]:
    return _pairs(pair for name in names for pair in combinations(name, 2))


def _pairs(pairs: Iterable[tuple[Word, Word]]) -> dict[tuple[str, str], tuple[str, str]]:
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for first, second in pairs:
        words = first[0], second[0]
        for one in first:
            for other in second:
                pair = (one, other) if one <= other else (other, one)
                if pair not in found:
                    found[pair] = words
    return found
