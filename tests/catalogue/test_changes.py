"""Every committed change is noticed, whoever makes it and where."""

import os
import sqlite3
from pathlib import Path

import pytest
from django.db import connection, transaction

from liaison.catalogue import changes
from liaison.catalogue.models import Withdrawal
from liaison.kernel.clock import utc_now


def _said(path: Path) -> str | None:
    return changes._of_file(str(path))


def test_a_file_changes_with_each_commit_of_anybody(tmp_path: Path) -> None:
    path = tmp_path / "record #1.sqlite3"
    with sqlite3.connect(path) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE said (word TEXT)")
        writer.commit()
        seen = [_said(path)]
        assert _said(path) == seen[0]
        for word in ("one", "two"):
            writer.execute("INSERT INTO said VALUES (?)", (word,))
            assert _said(path) == seen[-1]  # not committed yet
            writer.commit()
            seen.append(_said(path))
    assert None not in seen
    assert len({*seen}) == 3


def test_a_file_that_is_replaced_is_another(tmp_path: Path) -> None:
    """A restored backup takes the place of the file that is being looked at."""
    live, backup = tmp_path / "live.sqlite3", tmp_path / "backup.sqlite3"
    for path in (live, backup):
        with sqlite3.connect(path) as writer:
            writer.execute("CREATE TABLE said (word TEXT)")
    before = _said(live)
    os.replace(backup, live)  # noqa: PTH105 as a restore does
    assert before is not None
    assert _said(live) != before


@pytest.mark.parametrize("content", [b"", b"no database at all " * 300])
def test_there_is_no_telling_of_a_damaged_file(tmp_path: Path, content: bytes) -> None:
    """Pages that need no database are shown all the same, and the others say what is wrong."""
    path = tmp_path / "record.sqlite3"
    path.write_bytes(content)
    assert (_said(path) is None) == bool(content)  # an empty file is an empty database


def test_there_is_no_telling_of_what_is_in_memory() -> None:
    assert changes._of_file("file:memory?mode=memory") is None


@pytest.mark.django_db(transaction=True)
def test_a_database_tells_of_what_is_committed() -> None:
    before = changes.version()
    Withdrawal.objects.create(identifier="a" * 13, by="editor", why="asked", made_at=utc_now())
    after = changes.version()
    assert (before is None) == (after is None)
    assert connection.vendor != "postgresql" or before != after
    with transaction.atomic():
        assert changes.version() is None


@pytest.mark.django_db(transaction=True)
def test_what_was_begun_before_and_is_committed_after_another_is_a_change() -> None:
    """A withdrawal under way while something else is committed: its end must let go of pages."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    slow = connection.copy("slow")
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        Withdrawal.objects.create(identifier="a" * 13, by="editor", why="asked", made_at=utc_now())
        before = changes.version()
        assert changes.version() == before
        slow.commit()
        assert changes.version() != before
    finally:
        slow.close()
