"""The compendium as the pages of standards show it: how much each system has, and what it says."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from liaison import vocabulary
from liaison.publish import search
from liaison.publish.counting import kept
from liaison.publish.labels import Name
from liaison.publish.question import Question
from liaison.standards import Compendium, Entry, cited, compendium, rank
from liaison.vocabulary import Instrument, Label, Right

_BINDING = "binding"
_MOST_WAYS = 8  # in which the documents that cite an instrument are looked for
_SHORTEST = 5  # letters of an abbreviation: CAT and ECHR mean something else too


@dataclass(frozen=True, slots=True)
class Cell:
    """What a system has on a right: how many provisions, and how many of them bind."""

    system: str
    provisions: int
    binding: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A right across systems. `thin`: so few of them speak of it that it stands on little."""

    right: str
    cells: Sequence[Cell]
    thin: bool

    @property
    def systems(self) -> int:
        """How many systems have a provision on it."""
        return sum(1 for one in self.cells if one.provisions)


@functools.cache
def held() -> Compendium:
    """The compendium of the vocabulary that the site was started with."""
    return compendium(vocabulary.load())


@functools.cache
def coverage() -> tuple[Coverage, ...]:
    """Every right, with how much each system has on it, in the order of their codes."""
    known = held()
    thin = {one.code for one in known.thin()}
    return tuple(
        Coverage(
            row.right.code,
            [
                Cell(system.code, len(entries), sum(map(_binds, entries)))
                for system, entries in zip(known.systems, row.cells, strict=True)
            ],
            row.right.code in thin,
        )
        for row in known.compare()
    )


def right(code: str) -> Right:
    """A right by its code. Raises KeyError for an unknown one."""
    return {one.code: one for one in held().rights}[code]


def instrument(code: str) -> Instrument:
    """An instrument by its code, its provisions in order. Raises KeyError for an unknown one."""
    return {one.code: one for one in held().instruments}[code]


def by_system() -> list[tuple[str, list[Instrument]]]:
    """The instruments of each system, the most binding first, then the earlier."""
    found: dict[str, list[Instrument]] = {one.code: [] for one in held().systems}
    for one in sorted(held().instruments, key=lambda one: (rank(one.force), one.adopted or "9999")):
        found[one.system].append(one)
    return list(found.items())


def about(entry: Entry) -> Name | None:
    """What a provision is about: its heading, else what its article says; None for neither."""
    language = get_language() or "en"
    headings, summary = entry.provision.headings, held().summary(entry)
    if headings.get("en"):
        return _named(held().label("instruments", headings, language), headings["en"])
    if summary is None:
        return None
    return _named(held().label("summaries", summary.names, language), summary.names["en"])


def citing(one: Instrument) -> Question:
    """The question whose answer are documents that bear, name or cite an instrument.

    Its title counts only where texts call it by that, and no abbreviation that is a word as well.
    """
    known = vocabulary.load()
    said = dict.fromkeys(
        name
        for name in one.names.values()
        if any(found.instrument == one.code for found in cited(name, known))
    )
    if len(one.symbol) >= _SHORTEST or not said:
        said = {one.symbol: None, **said}
    ways = [*[f'"{words}"' for words in said][:_MOST_WAYS], f'ref:"{one.code}"']
    return Question(words=" OR ".join(ways), exact=("*",))


def citing_provision(address: str) -> Question:
    """The question whose answer are documents in which a provision was found to be cited.

    `address` is that of an `Entry`: "udhrd/art-9-4".
    """
    return Question(words=f'ref:"{address}"', exact=("*",))


def cited_by(one: Instrument) -> Mapping[str, int]:
    """In how many entries of the record each provision is cited, by its code.

    Raises HomeUnusable where the index cannot be read.
    """

    def count() -> dict[str, int]:
        return {
            each.code: search.total(citing_provision(f"{one.code}/{each.code}"))
            for each in one.provisions
        }

    return kept(f"cited-by-{one.code}", count)


def _binds(entry: Entry) -> bool:
    return entry.instrument.force == _BINDING


def _named(label: Label, english: str) -> Name:
    return Name(label.text, label.language, "" if label.reviewed or label.fallback else english)
