"""The real material that says which documents belong together, as labelled sets."""

import itertools
import json
import lzma
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

Line = dict[str, Any]

# Every number that a publisher gave: of its documents, its appeals, its bulletins.
_NUMBERS = re.compile(
    r"\b(?:AFR|AMR|ASA|EUR|MDE|ACT|IOR|POL|DOC|ORG|NWS|PRE)\s*\d{1,3}\s*/\s*\d{1,4}(?:\s*/\s*\d{2,4})?"
    r"|\b(?:UA|EXTRA|EX)\s*:?\s*(?:No\.?\s*)?\d{1,3}\s*/\s*\d{2,4}"
    r"|\b\d{1,3}/\d{2}(?:/\d{2,4})?\b",
    re.IGNORECASE,
)
_UN_FORM = re.compile(r"^(?P<name>.+)_(?P<language>[a-z]{2})$")


def near_copies(data: Path, name: str) -> Iterator[Line]:
    """Articles, some of which are another with a few words changed."""
    folder = data / "near-duplicates"
    pairs = [line.split() for line in (folder / f"{name}.truth").read_text().splitlines()]
    group = {one: " ".join(pair) for pair in pairs for one in pair}
    for line in (folder / f"{name}.train").read_text(encoding="utf-8").splitlines():
        number, _, text = line.partition(" ")
        groups = [group[number]] if number in group else []
        yield {"id": number, "language": "en", "text": text, "expected": {"near_copy": groups}}


def matters(data: Path, out: Path) -> Iterator[Line]:
    """Appeals and what followed them, their numbers taken out of texts and addresses."""
    del out
    for number, row in enumerate(_records(data)):
        if row["case"] is not None:
            yield {
                "id": str(number),
                "language": "en",
                "title": without_numbers(row["title"]),
                "text": without_numbers(row["excerpt"]),
                "stated_date": _day(row["date"]),
                "address": f"https://example.org/{number}",
                "expected": {"same_matter": [str(row["case"])]},
            }


def translations(data: Path, out: Path) -> Iterator[Line]:
    """Documents in two languages each, among others of the same form and of other States."""
    del out
    for path in sorted((data / "huridocs-labels" / "align-dev" / "pdfs").glob("*.pdf")):
        form = _UN_FORM.match(path.stem)
        assert form is not None, path
        yield _file(path, form["language"], [form["name"]])
    others = itertools.chain(
        (data / "upr-reports" / "pdf").glob("*.pdf"), (data / "slovenia-upr").glob("*/*.pdf")
    )
    for path in sorted(others):
        yield _file(path, "en", [])


def without_numbers(text: str) -> str:
    """A text without the numbers that its publisher gave to documents and appeals."""
    return " ".join(_NUMBERS.sub(" ", text).split())


def _file(path: Path, language: str, groups: list[str]) -> Line:
    return {
        "id": path.stem,
        "language": language,
        "file": str(path.resolve()),
        "address": "https://example.org/",
        "media_type": "application/pdf",
        "expected": {"translation": groups},
    }


def _records(data: Path) -> Iterator[Any]:
    with lzma.open(data / "amnesty-listings" / "records.jsonl.xz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _day(written: str) -> str:
    return datetime.strptime(written, "%B %d, %Y").date().isoformat() if written else ""  # noqa: DTZ007 (a day has no zone)
