"""Documents that tell of the same things, and words that are spelt alike."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from rapidfuzz.distance import OSA
from tantivy import Occur, Query, Searcher

from liaison.index.asked import Word
from liaison.index.folding import folded, normal, spellings, surfaces
from liaison.index.grammar import parse
from liaison.index.tantivy_engine import schema
from liaison.index.tongues import OTHER, TONGUES, tongue_of
from liaison.kernel.storable import storable

_TELLING = 25  # words of a text by which others like it are found
_READ = 20_000  # characters of a text that are read for them
_SHARE = 4  # a word that more than one in so many documents has tells nothing
_SHORTEST = 4  # letters of a telling word, and of one that may be misspelt
_BEGINNING = 2  # letters at the beginning of a word that are taken to be right
_MOST_WORDS = 50_000  # of the index, with that beginning
_RARE = 3  # a word in fewer documents may be a slip
_MOST = 3  # suggestions
_MOST_SLIPS = 8  # words of a question: with more it is no slip, and each takes some time
_PLAIN = f"body_{schema.PLAIN}"


def alike(searcher: Searcher, texts: Mapping[str, str]) -> Query | None:
    """The documents that share telling words with these texts; None where there are no such words.

    A word tells the more, the more often a text has it and the fewer documents do.
    """
    counted: Counter[str] = Counter()
    for language, text in texts.items():
        found = surfaces(text[:_READ])
        known = spellings(found, tongue_of(language))
        counted.update(part for surface in found for part in known[surface].plain)
    known_documents = max(searcher.num_docs, 1)
    scored: list[tuple[float, str]] = []
    for word, times in counted.items():
        if len(word) < _SHORTEST and word.isascii():
            continue
        documents = searcher.doc_freq(_PLAIN, storable(word))
        if 1 < documents <= max(known_documents // _SHARE, 2):
            scored.append((times / (times + 2) / documents**0.5, word))
    words = [word for _, word in sorted(scored, reverse=True)[:_TELLING]]
    if not words:
        return None
    fields = schema.build()
    return Query.boolean_query(
        [(Occur.Should, Query.term_query(fields, _PLAIN, word, "freq")) for word in words],
        minimum_number_should_match=min(3, len(words)),
    )


def spelt_alike(searcher: Searcher, words: str, known: Collection[str]) -> Iterator[str]:
    """The words as typed, with one that hardly stands anywhere replaced by one that does.

    `known` are no slips, though they may stand nowhere.
    """
    slips = 0
    for leaf in parse(words).wanted:
        if not isinstance(leaf, Word) or len(surfaces(leaf.text)) != 1 or leaf.text in known:
            continue
        word = folded(normal(leaf.text))
        if len(word) < _SHORTEST or _is_known(searcher, leaf.text, word):
            continue
        slips += 1
        if slips > _MOST_SLIPS:
            return
        for other in _near(searcher, word):
            yield re.sub(rf"(?<!\w){re.escape(leaf.text)}(?!\w)", other, words, count=1)


def _is_known(searcher: Searcher, text: str, word: str) -> bool:
    if searcher.doc_freq(_PLAIN, storable(word)) >= _RARE:
        return True
    return any(
        searcher.doc_freq(f"body_{tongue}", stem) >= _RARE
        for tongue in TONGUES
        if tongue != OTHER
        for stem in schema.stems(tongue, spellings([text], tongue)[text].whole)
    )


def _near(searcher: Searcher, word: str) -> list[str]:
    """Words of the index one or two letters away, the nearest and most frequent first."""
    most = 1 if len(word) <= _SHORTEST + 1 else 2
    found: list[tuple[int, int, str]] = []
    own = searcher.doc_freq(_PLAIN, storable(word))
    for beginning in dict.fromkeys((word[:_BEGINNING], word[:1])):
        for other, documents in searcher.terms_with_prefix(_PLAIN, beginning, limit=_MOST_WORDS):
            if documents > own and abs(len(other) - len(word)) <= most and other != word:
                away = OSA.distance(word, other, score_cutoff=most)
                if away <= most:
                    found.append((away, -documents, other))
        if found:
            break
    return [other for *_, other in sorted(found)[:_MOST]]
