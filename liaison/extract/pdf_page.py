"""One page of a PDF as lines of text, each with its place on the page.

PDFium gives a page's characters in the order in which they were drawn, with lines made out. The
place of a line is asked for its first and last character only: asking for every character would
cost more than reading the page.
"""

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from liaison.extract.right_to_left import RIGHT_TO_LEFT, in_reading_order

MOST_CHARACTERS = 400_000  # of one page; a page of a newspaper has 60,000
HYPHENS = (
    "\ufffe\x02"  # what PDFium gives for a hyphen that ends a line, in place of the line's end
)
Box = tuple[float, float, float, float]  # left, bottom, right and top
# Places are given as on the page before it is turned; a line is what is level on the turned page.
_TURNS: dict[int, Callable[[Box], Box]] = {
    0: lambda box: box,
    90: lambda box: (box[1], -box[2], box[3], -box[0]),
    180: lambda box: (-box[2], -box[3], -box[0], -box[1]),
    270: lambda box: (-box[3], box[0], -box[1], box[2]),
}
_SURROGATES = range(0xD800, 0xE000)
_RUN = re.compile(f"[^\r\n{HYPHENS}]+[{HYPHENS}]?")
_NOT_SEEN = f" \t\xa0{HYPHENS}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the box around it, in points from the page's lower left corner.

    `size` is the height of its letters. A line without a known place has a size of 0.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    size: float = 0.0

    def with_words(self, more: "Line", between: str = " ") -> "Line":
        """This line with another one's words after it, and the box around both."""
        return replace(
            self,
            text=f"{self.text.rstrip()}{between}{more.text.lstrip()}",
            left=min(self.left, more.left),
            right=max(self.right, more.right),
            bottom=min(self.bottom, more.bottom),
            top=max(self.top, more.top),
        )


def lines_of(page: pdfium.PdfPage) -> list[Line]:
    """The lines of a page in the order of drawing. Raises PdfiumError for a damaged page."""
    turn = _TURNS[page.get_rotation()]
    textpage = page.get_textpage()
    try:
        text, indexes = _characters(textpage)
        return [
            _line(textpage, run[0], run.start(), indexes, turn)
            for run in _RUN.finditer(text)
            if run[0].strip(_NOT_SEEN)
        ]
    finally:
        textpage.close()


def _characters(textpage: pdfium.PdfTextPage) -> tuple[str, list[int] | None]:
    """The page's text; and PDFium's index of each character, or None where they are the same."""
    count = min(textpage.count_chars(), MOST_CHARACTERS)
    if count <= 0:
        return "", None
    text = str(textpage.get_text_range(0, count))
    if len(text) == count:
        return text, None
    # Characters without Unicode are left out of the text, and rare ones count as two.
    letters, indexes = [], []
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(textpage.raw, index)
        if code and code not in _SURROGATES:
            letters.append(chr(code))
            indexes.append(index)
    return "".join(letters), indexes


def _line(
    textpage: pdfium.PdfTextPage,
    words: str,
    start: int,
    indexes: list[int] | None,
    turn: Callable[[Box], Box],
) -> Line:
    def box(offset: int) -> Box:
        at = start + offset
        return turn(_box(textpage, at if indexes is None else indexes[at]))

    if RIGHT_TO_LEFT.search(words):
        boxes = [box(offset) for offset in range(len(words))]
        words = in_reading_order(words, [(left, right) for left, _, right, _ in boxes])
        boxes = [each for each in boxes if each[2] > each[0]] or boxes[:1]
    else:
        first = len(words) - len(words.lstrip(_NOT_SEEN))
        boxes = [box(first), box(len(words.rstrip(_NOT_SEEN)) - 1)]
    return Line(
        words,
        left=min(each[0] for each in boxes),
        right=max(each[2] for each in boxes),
        bottom=min(each[1] for each in boxes),
        top=max(each[3] for each in boxes),
        size=max(boxes[0][3] - boxes[0][1], boxes[-1][3] - boxes[-1][1]),
    )


def _box(textpage: pdfium.PdfTextPage, index: int) -> Box:
    """A character's place, as tall as its font."""
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(rect))
    return rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top)
