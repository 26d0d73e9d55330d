"""Which ways of the vocabulary lead to an entry: asked once, however many selections take them."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from liaison.index.asked import Way
from liaison.index.lexicon import Lexicon, Stemmer, lexicon
from liaison.index.matching import Looking
from liaison.index.sieve import Part, anchors_of, any_of, part_of
from liaison.kernel.once import once


class Leading:
    """The ways of a vocabulary under the keys of the entries to which they may lead."""

    def __init__(self, known: Lexicon, stem: Stemmer) -> None:
        self._ways: dict[str, tuple[Way, Part[str]]] = {}
        self._under: dict[str, list[str]] = {}
        for way in known.every_way():
            part = any_of(part_of(leaf, stem) for leaf in way.parts)
            self._ways[way.key] = way, part
            for key in anchors_of(part):
                self._under.setdefault(key, []).append(way.key)

    def to(self, keys: AbstractSet[str], looking: Looking) -> Iterator[str]:
        """The keys of the ways that lead to an entry with these keys, which `looking` looks in."""
        candidates = {name for key in keys if key in self._under for name in self._under[key]}
        for name in candidates:
            way, part = self._ways[name]
            met = part.met(keys)
            if met or (met is None and looking.has_way(way)):
                yield f"v:{name}"


@once
def leading(stem: Stemmer) -> Leading:
    """Those of an engine's stems, made once a process."""
    return Leading(lexicon(stem), stem)
