"""From what a reader asked for to what the engine is asked."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query, Schema, Searcher

from liaison.index.folding import reference_key, spellings, surfaces, untied
from liaison.index.protocol import Facet, Selection
from liaison.index.tantivy_engine import schema
from liaison.index.words import LONGEST_ROW, Asked, Phrase, Term
from liaison.kernel.storable import storable

_TITLE = 2.5  # a word in the title says more of a document than one in its body
_AS_TYPED = 1.2  # and so does the form that was typed
_TIE = 0.2  # how much the other fields that a word stands in add to the best of them
_REFERENCE = 1000.0  # above any sum of words
_LONGEST_REFERENCE = 8  # words


@dataclass(frozen=True, slots=True)
class Questions:
    """Builds questions to one state of the index: what stands nowhere in it is left out."""

    searcher: Searcher
    fields: Schema

    def asked(self, asked: Asked) -> Query:
        """The documents that a reader's words ask for."""
        if asked.is_blank:
            return Query.all_query()
        wanted = [
            Query.empty_query() if query is None else query for query in self._wanted(asked.wanted)
        ]
        unwanted = [query for query in map(self._unwanted, asked.unwanted) if query is not None]
        if not wanted and not asked.unwanted:
            return Query.empty_query()
        clauses = [(Occur.Must, query) for query in wanted or [Query.all_query()]]
        return Query.boolean_query(clauses + [(Occur.MustNot, query) for query in unwanted])

    def narrowed(self, query: Query, selection: Selection, but: Facet | None = None) -> Query:
        """That query within the facets (all `but` one), days and exclusions of a selection."""
        filters = [
            Query.term_set_query(self.fields, facet.value, [storable(value) for value in values])
            for facet, values in selection.chosen.items()
            if values and facet != but
        ]
        if selection.since is not None or selection.until is not None:
            since, until = selection.since, selection.until
            filters.append(
                Query.range_query(
                    self.fields,
                    schema.DAY,
                    FieldType.Integer,
                    None if since is None else since.toordinal(),
                    None if until is None else until.toordinal(),
                )
            )
        silent = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters]
        if selection.without:
            named = [storable(one) for one in selection.without]
            left_out = Query.term_set_query(self.fields, schema.IDENTIFIER, named)
            silent.append((Occur.MustNot, left_out))
        return Query.boolean_query([(Occur.Must, query), *silent]) if silent else query

    def _wanted(self, terms: Sequence[Term]) -> Iterator[Query | None]:
        position = 0
        while position < len(terms):
            run = self._reference(terms[position:])
            if run:
                yield self._cited(" ".join(term.text for term in terms[position : position + run]))
            else:
                yield self._term(terms[position])
            position += run or 1

    def _unwanted(self, term: Term) -> Query | None:
        return self._cited(term.text) if self._reference([term]) else self._term(term)

    def _reference(self, terms: Sequence[Term]) -> int:
        """How many of the terms, from the first on, spell a reference that the index has."""
        for run in range(min(len(terms), _LONGEST_REFERENCE), 0, -1):
            text = " ".join(term.text for term in terms[:run])
            if any(letter.isdigit() for letter in text) and self._stands(
                schema.REFERENCE, reference_key(text)
            ):
                return run
        return 0

    def _cited(self, text: str) -> Query:
        key = Query.term_query(self.fields, schema.REFERENCE, storable(reference_key(text)))
        first = Query.const_score_query(key, _REFERENCE)
        written = self._phrase(text)
        return first if written is None else Query.disjunction_max_query([first, written], _TIE)

    def _term(self, term: Term) -> Query | None:
        """The documents with a term, or None where no document has it."""
        if isinstance(term, Phrase):
            return self._phrase(term.text)
        word = untied(term.text)
        found = surfaces(word)
        return self._word(found[0]) if len(found) == 1 else self._phrase(word)

    def _word(self, surface: str) -> Query | None:
        plain = spellings([surface])[surface].plain
        alone = len(plain) == 1
        forms = [(schema.PLAIN, plain[0])] if alone else []
        for tongue in schema.TONGUES:
            spelling = spellings([surface], tongue)[surface]
            stems = dict.fromkeys(schema.stems(tongue, spelling.whole))
            forms += [(tongue, stem) for stem in stems]
        rows = [] if alone else [self._row(part, plain) for part in schema.PARTS]
        return _best([*self._weighed(forms), *rows])

    def _weighed(self, forms: Sequence[tuple[str, str]]) -> Iterator[Query]:
        """Questions for the forms of one word, each in the title and body field of its tongue.

        Each counts by how rare the word is in the whole index. By how rare it is in its own field,
        as the engine would have it, an English word quoted in the only Hungarian document would
        count for more than in all the English ones.
        """
        met = [
            (part, tongue, form, documents)
            for part in schema.PARTS
            for tongue, form in forms
            if (documents := self._documents(f"{part}_{tongue}", form))
        ]
        rarity = self._rarity(max((documents for *_, documents in met), default=0))
        for part, tongue, form, documents in met:
            query = Query.term_query(self.fields, f"{part}_{tongue}", form, "freq")
            weight = _weight(part, tongue) * rarity / self._rarity(documents)
            yield Query.boost_query(query, weight)

    def _phrase(self, text: str) -> Query | None:
        known = spellings(found := surfaces(text))
        row = [part for surface in found for part in known[surface].plain]
        return _best([self._row(part, row[:LONGEST_ROW]) for part in schema.PARTS])

    def _row(self, part: str, words: Sequence[str]) -> Query | None:
        field = f"{part}_{schema.PLAIN}"
        if not words or not all(self._stands(field, word) for word in words):
            return None
        if len(words) == 1:  # the engine panics at a phrase of one word
            query = Query.term_query(self.fields, field, words[0])
        else:
            query = Query.phrase_query(self.fields, field, list(words))
        return Query.boost_query(query, _weight(part, schema.PLAIN))

    def _stands(self, field: str, word: str) -> bool:
        return self._documents(field, word) > 0

    def _documents(self, field: str, word: str) -> int:
        """In how many documents a word stands; those just removed may still be among them."""
        found: int = self.searcher.doc_freq(field, storable(word))
        return found

    def _rarity(self, documents: int) -> float:
        """The engine's own measure (BM25's inverse document frequency)."""
        known = max(self.searcher.num_docs, documents)
        return math.log1p((known - documents + 0.5) / (documents + 0.5))


def _weight(part: str, tongue: str) -> float:
    return (_TITLE if part == "title" else 1.0) * (_AS_TYPED if tongue == schema.PLAIN else 1.0)


def _best(ways: Sequence[Query | None]) -> Query | None:
    """Whichever way a term is found; the best one counts, the others add a little."""
    known = [way for way in ways if way is not None]
    if len(known) > 1:
        return Query.disjunction_max_query(known, _TIE)
    return known[0] if known else None
