"""How many entries have a key, roughly: it decides by which of its keys a selection is kept."""

from collections.abc import Collection

from liaison.index.facets import Facet
from liaison.index.keys import EVERYTHING

# Of a thousand entries. Long words are rarer than short ones.
_CROWDS = {"r": 1, "p": 1, "b": 60, "f": 50, "v": 60, EVERYTHING: 1_000_000}
_FACETS = {Facet.LANGUAGE: 300, Facet.DEFENDER: 200, Facet.PERPETRATOR: 300, Facet.COUNTRY: 10}
_SPOKEN_OF = {f"{facet.value}": 2 * many for facet, many in _FACETS.items()}


def crowd(keys: Collection[str]) -> int:
    """How many of a thousand entries have one of these keys."""
    total, tongues = 0, dict[str, int]()
    for key in keys:
        kind, _colon, rest = key.partition(":")
        if kind in ("w", "s"):  # an entry is in a language or two: it has few stems of a word
            tongue, _colon, word = rest.rpartition(":")
            tongues[tongue] = tongues.get(tongue, 0) + max(1, 40 - 4 * len(word))
        elif kind == "t":  # and it is in a script or two
            tongues["t"] = 1
        elif kind == "v":
            total += _SPOKEN_OF.get(rest.partition(":")[0], _CROWDS["v"])
        else:
            name = rest.partition("=")[0]
            total += _FACETS[Facet(name)] if kind == "f" and name in _FACETS else _CROWDS[kind]
    return total + tongues.pop("", 0) + max(tongues.values(), default=0)
