"""Under which keys a document is filed, and under which it is looked for.

A key is short and selective, or it is not followed: one that more than `STOP` documents are filed
under is a stop key, and no candidate comes from it. So the cost of a new document depends on how
many keys it has (at most a few hundred), not on how large the record is.
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from liaison.link.facts import Facts, Name
from liaison.link.signature import bands
from liaison.vocabulary.update_chain import chain

_Key = TypeVar("_Key", str, int)  # as it is written, or as a table holds it
_Document = TypeVar("_Document", str, int)  # its identifier, or its row

STOP = 200  # documents under one key above which it is not followed
MOST_CANDIDATES = 20
DIGITS = 6  # after the point, by which promises are compared
_MOST_FIGURES = 12
_MOST_STRUCTURAL = 8
_MOST_COUNTRIES = 2


@dataclass(frozen=True, slots=True)
class Keys:
    """`filed`: where others find this document. `sought`: where it finds others.

    Both are needed where a relation has a direction: who cites a symbol is filed under
    `cites:` and looks under `symbol:`, who bears it the other way round, so that neither has to
    arrive first.
    """

    filed: frozenset[str]
    sought: frozenset[str]


def keys_of(facts: Facts) -> Keys:
    """The keys of a document. Deterministic; needs nothing but its facts."""
    both = frozenset(_both_ways(facts))
    bears = {f"symbol:{facts.symbol}"} if facts.symbol else set()
    cites = {f"cites:{one}" for one in facts.references if one != facts.symbol}
    cited = {f"cites:{facts.symbol}"} if facts.symbol else set()
    resolved = {f"symbol:{one}" for one in facts.references}
    found_by = both | bears | cites
    finds = cited | resolved | set(_spoken_of(facts))
    return Keys(filed=found_by | set(_issued(facts)), sought=found_by | finds)


def candidates(
    filed: Mapping[_Key, Collection[str]], counts: Mapping[_Key, int], most: int = MOST_CANDIDATES
) -> list[str]:
    """Of the documents found under the keys that were followed, the most promising, best first.

    `filed` maps each key that was followed to the identifiers filed under it, `counts` to how
    many they are in all. A document is the more promising the more and the rarer keys it shares.
    """
    found = promise(filed, counts)
    return sorted(found, key=lambda one: (-round(found[one], DIGITS), one))[:most]


def promise(
    filed: Mapping[_Key, Collection[_Document]], counts: Mapping[_Key, int]
) -> dict[_Document, float]:
    """How promising each document is that was found under the keys that were followed.

    To be compared by its first `DIGITS`: the keys come in no order, and sums of the same numbers
    in another order differ in the last.
    """
    found: defaultdict[_Document, float] = defaultdict(float)
    for key, documents in filed.items():
        worth = math.log(2 * STOP / max(counts.get(key, 1), 1))
        for document in documents:
            found[document] += worth
    return found


def word_key(word: str) -> str:
    """The key under which documents that hold a word are filed, and counted."""
    return f"word:{word}"


def _both_ways(facts: Facts) -> Iterator[str]:
    for edition in facts.editions:
        yield from (f"near:{band}" for band in bands(edition.signature))
        yield from (f"figures:{pair}" for pair, _ in edition.figures[:_MOST_FIGURES])
        if edition.title and facts.published:
            yield f"title:{edition.title}:{facts.published}"
    for each in (facts.symbol, *facts.references):
        known = chain(each)
        if known is not None:
            yield f"chain:{known.root}"
    if facts.path:
        yield f"path:{facts.path}"
    yield from map(word_key, _words(facts))
    for name in facts.people:
        yield from _name_keys(name)
    if len(facts.about) == 1:
        laws = dict.fromkeys(one.partition(":")[0] for one in facts.structural)
        yield from (f"law:{one}:{facts.about[0]}" for one in list(laws)[:_MOST_STRUCTURAL])


def _words(facts: Facts) -> Iterator[str]:
    """All that evidence may weigh: what is not filed is not counted, and would pass for rare."""
    yield from facts.title_words
    for name in (*facts.title_names, *facts.opening_names, *facts.people):
        for word in name:
            yield from word


def _name_keys(name: Name) -> Iterator[str]:
    """Every two words of a name, in either order: names are turned, and middle names left out."""
    for one, other in combinations(name, 2):
        for first, second in product(one[1:], other[1:]):
            yield f"name:{min(first, second)}:{max(first, second)}"


def _issued(facts: Facts) -> Iterator[str]:
    """The day of a document, for those that speak of it by its day."""
    if facts.day is not None and len(facts.published) == len("YYYY-MM-DD"):
        for country in facts.about[:_MOST_COUNTRIES]:
            yield f"day:{facts.published}:{country}"


def _spoken_of(facts: Facts) -> Iterator[str]:
    """The days that a document names and its own, and those before and after."""
    named = (*facts.days_named, facts.day) if facts.day is not None else facts.days_named
    days = {day + dt.timedelta(days=by) for day in named for by in (-1, 0, 1)}
    for country in facts.about[:_MOST_COUNTRIES]:
        yield from (f"day:{day.isoformat()}:{country}" for day in days)
