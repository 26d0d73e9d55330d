"""Reading what is to be published, and what was."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from liaison.workspace.envelopes.models import Publication
from liaison.workspace.members import queries as members
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may

PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A record, with all that is said in it."""

    reference: str
    is_activity: bool
    said: Mapping[str, str]
    author: str
    made: dt.datetime
    published: dt.datetime | None


def listed(*, by: Who) -> list[Shown]:
    """The latest. Raises Refused."""
    check_may(by, Act.PUBLISH)
    rows = list(Publication.objects.order_by("-made", "-pk")[:PAGE])
    names = members.names({row.author for row in rows})
    return [_shown(row, names) for row in rows]


def one(identifier: str, *, by: Who) -> Shown:
    """Raises Refused, NotThere."""
    check_may(by, Act.PUBLISH)
    row = Publication.objects.filter(reference=identifier).first()
    if row is None:
        raise NotThere
    return _shown(row, members.names({row.author}))


def _shown(row: Publication, names: Mapping[int, str]) -> Shown:
    return Shown(
        row.reference,
        row.is_activity,
        row.said,
        names.get(row.author, ""),
        row.made,
        row.published,
    )
