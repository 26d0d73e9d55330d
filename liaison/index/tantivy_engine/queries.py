"""From what a reader asked for to what the engine is asked.

Scores are made of layers: a reference that was typed stands above any number of words found as
they were asked for, and each of those above anything that was found in another way.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query, Schema

from liaison.index.asked import (
    All,
    Asked,
    Chosen,
    Cited,
    Either,
    Leaf,
    Most,
    Near,
    Node,
    Phrase,
    Prefix,
    Said,
    Sounding,
    Way,
    Wide,
    Within,
    Without,
    Word,
)
from liaison.index.facets import Facet
from liaison.index.folding import reference_key, spellings, surfaces, untied
from liaison.index.grammar import LONGEST_ROW
from liaison.index.protocol import Selection
from liaison.index.scripts import sounds_elsewhere
from liaison.index.spots import said_stems
from liaison.index.tantivy_engine import schema
from liaison.index.tantivy_engine.known import Known
from liaison.index.tongues import OTHER, tongue_of
from liaison.kernel.storable import storable

_TITLE = 2.5  # a word in the title says more of a document than one in its body
_AS_TYPED = 1.2  # and so does the form that was typed
_TIE = 0.2  # how much the other fields that a word stands in add to the best of them
_FOUND = 200.0  # as it was asked for: above any sum of what is found in another way
_CITES, _BEARS = 20_000.0, 40_000.0  # a reference: above any sum of words
_ANOTHER_WAY = 1.0
_IN_MOST = 0.7  # what is found in another way, where a document need not have all of the words
_LONGEST_REFERENCE = 8  # words
_MOST_STARTED = 64  # stems that begin with what another language says


@dataclass(frozen=True, slots=True)
class Questions:
    """Builds questions to one state of the index: what stands nowhere in it is left out.

    `layered` where something is looked for in other ways than it was asked for, `upper` for the
    documents of the upper layer alone: each has all words as they were asked for. `counting` where
    nobody asks for scores: the documents are the same and found with fewer questions, for a word of
    a title stands in the body too.
    """

    known: Known
    fields: Schema
    layered: bool = False
    upper: bool = False
    counting: bool = False

    def asked(self, asked: Asked) -> Query:
        """The documents that a reader's words ask for."""
        if asked.is_blank:
            return Query.all_query()
        return self._node(asked.tree) or Query.empty_query() if asked.tree else Query.empty_query()

    def narrowed(self, query: Query, selection: Selection, but: Facet | None = None) -> Query:
        """That query within the facets (all `but` one), days and exclusions of a selection."""
        filters = [
            self._values(facet, values)
            for facet, values in selection.chosen.items()
            if values and facet != but
        ]
        if selection.since is not None or selection.until is not None:
            filters.append(self._within(Within(selection.since, selection.until)))
        silent = [(Occur.Must, each) for each in filters]
        if selection.without:
            named = [storable(one) for one in selection.without]
            left_out = Query.term_set_query(self.fields, schema.MEMBER, named)
            silent.append((Occur.MustNot, left_out))
        return Query.boolean_query([(Occur.Must, query), *silent]) if silent else query

    def has(self, way: Way) -> bool:
        """Whether the index holds anything that is found in this way."""
        return self._way(way) is not None

    def _node(self, node: Node) -> Query | None:  # noqa: PLR0911 one for each kind of branch
        """The documents of a node, or None where no document is one."""
        if isinstance(node, All):
            return self._all(node.parts)
        if isinstance(node, Either):
            return _any([self._node(part) for part in node.parts])
        if isinstance(node, Without):
            return self._all((node,))
        if isinstance(node, Most):
            return self._most(node)
        if isinstance(node, Wide):
            return self._wide(node)
        if isinstance(node, Word | Phrase | Cited) and self._reference([node]):
            return self._cited(node.text)
        return self._leaf(node)

    def _all(self, parts: Sequence[Node]) -> Query | None:
        clauses: list[tuple[Occur, Query]] = []
        at = 0
        while at < len(parts):
            part, run = parts[at], self._reference(parts[at:])
            at += max(1, run)
            if isinstance(part, Without):
                unwanted = self._node(part.part)  # what is unwanted is meant as it was written
                if unwanted is not None:
                    clauses.append((Occur.MustNot, unwanted))
                continue
            found = self._cited(_text(parts[at - run : at])) if run else self._node(part)
            if found is None:
                return None
            clauses.append((Occur.Must, found))
        if not any(occur == Occur.Must for occur, _ in clauses):
            clauses.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses) if len(clauses) > 1 else clauses[0][1]

    def _most(self, node: Most) -> Query | None:
        """Each part counts by how rare it is, and what is found in another way for less."""
        found = [one for part in node.parts if (one := self._part_of_most(part)) is not None]
        if len(found) < node.least:
            return None
        return Query.boolean_query(
            [(Occur.Should, one) for one in found], minimum_number_should_match=node.least
        )

    def _part_of_most(self, part: Node) -> Query | None:
        if not isinstance(part, Wide):
            return self._node(part)
        ways = [
            Query.boost_query(found, _IN_MOST)
            for way in part.ways
            for leaf in way.parts
            if (found := self._by_rarity(leaf)) is not None
        ]
        return self._best([self._node(part.asked), *ways])

    def _by_rarity(self, leaf: Leaf) -> Query | None:
        found = self._leaf(leaf)
        if found is None or not isinstance(leaf, Chosen):
            return found
        documents = sum(self._documents(leaf.facet.value, one) for one in leaf.values)
        return Query.const_score_query(found, self._rarity(documents)) if documents else None

    def _wide(self, node: Wide) -> Query | None:
        exact = self._node(node.asked)
        first = None if exact is None else self._as_asked(exact)
        if self.upper:
            return first
        ways = [first, *(self._way(way) for way in node.ways)]
        known = [way for way in ways if way is not None]
        if self.layered and len(known) > 1:
            # Of what is there as it was asked for, other ways change no score: see `upper`.
            return Query.disjunction_max_query(known, 0.0)
        return _any(known)

    def _as_asked(self, query: Query) -> Query:
        """In the upper layer, where there is a lower one."""
        if not self.layered or self.counting:
            return query
        layer = Query.const_score_query(Query.all_query(), _FOUND)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, layer)])

    def _way(self, way: Way) -> Query | None:
        return self.known.way((way, self.counting), lambda: self._way_made(way))

    def _way_made(self, way: Way) -> Query | None:
        found = _any(list(self._ways(way.parts)))
        return None if found is None else Query.const_score_query(found, _ANOTHER_WAY)

    def _ways(self, parts: Sequence[Leaf]) -> Iterator[Query | None]:
        """Any of these; single words of one language in one question."""
        sets: dict[str, list[str]] = {}
        for part in parts:
            single = self._single(part) if isinstance(part, Said) else None
            if single is None:
                yield self._leaf(part)
            elif self._stands(*single):
                sets.setdefault(single[0], []).append(storable(single[1]))
        for field, words in sets.items():
            if len(words) == 1:
                yield Query.term_query(self.fields, field, words[0], "freq")
            else:
                yield Query.term_set_query(self.fields, field, words)

    def _single(self, said: Said) -> tuple[str, str] | None:
        """The field and stem of what is one whole word."""
        tongue = tongue_of(said.language)
        words = said_stems(said, schema.stems)
        if len(words) != 1 or words[0].endswith("*"):
            return None
        return f"body_{schema.PLAIN if tongue == OTHER else tongue}", words[0]

    def _leaf(self, leaf: Leaf) -> Query | None:  # noqa: PLR0911 one for each kind of leaf
        if isinstance(leaf, Word):
            return self._term(leaf)
        if isinstance(leaf, Phrase):
            return self._phrase(leaf.text, title=leaf.title)
        if isinstance(leaf, Prefix):
            return self._start(leaf)
        if isinstance(leaf, Near):
            return self._near(leaf)
        if isinstance(leaf, Cited):
            known = self._stands(schema.REFERENCE, reference_key(leaf.text))
            return self._cited(leaf.text) if known else self._phrase(leaf.text)
        if isinstance(leaf, Chosen):
            return self._values(leaf.facet, leaf.values)
        if isinstance(leaf, Within):
            return self._within(leaf)
        return self._said(leaf) if isinstance(leaf, Said) else self._sounding(leaf)

    def _reference(self, parts: Sequence[Node]) -> int:
        """How many of the words, from the first on, spell a reference that the index has."""
        run = 0
        while run < min(len(parts), _LONGEST_REFERENCE) and _may_be_reference(parts[run], run):
            run += 1
        for length in range(run, 0, -1):
            text = _text(parts[:length])
            if any(letter.isdigit() for letter in text) and self._stands(
                schema.REFERENCE, reference_key(text)
            ):
                return length
        return 0

    def _cited(self, text: str) -> Query:
        key = storable(reference_key(text))
        ways = [
            Query.const_score_query(Query.term_query(self.fields, field, key), score)
            for field, score in ((schema.SYMBOL, _BEARS), (schema.REFERENCE, _CITES))
        ]
        written = self._phrase(text)
        return Query.disjunction_max_query(ways if written is None else [*ways, written], _TIE)

    def _term(self, word: Word) -> Query | None:
        text = untied(word.text)
        found = surfaces(text)
        if len(found) != 1:
            return self._phrase(text, title=word.title)
        return self._word(found[0], self._parts(title=word.title))

    def _word(self, surface: str, parts: Sequence[str]) -> Query | None:
        written = spellings([surface])[surface]
        plain = written.plain
        alone = len(plain) == 1
        # A word with a joiner left out stands whole where it was written so.
        forms = [(schema.PLAIN, one) for one in (plain if alone else written.variants)]
        for tongue in self.known.tongues():
            spelling = spellings([surface], tongue)[surface]
            stems = dict.fromkeys(schema.stems(tongue, spelling.whole))
            forms += [(tongue, stem) for stem in stems]
        rows = [] if alone else [self._row(part, plain) for part in parts]
        return self._best([*self._weighed(forms, parts), *rows])

    def _weighed(self, forms: Sequence[tuple[str, str]], parts: Sequence[str]) -> Iterator[Query]:
        """Questions for the forms of one word, each in the fields of its tongue.

        Each counts by how rare the word is in the whole index. By how rare it is in its own field,
        as the engine would have it, an English word quoted in the only Hungarian document would
        count for more than in all the English ones.
        """
        met = [
            (part, tongue, form, documents)
            for part in parts
            for tongue, form in forms
            if (documents := self._documents(f"{part}_{tongue}", form))
        ]
        rarity = self._rarity(max((documents for *_, documents in met), default=0))
        for part, tongue, form, documents in met:
            query = Query.term_query(self.fields, f"{part}_{tongue}", form, "freq")
            weight = _weight(part, tongue) * rarity / self._rarity(documents)
            yield Query.boost_query(query, weight)

    def _phrase(self, text: str, *, title: bool = False) -> Query | None:
        known = spellings(found := surfaces(text))
        row = [part for surface in found for part in known[surface].plain]
        parts = self._parts(title=title)
        return self._best([self._row(part, row[:LONGEST_ROW]) for part in parts])

    def _parts(self, *, title: bool) -> Sequence[str]:
        if title:
            return schema.PARTS[:1]
        return schema.BODY_ALONE if self.counting else schema.PARTS

    def _row(self, part: str, words: Sequence[str]) -> Query | None:
        field = f"{part}_{schema.PLAIN}"
        if not words or not all(self._stands(field, word) for word in words):
            return None
        if len(words) == 1:  # the engine panics at a phrase of one word
            query = Query.term_query(self.fields, field, words[0])
        else:
            query = Query.phrase_query(self.fields, field, list(words))
        return Query.boost_query(query, _weight(part, schema.PLAIN))

    def _start(self, start: Prefix) -> Query | None:
        part = schema.PARTS[0] if start.title else schema.PARTS[1]
        plain = spellings([start.text])[start.text].plain
        if len(plain) != 1:
            return self._phrase(start.text, title=start.title)
        pattern = f"{re.escape(plain[0])}.*"
        query = Query.regex_query(self.fields, f"{part}_{schema.PLAIN}", pattern)
        return Query.const_score_query(query, 1.0)

    def _near(self, near: Near) -> Query | None:
        field = f"{schema.PARTS[0] if near.title else schema.PARTS[1]}_{schema.PLAIN}"
        words = [
            part for word in (near.one, near.other) for part in spellings([word])[word].plain[:1]
        ]
        if len(words) < 2 or not all(self._stands(field, word) for word in words):  # noqa: PLR2004 both
            return None
        if words[0] == words[1]:
            return Query.term_query(self.fields, field, words[0])
        return _any(
            [
                Query.phrase_query(self.fields, field, [*order], slop=near.distance)
                for order in (words, words[::-1])
            ]
        )

    def _values(self, facet: Facet, values: Sequence[str]) -> Query:
        if len(values) == 1:  # a set is gathered whole before anything is found
            named = Query.term_query(self.fields, facet.value, storable(values[0]), "basic")
        else:
            kept = [storable(one) for one in values]
            named = Query.term_set_query(self.fields, facet.value, kept)
        return Query.const_score_query(named, 0.0)

    def _within(self, span: Within) -> Query:
        since, until = span.since, span.until
        days = Query.range_query(
            self.fields,
            schema.DAY,
            FieldType.Integer,
            None if since is None else since.toordinal(),
            None if until is None else until.toordinal(),
        )
        return Query.const_score_query(days, 0.0)

    def _said(self, said: Said) -> Query | None:
        tongue = tongue_of(said.language)
        field = f"body_{schema.PLAIN if tongue == OTHER else tongue}"
        words = [self._stemmed(field, stem) for stem in said_stems(said, schema.stems)]
        known = [word for word in words if word is not None]
        if not known or len(known) < len(words):
            return None
        if len(known) == 1:
            return known[0]
        return Query.boolean_query([(Occur.Must, word) for word in known])

    def _stemmed(self, field: str, stem: str) -> Query | None:
        if not stem.endswith("*"):
            if not self._stands(field, stem):
                return None
            return Query.term_query(self.fields, field, stem, "freq")
        begun = self.known.searcher.terms_with_prefix(field, stem[:-1], limit=_MOST_STARTED)
        words = [word for word, _documents in begun]
        return Query.term_set_query(self.fields, field, words) if words else None

    def _sounding(self, sounding: Sounding) -> Query | None:
        heard = [one for one in sounds_elsewhere(sounding.text) if self._stands(schema.SOUND, one)]
        return Query.term_set_query(self.fields, schema.SOUND, heard) if heard else None

    def _best(self, ways: Sequence[Query | None]) -> Query | None:
        """Whichever way a term is found; the best one counts, the others add a little."""
        known = [way for way in ways if way is not None]
        if len(known) > 1 and not self.counting:
            return Query.disjunction_max_query(known, _TIE)
        return _any(known)

    def _stands(self, field: str, word: str) -> bool:
        return self._documents(field, word) > 0

    def _documents(self, field: str, word: str) -> int:
        return self.known.documents(field, word)

    def _rarity(self, documents: int) -> float:
        """The engine's own measure (BM25's inverse document frequency)."""
        known = max(self.known.searcher.num_docs, documents)
        return math.log1p((known - documents + 0.5) / (documents + 0.5))


def _may_be_reference(node: Node, at: int) -> bool:
    inner = node.asked if isinstance(node, Wide) else node
    if isinstance(inner, Cited):
        return at == 0
    return isinstance(inner, Word | Phrase) and not inner.title


def _text(parts: Sequence[Node]) -> str:
    inner = [part.asked if isinstance(part, Wide) else part for part in parts]
    return " ".join(part.text for part in inner if isinstance(part, Word | Phrase | Cited))


def _weight(part: str, tongue: str) -> float:
    return (_TITLE if part == "title" else 1.0) * (_AS_TYPED if tongue == schema.PLAIN else 1.0)


def _any(ways: Sequence[Query | None]) -> Query | None:
    known = [way for way in ways if way is not None]
    if len(known) > 1:
        return Query.boolean_query([(Occur.Should, way) for way in known])
    return known[0] if known else None
