"""Whether two documents are copies of one."""

import itertools

import pytest

from liaison.kernel.reading import Context, Format, Reading, parts_of
from liaison.kernel.relation import Relation
from liaison.link.engine import link_all
from liaison.link.facts import Facts
from liaison.link.gathering import EditionRead, facts_of
from liaison.link.verdict import Outcome

NOTE = (
    "The commission opened its third file on the harbour registers this morning and asked the "
    "port of Velm to answer within a month, as the two clerks who keep them had been told to."
)


def document(identifier: str, title: str, text: str) -> Facts:
    parts = parts_of(Reading(Format.TEXT, title, text), Context(address=""))
    return facts_of(identifier, [EditionRead(parts)])


def outcome(one: Facts, other: Facts) -> Outcome:
    """The same whichever comes first."""
    found = {
        each.outcome
        for order in itertools.permutations((one, other))
        for each in link_all(order)
        if each.relation is Relation.SAME_DOCUMENT
    }
    assert len(found) <= 1
    return found.pop() if found else Outcome.NOT


def row(country: str, starts: str, ends: str) -> str:
    """What a row of a deposited table says."""
    return f"Country visit\n\nCountry: {country}\n\nStarts: {starts}\n\nEnds: {ends}\n\nStatus: planned"


@pytest.mark.parametrize(
    ("country", "starts", "ends"),
    [("Togo", "2024-05-01", "2024-05-03"), ("Chad", "2024-05-01", "2024-05-04")],
)
def test_rows_of_one_table_are_no_copies(country: str, starts: str, ends: str) -> None:
    one = document("a", "Visit to Chad", row("Chad", "2024-05-01", "2024-05-03"))
    other = document("b", f"Visit to {country}", row(country, starts, ends))
    assert outcome(one, other) is Outcome.NOT


def test_a_note_of_two_lines_and_its_copy_are_one() -> None:
    one, other = document("a", "Registers", NOTE), document("b", "News: registers", f"{NOTE} Ends.")
    assert outcome(one, other) is Outcome.LINKED
