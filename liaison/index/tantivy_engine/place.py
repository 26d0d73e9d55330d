"""Where an index lies, which of its generations is live, and who may write it.

    current          names the live generation: "index-3"
    index-3/         its segments, and `version`: that of schema.py it was made with
    building-4/      the next one, while it is being made
    writer.lock      held by whoever writes or rebuilds

A generation is made whole before `current` names it, and only then is the old one removed. Readers
that still hold the old one keep its files mapped, and notice `current` at their next question.
Nothing but the engine may shorten a segment: a mapped file that shrinks ends the process.
"""

import contextlib
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tantivy import Index

from liaison.index.tantivy_engine import faults, schema
from liaison.index.tongues import TONGUES

_GENERATION = re.compile(r"index-([1-9]\d{0,8})")


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one index and its generations."""

    directory: Path

    @property
    def pointer(self) -> Path:
        """The file that names the live generation."""
        return self.directory / "current"

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Be the one who writes. Raises HomeUnusable where another process is."""
        with faults.writing(self.directory), contextlib.ExitStack() as held:
            self.directory.mkdir(parents=True, exist_ok=True)
            path = self.directory / "writer.lock"
            lock = held.enter_context(path.open("a+", encoding="utf-8"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = path.read_text(encoding="utf-8").strip()
                raise faults.busy(self.directory, f"pid {holder or 'unknown'}") from None
            # A child forked meanwhile shares the lock: closing alone would leave it held.
            held.callback(fcntl.flock, lock, fcntl.LOCK_UN)
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            keep = held.pop_all()
        with keep:
            yield

    def live(self) -> Path:
        """The live generation. Raises HomeUnusable where there is none."""
        try:
            name = self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise faults.unreadable(self.directory, "there is none yet") from None
        except (OSError, ValueError) as error:
            raise faults.unreadable(self.directory, str(error)) from error
        if not _GENERATION.fullmatch(name):
            raise faults.unreadable(self.directory, "`current` names no generation")
        return self.directory / name

    def generations(self) -> list[Path]:
        """Every generation that was finished, live or not, oldest first."""
        found = [path for path in self.directory.iterdir() if _GENERATION.fullmatch(path.name)]
        return sorted(found, key=lambda path: int(path.name.partition("-")[2]))

    @contextlib.contextmanager
    def next_generation(self) -> Iterator[Index]:
        """A new, empty generation to fill within the block, live after it.

        Only for whoever holds the place. Where the block fails, the live one stays.
        """
        before = self.generations()
        number = int(before[-1].name.partition("-")[2]) + 1 if before else 1
        building = self.directory / f"building-{number}"
        try:
            with faults.writing(self.directory):
                self._clear()
                building.mkdir()
                (building / "version").write_text(f"{schema.VERSION}\n", encoding="utf-8")
                made = _ready(Index(schema.build(), str(building), reuse=False))
            yield made
            with faults.writing(self.directory):
                finished = building.rename(self.directory / f"index-{number}")
                self._point_to(finished)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        for old in before:
            shutil.rmtree(old, ignore_errors=True)

    def _clear(self) -> None:
        for left in self.directory.glob("building-*"):
            shutil.rmtree(left)

    def _point_to(self, generation: Path) -> None:
        beside = self.directory / ".current"
        with beside.open("w", encoding="utf-8") as file:
            file.write(f"{generation.name}\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.pointer)
        folder = os.open(self.directory, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def open_generation(directory: Path, generation: Path) -> Index:
    """A generation as the engine holds it. Raises HomeUnusable where it is unfit."""
    with faults.reading(directory):
        try:
            version = (generation / "version").read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            raise faults.unreadable(directory, f"{error.filename} is missing") from error
        if version != str(schema.VERSION):
            raise faults.unreadable(
                directory, f"it has version {version[:20]!r}, this Liaison {schema.VERSION}"
            )
        return _ready(Index.open(str(generation)))


def _ready(index: Index) -> Index:
    for name in TONGUES:
        index.register_tokenizer(name, schema.analyser(name))
    index.config_reader("manual")
    return index
