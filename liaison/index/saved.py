"""Saved selections against one entry at a time: which of them hold it, without asking an engine.

Any number of selections is kept under their anchors. Of an entry, those that have one of its keys
as an anchor are looked at, and no others: so it costs what may match, not what is saved and not
what is indexed.
"""

import functools
from collections import OrderedDict

from liaison.index.asked import Asked
from liaison.index.keys import keys_of, number
from liaison.index.leading import leading
from liaison.index.lexicon import Stemmer
from liaison.index.matching import Looking
from liaison.index.protocol import Entry, Selection
from liaison.index.sieve import Sieve, anchors, sieve
from liaison.index.widening import understood
from liaison.index.written import Written, written

# Characters of wordings that are kept as they were understood, at some 150 bytes each: whoever
# follows long ones, and many of them, must not take all memory.
_UNDERSTOOD = 1_000_000


class Seen:
    """An entry that was taken apart once, to be held against many selections."""

    def __init__(self, matcher: "Matcher", entry: Written, stem: Stemmer) -> None:
        self._matcher = matcher
        self._entry = entry
        self._looking = Looking(entry, stem)
        self._stem = stem

    @functools.cached_property
    def keys(self) -> frozenset[int]:
        """What it is looked up by: every selection that holds it has one of them as an anchor."""
        keys = keys_of(self._entry)
        keys.update(list(leading(self._stem).to(keys, self._looking)))
        return frozenset(map(number, keys))

    def told_by(self, sieve: Sieve[int]) -> bool | None:
        """Whether the selection of a sieve holds the entry; None where it has to be looked at."""
        return sieve.holds(self.keys, self._entry.entry.published)

    def held_by(self, selection: Selection) -> bool:
        """Whether a search for the selection would find the entry."""
        if not self._looking.may_hold(selection):
            return False
        return not selection.words or self._looking.answers(self._matcher.asked(selection))


class Matcher:
    """Holds entries against selections, with the stems of an engine."""

    def __init__(self, stem: Stemmer) -> None:
        self._stem = stem
        self._understood: OrderedDict[tuple[str, str, tuple[str, ...]], Asked] = OrderedDict()
        self._characters = 0

    def prepared(self, selection: Selection) -> tuple[Sieve[str], frozenset[int]]:
        """A selection's sieve, and the keys to keep it under: an entry that it holds has one.

        They change with the vocabulary, by which words are said in other ways.
        """
        found = sieve(selection, self.asked(selection), self._stem)
        return found, frozenset(map(number, anchors(selection, found)))

    def seen(self, entry: Entry) -> Seen:
        """The entry, ready to be held against selections."""
        return Seen(self, written(entry, self._stem), self._stem)

    def asked(self, selection: Selection) -> Asked:
        """How the words of a selection are understood."""
        key = selection.words, selection.language, tuple(sorted(selection.as_typed))
        known = self._understood.get(key)
        if known is not None:
            self._understood.move_to_end(key)
            return known
        made = self._understood[key] = self._understand(*key)
        self._characters += len(selection.words)
        while self._characters > _UNDERSTOOD:
            (words, *_more), _asked = self._understood.popitem(last=False)
            self._characters -= len(words)
        return made

    def _understand(self, words: str, language: str, as_typed: tuple[str, ...]) -> Asked:
        selection = Selection(words, language=language, as_typed=as_typed)
        return understood(selection, self._stem)
