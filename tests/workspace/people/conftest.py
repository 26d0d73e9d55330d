"""People for tests. All of them are invented."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from liaison.workspace.people import actions
from liaison.workspace.people.codes import PersonKind
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Facet

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)

AMINA: dict[Facet, dict[str, Any]] = {
    Facet.IDENTITY: {
        "names": [
            {"text": "Amina Diop-Zarrouki", "kind": "legal"},
            {"text": "أمينة ديوب الزروقي", "kind": "spelling"},
        ],
        "birth_year": 1987,
    },
    Facet.CONTACT: {"text": "signal heron.7"},
    Facet.HEALTH: {"text": "needs insulin"},
    Facet.NARRATIVE: {"text": "was summoned twice"},
    Facet.SOURCE: {"text": "told by a neighbour"},
}
"""Somebody invented, with something in many facets."""

Made = Callable[..., str]


@pytest.fixture
def person(officer: Who) -> Made:
    """Writes somebody down, the invented Heron where nothing else is said."""

    def made(
        *,
        by: Who = officer,
        pseudonym: str = "Heron",
        content: dict[Facet, dict[str, Any]] = AMINA,
        country: str = "SEN",
        readers: tuple[int, ...] = (),
        now: dt.datetime = NOW,
    ) -> str:
        return actions.create_person(
            pseudonym=pseudonym,
            kind=PersonKind.PERSON,
            country=country,
            content=content,
            readers=readers,
            now=now,
            by=by,
        )

    return made
