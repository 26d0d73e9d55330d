"""The declarations of the record's sources, as they were when the record last met them.

Steps need a source's mechanism, languages and licence long after its file was read, also on another
machine or when `--sources DIR` named it once. So each harvest keeps the declarations it used in
the home, and they are read from there.
"""

import contextlib
import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import ValidationError

from liaison import vocabulary
from liaison.kernel.errors import HomeUnusable
from liaison.kernel.home import write_whole
from liaison.sources.declaration import Source
from liaison.sources.loading import DECLARED, Loaded, load_sources

DEPOSITED = "deposit"  # the source of what people bring by hand: no file declares it


@dataclass(frozen=True, slots=True)
class Declared:
    """What the steps need of a source's declaration."""

    mechanism: str = ""
    default_kind: str = ""
    languages: tuple[str, ...] = ()


def load(directory: Path | None = None) -> Loaded:
    """The packaged sources, or those of `directory` alone, which may lie outside the package."""
    return load_sources([directory or DECLARED], mechanism_codes())


def mechanism_codes() -> frozenset[str]:
    """The mechanisms that a source may name."""
    return frozenset(vocabulary.load().mechanisms)


def remember(sources: Iterable[Source], file: Path) -> None:
    """Keep the declarations of sources in the home, beside those kept before.

    A proxy's address stays out: it may hold a password.
    """
    kept = _remembered(file)
    kept.update(
        {source.id: source.model_dump(mode="json", exclude={"proxy"}) for source in sources}
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True))


def harvested_sources() -> Mapping[str, Source]:
    """Every source that this record was ever harvested from, by id."""
    return _harvested(settings.HOME.sources, _written(settings.HOME.sources))


def known_sources(kind: str) -> Mapping[str, Source]:
    """Every source of a home of that kind, by id.

    Of a rehearsal those that it was harvested from; otherwise the packaged ones too.
    """
    return _known(kind, settings.HOME.sources, _written(settings.HOME.sources))


@functools.lru_cache(maxsize=8)
def _known(kind: str, file: Path, written: int) -> Mapping[str, Source]:
    packaged = {} if kind == "rehearsal" else load().sources
    known = {**packaged, **_harvested(file, written)}
    wanted = kind or "real"
    return {name: source for name, source in known.items() if source.kind_of_home == wanted}


@functools.lru_cache(maxsize=8)
def _harvested(file: Path, written: int) -> Mapping[str, Source]:
    del written  # part of the key: a file written anew is read anew
    found = {}
    for name, fields in _remembered(file).items():
        with contextlib.suppress(ValidationError):  # of an older version: the next harvest mends it
            found[name] = Source.model_validate(fields)
    return found


def _written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _remembered(file: Path) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise HomeUnusable(
            f"{file} cannot be read ({error})", "remove it: the next harvest writes it anew"
        ) from error
    return kept


def context_of(source_id: str) -> Declared:
    """What is declared of a source; nothing where it is not known any more."""
    source = harvested_sources().get(source_id)
    if source is None:
        return Declared()
    return Declared(source.mechanism, source.default_kind or "", tuple(source.languages))
