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
_SAME, _SUBTITLE, _NEAR = 0.93, 0.75, 1.45  # of the height of the title's letters
_FEWEST = 3  # words of a title
_CAPITALS = 0.85
# What stands above a title: names of institutions, numbers, dates, distribution marks.
_MASTHEAD = re.compile(
    r"\bDistr\b|^\W*(?:(?:United |Unies |Unidas )?(?:Nations|Naciones)|United|Unies|Unidas)\s*\w?$"
    r"|^\W*(?:United Nations|Nations Unies|Naciones Unidas|General Assembly|Original:"
    r"|Организация Объединенных Наций|Объединенные Нации|الأمم المتحدة|联\s*合\s*国)"
    r"|^(?:Human Rights Council|Conseil des droits de l.homme|Consejo de Derechos Humanos|GENERALE?"
    r"|Совет по правам человека|مجلس حقوق الإنسان|Assemblée générale|Asamblea General|Contents"
    r"|.{2,20}session|Генеральная Ассамблея|الجمعية العامة|(?:Agenda item|Point|Tema) \d.*)$"
    r"|^\(?(?:application|communication|case|petition|requête|index)\s+(?:no|n°|nº|number)",
    re.IGNORECASE,
)
# A heading of the text, not the title: I. Background, 1 information.
_NUMBERED = re.compile(r"^(?:[IVX]{1,4}|[A-H])[.)]\s+\w|^\d{1,2}[.)]?\s+\w")
_SENTENCE = re.compile(r"[.;,:!]\W*$")
_NOTE_MARK = re.compile(r"(?<=\w)[*†‡]+$")


def stated_in(text: str, stated: str) -> str:
    """The title that a file's properties state, if the document itself says it; else "".

    Properties are inherited from the file that an author started from: they name another country
    or the word processor. One whose every longer word opens the document is believed.
    """
    stated = one_line(stated)
    words = [word for word in _WORDS.findall(stated.casefold()) if len(word) >= _FEWEST]
    opening = set(_WORDS.findall(text[:_OPENING].casefold()))
    fitting = (
        len(words) >= _FEWEST and len(stated) <= _LONGEST and all(word in opening for word in words)
    )
    return stated if fitting else ""


def of_lines(lines: Sequence[Line]) -> str:
    """The lines of a first page that are set in the tallest letters, or "" where all are alike."""
    heights = [line.size for line in lines if line.size]
    least = _LARGER * median(heights) if heights else 0.0
    tall = [
        number
        for number, line in enumerate(lines)
        if least and line.size >= least and _says_something(one_line(line.text))
    ]
    if not tall:
        return ""
    height = max(lines[number].size for number in tall)
    first = next(number for number in tall if lines[number].size >= _SAME * height)
    title, before = one_line(lines[first].text), lines[first]
    fitting = {number for number in tall if lines[number].size >= _SUBTITLE * height}
    for number in range(first + 1, len(lines)):
        line, text = lines[number], one_line(lines[number].text)
        if number not in fitting or _NUMBERED.match(text) or len(title) + len(text) > _LONGEST:
            break
        near = 0 < before.bottom - line.bottom < _NEAR * line.size
        same = near and line.size >= _SAME * before.size
        title = f"{_NOTE_MARK.sub('', title)}{' ' if same else ' – '}{text}"
        before = line
    return _NOTE_MARK.sub("", title)


def of_blocks(blocks: Sequence[str]) -> str:
    """The first leading block that reads as a title, one in capitals before others.

    A title has three words or more and is no sentence.
    """
    leading: list[str] = []
    for text in map(one_line, blocks[:_LEADING]):
        if len(text) > _LONGEST:
            break  # the running text has begun
        leading.append(text)
    fitting = [
        _NOTE_MARK.sub("", text)
        for text in leading
        if _says_something(text) and len(text.split()) >= _FEWEST and not _SENTENCE.search(text)
    ]
    capitals = (text for text in fitting if _in_capitals(text) and len(text.split()) > _FEWEST)
    return next(capitals, "") or next(iter(fitting or leading), "")


def _in_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals: `CASE OF X v. Y` has a small one."""
    letters = [char for char in text if char.isalpha()]
    return sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)


def _says_something(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    return letters >= _FEWEST and letters * 2 > len(text) and not _MASTHEAD.search(text)
