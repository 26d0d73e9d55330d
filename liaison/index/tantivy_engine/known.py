"""What is remembered of one state of the index, so that nobody asks the engine for it twice."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tantivy import Query, Searcher

from liaison.index.asked import Way
from liaison.index.facets import Facet
from liaison.index.tantivy_engine import schema
from liaison.index.tongues import OTHER, TONGUES
from liaison.kernel.storable import storable

_MOST_WORDS = 50_000  # a few megabytes
_MOST_WAYS = 2_000


@dataclass(slots=True)
class Known:
    """One state of the index. Safe to share between threads: at worst something is asked twice."""

    searcher: Searcher
    _documents: dict[tuple[str, str], int] = field(default_factory=dict)
    _columns: dict[Facet, tuple[str, ...]] = field(default_factory=dict)
    _ways: dict[tuple[Way, bool], Query | None] = field(default_factory=dict)
    _tongues: tuple[str, ...] | None = None

    def documents(self, name: str, word: str) -> int:
        """In how many documents a word of a field stands; those just removed may be among them."""
        found = self._documents.get((name, word))
        if found is None:
            found = self.searcher.doc_freq(name, storable(word))
            if len(self._documents) >= _MOST_WORDS:
                self._documents.clear()
            self._documents[name, word] = found
        return found

    def tongues(self) -> tuple[str, ...]:
        """The languages, by stemmer, of which the index has any text."""
        if self._tongues is None:
            self._tongues = tuple(
                name
                for name in TONGUES
                if name == OTHER or self.searcher.terms_with_prefix(f"body_{name}", "", limit=1)
            )
        return self._tongues

    def columns(self, facet: Facet) -> tuple[str, ...]:
        """The columns of a facet in which any document has a value."""
        found = self._columns.get(facet)
        if found is None:
            named = (*schema.columns(facet), schema.further(facet))
            found = tuple(name for name in named if self._is_filled(name))
            self._columns[facet] = found
        return found

    def way(self, key: tuple[Way, bool], make: Callable[[], Query | None]) -> Query | None:
        """The question for a way to say something, made once."""
        try:
            return self._ways[key]
        except KeyError:
            made = make()
        if len(self._ways) >= _MOST_WAYS:
            self._ways.clear()
        self._ways[key] = made
        return made

    def _is_filled(self, column: str) -> bool:
        some = self.searcher.terms_with_prefix(column, "", limit=2)
        return any(value != schema.NOTHING for value, _documents in some)
