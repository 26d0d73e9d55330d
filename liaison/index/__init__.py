"""The only folder that knows a search engine. Everyone else knows `liaison.index.protocol`."""

from collections.abc import Callable, Iterable
from pathlib import Path

from liaison.index.protocol import Entry, Reader, Writer
from liaison.index.saved import Matcher

__all__ = ["open_matcher", "open_reader", "open_writer", "rebuild"]


def open_reader(directory: Path) -> Reader:
    """The index of a folder, for questions, always to its latest commit.

    Raises HomeUnusable where there is none yet or it cannot be read.
    """
    from liaison.index.tantivy_engine.reader import TantivyReader

    return TantivyReader(directory)


def open_writer(directory: Path) -> Writer:
    """The index of a folder, for change; it is made where there is none.

    Open it after the processes of a pool are forked, or they share its lock and keep it after this
    one was killed. Raises HomeUnusable where another process is writing.
    """
    from liaison.index.tantivy_engine.writer import TantivyWriter

    return TantivyWriter(directory)


def open_matcher() -> Matcher:
    """What holds entries against saved selections, as a search in the index would; needs none."""
    from liaison.index.tantivy_engine.schema import stems

    return Matcher(stems)


def rebuild(
    directory: Path, entries: Iterable[Entry], progress: Callable[[int], None] | None = None
) -> None:
    """Make the index anew from these entries, beside the live one, and swap the two.

    Readers see the old one until the new one is whole, then the new one. `progress` is told how
    many entries are in. No identifier may come twice: nothing is looked up. Whatever goes wrong,
    the old index stays. Raises HomeUnusable where another process is writing or the disk is full.
    """
    from liaison.index.tantivy_engine.writer import rebuild as build

    build(directory, entries, progress)
