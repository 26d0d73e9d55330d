"""The date that the readers of a page see: beside its heading, or in a line that says published."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from liaison.extract.plain import one_line

# A day, month and year in figures, or with the month in letters on either side of the day.
_WHOLE = re.compile(
    r"\b\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|\b\d{1,2}(?:st|nd|rd|th|er|\.|º)?\s*(?:de\s+)?[^\W\d_]{3,12}\.?,?\s*(?:de\s+)?(?:19|20)\d\d"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
)
_MONTH = re.compile(r"[^\W\d_]{3,12}\.?\s+(?:de\s+)?(?:19|20)\d\d")  # a month and its year
# What says that the date beside it is of a change, not of the publication.
_CHANGED = re.compile(
    r"updat|modif|edited|revis|aktualis|geändert|änderung|mis(?:e)? à jour|actualiz|atualiz"
    r"|aggiorn|обновл|измен|تحديث|تعديل|bijgewerkt|opdater|oppdater|uppdater|güncel",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^\W*(?:published|posted|released|issued|date published|publication date|veröffentlicht"
    r"|erschienen|publiée?|paru|mise? en ligne|date de publication|publicad[oa]"
    r"|fecha de publicación|data de publicação|pubblicato|gepubliceerd|опубликовано|дата публикации"
    r"|تاريخ النشر|نشر(?:ت)?)\b[^\d]{0,24}$",
    re.IGNORECASE,
)
_NEAR_BEFORE, _NEAR_AFTER = 8, 14  # texts before and after a heading
_MOST_HEADINGS = 20
_MOST_ELEMENTS = 4000  # elements that are looked through for a line that says published
_SHORTEST, _LONGEST = 8, 80  # characters of a line that dates a page
_NOT_TOLD = frozenset(("script", "style", "noscript", "template", "svg"))


def seen_date(tree: HtmlElement, title: str) -> str:
    """The first line with a date near the main heading, else one labelled as published, or "".

    The words are handed on as they stand: a month without a day is not to become the first of it.
    `title` tells the main heading from that of the site.
    """
    return _beside_heading(tree, title) or _labelled(tree)


def is_whole(line: str) -> bool:
    """Whether a line holds a day with its month and year."""
    return len(line) <= _LONGEST and _WHOLE.search(line) is not None


def _beside_heading(tree: HtmlElement, title: str) -> str:
    heading = _main_heading(tree, title)
    if heading is None:
        return ""
    for words in islice(_filled(_texts_after(heading)), _NEAR_AFTER):
        if _dates_a_page(line := words.strip()):
            return one_line(line)
    for words in islice(_filled(_texts_before(heading)), _NEAR_BEFORE):
        if len(line := words.strip()) >= _SHORTEST and is_whole(line) and not _CHANGED.search(line):
            return one_line(line)
    return ""


def _main_heading(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The heading that says what the title says, else the longest of the first rank."""
    named = one_line(title).casefold()
    first = list(islice(tree.iter("h1"), _MOST_HEADINGS))
    for heading in (*first, *islice(tree.iter("h2", "h3"), _MOST_HEADINGS)):
        words = one_line(heading.text_content()).casefold()
        if len(words) >= _SHORTEST and named and (words in named or named in words):
            return heading
    return max(first, key=lambda h1: len(h1.text_content()), default=None)


def _dates_a_page(line: str) -> bool:
    if len(line) > _LONGEST or _CHANGED.search(line):
        return False
    whole = len(line) >= _SHORTEST and _WHOLE.search(line) is not None
    return whole or _MONTH.fullmatch(line) is not None


def _texts_after(heading: HtmlElement) -> Iterator[str]:
    """The texts that follow a heading, in the order of the page."""
    element: HtmlElement | None = heading
    while element is not None:
        for sibling in element.itersiblings():
            yield from sibling.itertext()
        element = element.getparent()


def _texts_before(heading: HtmlElement) -> Iterator[str]:
    """The filled texts that stand before a heading, the nearest first."""
    element: HtmlElement | None = heading
    while element is not None:
        for sibling in element.itersiblings(preceding=True):
            yield from _filled(reversed(list(sibling.itertext())))
        element = element.getparent()


def _filled(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if text.strip())


def _labelled(tree: HtmlElement) -> str:
    """The first short text that is labelled as the published date."""
    label = ""
    for element in islice(tree.iter(), _MOST_ELEMENTS):
        if element.tag in _NOT_TOLD:
            continue
        line = one_line(element.text or "")
        if not line or len(line) > _LONGEST:
            continue
        date = _WHOLE.search(line)
        if date is not None and _LABELLED.match(line[: date.start()] or label):
            return line
        label = line if date is None else ""
    return ""
