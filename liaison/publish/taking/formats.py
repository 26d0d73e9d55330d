"""Every form in which a selection or a document can be taken along: one place that lists them.

Addresses, links on pages and docs/reference/api.md come from here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from liaison.publish.taking import bibtex, calendars, csl, lines, ris, tables
from liaison.publish.taking.rows import Site, Taken

Batches = Iterable[Sequence[Taken]]


class Purpose(StrEnum):
    """What readers want of a form: how links to them are put together."""

    FOLLOW = "follow"
    DATA = "data"
    CITE = "cite"


@dataclass(frozen=True, slots=True)
class Lines:
    """How a form is written a batch of entries at a time."""

    rows: Callable[[Sequence[Taken], Site], str]
    broken: Callable[[str, Site], str]  # what ends a file that could not be finished
    head: Callable[[Site], str] = lambda _site: ""
    end: Callable[[int, Site], str] = lambda _count, _site: ""
    between: str = ""  # batches


@dataclass(frozen=True, slots=True)
class Format:
    """A form: the end of its addresses, its media type, its name and what it is.

    `lines` writes it as it goes out, `whole` into a file that goes out when it is done; one that
    has neither is answered by a view of its own, a page at a time. `single`: also of one document.
    """

    extension: str
    media_type: str
    name: str
    words: str  # for docs/reference
    purpose: Purpose
    lines: Lines | None = None
    whole: Callable[[Batches, Sequence[str], calendars.About, Site, Path], None] | None = None
    single: bool = False
    inline: bool = False  # opened where it is followed, rather than saved

    @property
    def paged(self) -> bool:
        """Whether it gives a page of the selection, not all of it."""
        return self.lines is None and self.whole is None

    @property
    def is_feed(self) -> bool:
        """Whether programs follow it a page at a time."""
        return self.paged and self.purpose is Purpose.FOLLOW

    @property
    def url_name(self) -> str:
        """What its address is called."""
        return self.extension.replace(".", "-")


def _xlsx(
    batches: Batches, kinds: Sequence[str], about: calendars.About, site: Site, path: Path
) -> None:
    del kinds, about
    tables.write_xlsx(batches, site, path)


FORMATS: tuple[Format, ...] = (
    Format(
        "atom",
        "application/atom+xml; charset=utf-8",
        "Atom",
        "feed (RFC 4287), 20 entries a page (RFC 5005), what changed last on top",
        Purpose.FOLLOW,
    ),
    Format(
        "feed.json",
        "application/feed+json; charset=utf-8",
        "JSON Feed",
        "the same feed (JSON Feed 1.1)",
        Purpose.FOLLOW,
    ),
    Format(
        "ics",
        "text/calendar; charset=utf-8",
        "iCalendar",
        "the activities that the documents tell of (RFC 5545)",
        Purpose.FOLLOW,
        whole=calendars.write_calendar,
        inline=True,
    ),
    Format(
        "csv",
        "text/csv; charset=utf-8",
        "CSV",
        "a line for each entry (RFC 4180), UTF-8 with byte order mark",
        Purpose.DATA,
        lines=Lines(tables.csv_rows, tables.csv_broken, tables.csv_head),
    ),
    Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
        "the same as a workbook",
        Purpose.DATA,
        whole=_xlsx,
    ),
    Format(
        "jsonl",
        "application/jsonl; charset=utf-8",
        "JSON Lines",
        "an object a line; the last one counts them",
        Purpose.DATA,
        lines=Lines(lines.jsonl_rows, lines.jsonl_broken, end=lines.jsonl_end),
    ),
    Format(
        "json",
        "application/json",
        "JSON",
        "a page of the selection with passages and counts",
        Purpose.DATA,
    ),
    Format(
        "bib",
        "application/x-bibtex; charset=utf-8",
        "BibTeX",
        "references",
        Purpose.CITE,
        lines=Lines(bibtex.bib_entries, bibtex.bib_broken),
        single=True,
    ),
    Format(
        "ris",
        "application/x-research-info-systems; charset=utf-8",
        "RIS",
        "references",
        Purpose.CITE,
        lines=Lines(ris.ris_records, ris.ris_broken),
        single=True,
    ),
    Format(
        "csl.json",
        "application/vnd.citationstyles.csl+json; charset=utf-8",
        "CSL-JSON",
        "references",
        Purpose.CITE,
        lines=Lines(csl.csl_items, csl.csl_broken, csl.csl_head, csl.csl_end, csl.BETWEEN),
        single=True,
    ),
)
EXTENSIONS = tuple(f".{form.extension}" for form in FORMATS)
BY_EXTENSION = {form.extension: form for form in FORMATS}
WHOLE = tuple(form for form in FORMATS if not form.paged)
SINGLE = tuple(form for form in FORMATS if form.single)


def pieces(form: Format, batches: Batches, site: Site) -> Iterator[str]:
    """A form that is written in lines, a batch at a time. Raises what reading them raises."""
    lines = form.lines
    if lines is None:
        raise LookupError(f"{form.extension} is not written in lines")
    count = 0
    yield lines.head(site)
    for batch in filter(None, batches):
        yield (lines.between if count else "") + lines.rows(batch, site)
        count += len(batch)
    yield lines.end(count, site)
