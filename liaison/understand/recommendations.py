"""The recommendations of a report, cut out: paragraph, words, to whom.

Reports number their paragraphs. A recommendation is an item of a list that a recommending sentence
opens (121.5 below 121; (a) below "The Special Rapporteur recommends that:"), or a numbered
paragraph that recommends by itself ("The State party should …"). A text that is but one
recommendation, as tables of them hold it, is one too. Costs time in proportion to the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.understand.negation import uses
from liaison.understand.read import Read
from liaison.understand.recommendation_cues import ANNOUNCED, HEADING, OPENS, asked, says
from liaison.understand.recommendation_themes import themes
from liaison.understand.worded import worded

_NUMBERED = re.compile(r"(?:(\d{1,3})\.(\d{1,3})[.)]?|(\d{1,3})[.)]) +(?=\S)")
_LETTERED = re.compile(r"\(?([a-z]{1,3}|[\u0430-\u044f]|[\u0621-\u064a])\) +(?=\S)")
_BULLET = re.compile(r"(?:[\u2022\u00b7\u25aa\u2023\u25cf\u25cb\u25a0\uf0b7*]|-) +(?=\S)")
_INSIDE = re.compile(r"(?<=[:;,.] )(?:(?:and|et|y|e|\u0438|\u0648) )?\(([a-z])\) +(?=\S)")
_CLOSES = " ;,.\n"
_CUT = 600  # characters of a paragraph's ends in which its cues are looked for
_FIRST_ORDER = re.compile(
    r"(?:[IVX]{1,5}\.|annex|appendix|anexo|anejo|приложение|مرفق|المرفق)", re.IGNORECASE
)
_HEADING = 90  # characters of a heading
_ONE = 1200  # characters that a text of one recommendation has at most
_SHORTEST = 8  # characters of a recommendation
_BY_STATES = re.compile(r"[\s\d]*\([^()]{3,300}\)[\s\d;.,]*$")
_LISTED = 5  # items numbered 121.1, from which a report is one that lists all it recommends
_STATES = re.compile(r"\([^\W\d_a-z][^()]{2,}\)")
_POSITION = re.compile(r";? ?Source of position", re.IGNORECASE)  # the next column of such a list
_MOST = 2000  # recommendations of one text


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation: the number of its paragraph, "" where the text is nothing but it.

    `start` to `end` (exclusive) are its characters in the folded text, without its number;
    `by` those of the States in brackets at its end, empty where there are none; `lead` those of
    the sentence that opens the list, or of the paragraph itself where it is no item of one
    (`listed`).
    """

    paragraph: str
    start: int
    end: int
    by: tuple[int, int]
    lead: tuple[int, int]
    listed: bool = True


@dataclass(slots=True)
class _Lists:
    """Where the reading of the paragraphs stands."""

    number: str = ""  # of the last numbered paragraph
    open: str | None = None  # the number of the paragraph whose list is open
    lead: tuple[int, int] = (0, 0)
    dotted: bool = False  # whether the list's items are numbered 121.1
    plain: int = 0  # the last item, where they are numbered 1, 2, 3
    letter: str = ""  # the last item, where they are (a), (b), (c)
    # of the words of asking in the paragraph at hand, the languages
    asks: frozenset[str] = frozenset()
    section: bool = False  # below a heading that says recommendations
    found: list[Recommendation] = field(default_factory=list)


def only(text: str) -> Recommendation | None:
    """The one recommendation that a folded text consists of, as rows of tables do, or None."""
    stripped = text.strip()
    if not stripped or len(stripped) > _ONE or "\n" in stripped or OPENS.match(stripped) is None:
        return None
    start = text.index(stripped)
    return _made("", text, start, start + len(stripped), (0, 0))


def recommendations(text: str) -> list[Recommendation]:
    """The recommendations of a report's folded text, in order."""
    lists = _Lists()
    cues = asked(text)
    places = [place for place, _ in cues]
    start = 0
    for line in text.split("\n"):
        if len(lists.found) >= _MOST:
            break
        if line.strip():
            among = cues[bisect_left(places, start) : bisect_left(places, start + len(line))]
            lists.asks = frozenset(language for _, of in among for language in of)
            _paragraph(text, line, start, lists)
        start += len(line) + 1
    if sum("." in one.paragraph for one in lists.found) >= _LISTED:
        return [one for one in lists.found if one.listed]
    return lists.found


def _paragraph(text: str, line: str, start: int, lists: _Lists) -> None:
    """Read one paragraph, which begins at `start` of the text."""
    indent = len(line) - len(line.lstrip())
    number = _NUMBERED.match(line, indent)
    if number is None and _closes_section(line, lists):
        return
    if lists.open is not None and _item(text, line, start, number, lists):
        return
    if number is not None and number[3] is None and _is_row(line, number.end()):
        row = _POSITION.split(line, maxsplit=1)[0]
        name = f"{number[1]}.{number[2]}"
        lists.found.append(
            _made(name, text, start + number.end(), start + len(row), (start, start))
        )
        return
    if number is not None:
        if number[3] is not None:
            lists.number = number[3]
        lists.open = None
    begins = start + (number.end() if number else indent)
    _recommends(text, line, begins, start + len(line), lists)


def _is_row(line: str, begins: int) -> bool:
    """Whether a paragraph numbered 121.3 is a recommendation by States outside of any list.

    So they stand in the thematic lists that the United Nations draw from reports of reviews.
    """
    return OPENS.match(line, begins) is not None and _STATES.search(line, begins) is not None


def _closes_section(line: str, lists: _Lists) -> bool:
    """Take note of a heading; whether the paragraph is one.

    A heading ends a list by letters or points; one of the first order ends its section too. A line
    of a table of contents ends with its page.
    """
    stripped = line.strip()
    if len(stripped) > _HEADING or stripped.endswith((".", ";", ":", ",")):
        return False
    if _LETTERED.match(stripped) or _BULLET.match(stripped):
        return False
    if stripped[0].islower():
        return False
    if _FIRST_ORDER.match(stripped) or stripped.isupper() or HEADING.search(stripped):
        lists.section = HEADING.search(stripped) is not None and not stripped[-1].isdigit()
        lists.open = None if not lists.dotted else lists.open
    if lists.letter or not (lists.dotted or lists.plain):
        lists.open = None
    return True


def _item(text: str, line: str, start: int, number: "re.Match[str] | None", lists: _Lists) -> bool:
    """Take a paragraph as an item of the open list; whether it is one, or goes on from one."""
    end = start + len(line)
    mark = _mark(line, number, lists)
    if mark is not None:
        name, behind = mark
        if end - (start + behind) >= _SHORTEST:
            lists.found.append(_made(name, text, start + behind, end, lists.lead))
        return True
    if number is not None:
        return False
    if lists.found and line.strip()[:1].islower() and not _ended(text, lists.found[-1].end):
        last = lists.found.pop()
        lists.found.append(_made(last.paragraph, text, last.start, end, last.lead))
        return True
    return len(line) > _HEADING and not (
        bool(lists.asks) and (line.rstrip().endswith(":") or says(line[:_CUT], lists.asks))
    )


def _mark(line: str, number: "re.Match[str] | None", lists: _Lists) -> tuple[str, int] | None:
    """The number of an item, and where in the paragraph its words begin."""
    opened = lists.open or ""
    if number is not None:
        return _numbered(opened, number, lists)
    indent = len(line) - len(line.lstrip())
    lettered = None if lists.dotted else _LETTERED.match(line, indent)
    if lettered is not None:
        lists.letter = lettered[1]
        return f"{opened}({lettered[1]})", lettered.end()
    bullet = None if lists.dotted or lists.letter else _BULLET.match(line, indent)
    if bullet is not None:
        lists.plain += 1
        return f"{opened}({lists.plain})" if opened else str(lists.plain), bullet.end()
    return None


def _numbered(opened: str, number: "re.Match[str]", lists: _Lists) -> tuple[str, int] | None:
    if number[3] is None:
        if number[1] != opened and not (lists.dotted and not lists.plain):
            return None
        lists.dotted = True
        return f"{number[1]}.{number[2]}", number.end()
    follows = int(number[3]) == lists.plain + 1
    if lists.dotted or lists.letter or not follows or number[3] == _next(opened):
        return None
    lists.plain += 1
    return (f"{opened}.{number[3]}" if opened else number[3]), number.end()


def _next(number: str) -> str:
    """The number after one of more than a digit: a list that begins anew never reaches it."""
    return str(int(number) + 1) if len(number) > 1 and number.isdigit() else ""


def _recommends(text: str, line: str, begins: int, end: int, lists: _Lists) -> None:
    """Open a list, or take the paragraph itself, where it recommends."""
    if line.rstrip().endswith(":"):
        if lists.asks or lists.section:
            _open(lists, begins, end)
        return
    if lists.section and ANNOUNCED.search(line[:_CUT]):
        _open(lists, begins, end)
        return
    if not lists.asks or not (lists.section or says(line[:_CUT], lists.asks)):
        return
    inside = list(_INSIDE.finditer(text, begins, end))
    if inside and inside[0][1] == "a":
        _open(lists, begins, inside[0].start())
        ends = [*(match.start() for match in inside[1:]), end]
        for match, until in zip(inside, ends, strict=True):
            name = f"{lists.number}({match[1]})"
            lists.found.append(_made(name, text, match.end(), until, lists.lead))
    elif lists.number and end - begins >= _SHORTEST:
        lists.found.append(_made(lists.number, text, begins, end, (begins, end), listed=False))


def _open(lists: _Lists, begins: int, end: int) -> None:
    lists.open, lists.lead = lists.number, (begins, end)
    lists.dotted, lists.plain, lists.letter = False, 0, ""


def _ended(text: str, end: int) -> bool:
    return text[end : end + 1] in (";", ".") or text[end - 1 : end] in (")", ";", ".")


def _made(
    paragraph: str,
    text: str,
    start: int,
    end: int,
    lead: tuple[int, int],
    *,
    listed: bool = True,
) -> Recommendation:
    while end > start and text[end - 1] in _CLOSES:
        end -= 1
    by = _BY_STATES.search(text, max(start, end - _CUT), end)
    states = (end, end) if by is None else (by.start(), by.end())
    return Recommendation(paragraph, start, end, states, lead, listed)


def recommended(read: Read, subjects: Sequence[str], language: str) -> Iterator[Finding]:
    """Every recommendation of the text, with its addressee and its themes.

    `subjects` are the countries that the document is about (alpha-3). The themes of those in
    another `language` than English are left to the words of the vocabulary.
    """
    text = read.text.text
    one = None if read.title.text.strip() else only(text)
    if one is not None:
        yield from _themes(read, one, "en")
        return
    addressees = _Addressees(read, subjects)
    for one in recommendations(text):
        span = read.span(Part.TEXT, one.start, one.end)
        kind = FindingKind.RECOMMENDATION
        yield read.finding(kind, one.paragraph, span, "recommendation: paragraph", 0.85)
        addressee = addressees.of(one)
        if addressee:
            kind = FindingKind.ADDRESSEE
            yield read.finding(kind, addressee, span, "recommendation: to", 0.8)
        yield from _themes(read, one, language)


def _themes(read: Read, one: Recommendation, language: str) -> Iterator[Finding]:
    """The issues that a recommendation is filed under.

    In English by trained weights; in other languages those of the themes whose strong words it
    uses, which nobody has measured.
    """
    span = read.span(Part.TEXT, one.start, one.end)
    words = read.text.text[one.start : one.by[0]]
    kind = FindingKind.RECOMMENDATION_THEME
    if language in ("en", ""):
        for theme in themes(words):
            yield read.finding(kind, theme.code, span, "theme: weights", theme.confidence)
        return
    used = uses(worded(words), Part.TEXT, read.vocabulary, "theme_words", language)
    codes = [use.code for use in used if use.strength == "strong"]
    known = read.vocabulary.themes
    for issue in dict.fromkeys(issue for code in codes for issue in known[code].upr_issues):
        yield read.finding(kind, issue, span, "theme: words", 0.5)


class _Addressees:
    """To whom recommendations are addressed, by the countries that the text names."""

    def __init__(self, read: Read, subjects: Sequence[str]) -> None:
        """Sort the mentions once."""
        self._sure = [one for one in read.text_countries if not one.doubtful]
        self._begins = [one.start for one in self._sure]
        self._subjects = subjects

    def of(self, one: Recommendation) -> str:
        """The one country that the opening sentence names, else the document's only one, or ""."""
        first, last = (bisect_left(self._begins, at) for at in one.lead)
        named = {mention.iso3 for mention in self._sure[first:last]}
        if len(named) != 1:
            named = set(self._subjects)
        return named.pop() if len(named) == 1 else ""
