"""RIS, as reference managers exchange it: two letters, a value, CRLF; one record a document."""

from collections.abc import Iterator, Sequence

from liaison.publish.taking.reference import Reference, reference
from liaison.publish.taking.rows import Site, Taken


def ris_records(batch: Sequence[Taken], site: Site) -> str:
    """A record for each document."""
    return "".join(_record(_fields(reference(one, site))) for one in batch)


def ris_broken(words: str, site: Site) -> str:
    """A last record that is seen wherever the file is opened."""
    del site
    return _record(iter([("TY", "GEN"), ("TI", words)]))


def _record(fields: Iterator[tuple[str, str]]) -> str:
    lines = [f"{tag}  - {value}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n\r\n"])


def _fields(one: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    yield "ID", one.identifier
    yield "TI", one.title
    yield "AU", one.author
    yield "PB", one.author
    yield "M3", one.kind_name
    yield "SN", one.symbol
    if one.published is not None:
        date = one.published
        yield "PY", str(date.year)
        month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
        yield "DA", f"{date.year}/{month}/{day}/"
    yield "LA", one.language
    yield "UR", one.original or one.page
    yield "L2", one.page
    yield "Y2", f"{one.kept_since:%Y/%m/%d}/"
    yield "DB", "Liaison"
    for note in one.notes:
        yield "N1", note
