"""Lines on pages to paragraphs: reading order, running headers, lines and pages joined.

Every step looks at each line once or at a few neighbours; nothing here grows with the square of
a page's lines.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from liaison.extract.pdf_page import HYPHENS, Line

_EDGE = 3  # lines at the top and at the bottom of a page that may be its header or footer
_LONGEST_RUNNING = 160  # characters
_RUNNING_SHARE = 0.3  # of the pages that a running line stands on
_MOST_RUNS = 60  # beyond this the drawing order of a page is trusted
_MARGIN_GAP = 1.25  # usual distances between a running line and the text
_WIDE_GAP = 1.45  # distance to the next line, in usual distances, that parts paragraphs
_HEADING = 1.15  # times the usual height of letters
_WIDE_SHARE = 0.7  # of the longest line's width
_FAR = 4  # usual distances
_OTHER_SIZE = 0.12  # difference in height of letters that parts paragraphs
_SHORT = 0.82  # of the column's width: a line that ends before it may end a paragraph
_SHORT_LINE = 60  # characters, where a line has no known place
_INDENT = 1.0  # in heights of a letter
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|p\.|seite|página|стр\.?|صفحة)\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|of|de|sur|von|из)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_STARTS_ANEW = re.compile(
    r"^\s*(?:[-–—•·▪●○■*§]\s|\(?(?:\d{1,4}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5}|[A-Z])[.)]\s|\d{1,4}\s?/\s)"
)
_ENDS = re.compile(r"[.!?:;。؟][\"'”»)\]]?\d{0,3}\s*$")
_LEADERS = re.compile(r"(?:\s?[.…_·]){5,}\s*")
_DIGITS = re.compile(r"\d+")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")


@dataclass(slots=True)
class _Paragraph:
    text: str
    size: float


def blocks(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of a document, in reading order."""
    ordered = [_in_order(list(page)) for page in pages]
    running = _running(ordered)
    kept = [_without(page, number, running) for number, page in enumerate(ordered)]
    words = _words_of(kept)
    held: list[_Paragraph] = []
    for page in kept:
        paragraphs = _paragraphs(page, words)
        if paragraphs and held:
            _carry_over(held, paragraphs, words)
        yield from map(_without_leaders, held)
        held = paragraphs
    yield from map(_without_leaders, held)


def _without_leaders(paragraph: _Paragraph) -> str:
    """Rows of dots as one ellipsis; a rule across the page as nothing."""
    text = _LEADERS.sub(" … ", paragraph.text)
    return "" if text == " … " else text


def _in_order(lines: list[Line]) -> list[Line]:
    """Runs of lines that were drawn late but stand wholly above earlier ones come before them.

    Columns stay as they were drawn: the second never stands wholly above the first.
    """
    runs: list[list[Line]] = []
    for line in lines:
        above = runs and line.bottom > runs[-1][-1].top
        if not runs or above or not line.size:
            runs.append([line])
        else:
            runs[-1].append(line)
    if not 1 < len(runs) <= _MOST_RUNS or not all(line.size for line in lines):
        return lines
    placed: list[tuple[float, list[Line]]] = []
    for run in runs:
        bottom = min(line.bottom for line in run)
        at = len(placed)
        while at and placed[at - 1][0] <= bottom + run[0].size * 0.2:
            at -= 1
        placed.insert(at, (max(line.top for line in run), run))
    return [line for _, run in placed for line in run]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()).casefold())


def _from_edges(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The outermost lines of a page, from its top down and from its foot up."""
    placed = bool(page) and all(line.size for line in page)
    ordered = sorted(page, key=lambda line: -line.top) if placed else list(page)
    return ordered[: _EDGE + 1], ordered[: -_EDGE - 2 : -1]


def _running(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Lines that stand at the edges of many pages, numbers aside."""
    counts: Counter[str] = Counter()
    for page in pages:
        top, foot = _from_edges(page)
        counts.update({_key(line) for line in (*top[:_EDGE], *foot[:_EDGE])})
    least = max(2, len(pages) * _RUNNING_SHARE)
    return {key for key, count in counts.items() if count >= least and len(key) < _LONGEST_RUNNING}


def _without(page: list[Line], number: int, running: set[str]) -> list[Line]:
    """The page without running lines and its number. The first page keeps what it says once."""
    if number == 0 or len(page) <= 1:
        return page
    usual = _measure(page).step
    falling = {id(line) for edge in _from_edges(page) for line in _margin(edge, running, usual)}
    return [line for line in page if id(line) not in falling]


def _margin(edge: list[Line], running: set[str], usual: float) -> list[Line]:
    """The outermost lines that repeat, as far as a gap parts them from the text.

    Without a gap, a line that repeats may be the text of a form: only the page's number falls.
    """
    numbers = 0
    outside = 0
    for at, line in enumerate(edge[:_EDGE]):
        is_number = _PAGE_NUMBER.match(line.text.strip()) is not None
        if not is_number and _key(line) not in running:
            break
        numbers += is_number and numbers == at
        inner = edge[at + 1] if at + 1 < len(edge) else None
        if inner is not None and abs(line.bottom - inner.bottom) > _MARGIN_GAP * usual:
            outside = at + 1
    return edge[: max(outside, numbers)]


def _words_of(pages: Sequence[Sequence[Line]]) -> set[str]:
    """All words with and without hyphens: they decide what a broken word is."""
    text = " ".join(line.text for page in pages for line in page).casefold()
    return set(re.findall(r"[^\W\d_]+", text)) | set(_HYPHENATED.findall(text))


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual on a page: distance of lines, height of letters, edges of long lines."""

    step: float
    size: float
    left: float
    right: float


def _measure(page: list[Line]) -> _Measure:
    steps = [a.bottom - b.bottom for a, b in pairwise(page) if 0 < a.bottom - b.bottom < 3 * a.size]
    widest = max(line.right - line.left for line in page)
    wide = [line for line in page if line.right - line.left >= _WIDE_SHARE * widest]
    return _Measure(
        step=median(steps) if steps else 0.0,
        size=median(line.size for line in page),
        left=median(line.left for line in wide),
        right=median(line.right for line in wide),
    )


def _paragraphs(page: list[Line], words: set[str]) -> list[_Paragraph]:
    if not page:
        return []
    usual = _measure(page)
    found = [_Paragraph(page[0].text, page[0].size)]
    before = page[0]
    for line in page[1:]:
        beside = _beside(before, line)
        if beside or not _parted(before, line, usual):
            found[-1].text = _joined(found[-1].text, line.text, words)
        else:
            found.append(_Paragraph(line.text, line.size))
        before = before.with_words(line) if beside else line
    return found


def _beside(before: Line, line: Line) -> bool:
    """Whether two lines stand on the same height: a raised number parts what is one line."""
    if not before.size or not line.size:
        return False
    shared = min(before.top, line.top) - max(before.bottom, line.bottom)
    near = -line.size < line.left - before.right < 6 * line.size
    return near and shared > 0.5 * min(before.top - before.bottom, line.top - line.bottom)


def _parted(before: Line, line: Line, usual: _Measure) -> bool:
    """Whether a new paragraph begins with `line`."""
    if before.text.rstrip().endswith(tuple(HYPHENS)):
        return False
    if _STARTS_ANEW.match(line.text):
        return True
    if _LEADERS.search(before.text):  # an entry of a table of contents
        return bool(_DIGITS.search(before.text[-8:]))
    if not before.size or not line.size:
        return bool(_ENDS.search(before.text)) and len(before.text) < _SHORT_LINE
    return _apart(before, line, usual) or _after_short(before, line, usual)


def _apart(before: Line, line: Line, usual: _Measure) -> bool:
    """Whether size or distance tells two lines apart."""
    if abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return True
    step = before.bottom - line.bottom
    if step < 0 or step > _FAR * usual.step:  # another column, or over a picture
        return bool(_ENDS.search(before.text)) or not line.text.lstrip()[:1].islower()
    return step > _WIDE_GAP * max(usual.step, line.size)


def _after_short(before: Line, line: Line, usual: _Measure) -> bool:
    """Whether `before` ends early, or `line` is set in, as the ends of paragraphs are.

    Lines in letters taller than usual are one heading as long as they stand together.
    """
    if min(before.size, line.size) > _HEADING * usual.size:
        return False
    short = _is_short(before, line, usual)
    inset = _INDENT * line.size
    indented = line.left > before.left + inset and line.left > usual.left + inset
    if _ENDS.search(before.text):
        return short or indented
    return short and not line.text.lstrip()[:1].islower()


def _is_short(before: Line, line: Line, usual: _Measure) -> bool:
    """Whether the next line's first word would have had room."""
    a_letter = (line.right - line.left) / max(len(line.text), 1)
    word = a_letter * (len(line.text.split(None, 1)[0]) + 1)
    reach = max(usual.right, line.right)
    had_room = before.right + word < reach
    return had_room and before.right - usual.left < _SHORT * (reach - usual.left)


def _carry_over(held: list[_Paragraph], following: list[_Paragraph], words: set[str]) -> None:
    """Join a paragraph that a page's end has cut, also over footnotes below it."""
    first = following[0]
    if not first.text.lstrip()[:1].islower() or _STARTS_ANEW.match(first.text):
        return
    for paragraph in reversed(held[-8:]):
        if abs(paragraph.size - first.size) <= _OTHER_SIZE * max(paragraph.size, first.size):
            if not _ENDS.search(paragraph.text):
                paragraph.text = _joined(paragraph.text, first.text, words)
                following.pop(0)
            return


def _joined(text: str, more: str, words: set[str]) -> str:
    """Two lines as one; a word that the line's end has broken becomes whole."""
    text, more = text.rstrip(), more.lstrip()
    if not text.endswith(("-", "\xad", *HYPHENS)) or not text[-2:-1].isalpha():
        return f"{text} {more}"
    head, tail = re.search(r"[^\W\d_]*$", text[:-1]), re.match(r"[^\W\d_]*", more)
    front, back = (head[0] if head else "").casefold(), (tail[0] if tail else "").casefold()
    compound = not more[:1].islower() or (
        f"{front}-{back}" in words and f"{front}{back}" not in words
    )
    return f"{text[:-1]}{'-' if compound else ''}{more}"
