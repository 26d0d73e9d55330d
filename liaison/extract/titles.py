"""The title of a document that marks none: from its properties, its letters' height, its words."""

import re
from collections.abc import Sequence
from statistics import median

from liaison.extract.pdf_page import Line
from liaison.extract.plain import one_line

_OPENING = 2_500  # characters at the beginning in which a title stands
_WORDS = re.compile(r"[^\W_]+")
_LONGEST = 250
_LEADING = 14  # blocks among which a title is looked for
_LARGER = 1.15  # times the height of the usual letters
# What stands above a title: names of institutions, numbers, dates, distribution marks.
_MASTHEAD = re.compile(
    r"\bDistr\b|^\W*(?:United Nations|Nations Unies|Naciones Unidas|General Assembly"
    r"|Организация Объединенных Наций|Объединенные Нации|الأمم المتحدة|联\s*合\s*国)\b"
    r"|^\(?(?:application|communication|case|petition|requête|index)\s+(?:no|n°|nº|number)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;,:!]\W*$")
_NOTE_MARK = re.compile(r"(?<=\w)[*†‡]+$")


def stated_in(text: str, stated: str) -> str:
    """The title that a file's properties state, if the document itself says it; else "".

    Properties are inherited from the file that an author started from: they name another country
    or the word processor. One whose every longer word opens the document is believed.
    """
    stated = one_line(stated)
    words = [word for word in _WORDS.findall(stated.casefold()) if len(word) > 2]
    opening = set(_WORDS.findall(text[:_OPENING].casefold()))
    fitting = len(words) > 2 and len(stated) <= _LONGEST and all(word in opening for word in words)
    return stated if fitting else ""


def of_lines(lines: Sequence[Line]) -> str:
    """The lines of a first page that are set in the tallest letters, or "" where all are alike."""
    heights = [line.size for line in lines if line.size]
    if not heights:
        return ""
    tall = [
        line
        for line in lines
        if line.size >= _LARGER * median(heights) and _says_something(one_line(line.text))
    ]
    if not tall:
        return ""
    height = max(line.size for line in tall)
    chosen = [line for line in tall if line.size >= 0.93 * height]
    title, before = one_line(chosen[0].text), chosen[0]
    for line in chosen[1:]:
        text = one_line(line.text)
        if len(title) + len(text) > _LONGEST:
            break
        near = 0 < before.bottom - line.bottom < 1.45 * line.size
        title = f"{_NOTE_MARK.sub('', title)}{' ' if near else ' – '}{text}"
        before = line
    return _NOTE_MARK.sub("", title)


def of_blocks(blocks: Sequence[str]) -> str:
    """The first leading block that reads as a title: three words or more and no sentence."""
    leading = [one_line(block) for block in blocks[:_LEADING]]
    for text in leading:
        if len(text) > _LONGEST:
            break  # the running text has begun
        if _says_something(text) and len(text.split()) > 2 and not _SENTENCE.search(text):
            return _NOTE_MARK.sub("", text)
    return next((text for text in leading if text and len(text) <= _LONGEST), "")


def _says_something(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    return letters > 3 and letters * 2 > len(text) and not _MASTHEAD.search(text)
