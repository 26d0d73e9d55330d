"""Files that were taken along, read back by the programs that they are made for."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import rispy
from bibtexparser.entrypoint import parse_string

HOSTILE = (
    '=HYPERLINK("http://evil.test","x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\u200f=1+1",
    'She said "no", then; left',
    "two\nlines\r\nand three",
    "braces {unbalanced and \\backslash} 50% & #1 $x^2 _under ~tilde }",
    "start\x01and\x1bescape",
    "\u202eright to left\u202c حرية",
    "ER  - \nTY  - RPRT",
    "END:VEVENT",
    "],\n}",
    "'quoted'",
)


def of_csv(whole: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(whole.decode("utf-8-sig"), newline="")))


def of_xlsx(whole: bytes) -> list[dict[str, Any]]:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(whole)).active
    names, *lines = sheet.iter_rows()
    assert all(cell.data_type != "f" for line in lines for cell in line)
    return [
        {name.value: cell.value or "" for name, cell in zip(names, line, strict=True)}
        for line in lines
    ]


def of_jsonl(whole: bytes) -> list[dict[str, Any]]:
    *lines, last = [json.loads(line) for line in whole.decode().removesuffix("\n").split("\n")]
    assert last["end"] is True
    assert last["count"] == len(lines)
    return lines


def of_bib(whole: bytes) -> list[dict[str, Any]]:
    library = parse_string(whole.decode())
    assert not library.failed_blocks
    return [
        {"identifier": entry.key.removeprefix("liaison-"), **{f.key: f.value for f in entry.fields}}
        for entry in library.entries
    ]


def of_ris(whole: bytes) -> list[dict[str, Any]]:
    return [{"identifier": one["id"], **one} for one in rispy.loads(whole.decode())]


def of_csl(whole: bytes) -> list[dict[str, Any]]:
    return [{"identifier": one["id"], **one} for one in json.loads(whole)]


READ: dict[str, Callable[[bytes], list[dict[str, Any]]]] = {
    "csv": of_csv,
    "xlsx": of_xlsx,
    "jsonl": of_jsonl,
    "bib": of_bib,
    "ris": of_ris,
    "csl.json": of_csl,
}
