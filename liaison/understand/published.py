"""When a document was published, and how much of that is known."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from liaison.kernel.finding import Part
from liaison.kernel.partial_date import PartialDate
from liaison.understand.dates import WrittenDate, dates_in
from liaison.understand.folding import Folded
from liaison.vocabulary import Vocabulary

_HEAD = 6000  # characters in which a first page keeps its date
_DISTRIBUTED = re.compile(r"\bdistr(?:\.|ibution|ibuci[oó]n)", re.IGNORECASE)
_AFTER_DISTRIBUTED = 220
_LABEL = re.compile(
    r"^\W*(?:(?:published|posted|released|issued|publication date|publiée? le|mis en ligne le"
    r"|publicado(?: el| em)?|опубликовано|نشر في)(?: on)? ?:?"
    r"|(?:date|date de publication|fecha|fecha de publicación|data|дата|дата публикации|تاريخ"
    r"|تاريخ النشر) ?:) ?$",
    re.IGNORECASE,
)
_DATELINE_HEAD = 700  # characters in which a release has its dateline
_PLACE_LENGTH = 60
_PLACE_WORDS = 7
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_DATE = re.compile(r"(?:[,(/\[]| -) ?(?:le |el |em |a |on )?$")
_NO_PLACE = frozenset(
    (
        *("on", "in", "since", "until", "from", "after", "before", "by", "between", "as", "at"),
        *(
            "le",
            "en",
            "depuis",
            "el",
            "desde",
            "em",
            "в",
            "на",
            "с",
            "по",
            "от",
            "في",
            "منذ",
            "يوم",
        ),
    )
)
_JOINS_NAMES = frozenset(("de", "of", "la", "du", "des", "del", "y", "and", "et", "e", "и", "the"))
_DATELINE_END = re.compile(r"^(?: ?[-)\]:;.|/]| г\.|\n|$)")
_DAYS_APART = 7  # between the day that a publisher gives and the stamp of its system
_DAY_OF_ITS_OWN = re.compile(r"(?:19|2\d)\d{6}")
_YEAR_ALONE = re.compile(r"(?:19|2\d)\d\d")
_ADDRESS_DATES = (
    re.compile(r"[/_-]((?:19|20)\d\d)([/_-])(\d{1,2})\2(\d{1,2})(?=[/_.-]|$)"),
    re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)"),
    re.compile(r"/((?:19|20)\d\d)[/-](\d{2})(?=[/_.-]|$)"),
    re.compile(r"/((?:19|20)\d\d)(?=/)"),
)
_ADDRESS_CONFIDENCE = (0.75, 0.7, 0.6, 0.4)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date, the part and original characters that state it, and how sure it is."""

    date: PartialDate
    part: Part
    start: int
    end: int
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Statements:
    """What a document's date may be read from. `captured` is the day of the capture."""

    stated: Folded
    text: Folded
    address: str
    captured: dt.date | None
    month_first: bool


def published(given: Statements, vocabulary: Vocabulary) -> Published | None:
    """The date of publication: as the first page, the page or feed, a dateline or the address says.

    Nothing before 1945 or after the capture is believed, and a bare date that is the day of the
    capture is taken for the page's clock.
    """
    head = given.text.text[:_HEAD]
    written = dates_in(head, vocabulary, month_first=given.month_first)
    return next(
        _plausible(
            (
                *_distributed(given.text, head, written),
                *_stated(given, vocabulary),
                *_in_head(given, head, written),
                *_in_address(given.address),
            ),
            given.captured,
        ),
        None,
    )


def _plausible(candidates: Iterable[Published], captured: dt.date | None) -> Iterator[Published]:
    day = captured or dt.date.max - dt.timedelta(days=1)
    return (one for one in candidates if one.date.is_plausible(day))


def _of_text(text: Folded, one: WrittenDate, method: str, confidence: float) -> Published:
    start, end = text.span(one.start, one.end)
    return Published(one.date, Part.TEXT, start, end, method, confidence)


def _distributed(text: Folded, head: str, written: list[WrittenDate]) -> Iterator[Published]:
    """The first page of a United Nations document: "Distr.: General 12 July 2013"."""
    for mark in _DISTRIBUTED.finditer(head):
        for one in written:
            if (
                mark.end() <= one.start <= mark.end() + _AFTER_DISTRIBUTED
                and one.date.day is not None
                and not one.ends_range
            ):
                yield _of_text(text, one, "distribution", 0.97)
                break


def _stated(given: Statements, vocabulary: Vocabulary) -> Iterator[Published]:
    """The date that the page, file or feed states.

    Of two, that which readers see and that which machines are told (parted by a blank line), the
    first where it is a plain day about the time of the second.
    """
    stated = given.stated
    found = dates_in(stated.text, vocabulary, month_first=given.month_first)
    seen_until = stated.text.find("\n")
    seen = [one for one in found if one.start < seen_until]
    told = [one for one in found if one.start >= seen_until]
    if seen and told and not _is_about(seen[0], told[0]):
        found = [*told, *seen]
    for one in found:
        start, end = stated.span(one.start, one.end)
        confidence = 0.6 if one.ambiguous else 0.95
        yield Published(one.date, Part.DATE, start, end, "stated", confidence)
    plain = stated.text.strip()
    digits = _DAY_OF_ITS_OWN.match(plain)
    if digits is not None:
        written = digits.group()
        parsed = _parsed(written[:4], written[4:6], written[6:8])
    elif _YEAR_ALONE.fullmatch(plain):
        parsed = _parsed(plain)
    else:
        return
    if parsed is not None:
        start = stated.text.index(plain[:4])
        length = 8 if digits is not None else 4
        begin, end = stated.span(start, start + length)
        yield Published(parsed, Part.DATE, begin, end, "stated", 0.9)


def _is_about(seen: WrittenDate, told: WrittenDate) -> bool:
    """Whether a day that readers see may be that of the publication which machines are told."""
    if seen.ambiguous or seen.ends_range or seen.date.day is None:
        return False
    return abs((seen.date.first_day() - told.date.first_day()).days) <= _DAYS_APART


def _parsed(year: str, month: str = "", day: str = "") -> PartialDate | None:
    try:
        return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    except ValueError:
        return None


def _in_head(given: Statements, head: str, written: list[WrittenDate]) -> Iterator[Published]:
    """A labelled date, else the dateline of a release or letter, else a date on its own line."""
    found: list[tuple[int, Published]] = []
    for one in written:
        line = head[_line_start(given.text, head, one.start) : one.start]
        if one.ends_range or len(line) > _PLACE_LENGTH:
            continue
        if _LABEL.match(line):
            found.append((0, _of_text(given.text, one, "labelled", _less(0.85, one))))
        elif one.date.day is not None and one.start < _DATELINE_HEAD and _closes(given, head, one):
            if _is_place(line):
                found.append((1, _of_text(given.text, one, "dateline", _less(0.8, one))))
            elif not line.strip(" ([") and str(one.date) != str(given.captured):
                found.append((2, _of_text(given.text, one, "own line", _less(0.6, one))))
    found.sort(key=lambda ranked: ranked[0])
    return (one for _, one in found)


def _closes(given: Statements, head: str, one: WrittenDate) -> bool:
    """Whether the line, or its dateline, ends with the date."""
    after = head[one.end : one.end + 3]
    return _DATELINE_END.match(after) is not None or given.text.ends_line(one.end)


def _is_place(line: str) -> bool:
    """Whether a line up to its date is but the name of a place: "Paris-Geneva, "."""
    names = _WORD.findall(_BEFORE_DATE.sub("", line))
    return (
        _BEFORE_DATE.search(line) is not None
        and 0 < len(names) <= _PLACE_WORDS
        and names[0].lower() not in _NO_PLACE
        and all(not name[0].islower() or name in _JOINS_NAMES for name in names)
    )


def _less(confidence: float, one: WrittenDate) -> float:
    return confidence - 0.25 if one.ambiguous else confidence


def _line_start(text: Folded, head: str, position: int) -> int:
    """Where the line that holds `position` begins: lines that were joined count as lines."""
    return max(head.rfind("\n", 0, position) + 1, text.line_start(position))


def _in_address(address: str) -> Iterator[Published]:
    for pattern, confidence in zip(_ADDRESS_DATES, _ADDRESS_CONFIDENCE, strict=True):
        for match in pattern.finditer(address):
            date = _parsed(*(group for group in match.groups() if group.isdigit()))
            if date is not None:
                yield Published(
                    date,
                    Part.ADDRESS,
                    match.start(1),
                    match.end(match.lastindex or 1),
                    "address",
                    confidence,
                )
