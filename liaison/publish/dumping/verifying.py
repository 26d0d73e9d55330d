"""Whether a dump is what it says it is: needs nothing but its folder."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from liaison.kernel.errors import MistakenInput
from liaison.publish.dumping.making import FORMAT, MANIFEST

_LINES = ".jsonl.gz"
_LONGEST = 100_000_000  # characters of a record: one may be made to fill all memory


def flaws(folder: Path) -> Iterator[str]:
    """What is not as the manifest says, a sentence each. Raises MistakenInput without one."""
    files = _files(folder)
    for name, told in files.items():
        path = folder / name
        if path.parent != folder or not path.is_file():
            yield f"{name} is missing"
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != told.get("sha256"):
            yield f"{name} was changed: its SHA-256 is {digest}"
        elif name.endswith(_LINES) and (said := _not_counted(path, told.get("records"))):
            yield f"{name} {said}"
    for path in sorted(folder.iterdir()):
        if path.name not in files and path.name != MANIFEST:
            yield f"{path.name} is not in the manifest"


def _files(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        form, files = told["format"], dict(told["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MistakenInput(
            f"{folder} has no {MANIFEST} that can be read", "name a folder that `liaison dump` made"
        ) from error
    if form != FORMAT:
        raise MistakenInput(
            f"{folder} is a dump in the form {form!r}",
            f"use a Liaison that knows it; this is {FORMAT}",
        )
    return files


def _not_counted(path: Path, expected: object) -> str:
    """What is wrong with lines of JSON; "" for nothing."""
    count = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            while line := lines.readline(_LONGEST + 1):
                if len(line) > _LONGEST:
                    return f"has a record longer than {_LONGEST:,} characters, after {count:,}"
                json.loads(line)
                count += 1
    except (OSError, EOFError, ValueError, zlib.error) as error:
        return f"cannot be read after {count:,} records ({error})"
    return "" if count == expected else f"holds {count:,} records, not {expected}"
