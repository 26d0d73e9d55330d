"""Every engine is asked the same: a second one is a line in ENGINES."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

import liaison.index
from liaison.index.protocol import Entry, Facet, Reader, Result, Selection, Writer
from tests.conftest import ROOT
from tests.index import plain_engine

ENGINES: dict[str, ModuleType] = {"tantivy": liaison.index}
# Those that only have to find what they should: they need not last, share or be in order.
FINDING = ENGINES | {"plain": plain_engine}


@dataclass(frozen=True)
class Engine:
    """An engine and a folder of its own."""

    module: ModuleType
    directory: Path

    def reader(self) -> Reader:
        reader: Reader = self.module.open_reader(self.directory)
        return reader

    def writer(self) -> Writer:
        writer: Writer = self.module.open_writer(self.directory)
        return writer

    def rebuild(
        self, entries: Iterable[Entry], progress: Callable[[int], None] | None = None
    ) -> None:
        self.module.rebuild(self.directory, entries, progress)

    def feed(self, *entries: Entry) -> None:
        """Add, commit and close."""
        writer = self.writer()
        writer.add(entries)
        writer.commit()
        writer.close()

    def find(self, words: str) -> list[str]:
        """The identifiers that words find, in order."""
        return identifiers(self.reader().search(Selection(words)))


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return Engine(ENGINES[request.param], tmp_path / "index")


@pytest.fixture(params=sorted(FINDING))
def finder(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return Engine(FINDING[request.param], tmp_path / "index")


def identifiers(result: Result) -> list[str]:
    return [hit.identifier for hit in result.hits]


def text_entry(
    identifier: str, body: str, language: str = "en", references: Sequence[str] = ()
) -> Entry:
    return Entry(identifier, {}, {language: body}, references)


def faceted(identifier: str, **facets: Sequence[str]) -> Entry:
    return Entry(
        identifier,
        {"en": "Statement"},
        {"en": "A statement on defenders."},
        facets={Facet(name): values for name, values in facets.items()},
    )


def start(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Run Python beside this process; `directory` is its first argument.

    It can wait for its standard input, which stays open until this process closes it: what pytest
    itself was given may be at its end.
    """
    head = (
        "import sys, time, datetime as dt\nfrom pathlib import Path\n"
        "import liaison.index as index\nfrom liaison.index.protocol import Entry, Selection\n"
        "directory = Path(sys.argv[1])\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", head + code, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
