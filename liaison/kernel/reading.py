"""What an extractor makes of bytes, and what understanding starts from."""

from dataclasses import dataclass, field
from enum import StrEnum

from liaison.kernel.finding import Part


class Format(StrEnum):
    """The form of an edition, as a reader would name it."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    TEXT = "text"
    ITEM = "item"  # an entry of a feed or list, published nowhere else


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one capture.

    `text` is plain: blocks (paragraphs, headings, list items, table rows) are parted by a
    blank line. `stated_date` is the published date in the words of the page or feed, or "".
    `stated_language` is what the page declares of itself (BCP 47, lower case), or "".
    `pages` counts the pages of a paged format (0 elsewhere), `pages_without_text` those that
    gave no text and `pages_recognised` those of them that were read by OCR.
    """

    format: Format
    title: str
    text: str
    stated_date: str = ""
    stated_language: str = ""
    pages: int = 0
    pages_without_text: int = 0
    pages_recognised: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a document before its text is read."""

    address: str
    mechanism: str = ""  # the source's mechanism code
    default_kind: str = ""  # document kind that the source declares
    languages: tuple[str, ...] = field(default_factory=tuple)  # the source's languages
    stated_title: str = ""  # from the feed item or listing that led here
    stated_date: str = ""
    captured: str = ""  # ISO 8601 date of the capture: nothing is published after it
    stated_kind: str = ""  # document kind that whoever deposited it says it is


def parts_of(reading: Reading, context: Context) -> dict[Part, str]:
    """The strings that the spans of a reading's findings point into."""
    return {
        Part.TITLE: reading.title,
        Part.TEXT: reading.text,
        Part.DATE: reading.stated_date or context.stated_date,
        Part.ADDRESS: context.address,
        Part.SOURCE: f"{context.mechanism} {context.stated_kind or context.default_kind}".strip(),
    }
