"""What linking knows of one document: small, without its text, and without a single name."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = 1  # of the facts and of the judgement on them: what is older is made anew

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


@dataclass(frozen=True, slots=True)
class Facts:
    """What linking needs of one document.

    Codes, references and dates are values of findings, as `liaison.kernel.finding` says.
    Words and names are keyed digests: who has no key cannot tell whom they name.
    `people` are names of those on whose behalf or about whom it speaks, officials left out.
    `title_words` and `opening_words` are the words of title and opening that carry meaning,
    `proper_words` those of them that are written like names.
    """

    identifier: str
    published: str = ""
    mechanism: str = ""
    kind: str = ""
    symbol: str = ""
    host: str = ""
    references: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    people: tuple[Name, ...] = ()
    violations: tuple[str, ...] = ()
    structural: tuple[str, ...] = ()
    accountability: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    opening_words: tuple[str, ...] = ()
    proper_words: tuple[str, ...] = ()
    editions: tuple[EditionFacts, ...] = ()

    @property
    def languages(self) -> frozenset[str]:
        """The languages of its editions, as far as they are known."""
        return frozenset(one.language for one in self.editions if one.language)

    def to_json(self) -> str:
        """The facts as a line of JSON, for `from_json`."""
        values = {"version": VERSION, **dataclasses.asdict(self)}
        return json.dumps(values, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Facts":
        """The facts that `to_json` wrote. Raises ValueError where another version did."""
        values: dict[str, Any] = json.loads(text)
        version = values.pop("version", None)
        if version != VERSION:
            raise ValueError(f"facts of version {version}, not {VERSION}")
        editions = tuple(_edition(one) for one in values.pop("editions"))
        return cls(editions=editions, **{name: _frozen(value) for name, value in values.items()})


def _edition(values: Mapping[str, Any]) -> EditionFacts:
    return EditionFacts(**{name: _frozen(value) for name, value in values.items()})


def _frozen(value: Any) -> Any:  # noqa: ANN401 - JSON holds any of these
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
