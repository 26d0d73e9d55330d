"""Whether questions find the documents that they should: known items, and across languages.

The documents of a set are read and understood by the functions that the pipeline calls, put into an
index of their own, and each question is put to it as a reader would.
"""

import dataclasses
import math
import multiprocessing
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from liaison import understand
from liaison.catalogue.description import Description, EditionView, Said, describe
from liaison.index import open_reader, rebuild
from liaison.index.protocol import AS_TYPED, Entry, Facet, Reader, Selection
from liaison.index.widening import TRANSLATED
from liaison.kernel.errors import MistakenInput
from liaison.kernel.item import Role
from liaison.kernel.reading import Context, Format, Reading
from liaison.measure.quality.searches import Search, Searched

DEEP = 10  # documents of an answer that are looked at
KNOWN_ITEM, CROSS_LANGUAGE = "known_item", "cross_language"
ALL = ""  # in place of a pair of languages: all of them
# How the words are looked for: in every way, without the dictionaries, as they were typed.
_WAYS = {"whole": (), "without dictionaries": (TRANSLATED,), "as typed": (AS_TYPED,)}
_CHUNK = 32
_FEW = 3  # countries: a text that names more is about none of them in particular


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """Some questions of a set. `languages` is that of the questions and that of the documents.

    `ndcg` and `recall` are means over the questions, at ten documents; `without` is the nDCG where
    no dictionary was asked, `typed` where nothing but the words as typed was looked for.
    """

    question: str
    set: str
    languages: str
    searches: int
    ndcg: float
    recall: float
    without: float
    typed: float


def retrieval(
    documents: Sequence[Searched], searches: Sequence[Search], workers: int
) -> list[Found]:
    """A row for each set, and for each pair of languages of it."""
    rows: list[Found] = []
    for name in sorted({one.set for one in searches}):
        own = [one for one in documents if one.set == name]
        asked = [one for one in searches if one.set == name]
        _check(name, own, asked)
        with tempfile.TemporaryDirectory(prefix="liaison-retrieval-") as folder:
            with multiprocessing.get_context("fork").Pool(workers) as pool:
                entries = pool.map(_entry, own, chunksize=_CHUNK)
            rebuild(Path(folder) / "index", entries)
            rows += _rows(name, asked, open_reader(Path(folder) / "index"))
    return sorted(rows, key=lambda row: (row.question != KNOWN_ITEM, row.set, row.languages))


def _check(name: str, documents: Iterable[Searched], searches: Iterable[Search]) -> None:
    known = {one.id for one in documents}
    for search in searches:
        if missing := set(search.relevant) - known:
            raise MistakenInput(
                f"{name}: no document is called {min(missing)}",
                "name in `relevant` the ids of documents of the same set",
            )


def _rows(name: str, searches: Sequence[Search], reader: Reader) -> Iterator[Found]:
    scores: dict[tuple[str, str], list[tuple[float, ...]]] = defaultdict(list)
    for search in searches:
        across = search.among and search.language and search.among != search.language
        question = CROSS_LANGUAGE if across else KNOWN_ITEM
        pair = f"{search.language} → {search.among}" if across else search.language
        ways = [_ranked(reader, search, off) for off in _WAYS.values()]
        ndcgs = [ndcg(found, search.relevant) for found in ways]
        row = (ndcgs[0], recall(ways[0], search.relevant), *ndcgs[1:])
        for languages in {ALL, pair}:
            scores[question, languages].append(row)
    for (question, languages), some in scores.items():
        means = [sum(column) / len(some) for column in zip(*some, strict=True)]
        yield Found(question, name, languages, len(some), *means)


def _ranked(reader: Reader, search: Search, off: Sequence[str]) -> list[str]:
    chosen = {Facet.LANGUAGE: [search.among]} if search.among else {}
    language = search.language or "en"
    asked = Selection(search.query, chosen, limit=DEEP, language=language, as_typed=off)
    return [hit.identifier for hit in reader.search(asked).hits]


def ndcg(found: Sequence[str], relevant: Sequence[str]) -> float:
    """The gain of a ranking of ten, discounted by the logarithm of the place; 1 is the best."""
    gain = sum(1 / math.log2(at + 2) for at, one in enumerate(found[:DEEP]) if one in relevant)
    return gain / sum(1 / math.log2(at + 2) for at in range(min(len(relevant), DEEP)))


def recall(found: Sequence[str], relevant: Sequence[str]) -> float:
    """The share of those that should be found that is among the first ten."""
    return len(set(found[:DEEP]) & set(relevant)) / min(len(relevant), DEEP)


def _entry(one: Searched) -> Entry:
    """A document as the pipeline would index it: its findings are what it is counted under."""
    reading = Reading(Format.TEXT, one.title, one.text)
    context = Context(address="https://example.org/", stated_title=one.title)
    said = [
        Said(found.kind, found.value, found.confidence)
        for found in understand.understand(reading, context)
    ]
    view = EditionView(
        role=Role.DOCUMENT,
        format=Format.TEXT,
        address="",
        language=one.language,
        title=one.title,
        stated_title="",
        opening=one.text[:200],
        findings=said,
    )
    told = describe([view])
    languages = [one.language] if one.language else told.languages
    titles = {one.language: one.title} if one.title else {}
    return Entry(one.id, titles, {one.language: one.text}, facets=_facets(told, languages))


def _facets(told: Description, languages: Sequence[str]) -> dict[Facet, Sequence[str]]:
    """What `liaison.pipeline.indexing.facets_of` says of a document that the record has."""
    countries = told.about or (told.countries if len(told.countries) <= _FEW else [])
    return {
        Facet.LANGUAGE: languages,
        Facet.COUNTRY: countries,
        Facet.KIND: [told.kind] if told.kind else [],
        Facet.THEME: told.themes,
        Facet.RIGHT: told.rights,
        Facet.VIOLATION: told.violations,
        Facet.DEFENDER: told.defenders,
        Facet.PERPETRATOR: told.perpetrators,
    }
