"""A question put to the index, and its answer with all that a page, a feed or a program shows."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liaison.catalogue.hidden import COVER
from liaison.catalogue.models import Document
from liaison.index.protocol import FURTHEST, Facet, Fragment, Selection, Sort
from liaison.publish import changes, queries
from liaison.publish.declared import strictest
from liaison.publish.names import covered, hidden, worded
from liaison.publish.question import LAST_PAGE, PAGE_SIZE, Question
from liaison.publish.record import reader
from liaison.publish.standing import withdrawn
from liaison.publish.text import EXCERPT, excerpt, shown
from liaison.sources.declaration import Show

_OPENING = 280  # characters of a text shown where no words were asked for
_MARGIN = 100  # characters beside a piece of a text: a name may begin before it or end after it
_NO_WORDS = " \t\n\"“”«»„'-"
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
    selection = _allowed(question.selection())
    if selection is None:
        return Answer(question, 0, (), {}, ())
    result = reader().search(selection, facets)
    rows = queries.documents_named([hit.identifier for hit in result.hits])
    return Answer(question, result.total, _lines(selection, rows), result.counts, result.ignored)


def latest_changed(question: Question) -> Answer:
    """The same selection in the order of arrival or change, the last first.

    Of more than FURTHEST documents that words, languages or countries select, those published
    last stand for all: the index knows no other order.
    """
    start = (question.page - 1) * PAGE_SIZE
    selection = _allowed(question.selection())
    if selection is None:
        return Answer(question, 0, (), {}, ())
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
    return Answer(question, count, _lines(selection, rows), {}, ())


def total(question: Question) -> int:
    """How many documents a question finds."""
    selection = _allowed(question.selection(size=1))
    return 0 if selection is None else reader().search(selection).total


def _allowed(selection: Selection) -> Selection | None:
    """Without what is withdrawn: the index may not have heard of it yet.

    None where nothing is asked for but a withdrawn name.
    """
    words = hidden().cover(selection.words, by=" ")
    if selection.words and not words.strip(_NO_WORDS):
        return None
    return dataclasses.replace(selection, words=words, without=withdrawn())


def _lines(
    selection: Selection, rows: Sequence[Document]
) -> Sequence[tuple[Document, Passage | None]]:
    passages = _passages(selection.words, rows)
    return [(row, passages.get(row.identifier)) for row in rows]


def _passages(words: str, rows: Sequence[Document]) -> Mapping[str, Passage]:
    if not words:
        return _beginnings(rows)
    found: dict[str, Passage] = {}
    for characters in _DEPTHS:
        left = [row for row in rows if row.identifier not in found]
        if left:
            # A margin more than is looked through: what is found may end within a name.
            found |= _best(words, _quotable(left, characters + _MARGIN), characters)
    return found


def _quotable(rows: Sequence[Document], characters: int) -> Mapping[str, dict[str, str]]:
    """What may be quoted of these documents, by identifier and language.

    Never more than their pages show: a phrase that is searched for reads out nothing else.
    """
    found: dict[str, dict[str, str]] = {}
    # Where the document's own source allows nothing, no edition needs to be read.
    readable = [row for row in rows if strictest([row.source_id]) is not Show.LINK]
    for opening in queries.openings(readable, characters):
        show = strictest(opening.sources)
        text = opening.text
        if show is Show.EXCERPT:
            text = covered(text[: EXCERPT + _MARGIN])
        if text := shown(text, show):
            found.setdefault(opening.identifier, {}).setdefault(opening.language, text)
    return found


def _beginnings(rows: Sequence[Document]) -> dict[str, Passage]:
    found = {}
    for identifier, texts in _quotable(rows, _OPENING + _MARGIN).items():
        language, text = next(iter(texts.items()))
        if text.strip():
            start = worded(excerpt(covered(text), _OPENING))
            found[identifier] = Passage(language, [Fragment(start, matched=False)])
    return found


def _best(
    words: str, documents: Mapping[str, Mapping[str, str]], characters: int
) -> dict[str, Passage]:
    """The best passage of each document among the first characters of its texts."""
    found = {}
    for identifier, texts in documents.items():
        looked_at = {code: text[:characters] for code, text in texts.items()}
        fragments = reader().passage(words, looked_at)
        if fragments:
            piece = "".join(fragment.text for fragment in fragments)
            language = next((code for code, text in texts.items() if piece in text), "")
            told = _without_names(fragments, piece, texts.get(language, piece))
            found[identifier] = Passage(language, told)
    return found


def _without_names(fragments: Sequence[Fragment], piece: str, text: str) -> Sequence[Fragment]:
    """A piece of a text without withdrawn names, also where it begins or ends within one.

    What was asked for is not marked where it stands in such a name.
    """
    if not hidden():
        return fragments
    at = max(text.find(piece), 0)
    first = max(at - _MARGIN, 0)
    kept = covered(text[first : at + len(piece) + _MARGIN])[at - first :][: len(piece)]
    told: list[Fragment] = []
    for fragment in fragments:
        words, kept = kept[: len(fragment.text)], kept[len(fragment.text) :]
        matched = fragment.matched and COVER not in words
        if told and not matched and not told[-1].matched:
            words = told.pop().text + words
        told.append(Fragment(words, matched))
    return [Fragment(worded(one.text), one.matched) for one in told]
