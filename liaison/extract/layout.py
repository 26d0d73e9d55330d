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
_WIDE_GAP = 1.45  # distance to the next line, in usual distances, that parts paragraphs
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
        yield from (_LEADERS.sub(" … ", paragraph.text) for paragraph in held)
        held = paragraphs
    yield from (_LEADERS.sub(" … ", paragraph.text) for paragraph in held)


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


def _edges(page: Sequence[Line]) -> list[Line]:
    placed = sorted(page, key=lambda line: -line.top) if page and page[0].size else list(page)
    return placed if len(placed) <= 2 * _EDGE else [*placed[:_EDGE], *placed[-_EDGE:]]


def _running(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Lines that stand at the edges of many pages, numbers aside."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    least = max(2, len(pages) * _RUNNING_SHARE)
    return {key for key, count in counts.items() if count >= least and len(key) < _LONGEST_RUNNING}


def _without(page: list[Line], number: int, running: set[str]) -> list[Line]:
    """The page without running lines and its number. The first page keeps what it says once."""
    if number == 0 or len(page) <= 1:
        return page
    falling = {
        id(line)
        for line in _edges(page)
        if _key(line) in running or _PAGE_NUMBER.match(line.text.strip())
    }
    return [line for line in page if id(line) not in falling]


def _words_of(pages: Sequence[Sequence[Line]]) -> set[str]:
    """All words with and without hyphens: they decide what a broken word is."""
    text = " ".join(line.text for page in pages for line in page).casefold()
    return set(re.findall(r"[^\W\d_]+", text)) | set(_HYPHENATED.findall(text))


def _paragraphs(page: list[Line], words: set[str]) -> list[_Paragraph]:
    if not page:
        return []
    usual = _usual_distance(page)
    left, right = _column(page)
    found = [_Paragraph(page[0].text, page[0].size)]
    before = page[0]
    for line in page[1:]:
        if _beside(before, line):
            found[-1].text = _joined(found[-1].text, line.text, words)
            before = before.with_words(line)
            continue
        if _parted(before, line, usual, left, right):
            found.append(_Paragraph(line.text, line.size))
        else:
            found[-1].text = _joined(found[-1].text, line.text, words)
        before = line
    return found


def _usual_distance(page: list[Line]) -> float:
    steps = [
        a.bottom - b.bottom
        for a, b in pairwise(page)
        if a.size and 0 < a.bottom - b.bottom < 3 * a.size
    ]
    return median(steps) if steps else 0.0


def _column(page: list[Line]) -> tuple[float, float]:
    """The edges that most long lines keep to."""
    widths = [line.right - line.left for line in page]
    wide = [line for line, width in zip(page, widths, strict=True) if width >= 0.7 * max(widths)]
    return median(line.left for line in wide), median(line.right for line in wide)


def _beside(before: Line, line: Line) -> bool:
    """Whether two lines stand on the same height: a raised number parts what is one line."""
    if not before.size or not line.size:
        return False
    shared = min(before.top, line.top) - max(before.bottom, line.bottom)
    near = -line.size < line.left - before.right < 6 * line.size
    return near and shared > 0.5 * min(before.top - before.bottom, line.top - line.bottom)


def _parted(before: Line, line: Line, usual: float, left: float, right: float) -> bool:
    """Whether a new paragraph begins with `line`."""
    if before.text.rstrip().endswith(tuple(HYPHENS)):
        return False
    if _STARTS_ANEW.match(line.text):
        return True
    if _LEADERS.search(before.text):  # an entry of a table of contents
        return bool(_DIGITS.search(before.text[-8:]))
    ended = bool(_ENDS.search(before.text))
    if not before.size or not line.size:
        return ended and len(before.text) < _SHORT_LINE
    return _apart(before, line, usual, ended=ended) or _after_short(
        before, line, left, right, ended
    )


def _apart(before: Line, line: Line, usual: float, *, ended: bool) -> bool:
    """Whether size or distance tells two lines apart."""
    if abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return True
    step = before.bottom - line.bottom
    if step < 0 or step > _FAR * usual:  # another column, or over a picture
        return ended or not line.text.lstrip()[:1].islower()
    return step > _WIDE_GAP * max(usual, line.size)


def _after_short(before: Line, line: Line, left: float, right: float, ended: bool) -> bool:  # noqa: FBT001  one more fact among five
    """Whether `before` ends early, or `line` is set in, as the ends of paragraphs are."""
    short = _is_short(before, line, left, right)
    inset = _INDENT * line.size
    indented = line.left > before.left + inset and line.left > left + inset
    return (ended and (short or indented)) or (short and not line.text.lstrip()[:1].islower())


def _is_short(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether the next line's first word would have had room."""
    word = (
        (line.right - line.left) / max(len(line.text), 1) * (len(line.text.split(None, 1)[0]) + 1)
    )
    reach = max(right, line.right)
    return before.right + word < reach and (before.right - left) < _SHORT * (reach - left)


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
