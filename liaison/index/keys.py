"""Keys of an entry: by these saved selections that may hold it are looked up, and most are decided.

`w:` a plain word, `s:` a stem of a language, `b:` how words or stems begin, `t:` a sound, `r:` a
reference, `f:` a finding, `p:` a country with another finding, `v:` a way of the vocabulary.
"""

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from liaison.index.facets import Facet
from liaison.index.written import Written

EVERYTHING = "*"  # the key that every entry has
BEGINNING = 3  # letters of a stem or word by which its beginnings are found
PAIRED = (Facet.VIOLATION, Facet.MECHANISM, Facet.KIND, Facet.DEFENDER, Facet.THEME)
_BYTES = 8
_KEPT = 200_000  # numbers


def keys_of(entry: Written) -> set[str]:
    """The keys of an entry but for the ways that lead to it (`liaison.index.leading`)."""
    facets = entry.entry.facet_values()
    keys = {EVERYTHING, *(f"r:{one}" for one in entry.references)}
    for facet, values in facets.items():
        keys.update(f"f:{facet.value}={value}" for value in values)
    for facet in PAIRED:
        keys.update(pairs(facets, facet))
    for word in entry.words:
        keys |= {f"w:{word}", f"b:{word[:BEGINNING]}"}
    for language, stems in entry.stems.items():
        for stem in stems:
            keys |= {f"s:{language}:{stem}", f"b:{language}:{stem[:BEGINNING]}"}
    keys.update(f"t:{sound}" for sound in entry.sounds)
    return keys


def pairs(facets: Mapping[Facet, Sequence[str]], facet: Facet) -> Iterator[str]:
    """A country together with what else is told of it: few entries and selections have both."""
    for country in facets.get(Facet.COUNTRY, ()):
        for value in facets.get(facet, ()):
            yield f"p:{country}&{facet.value}={value}"


@functools.lru_cache(maxsize=_KEPT)
def number(key: str) -> int:
    """A key as it is kept: 64 signed bits of its digest, the same in every process.

    Two of a million keys are taken for each other once in ten million times.
    """
    digest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)
