"""Writing a dump: beside its place, and moved there when it is whole."""

import gzip
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from liaison import vocabulary
from liaison.archive.models import Capture
from liaison.catalogue.queries import state_of_withdrawals
from liaison.kernel.errors import HomeUnusable, MistakenInput
from liaison.pipeline.export import export_captures
from liaison.publish import copies, standing
from liaison.publish.dumping.readme import readme
from liaison.publish.dumping.records import FILES, Record
from liaison.publish.record import record_kind

FORMAT = "liaison-dump/1"
MANIFEST = "manifest.json"
CAPTURES = "captures.wacz"
README = "README.md"
_TRIES = 3
_MAY_BE_READ = 0o755


@dataclass(frozen=True, slots=True)
class Made:
    """A dump that was made: how many records each of its files holds."""

    folder: Path
    counts: Mapping[str, int]


def make_dump(target: Path, now: datetime, *, captures: bool = True) -> Made:
    """Write the public record into a new folder; it appears whole or not at all.

    What is withdrawn while it is being written makes it begin again. Raises MistakenInput where
    the folder exists, HomeUnusable where it cannot be written, HeldByAnother where another dump of
    this record is under way.
    """
    if target.exists():
        raise MistakenInput(f"{target} exists", "choose a new name: a dump replaces nothing")
    beside = target.with_name(f".{target.name}.part")
    with settings.HOME.hold("dump"):
        for _ in range(_TRIES):
            before = state_of_withdrawals()
            try:
                counts = _write(beside, now, captures=captures)
                if state_of_withdrawals() == before:
                    _settle(beside, target)
                    return Made(target, counts)
            except OSError as error:
                raise HomeUnusable(
                    f"{target} cannot be written ({error.strerror or error})",
                    "choose a folder that exists and has room",
                ) from error
            finally:
                shutil.rmtree(beside, ignore_errors=True)
    raise HomeUnusable("documents or names were withdrawn meanwhile", "run it again")


def _write(folder: Path, now: datetime, *, captures: bool) -> Mapping[str, int]:
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed
    folder.mkdir()
    folder.chmod(_MAY_BE_READ)
    standing.look_anew()
    counts = {
        f"{name}.jsonl.gz": _write_lines(folder / f"{name}.jsonl.gz", records())
        for name, records in FILES.items()
    }
    if captures and (count := _write_captures(folder / CAPTURES, now)):
        counts[CAPTURES] = count
    told = {
        "format": FORMAT,
        "made_at": now,
        "record": record_kind(),
        "liaison": version("liaison"),
        "vocabulary": vocabulary.fingerprint(vocabulary.load()),
        "licences": {one["identifier"]: _terms(one) for one in FILES["sources"]()},
    }
    (folder / README).write_text(readme(told, counts), encoding="utf-8")
    files = {
        name: {"records": counts.get(name), **_digest(folder / name)} for name in (*counts, README)
    }
    manifest = json.dumps(
        {**told, "files": files}, cls=DjangoJSONEncoder, indent=1, ensure_ascii=False
    )
    (folder / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
    return counts


def _write_lines(path: Path, records: Iterator[Record]) -> int:
    """JSON lines, compressed; the same records give the same bytes."""
    invented = {"rehearsal": True} if record_kind() == "rehearsal" else {}
    encoder, count = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":")), 0
    with (
        path.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=6) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", errors="replace", newline="\n") as out,
    ):
        for record in records:
            out.write(encoder.encode(invented | record) + "\n")
            count += 1
    return count


def _write_captures(path: Path, now: datetime) -> int:
    """The captures that the site gives out too; 0 and no file where none are."""
    if not Capture.objects.exists():
        return 0
    count = export_captures(settings.HOME.archive, path, None, now, may=copies.may_be_given)
    if not count:
        path.unlink()
    return count


def _terms(source: Record) -> dict[str, Any]:
    return {name: source[name] for name in ("licence", "licence_url", "show")}


def _digest(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {
            "bytes": path.stat().st_size,
            "sha256": hashlib.file_digest(file, "sha256").hexdigest(),
        }


def _settle(beside: Path, target: Path) -> None:
    """On the disk first, then under its name."""
    for path in (*beside.iterdir(), beside):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    beside.rename(target)
