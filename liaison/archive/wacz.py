"""Writing a WACZ 1.1.1 (Web Archive Collection Zipped): captures that any replay tool can open.

https://specs.webrecorder.net/wacz/1.1.1/
"""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cdxj_indexer.main import CDXJIndexer

from liaison.archive.actions import WARC_DATE
from liaison.archive.models import Capture
from liaison.kernel.errors import HomeUnusable

_WARC = "data.warc.gz"
_FIRST_PAGE_LINE = {"format": "json-pages-1.0", "id": "pages", "title": "All documents"}


@dataclass(frozen=True, slots=True)
class Page:
    """A document as the list of pages names it."""

    address: str
    title: str
    fetched_at: datetime


def export(
    folder: Path, target: Path, captures: Iterable[Capture], pages: Iterable[Page], made: datetime
) -> int:
    """Write captures and the list of their pages to `target`; give back how many records went in.

    Needs as much free space beside `target` again as the captures take. The file appears whole
    or not at all. Raises HomeUnusable where space or a record is missing.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".wacz-") as scratch:
            room = Path(scratch)
            count = _copy_records(folder, room / _WARC, captures)
            _write_index(room)
            _write_pages(room / "pages.jsonl", pages)
            _zip(room, room / "whole.wacz", made)
            shutil.move(room / "whole.wacz", target)
    except OSError as error:
        raise HomeUnusable(
            f"{target} cannot be written ({error.strerror or error})",
            "choose a folder that exists and has room for the captures twice",
        ) from error
    return count


def _copy_records(folder: Path, target: Path, captures: Iterable[Capture]) -> int:
    count = 0
    with target.open("wb") as out:
        for capture in captures:
            with (folder / capture.warc).open("rb") as warc:
                warc.seek(capture.offset)
                member = warc.read(capture.length)
            if len(member) != capture.length:
                raise HomeUnusable(
                    f"{folder / capture.warc} ends before byte {capture.offset + capture.length}",
                    "run `liaison archive verify`",
                )
            out.write(member)
            count += 1
    return count


def _write_index(room: Path) -> None:
    with (room / "index.cdxj").open("w", encoding="utf-8") as out:
        CDXJIndexer(out, [str(room / _WARC)], sort=True, filename=_WARC).process_all()


def _write_pages(path: Path, pages: Iterable[Page]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for line in _page_lines(pages):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _page_lines(pages: Iterable[Page]) -> Iterator[dict[str, str]]:
    yield _FIRST_PAGE_LINE
    for page in pages:
        yield {"url": page.address, "ts": page.fetched_at.strftime(WARC_DATE), "title": page.title}


def _zip(room: Path, target: Path, made: datetime) -> None:
    layout = {
        f"archive/{_WARC}": room / _WARC,
        "indexes/index.cdxj": room / "index.cdxj",
        "pages/pages.jsonl": room / "pages.jsonl",
    }
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "software": "Liaison",
        "created": made.strftime(WARC_DATE),
        "resources": [
            {"name": path.name, "path": name, "hash": _sha256(path), "bytes": path.stat().st_size}
            for name, path in layout.items()
        ],
    }
    described = json.dumps(package, indent=1).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
    # The standard wants WARC files stored, not compressed again: players read ranges of them.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as out:
        for name, path in layout.items():
            out.write(path, name)
        out.writestr("datapackage.json", described)
        out.writestr("datapackage-digest.json", json.dumps(digest))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
