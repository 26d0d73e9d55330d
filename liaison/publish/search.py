"""A question put to the index, and its answer with all that a page, a feed or a program shows."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from liaison.catalogue.hidden import COVER
from liaison.catalogue.models import Document
from liaison.index.asked import Asked, Near, Phrase, Prefix, Said, Sounding, Way, Word
from liaison.index.protocol import Facet, Fragment, Hit, Selection, Sort
from liaison.publish import queries
from liaison.publish.declared import how_much
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
_MOST_READ = 6  # copies and translations of a document in which a passage is looked for
_WRITTEN = (Word, Phrase, Prefix, Near, Said, Sounding)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text in one language ("" where it is not known).

    `begun` and `goes_on`: the text has more before and after it.
    """

    language: str
    fragments: Sequence[Fragment]
    begun: bool = False
    goes_on: bool = False

    @property
    def text(self) -> str:
        """The piece as it stands."""
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a result: the document that stands for it, and its copies and translations."""

    row: Document
    passage: Passage | None = None
    others: Sequence[Document] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The entries of one page of a result, and the counts of the whole.

    `asked` is how the words were understood, `ways` in which other ways they were looked for.
    """

    question: Question
    total: int
    lines: Sequence[Line] = ()
    counts: Mapping[Facet, Sequence[tuple[str, int]]] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)
    ways: Sequence[Way] = ()

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
    return _answer(question, question.selection(), facets)


def latest_changed(question: Question) -> Answer:
    """The same selection in the order of arrival or change, the last first."""
    return _answer(
        question, dataclasses.replace(question.selection(), sort=Sort.CHANGED, strict=True), ()
    )


def suggestions(question: Question) -> Sequence[str]:
    """Other spellings of the words that find more."""
    selection = _allowed(question.selection())
    offered = () if selection is None else reader().suggest(selection)
    return [words for words in offered if not hidden().stand_in(words)]


def every(question: Question) -> Iterator[Sequence[str]]:
    """All entries of a selection, however many, newest first: the documents of each, leading first.

    Raises HomeUnusable where the index cannot be read.
    """
    selection = _allowed(question.selection())
    if selection is not None:
        for hit in reader().every(selection):
            yield hit.members or (hit.identifier,)


def best(question: Question, count: int) -> tuple[Sequence[Line], int]:
    """The entries that fit the words best, without passages; and how many there are in all."""
    return _first(question, count, Sort.RELEVANCE)


def newest(question: Question, count: int) -> tuple[Sequence[Line], int]:
    """The latest entries with all of the words, without passages; and how many there are in all."""
    return _first(question, count, Sort.NEWEST)


def _first(question: Question, count: int, sort: Sort) -> tuple[Sequence[Line], int]:
    selection = _allowed(dataclasses.replace(question.selection(count), sort=sort))
    if selection is None:
        return (), 0
    result = reader().search(selection)
    return _known(result.hits), result.total


def stretch(question: Question, count: int, mark: int | None) -> tuple[Sequence[Line], int | None]:
    """The next entries of a walk by day, without passages; and the mark where it goes on.

    See `liaison.index.protocol.Reader.stretch`.
    """
    selection = _allowed(question.selection(count))
    if selection is None:
        return (), None
    found = reader().stretch(selection, mark)
    return _known(found.hits), found.onward


def newest_of_each(asked: Iterable[tuple[Question, int]]) -> list[list[Document]]:
    """The documents that stand for the latest entries of several selections, so many of each."""
    chosen = [(_allowed(question.selection(count)), count) for question, count in asked]
    some = [reader().stretch(one, None).hits[:count] if one else () for one, count in chosen]
    rows = _documents(hit for hits in some for hit in hits)
    return [[line.row for line in _lines(hits, rows)] for hits in some]


def _answer(question: Question, selection: Selection, facets: Sequence[Facet]) -> Answer:
    allowed = _allowed(selection)
    if allowed is None:
        return Answer(question, 0)
    result = reader().search(allowed, facets)
    lines = _with_passages(result.asked, _known(result.hits))
    return Answer(question, result.total, lines, result.counts, result.asked, result.ways)


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


def _known(hits: Sequence[Hit]) -> Sequence[Line]:
    return _lines(hits, _documents(hits))


def _documents(hits: Iterable[Hit]) -> Mapping[str, Document]:
    members = {one for hit in hits for one in (hit.identifier, *hit.members)}
    return {row.identifier: row for row in queries.documents_named(sorted(members))}


def _lines(hits: Sequence[Hit], rows: Mapping[str, Document]) -> Sequence[Line]:
    found = []
    for hit in hits:
        known = [rows[one] for one in (hit.members or (hit.identifier,)) if one in rows]
        if known:
            found.append(Line(known[0], None, known[1:]))
    return found


def _with_passages(asked: Asked, found: Sequence[Line]) -> Sequence[Line]:
    passages = _passages(asked, found)
    return [dataclasses.replace(one, passage=passages.get(one.row.identifier)) for one in found]


def _passages(asked: Asked, lines: Sequence[Line]) -> Mapping[str, Passage]:
    """By the document that stands for each; out of a copy or translation where it has none."""
    if not any(isinstance(leaf, _WRITTEN) for leaf in asked.wanted):
        return _beginnings([one.row for one in lines], {})
    leading = {row.identifier: one.row.identifier for one in lines for row in _rows(one)}
    found: dict[str, Passage] = {}
    read: dict[str, dict[str, str]] = {}
    longer = set(leading)  # texts that go on where reading stopped
    for characters in _DEPTHS:
        missing = [one for one in lines if one.row.identifier not in found]
        left = [row for one in missing for row in _rows(one) if row.identifier in longer]
        if left:
            # A margin more is looked through: what is found may end within a name.
            texts = _quotable(left, characters + _MARGIN)
            best = _best(asked, texts, characters)
            for identifier in reversed([row.identifier for row in left]):
                if identifier in best:
                    found[leading[identifier]] = best[identifier]
            longer = {
                identifier
                for identifier, by_language in texts.items()
                if any(len(text) >= characters + _MARGIN for text in by_language.values())
            }
            read |= texts
    return found | _beginnings([one.row for one in lines if one.row.identifier not in found], read)


def _rows(line: Line) -> Sequence[Document]:
    return (line.row, *line.others[:_MOST_READ])


def _quotable(rows: Sequence[Document], characters: int) -> Mapping[str, dict[str, str]]:
    """What may be quoted of these documents, by identifier and language.

    Never more than their pages show: a phrase that is searched for reads out nothing else.
    """
    found: dict[str, dict[str, str]] = {}
    # Where the document's own source allows nothing, no edition needs to be read.
    show_of = how_much()
    readable = [row for row in rows if show_of((row.source_id,)) is not Show.LINK]
    for opening in queries.openings(readable, characters):
        show = show_of(opening.sources)
        text = opening.text
        if show is Show.EXCERPT:
            text = covered(text[: EXCERPT + _MARGIN])
        if text := shown(text, show):
            found.setdefault(opening.identifier, {}).setdefault(opening.language, text)
    return found


def _beginnings(rows: Sequence[Document], read: Mapping[str, dict[str, str]]) -> dict[str, Passage]:
    """How the texts of these documents begin; `read` are some that were read already."""
    unread = [row for row in rows if row.identifier not in read]
    texts = {**read, **_quotable(unread, _OPENING + _MARGIN)} if unread else read
    found = {}
    for row in rows:
        for language, text in list(texts.get(row.identifier, {}).items())[:1]:
            if text.strip():
                start = worded(excerpt(covered(text), _OPENING))
                found[row.identifier] = Passage(language, [Fragment(start, matched=False)])
    return found


def _best(
    asked: Asked, documents: Mapping[str, Mapping[str, str]], characters: int
) -> dict[str, Passage]:
    """The best passage of each document among the first characters of its texts."""
    found = {}
    for identifier, texts in documents.items():
        looked_at = {code: text[:characters] for code, text in texts.items()}
        fragments = reader().passage(asked, looked_at)
        if fragments:
            piece = "".join(fragment.text for fragment in fragments)
            language = next((code for code, text in texts.items() if piece in text), "")
            text = texts.get(language, piece)
            begun, goes_on = not text.startswith(piece), not text.endswith(piece)
            told = _without_names(fragments, piece, text)
            found[identifier] = Passage(language, told, begun, goes_on)
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
