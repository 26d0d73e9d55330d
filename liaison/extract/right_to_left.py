"""Arabic and Hebrew from PDFs: letters back into the order in which they are read.

A PDF draws glyphs; which letter comes first is seen from where they stand. PDFium turns runs of
right-to-left letters around once too often where the file carries the text beside the glyphs
(ActualText), and turns the two letters of one lam-alef glyph around.
"""

import re
import unicodedata

_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
RIGHT_TO_LEFT = re.compile(f"[{_LETTER}]")
_WORD = re.compile(f"[{_LETTER}]+")
_LONGEST_WORD = 200
_SEVERAL = 3  # words; one may be a slip of the pen
_ALEFS = "اأإآٱ"
_LAM = "ل"
# Letters that stand at the end of Arabic words only: teh marbuta and alef maksura.
_FINAL_FIRST = re.compile(r"(?<![\u0600-\u06ff])[ةى](?=[\u0621-\u064a])")
_FINAL_LAST = re.compile(r"(?<=[\u0621-\u064a])[ةى](?![\u0600-\u06ff])")

Extent = tuple[float, float]  # left and right of a character, in points


def in_reading_order(words: str, extents: list[Extent]) -> str:
    """A line with the letters of each right-to-left word in reading order.

    `extents` says where each character of `words` stands.
    """
    return _WORD.sub(lambda match: _word(match[0], extents[match.start() : match.end()]), words)


def seems_reversed(text: str) -> bool:
    """Whether Arabic words of a text begin with letters that can only end a word."""
    first, last = len(_FINAL_FIRST.findall(text)), len(_FINAL_LAST.findall(text))
    return first >= _SEVERAL and first > 2 * last


def reversed_runs(text: str) -> str:
    """The text with each run of right-to-left words turned around."""
    run = re.compile(f"[{_LETTER}](?:[{_LETTER}\\s]*[{_LETTER}])?")
    return run.sub(lambda match: match[0][::-1], text)


def _word(word: str, extents: list[Extent]) -> str:
    bases = [i for i, char in enumerate(word) if not unicodedata.combining(char)]
    if not bases or len(word) > _LONGEST_WORD:
        return word
    marks: dict[int, list[str]] = {}
    for i, char in enumerate(word):
        if unicodedata.combining(char):
            middle = sum(extents[i]) / 2
            base = min(bases, key=lambda j: abs(sum(extents[j]) / 2 - middle))
            marks.setdefault(base, []).append(char)
    order = sorted(bases, key=lambda i: -sum(extents[i]))
    for at in range(len(order) - 1):
        one, two = order[at], order[at + 1]
        if extents[one] == extents[two] and word[one] in _ALEFS and word[two] == _LAM:
            order[at], order[at + 1] = two, one
    return "".join(word[i] + "".join(marks.get(i, ())) for i in order)
