"""Changes to the index."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tantivy import IndexWriter

from liaison.index.protocol import Entry
from liaison.index.tantivy_engine import faults, schema
from liaison.index.tantivy_engine.documents import document
from liaison.index.tantivy_engine.place import Place, open_generation
from liaison.kernel.errors import HomeUnusable
from liaison.kernel.storable import storable

_HEAP = 128_000_000  # bytes, for words not yet written to a segment
_HEAP_OF_REBUILD = 192_000_000
_THREADS_OF_REBUILD = 4  # at most, and beside that which makes the documents
_STEP = 500  # documents between two words on progress


class TantivyWriter:
    """`liaison.index.protocol.Writer`, with one thread and a bounded heap."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        place = Place(directory)
        with contextlib.ExitStack() as held:
            held.enter_context(place.hold())
            self._fresh = not place.pointer.exists() and not place.generations()
            if self._fresh:
                with place.next_generation():
                    pass
            index = open_generation(directory, place.live())
            with faults.writing(directory):
                self._writer: IndexWriter | None = index.writer(_HEAP, num_threads=1)
            self._uncommitted = False
            self._held = held.pop_all()

    @property
    def fresh(self) -> bool:
        """See `liaison.index.protocol.Writer.fresh`."""
        return self._fresh

    def add(self, entries: Iterable[Entry]) -> None:
        """See `liaison.index.protocol.Writer.add`."""
        for entry in entries:
            made = document(entry)
            self._uncommitted = True
            with self._writing() as writer:
                _delete(writer, entry.identifier)
                writer.add_document(made)

    def remove(self, identifiers: Iterable[str]) -> None:
        """See `liaison.index.protocol.Writer.remove`."""
        for identifier in identifiers:
            self._uncommitted = True
            with self._writing() as writer:
                _delete(writer, identifier)

    def commit(self) -> None:
        """See `liaison.index.protocol.Writer.commit`."""
        with self._writing() as writer:
            writer.commit()
        self._uncommitted = False

    def close(self) -> None:
        """See `liaison.index.protocol.Writer.close`. Waits for segments being merged."""
        writer, self._writer = self._writer, None
        with self._held:
            if writer is not None:
                with faults.writing(self._directory):
                    if self._uncommitted:
                        # It also ends merges that are under way: where each writer did so after
                        # its one commit, segments would become ever more and questions slower.
                        writer.rollback()
                    writer.wait_merging_threads()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[IndexWriter]:
        """The engine's writer, let go of when it fails: it would fail at all that follows."""
        if self._writer is None:
            raise HomeUnusable(
                f"this writer of the search index in {self._directory} has failed or was closed",
                "open another",
            )
        try:
            with faults.writing(self._directory):
                yield self._writer
        except HomeUnusable:
            self._writer = None
            raise


def rebuild(
    directory: Path, entries: Iterable[Entry], progress: Callable[[int], None] | None = None
) -> None:
    """See `liaison.index.rebuild`."""
    place = Place(directory)
    with place.hold(), place.next_generation() as index:
        with faults.writing(directory):
            threads = max(1, min(_THREADS_OF_REBUILD, (os.cpu_count() or 1) - 1))
            writer = index.writer(_HEAP_OF_REBUILD, threads)
        done = 0
        for done, entry in enumerate(entries, start=1):
            made = document(entry)
            with faults.writing(directory):
                writer.add_document(made)
            if progress is not None and done % _STEP == 0:
                progress(done)
        with faults.writing(directory):
            writer.commit()
            writer.wait_merging_threads()
        if progress is not None:
            progress(done)


def _delete(writer: IndexWriter, identifier: str) -> None:
    writer.delete_documents_by_term(schema.IDENTIFIER, storable(identifier))
