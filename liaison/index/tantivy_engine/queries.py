"""From what a reader asked for to what the engine is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query, Schema, Searcher

from liaison.index.folding import reference_key, spellings, surfaces, untied
from liaison.index.protocol import Facet, Selection
from liaison.index.tantivy_engine import schema
from liaison.index.tantivy_engine.documents import storable
from liaison.index.words import Asked, Phrase, Term

_TITLE = 2.5  # a word in the title says more of a document than one in its body
_AS_TYPED = 1.2  # and so does the form that was typed
_TIE = 0.2  # how much the other fields that a word stands in add to the best of them
_REFERENCE = 1000.0  # above any sum of words
_LONGEST_REFERENCE = 8  # words
_LONGEST_PHRASE = 100  # words


@dataclass(frozen=True, slots=True)
class Questions:
    """Builds questions to one state of the index: what stands nowhere in it is left out."""

    searcher: Searcher
    fields: Schema

    def asked(self, asked: Asked) -> Query:
        """The documents that a reader's words ask for."""
        if asked.is_blank:
            return Query.all_query()
        wanted = [self._or_none(query) for query in self._wanted(asked.wanted)]
        unwanted = [query for term in asked.unwanted if (query := self._term(term)) is not None]
        if not wanted and not asked.unwanted:
            return Query.empty_query()
        clauses = [(Occur.Must, query) for query in wanted or [Query.all_query()]]
        return Query.boolean_query(clauses + [(Occur.MustNot, query) for query in unwanted])

    def narrowed(self, query: Query, selection: Selection, but: Facet | None = None) -> Query:
        """That query within the facets (all `but` one) and days of a selection."""
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
        if not filters:
            return query
        silent = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters]
        return Query.boolean_query([(Occur.Must, query), *silent])

    def _wanted(self, terms: Sequence[Term]) -> Iterator[Query | None]:
        position = 0
        while position < len(terms):
            run = self._reference(terms[position:])
            if run:
                yield self._cited(" ".join(term.text for term in terms[position : position + run]))
            else:
                yield self._term(terms[position])
            position += run or 1

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
        return _best([first, written]) or first

    def _term(self, term: Term) -> Query | None:
        """The documents with a term, or None where no document has it."""
        if isinstance(term, Phrase):
            return self._phrase(term.text)
        word = untied(term.text)
        found = surfaces(word)
        return self._word(found[0]) if len(found) == 1 else self._phrase(word)

    def _word(self, surface: str) -> Query | None:
        plain = spellings([surface])[surface].plain
        ways = [self._row(part, plain) for part in schema.PARTS]
        for tongue in schema.TONGUES:
            spelling = spellings([surface], schema.spelt_in(tongue))[surface]
            forms = dict.fromkeys(schema.stems(tongue, spelling.whole))
            ways += [self._form(part, tongue, form) for part in schema.PARTS for form in forms]
        return _best(ways)

    def _phrase(self, text: str) -> Query | None:
        known = spellings(found := surfaces(text))
        row = [part for surface in found for part in known[surface].plain]
        return _best([self._row(part, row[:_LONGEST_PHRASE]) for part in schema.PARTS])

    def _row(self, part: str, words: Sequence[str]) -> Query | None:
        field = f"{part}_{schema.PLAIN}"
        if not words or not all(self._stands(field, word) for word in words):
            return None
        if len(words) == 1:  # the engine panics at a phrase of one word
            query = Query.term_query(self.fields, field, words[0])
        else:
            query = Query.phrase_query(self.fields, field, list(words))
        return Query.boost_query(query, _AS_TYPED * (_TITLE if part == "title" else 1.0))

    def _form(self, part: str, tongue: str, form: str) -> Query | None:
        field = f"{part}_{tongue}"
        if not self._stands(field, form):
            return None
        query = Query.term_query(self.fields, field, form, "freq")
        return Query.boost_query(query, _TITLE) if part == "title" else query

    def _stands(self, field: str, word: str) -> bool:
        return self.searcher.doc_freq(field, storable(word)) > 0

    @staticmethod
    def _or_none(query: Query | None) -> Query:
        return Query.empty_query() if query is None else query


def _best(ways: Sequence[Query | None]) -> Query | None:
    """Whichever way a term is found; the best one counts, the others add a little."""
    known = [way for way in ways if way is not None]
    if len(known) > 1:
        return Query.disjunction_max_query(known, _TIE)
    return known[0] if known else None
