"""CSV (RFC 4180) and XLSX: a line for each entry of a selection, newest first."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.serializers.json import DjangoJSONEncoder

from liaison.publish.taking.clean import harmless
from liaison.publish.taking.rows import Site, Taken, columns, fields

_BOM = "\ufeff"  # without it, Excel reads UTF-8 as something else
_BETWEEN = "; "  # values of one cell
_ROWS = 1_048_576  # of an XLSX sheet, the header included
_LONGEST_CELL = 32_767  # characters that XLSX allows
_AS_JSON = DjangoJSONEncoder()  # moments are written as the API writes them


def csv_head(site: Site) -> str:
    """A byte order mark and the names of the columns."""
    return _BOM + _lines([columns(site)])


def csv_rows(batch: Sequence[Taken], site: Site) -> str:
    """A line for each entry."""
    return _lines(cells(one, site) for one in batch)


def csv_broken(words: str, site: Site) -> str:
    """A last line that nobody takes for a document."""
    return _lines([[words, *("" for _ in columns(site)[1:])]])


def cells(one: Taken, site: Site) -> list[str]:
    """An entry as texts that no spreadsheet takes for formulas."""
    return [harmless(_written(value)) for value in fields(one, site).values()]


def write_xlsx(batches: Iterable[Sequence[Taken]], site: Site, path: Path) -> None:
    """Write a workbook; what does not fit into one sheet goes on in the next.

    Every cell is a text, whatever it looks like. The rows lie in files beside `path` meanwhile.
    """
    kept = {"constant_memory": True, "tmpdir": str(path.parent)}
    with xlsxwriter.Workbook(str(path), kept) as book:
        # The same selection gives the same bytes: when it was taken along is nobody's mark on it.
        book.set_properties({"title": "Liaison", "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001 (as XLSX has it)
        bold = book.add_format({"bold": True})
        sheet, row = None, _ROWS
        for one in (one for batch in batches for one in batch):
            if row >= _ROWS:
                sheet, row = _sheet(book, bold, site), 1
            _write(sheet, row, cells(one, site))
            row += 1
        if sheet is None:
            _sheet(book, bold, site)


def _sheet(book: Any, bold: Any, site: Site) -> Any:  # noqa: ANN401 - XlsxWriter has no types
    name = "Rehearsal, invented" if site.invented else "Documents"
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
    sheet.freeze_panes(1, 0)
    _write(sheet, 0, columns(site), bold)
    return sheet


def _write(sheet: Any, row: int, texts: Iterable[str], form: Any = None) -> None:  # noqa: ANN401 - the same
    for column, text in enumerate(texts):
        if text:
            sheet.write_string(row, column, text[:_LONGEST_CELL], form)


def _written(value: Any) -> str:  # noqa: ANN401 - whatever a field holds
    if value is None:
        return ""
    if isinstance(value, list):
        return _BETWEEN.join(map(str, value))
    if isinstance(value, dt.datetime):
        return str(_AS_JSON.default(value))
    return "true" if value is True else str(value)


def _lines(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
