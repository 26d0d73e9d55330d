"""How many entries of the record there are of what: counts of the index, which knows them at once.

An entry is a document with its copies and translations, counted once. What is the same for all
readers is kept by the process for a while.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.cache import cache

from liaison.index.protocol import Facet, Selection
from liaison.publish import standing
from liaison.publish.record import reader

KEPT_FOR = 300  # seconds: a harvest in progress is seen soon enough
_Kept = TypeVar("_Kept")
Chosen = Mapping[Facet, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries a choice has, and how many of them have each value of a facet."""

    total: int
    of: Mapping[Facet, Mapping[str, int]] = field(default_factory=dict)


def counted(chosen: Chosen, facets: Sequence[Facet] = ()) -> Counted:
    """Count a choice. Raises HomeUnusable where the index cannot be read.

    A facet that something is chosen of is counted as if nothing were.
    """
    selection = Selection(chosen=chosen, limit=0, without=standing.withdrawn())
    result = reader().search(selection, facets)
    return Counted(result.total, {facet: dict(result.counts.get(facet, ())) for facet in facets})


def kept(name: str, make: Callable[[], _Kept], seconds: int = KEPT_FOR) -> _Kept:
    """What `make` gives, made again after a while and whenever something is withdrawn.

    It must be the same for every reader, whatever their language.
    """
    key = f"{name}-{standing.key()}"
    known: _Kept | None = cache.get(key)
    if known is None:
        known = make()
        cache.set(key, known, seconds)
    return known
