"""The log: written in a chain, whole after any kill, and every way of falsifying it shows."""

import threading
from collections.abc import Sequence

import pytest
from django.db import connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from liaison.workspace.audit import chain, queries
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.audit.chain import GROUND, Flaw, Head, Row, flaws
from liaison.workspace.vault import opened
from liaison.workspace.vault.opened import Vault

AT = "2026-11-27T12:00:00.000000Z"


def written(count: int, detail: str = "") -> list[Row]:
    """A whole log."""
    rows: list[Row] = []
    before = GROUND
    for number in range(1, count + 1):
        made = chain.digest(before, number, AT, "a", "test.done", "s", detail)
        rows.append((number, AT, "a", "test.done", "s", detail, before, made))
        before = made
    return rows


def head_of(rows: Sequence[Row]) -> Head:
    return Head(rows[-1][0], rows[-1][7])


def test_a_whole_log_has_no_flaw() -> None:
    rows = written(30)
    assert list(flaws(rows)) == []
    assert list(flaws(rows, [head_of(rows), head_of(rows[:7])])) == []
    assert list(flaws([])) == []


@given(
    at=st.integers(0, 9),
    column=st.integers(1, 5),
    value=st.text(max_size=5),
)
def test_a_changed_entry_shows(at: int, column: int, value: str) -> None:
    rows: list[tuple[object, ...]] = list(written(10))
    if rows[at][column] == value:
        return
    rows[at] = (*rows[at][:column], value, *rows[at][column + 1 :])
    found = next(flaws(rows))  # type: ignore[arg-type] # rows, but for one value
    assert found == Flaw(at + 1, "it was changed after it was written")


@given(first=st.integers(0, 8), count=st.integers(1, 5))
def test_a_missing_entry_shows(first: int, count: int) -> None:
    rows = written(10)
    left = rows[:first] + rows[first + count :]
    shows = first + count < 10
    assert bool(list(flaws(left))) is shows
    assert list(flaws(left, [head_of(rows)])) != []


def test_a_log_that_was_written_anew_shows_to_who_remembers_it() -> None:
    known = [head_of(written(5))]
    other = written(9, detail="count=2")
    assert list(flaws(other)) == []
    assert [flaw.number for flaw in flaws(other, known)] == [5]


def test_the_parts_of_an_entry_do_not_run_into_each_other() -> None:
    one = chain.digest(GROUND, 1, AT, "ab", "c", "", "")
    assert one != chain.digest(GROUND, 1, AT, "a", "bc", "", "")
    assert one != chain.digest(GROUND, 1, AT, "ab", "", "c", "")


def test_what_is_done_is_written_and_verified(vault: Vault) -> None:
    member, person = reference("member", 7), reference("person", 7)
    heads = [log("person.read", actor=member, subject=person, fields=number) for number in range(9)]
    assert queries.head() == heads[-1]
    assert queries.verify(heads) == []
    assert [row[3] for row in queries.rows()] == ["person.read"] * 9
    assert vault.alias in connections.settings


def test_references_tell_nothing_and_are_the_same_within_a_vault(vault: Vault) -> None:
    assert vault.alias
    assert reference("person", "Ana") == reference("person", "Ana")
    assert len({reference("person", 1), reference("member", 1), reference("person", 11)}) == 3
    assert len(reference("person", "Ana")) == 32


@pytest.mark.parametrize(
    ("action", "detail"),
    [
        ("read", {}),
        ("person.read Ana", {}),
        ("Person.read", {}),
        ("person.read", {"name": "Ana Lind"}),
        ("person.read", {"note": "x=y z"}),
        ("person.read", {"note": "Ána"}),
    ],
)
def test_words_do_not_go_into_the_log(vault: Vault, action: str, detail: dict[str, str]) -> None:
    assert vault.alias
    with pytest.raises(ValueError, match="not for the log"):
        log(action, **detail)
    assert queries.head().number == 0


def test_what_is_taken_back_is_not_in_the_log(vault: Vault) -> None:
    log("test.done")
    with transaction.atomic(using=vault.alias):
        log("test.taken-back")
        transaction.set_rollback(True, using=vault.alias)
    log("test.done")
    assert queries.head().number == 2
    assert queries.verify() == []


def test_many_write_at_once_and_the_chain_holds(vault: Vault) -> None:
    def write() -> None:
        with opened.working_in(vault):
            for number in range(25):
                log("test.done", number=number)
            connections[vault.alias].close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert queries.head().number == 100
    assert queries.verify() == []


def test_an_entry_that_was_changed_in_the_table_is_found(vault: Vault) -> None:
    for number in range(5):
        log("test.done", number=number)
    with connections[vault.alias].cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET detail = 'number=9' WHERE number = 3")
    assert queries.verify() == [Flaw(3, "it was changed after it was written")]
    with connections[vault.alias].cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE number > 3")
    assert [flaw.number for flaw in queries.verify([Head(5, b"x" * 32)])] == [3, 5]
