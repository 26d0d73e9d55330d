"""Copies and translations are one act of publishing, however many are asked for at once."""

import itertools

import pytest

from liaison.catalogue import groups
from liaison.catalogue.models import Document, Link
from liaison.kernel.clock import utc_now

pytestmark = pytest.mark.django_db


def keep(*chains: str, withdrawn: str = "") -> None:
    """Documents named by a letter each, those that follow each other linked as translations."""
    now = utc_now()
    for name in "".join(chains):
        Document.objects.create(
            identifier=name,
            address=f"https://invented.test/{name}",
            source_id="invented",
            first_captured=now,
            changed_at=now,
            withdrawn=name == withdrawn,
        )
    for chain in chains:
        for one, other in itertools.pairwise(chain):
            Link.objects.create(
                document=one, other=other, relation="translation_of", outcome="linked", score=1.0
            )


def around(identifiers: str) -> set[str]:
    return {
        "".join(row.identifier for row in group) for group in groups.groups_around([*identifiers])
    }


def test_a_batch_finds_the_same_groups_as_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small groups together are no large one."""
    monkeypatch.setattr(groups, "_MOST", 3)
    keep("abc", "def", "ghi", "jkl")
    assert around("adgj") == {"abc", "def", "ghi", "jkl"}
    assert set().union(*map(around, "adgj")) == around("adgj")


def test_what_hangs_together_beyond_measure_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "_MOST", 3)
    keep("abcdef")
    assert all(len(group) == 1 for group in around("a"))
    assert all(len(group) == 1 for group in around("af"))


def test_a_withdrawn_document_parts_those_that_it_joined() -> None:
    keep("abc", withdrawn="b")
    assert around("b") == {"a", "c"}
