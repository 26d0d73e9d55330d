"""A question put to the index, and its answer with all that a page, a feed or a program shows."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liaison.catalogue.models import Document
from liaison.catalogue.queries import all_withdrawn
from liaison.index.protocol import FURTHEST, Facet, Fragment, Selection, Sort
from liaison.publish import changes, queries
from liaison.publish.declared import strictest
from liaison.publish.question import LAST_PAGE, PAGE_SIZE, Question
from liaison.publish.record import reader
from liaison.publish.text import excerpt, shown
from liaison.sources.declaration import Show

_OPENING = 280  # characters of a text shown where no words were asked for
# Characters of a text in which a passage is looked for: most have one on their first pages.
_DEPTHS = (10_000, 120_000)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text in one language ("" where it is not known)."""

    language: str
    fragments: Sequence[Fragment]

    @property
    def text(self) -> str:
        """The piece as it stands."""
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents of one page of a result, and the counts of the whole."""

    question: Question
    total: int
    lines: Sequence[tuple[Document, Passage | None]]
    counts: Mapping[Facet, Sequence[tuple[str, int]]]
    ignored: Sequence[str]

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return min(-(-self.total // PAGE_SIZE), LAST_PAGE)

    @property
    def previous(self) -> str:
        """The query string of the page before, or ""."""
        page = self.question.page - 1
        return self.question.on_page(page).query() if 1 <= page <= self.pages else ""

    @property
    def next(self) -> str:
        """The query string of the page after, or ""."""
        page = self.question.page + 1
        return self.question.on_page(page).query() if page <= self.pages else ""


def answer(question: Question, facets: Sequence[Facet] = ()) -> Answer:
    """Put a question to the index. Raises HomeUnusable where it cannot be read."""
    result = reader().search(_shown(question.selection()), facets)
    rows = queries.documents_named([hit.identifier for hit in result.hits])
    passages = _passages(question.words, rows)
    lines = [(row, passages.get(row.identifier)) for row in rows]
    return Answer(question, result.total, lines, result.counts, result.ignored)


def latest_changed(question: Question) -> Answer:
    """The same selection in the order of arrival or change, the last first.

    Of more than FURTHEST documents that words, languages or countries select, those published
    last stand for all: the index knows no other order.
    """
    start = (question.page - 1) * PAGE_SIZE
    selection = _shown(question.selection())
    if not question.words and not question.is_narrowed:
        count = total(question)
        rows = changes.changed_in(selection, start, PAGE_SIZE)
    else:
        every = dataclasses.replace(selection, sort=Sort.NEWEST, offset=0, limit=FURTHEST)
        result = reader().search(every)
        count = result.total
        if count > FURTHEST and changes.can_select(selection):
            rows = changes.changed_in(selection, start, PAGE_SIZE)
        else:
            named = [hit.identifier for hit in result.hits]
            rows = changes.changed_among(named, start, PAGE_SIZE)
    passages = _passages(question.words, rows)
    lines = [(row, passages.get(row.identifier)) for row in rows]
    return Answer(question, count, lines, {}, ())


def total(question: Question) -> int:
    """How many documents a question finds."""
    return reader().search(_shown(question.selection(size=1))).total


def _shown(selection: Selection) -> Selection:
    """Without what is withdrawn: the index may not have heard of it yet."""
    return dataclasses.replace(selection, without=all_withdrawn())


def _passages(words: str, rows: Sequence[Document]) -> Mapping[str, Passage]:
    if not words:
        return _beginnings(rows)
    found: dict[str, Passage] = {}
    for characters in _DEPTHS:
        left = [row for row in rows if row.identifier not in found]
        if left:
            found |= _best(words, _quotable(left, characters))
    return found


def _quotable(rows: Sequence[Document], characters: int) -> Mapping[str, dict[str, str]]:
    """What may be quoted of these documents, by identifier and language.

    Never more than their pages show: a phrase that is searched for reads out nothing else.
    """
    found: dict[str, dict[str, str]] = {}
    # Where the document's own source allows nothing, no edition needs to be read.
    readable = [row for row in rows if strictest([row.source_id]) is not Show.LINK]
    for opening in queries.openings(readable, characters):
        if text := shown(opening.text, strictest(opening.sources)):
            found.setdefault(opening.identifier, {}).setdefault(opening.language, text)
    return found


def _beginnings(rows: Sequence[Document]) -> dict[str, Passage]:
    return {
        identifier: Passage(language, [Fragment(excerpt(text, _OPENING), matched=False)])
        for identifier, texts in _quotable(rows, _OPENING + 80).items()
        for language, text in list(texts.items())[:1]
        if text.strip()
    }


def _best(words: str, documents: Mapping[str, Mapping[str, str]]) -> dict[str, Passage]:
    found = {}
    for identifier, texts in documents.items():
        fragments = reader().passage(words, texts)
        if fragments:
            piece = "".join(fragment.text for fragment in fragments)
            language = next((code for code, text in texts.items() if piece in text), "")
            found[identifier] = Passage(language, fragments)
    return found
